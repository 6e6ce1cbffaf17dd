"""Which items may be sent again after an unknown outcome, and which seeds are drawn."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pollination_sdk.batch.identity.job import Job

REPEATABLE = frozenset(
    {"text", "chat", "parse", "image", "edit_image", "video", "speech", "transcribe", "embed", "mesh"}
)
"""The methods whose identical requests the service joins and bills once; docs/errors-and-retries.md has the fact.

The seed of an item is in the manifest before it is sent, so each of its requests is identical.
"""
_NEED_SEED = frozenset({"edit_image"})
"""Without a seed the service draws one for these, so a second request would not be identical."""
_SEEDED = frozenset(
    {"text", "chat", "parse", "image", "edit_image", "video", "mesh", "speech", "speech_with_timestamps"}
)
_RANDOM = (-1, "-1", "random")
_LARGEST_SEED = 2_147_483_647


def drawn_seed(job: Job) -> int | None:
    """Return a random seed for an item that needs one; None for an item that is sent as the user wrote it.

    The first copy of a job without a seed has none, so its answer is that of a plain call.
    """
    if job.method not in _SEEDED:
        return None
    given = job.options.get("seed")
    needs = job.copy or (given is None and job.method in _NEED_SEED) or (given is not None and given in _RANDOM)
    return secrets.randbelow(_LARGEST_SEED) + 1 if needs else None
