# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownUserTier = Literal["anonymous", "flower", "nectar", "seed"]

KNOWN_USER_TIER_VALUES: set[KnownUserTier] = {
    "anonymous",
    "flower",
    "nectar",
    "seed",
}


def check_known_user_tier(value: str) -> KnownUserTier:
    if value in KNOWN_USER_TIER_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_USER_TIER_VALUES!r}")
