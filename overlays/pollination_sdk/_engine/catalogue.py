"""The models that a client knows: one table of ids and aliases, made from the model lists that it reads.

An id, `publisher/model`, and its short aliases are one model. The table serves the comparison of names, the search for
the nearest name, announced changes, and prices.
"""

import math
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pollination_sdk._support.fork import renew_after_fork
from pollination_sdk._support.strict_json import load_json

KEPT_SECONDS = 600.0
"""The time for which the public list is kept, or the fact that it could not be read."""
PRICES_KEPT_SECONDS = 3600.0
"""The time for which the prices of the public list count as those of today."""
LONGEST_NAME = 200
"""Characters; a longer name is no name of a model."""
_MOST_UNREAD = 8
"""Lists; the bytes of so many are kept until the table is asked for."""

Entry = Mapping[str, Any]
"""A model as the lists describe it, by the names of the fields in the contract."""

LISTS = frozenset(
    {
        "get_models",
        "get_generate_v1_models",
        "get_v1_model",
        "get_generate_text_models",
        "get_generate_image_models",
        "get_video_models",
        "get_generate_audio_models",
        "get_embeddings_models",
        "get_3d_models",
    }
)
"""The operations whose answers describe models."""

_TEXT, _PICTURE, _IMAGE, _VIDEO = ("text",), ("image", "video"), ("image",), ("video",)
_AUDIO, _EMBEDDING, _MESH = ("audio",), ("embedding",), ("3d",)
KINDS: dict[str, tuple[str, ...]] = {
    "get_generate_text_prompt": _TEXT,
    "post_generate_v1_chat_completions": _TEXT,
    "post_text": _TEXT,
    "post_v1_responses": _TEXT,
    "post_v1_messages": _TEXT,
    "get_generate_image_prompt": _PICTURE,
    "post_v1_images_generations": _PICTURE,
    "post_v1_images_edits": _IMAGE,
    "get_video_by_prompt": _VIDEO,
    "get_generate_audio_by_text": _AUDIO,
    "post_generate_v1_audio_speech": _AUDIO,
    "post_v1_audio_speech_with_timestamps": _AUDIO,
    "post_generate_v1_audio_transcriptions": _AUDIO,
    "post_v1_audio_voice_changer": _AUDIO,
    "post_v1_audio_voice_isolator": _AUDIO,
    "post_v1_embeddings": _EMBEDDING,
    "get_3d_by_prompt": _MESH,
    "post_3d_by_prompt": _MESH,
}
"""The kinds of model that an operation takes; unknown for others."""
_PATHS = {
    "get_3d_by_prompt": "/3d/{prompt}",
    "post_generate_v1_audio_speech": "/v1/audio/speech",
    "get_generate_audio_by_text": "/audio/{text}",
    "post_v1_audio_voice_changer": "/v1/audio/voice-changer",
    "post_v1_audio_voice_isolator": "/v1/audio/voice-isolator",
    "post_v1_images_edits": "/v1/images/edits",
}
"""The paths of operations without a documented model, as the lists name them."""
_METHODS = {
    _TEXT: "text_models",
    _PICTURE: "image_models",
    _IMAGE: "image_models",
    _VIDEO: "video_models",
    _AUDIO: "audio_models",
    _EMBEDDING: "embedding_models",
    _MESH: "mesh_models",
}
"""The methods that list the models of some kinds."""


_DEFAULT_MODELS = {
    "get_generate_text_prompt": "openai",
    "post_generate_v1_chat_completions": "openai",
    "post_text": "openai",
    "post_v1_responses": "openai",
    "get_generate_image_prompt": "zimage",
    "post_v1_images_generations": "flux",
    "get_video_by_prompt": "veo",
    "post_v1_audio_speech_with_timestamps": "eleven_v3",
    "post_generate_v1_audio_transcriptions": "openai/whisper-large-v3",
    "post_v1_embeddings": "openai-3-small",
}
"""The documented model of an operation that names none; for others the service does not say."""


_DEFAULTS = {
    "openai": "openai/gpt-5.4-nano",
    "zimage": "tongyi-mai/z-image-turbo",
    "veo": "google/veo-3.1-fast",
}
"""The documented default models of October 2026 by their aliases, until a list is read."""


def list_for(operation: str) -> str:
    """Return the method that lists the models of an operation; `models`, which lists all, if they are not known."""
    return _METHODS.get(KINDS.get(operation, ()), "models")


