# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownUserTier = Literal["anonymous", "flower", "nectar", "seed"]

KNOWN_USER_TIER_VALUES: frozenset[str] = frozenset(get_args(KnownUserTier))


def check_known_user_tier(value: str) -> KnownUserTier:
    if value in KNOWN_USER_TIER_VALUES:
        return cast("KnownUserTier", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_USER_TIER_VALUES)}")
