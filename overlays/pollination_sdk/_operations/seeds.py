"""Seeds: the number that a generation sends for the one that the caller gave.

Since August 2026 the service treats -1 as any other seed: the same request has one stored result. So -1 and `"random"`
draw a number here, once, when the call is built. All attempts of the call send it, and `detailed` and links show it.
"""

import secrets
from typing import Any

MAXIMUM_SEED = 2_147_483_647
"""The largest drawn seed. Every operation accepts it."""

_RANDOM = frozenset({-1, "-1", "random"})


def is_drawn(seed: Any) -> bool:
    """Return True for -1 and `"random"`."""
    return isinstance(seed, (int, float, str)) and seed in _RANDOM


def draw_seed(seed: Any) -> Any:
    """Return the seed to send: a random number from 1 for -1 and `"random"`, any other value unchanged."""
    return secrets.randbelow(MAXIMUM_SEED) + 1 if is_drawn(seed) else seed


def with_drawn_seed(fields: Any) -> Any:
    """Return the fields of a request with the seed to send; a value that is no object is returned unchanged."""
    if not isinstance(fields, dict) or "seed" not in fields:
        return fields
    return {**fields, "seed": draw_seed(fields["seed"])}