def default_model(operation: str) -> str | None:
    """Return the model of an operation whose call names none; None if the service does not document it."""
    return _DEFAULT_MODELS.get(operation)


class Catalogue:
    """The models that a client knows. Other threads see either the old or the new table.

    A list that was asked for with a key leaves models out. So only the public list tells that a name does not exist.

    Args:
        lookup: Whether the client may ask for the public list by itself.
    """

    def __init__(self, *, lookup: bool = True) -> None:
        self._lookup = lookup
        self._table: Mapping[str, Entry] = _BY_DEFAULT
        self._unread: dict[bytes, datetime] = {}
        """The lists that are not in the table yet, as they arrived, with the times when they did."""
        self.state = object()
        """Another object after each change of what the table has, or will have once it is asked for."""
        self._public: list[Entry] = []
        self._asked: float | None = None
        self._read: float | None = None
        self._priced_at: dict[str, datetime] = {}
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Create a new lock: another thread may have held the old one when the process was forked."""
        self._lock = threading.RLock()  # reentrant: a finalizer that makes a call may run while it is held

    def __bool__(self) -> bool:
        """Return True once any list was read."""
        return bool(self._unread) or self._table is not _BY_DEFAULT

    @property
    def table(self) -> Mapping[str, Entry]:
        """The entries by name. It is another object after each change; to compare `state` takes less time."""
        if self._unread:
            self._read_lists()
        return self._table

    @property
    def due(self) -> bool:
        """Whether the public list may be asked for now."""
        return self._lookup and (self._asked is None or time.monotonic() - self._asked > KEPT_SECONDS)

    @property
    def prices_due(self) -> bool:
        """Whether the public list is unknown or an hour old, so that its prices are to be read again."""
        return time.monotonic() > self.prices_until

    @property
    def prices_until(self) -> float:
        """Until when the prices of the public list count as those of today, by the monotonic clock."""
        return -math.inf if self._read is None else self._read + PRICES_KEPT_SECONDS

    @property
    def has_public(self) -> bool:
        """Whether the public list is known."""
        return bool(self._public)

    def learn(self, body: bytes) -> None:
        """Take the models in the answer of a list, in addition to those that are known.

        The answer is read once the table is asked for. Most programs that list models never ask for it.
        """
        with self._lock:
            self._unread.pop(body, None)  # the same list again is the last one now
            self._unread[body] = datetime.now(UTC)
            self.state = object()
            if len(self._unread) > _MOST_UNREAD:
                self._read_lists()

    def mark_asked(self) -> None:
        """Say that the public list is being asked for, so that calls that fail together ask once."""
        self._asked = time.monotonic()

    def set_public(self, listed: Any) -> None:
        """Take the decoded JSON of the public list; None if it could not be read."""
        self.mark_asked()
        entries: list[Entry] = (
            [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
        )
        if entries:
            with self._lock:
                self._read_lists()  # they are older
                self._forget_prices({_id(entry) for entry in self._public} - {_id(entry) for entry in entries})
                self._add(entries, datetime.now(UTC))
                self._public = entries
                self._read = time.monotonic()  # the last step: other threads look at it without the lock

    def entry(self, name: str) -> Entry | None:
        """Return the entry of a model by its id or an alias; None if it is not known."""
        return self.table.get(name.lower())

    def priced_at(self, name: str) -> datetime | None:
        """Return the time when the prices of a model were read; None if they are not known."""
        entry = self.entry(name)
        return None if entry is None else self._priced_at.get(_id(entry))

    def of_operation(self, operation: str) -> list[Entry]:
        """Return the models that an operation takes: those that name its path, else all of its kinds."""
        kinds = KINDS.get(operation, ())
        found = {_id(entry): entry for entry in self.table.values() if entry.get("category") in kinds}
        return [entry for entry in found.values() if _takes(entry, operation)] or list(found.values())

    def names(self, name: str) -> list[str]:
        """Return all known names of a model, and the given one."""
        entry = self.entry(name)
        return [name] if entry is None else [name, *names_of(entry)]

    def same(self, one: str, other: str) -> bool | None:
        """Return whether two names mean the same model; None if that is not known.

        A short name that is not known may mean any id. Two ids are two models. So are two short names, unless one is
        the end of the other's id: older deployments answer `gpt-5.4-nano` for `openai/gpt-5.4-nano`.
        """
        if one.lower() == other.lower():
            return True
        first, second = self.entry(one), self.entry(other)
        if first is not None and second is not None:
            return _id(first) == _id(second)
        tails = {_id(entry).rpartition("/")[2] for entry in (first, second) if entry is not None}
        if tails & {one.lower(), other.lower()}:
            return True
        return None if ("/" in one) != ("/" in other) else False

    def substituted(self, asked: str | None, used: str | None) -> bool | None:
        """Return whether another model than the one asked for was used; None if that is not known."""
        if asked is None or used is None:
            return None if used is None else False
        same = self.same(asked, used)
        return None if same is None else not same

    def nearest(self, name: str, kinds: Sequence[str] = ()) -> str | None:
        """Return the nearest name in the public list; None if none is near.

        Args:
            name: The name to look for.
            kinds: The kinds of model to look at; empty for all.
        """
        entries = [entry for entry in self._public if not kinds or entry.get("category") in kinds]
        return _nearest(name, entries)

    def _read_lists(self) -> None:
        """Add the lists that have arrived to the table; another thread that asks for it waits for that."""
        with self._lock:
            for body, arrived in list(self._unread.items()):
                self._add(_listed(body), arrived)
                self._unread.pop(body, None)

    def _forget_prices(self, ids: set[str]) -> None:
        """Drop the prices of models that have left the public list."""
        table = dict(self._table)
        for name, entry in table.items():
            if _id(entry) in ids:
                table[name] = {field: value for field, value in entry.items() if not field.startswith("pricing")}
        self._table = table

    def _add(self, entries: Sequence[Entry], now: datetime) -> None:
        table, ids = dict(self._table), {_id(entry).lower() for entry in entries}
        for entry in entries:
            if "pricing" in entry and _is_rich(entry):
                self._priced_at[_id(entry)] = now
            for name in names_of(entry):
                if name.lower() not in ids or _id(entry).lower() == name.lower():  # an id counts before an alias
                    table[name.lower()] = _updated(table.get(name.lower(), {}), entry)
        self._table = table
        self.state = object()


def _listed(body: bytes) -> list[Entry]:
    """Return the models in the answer of a list; the answer of `model` is one. None are in what cannot be read."""
    try:
        value = load_json(body)
    except (ValueError, RecursionError):  # the stack may be deeper here than where the answer was decoded
        return []
    listed = value.get("data", value) if isinstance(value, dict) else value
    return [entry for entry in (listed if isinstance(listed, list) else [value]) if isinstance(entry, dict)]


def _updated(known: Entry, entry: Entry) -> Entry:
    """Return a new entry. One of `/v1/models` says less and is added to what is known.

    Its prices leave out those of sizes and modes, so they are not taken.
    """
    if _is_rich(entry):
        return {**entry, "id": _id(entry)}
    kept = known if _id(known) == _id(entry) else {}
    unpriced = {field: value for field, value in entry.items() if field != "pricing"}
    return {**kept, **unpriced, "id": _id(entry)}


def _is_rich(entry: Entry) -> bool:
    """Return whether an entry says all that is known of a model; those of `/v1/models` have no `name`, and do not."""
    return "name" in entry


def _takes(entry: Entry, operation: str) -> bool:
    """Return whether a model has an operation, as far as its entry says which it has."""
    paths = entry.get("supported_endpoints")
    return not isinstance(paths, list) or not paths or _PATHS.get(operation) in {None, *map(str, paths)}


def _id(entry: Entry) -> str:
    """Return the id of a model, which some lists call its name."""
    found = entry.get("id") or entry.get("name")
    return found if isinstance(found, str) else ""


def names_of(entry: Entry) -> Iterator[str]:
    """Yield the id of a model, and its aliases."""
    aliases = entry.get("aliases")
    for name in (_id(entry), *(aliases if isinstance(aliases, list) else ())):
        if isinstance(name, str) and name:
            yield name


def _nearest(name: str, entries: Iterable[Entry]) -> str | None:
    """Return the nearest name; an id is compared without its publisher too."""
    found = {form.lower(): known for entry in entries for known in names_of(entry) for form in forms_of(known)}
    import difflib  # noqa: PLC0415 - only few errors need it

    near = difflib.get_close_matches(name.lower(), found, n=1)
    return found[near[0]] if near else None


def forms_of(name: str) -> tuple[str, ...]:
    """Return a name, and the same without a publisher, as older deployments answer it."""
    return (name, name.rpartition("/")[2])


_BY_DEFAULT: dict[str, Entry] = {
    name: {"id": identifier, "aliases": [alias]}
    for alias, identifier in _DEFAULTS.items()
    for name in (alias, identifier)
}
