# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownTier = Literal["anonymous", "flower", "microbe", "nectar", "router", "seed", "spore"]

KNOWN_TIER_VALUES: set[KnownTier] = {
    "anonymous",
    "flower",
    "microbe",
    "nectar",
    "router",
    "seed",
    "spore",
}


def check_known_tier(value: str) -> KnownTier:
    if value in KNOWN_TIER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_TIER_VALUES!r}")
