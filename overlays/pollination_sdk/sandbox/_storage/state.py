"""The state of one sandbox, which is also written to its store if there is one."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from pollination_sdk.sandbox._faults.plan import FaultPlan
from pollination_sdk.sandbox._keys.ring import Key, KeyRing
from pollination_sdk.sandbox._keys.sign_ins import SignIns
from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._requests.identity import Question, question
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._requests.spool import Part
from pollination_sdk.sandbox._storage.files import MediaStore, StoredFile, generated_id
from pollination_sdk.sandbox._storage.generation import Generation
from pollination_sdk.sandbox._storage.ledger import Ledger
from pollination_sdk.sandbox._storage.prompt_cache import PromptCache
from pollination_sdk.sandbox._storage.script import Script
from pollination_sdk.sandbox._storage.sqlite import Store

if TYPE_CHECKING:
    import asyncio


@attrs.define
class State:
    """Keys, ledger, faults, scripted replies, generations, files, sign-ins, and recorded requests, oldest first."""

    ledger: Ledger
    cache_before_key: bool = False
    keys: KeyRing = attrs.field(factory=KeyRing)
    faults: FaultPlan = attrs.field(factory=FaultPlan)
    script: Script = attrs.field(factory=Script)
    requests: list[RecordedRequest] = attrs.field(factory=list)
    running: "dict[Question, asyncio.Future[Generation]]" = attrs.field(factory=dict, repr=False)
    lost: set[Question] = attrs.field(factory=set, repr=False)  # requests whose answers a fault has changed
    files: MediaStore = attrs.field(factory=MediaStore, repr=False)
    prompts: PromptCache = attrs.field(factory=PromptCache, repr=False)
    report_costs: bool = False
    sign_ins: SignIns = attrs.field(factory=SignIns, repr=False)
    _kept: dict[Question, Generation] = attrs.field(factory=dict, repr=False)
    _store: Store | None = None

    def load(self, store: Store) -> None:
        """Read the state of an earlier sandbox from a store, and write to the store from now on."""
        self._store = store
        for key in store.read_keys():
            self.keys.add(key)
        self.ledger.entries.extend(store.read_entries(self.keys))
        pots = store.read_pots()
        self.ledger.tier, self.ledger.pack = pots or (self.ledger.tier, self.ledger.pack)

    def add_key(self, key: Key) -> None:
        """Add a key."""
        self.keys.add(key)
        if self._store is not None:
            self._store.save_key(key)

    def age_keys(self, by: timedelta) -> None:
        """Let keys and the codes of sign-ins grow older."""
        self.keys.age(by)
        self.sign_ins.age(by)
        if self._store is not None:
            for key in self.keys.all():
                self._store.save_key(key)

    def bill(self, key: Key, generation: Generation, milliseconds: float, pot: str) -> float:
        """Charge a pot for one generation, and return what it cost."""
        entry = self.ledger.bill(key, generation, milliseconds, pot=pot)
        if self._store is not None:
            self._store.save_entry(entry)
            self._store.save_pots(self.ledger.tier, self.ledger.pack)
            self._store.save_key(key)
        return entry.cost

    def remember(self, at: datetime, key: Key, model: Model, units: dict[str, float]) -> None:
        """Record a generation in the past."""
        entry = self.ledger.remember(at, key, model, units, milliseconds=100)
        if self._store is not None:
            self._store.save_entry(entry)

    def look_up(self, request: RecordedRequest) -> Generation | None:
        """Return the stored answer to an identical request; None if there is none, or it has expired."""
        kept = self._kept.get(question(request)) or self._read(request)
        return None if kept is None or self.files.expired(kept.made) else kept

    def keep(self, request: RecordedRequest, generation: Generation) -> None:
        """Store an answer for identical requests."""
        self._kept[question(request)] = attrs.evolve(generation, made=generation.made + self.files.ahead)
        self._put_file(request, generation)
        if self._store is not None:
            self._store.save_generation(question(request), generation)

    def _read(self, request: RecordedRequest) -> Generation | None:
        """Read the stored answer of an earlier sandbox."""
        stored = None if self._store is None else self._store.generation(question(request))
        if stored is not None:
            self._put_file(request, stored)
        return stored

    def _put_file(self, request: RecordedRequest, generation: Generation) -> None:
        """Store generated media on the media host."""
        if generation.filename and (generation.file or generation.media_type != "application/json"):
            file_id = generated_id(request)
            content = generation.file or generation.content
            self.files.add(StoredFile(file_id, Part.of(content), generation.file_type or generation.media_type))
