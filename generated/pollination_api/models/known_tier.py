# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownTier = Literal["anonymous", "flower", "microbe", "nectar", "router", "seed", "spore"]

KNOWN_TIER_VALUES: frozenset[str] = frozenset(get_args(KnownTier))


def check_known_tier(value: str) -> KnownTier:
    if value in KNOWN_TIER_VALUES:
        return cast("KnownTier", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_TIER_VALUES)}")
