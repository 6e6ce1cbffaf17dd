"""What a run tells its caller: the result of each item, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from pathlib import Path


@attrs.frozen(kw_only=True)
class ItemResult:
    """The result of one item.

    Attributes:
        id: The id, made of what the user wrote.
        own_id: The user's own id; None if there is none.
        number: The number of the item in the batch, from 1.
        place: Its line or index in the input, from 1.
        copy: The number of the copy, from 0.
        method: The method.
        state: `done`, `failed` or `unknown`.
        value: What the method returns; None if it is not at hand: after an error, or from another process.
        path: The media file; None for answers that are no file, without a folder, and with a URL for the files.
        url: The URL of the media file, with `files=`.
        seed: The drawn seed; None if none was drawn.
        cost: The cost in pollen; None if it is unknown.
        cost_source: How the cost is known; see `Cost`.
        seconds: How long the last try took.
        tries: The tries.
        request_id: The id of the answer, to quote in a support request.
        error_class: The class of the error; None if it was answered.
        error: The text of the error.
    """

    id: str
    own_id: str | None
    number: int
    place: int
    copy: int
    method: str
    state: str
    value: Any = attrs.field(default=None, repr=False)
    path: Path | None = None
    url: str | None = None
    seed: int | None = None
    cost: float | None = None
    cost_source: str | None = None
    seconds: float = 0.0
    tries: int = 1
    request_id: str | None = None
    error_class: str | None = None
    error: str | None = None


@attrs.frozen(kw_only=True)
class Summary:
    """What a run has done.

    Attributes:
        done: The items that this run has finished.
        failed: Those that failed in it; `retry` sends them again.
        unknown: Those whose outcome is unknown, and that may have been billed; `retry(unknown=True)` sends them again.
        pending: All items of the folder that are still to be sent.
        unread: Whether the input has more jobs, which are no items yet.
        already_done: The items that were done before.
        already_failed: The items that had failed before, and were left alone.
        already_unknown: Those whose outcome was unknown before.
        duplicates: The jobs that were written twice, and are one item.
        bad: The jobs that were left out because of `skip_bad`.
        spent: The pollen that this run has spent, as far as it is known.
        unpriced: The items done in this run whose cost is unknown.
        seconds: How long it took.
        stopped: Why it ended: `complete`, `stopped`, `limit`, `payment`, `failures`, `key`, `disk`,
            `engine` (the cluster was lost) or `error`.
        detail: The error that stopped it; None if none did.
        run: The number of the run.
        folder: The output folder; None without one.
    """

    done: int = 0
    failed: int = 0
    unknown: int = 0
    pending: int = 0
    unread: bool = False
    already_done: int = 0
    already_failed: int = 0
    already_unknown: int = 0
    duplicates: int = 0
    bad: int = 0
    spent: float = 0.0
    unpriced: int = 0
    seconds: float = 0.0
    stopped: str = "complete"
    detail: str | None = None
    run: int = 0
    folder: Path | None = None
