"""Everything one sandbox remembers."""

import attrs

from pollination_sdk.sandbox._cache import Cache
from pollination_sdk.sandbox._faults import FaultPlan
from pollination_sdk.sandbox._keys import KeyRing
from pollination_sdk.sandbox._ledger import Ledger
from pollination_sdk.sandbox._recording import RecordedRequest


@attrs.define
class State:
    """Keys, money, faults to come, answers kept, and requests seen, oldest first."""

    ledger: Ledger
    keys: KeyRing = attrs.field(factory=KeyRing)
    faults: FaultPlan = attrs.field(factory=FaultPlan)
    cache: Cache = attrs.field(factory=Cache)
    requests: list[RecordedRequest] = attrs.field(factory=list)
    cache_before_key: bool = False
