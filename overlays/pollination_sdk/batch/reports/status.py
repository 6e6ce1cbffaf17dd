"""How far a batch is: read from its manifest, by any process, while it runs or later."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from pollination_sdk.batch.manifest.reading import is_running, manifest_of
from pollination_sdk.batch.manifest.schema import DONE, EXPECTED, FAILED, FILES, PENDING, RESERVED, UNKNOWN, WORKERS

if TYPE_CHECKING:
    import os
    import sqlite3

_NANO = 1_000_000_000
_WINDOW = 60.0
"""Seconds over which the rate is taken."""
_MOST_ATTEMPTS = 5000
_ERRORS = 5


@attrs.frozen(kw_only=True)
class Problem:
    """An item that failed, or whose outcome is unknown.

    Attributes:
        number: The number of the item.
        place: Its line or place in the input.
        source: The file of that input; None for other inputs.
        own_id: The user's own id; None if there is none.
        state: The state of the attempt: `failed` or `unknown`.
        error_class: The class of the error.
        error: Its text.
        request_id: The id of the answer, to quote in a support request.
    """

    number: int
    place: int
    source: str | None = None
    own_id: str | None
    state: str
    error_class: str | None
    error: str | None
    request_id: str | None


@attrs.frozen(kw_only=True)
class WorkerStatus:
    """A worker of a cluster.

    Attributes:
        name: Its name in Dask, or its address.
        address: Its address.
        state: `sending`, `idle`, `silent` (its time was over, and it has not answered), `lost`, or `unusable`.
        items: The items that it has now.
        ended: The items that it has finished: done, failed, or unknown.
        problem: Why it cannot be used; None if it can.
    """

    name: str
    address: str
    state: str
    items: int
    ended: int
    problem: str | None = None


@attrs.frozen(kw_only=True)
class Status:
    """How far a batch is.

    Attributes:
        folder: The output folder.
        running: Whether a run is active.
        done: The items whose results are in the folder.
        failed: Those that failed.
        unknown: Those whose outcome is unknown, and that may have been billed.
        pending: Those that are still to be sent, as far as the input was read.
        complete: Whether the last input was read to its end.
        expected: About how many items there will be; those that there are, once the input was read to its end.
        spent: The pollen of all answers, as far as their costs are known.
        unpriced: The items done whose cost is unknown.
        reserved: The pollen that calls in flight have reserved of the limit; 0 without one.
        rate: The items a second over the last minute of the last run.
        eta: About how many seconds the rest takes at that rate; None if that cannot be said.
        stopped: Why the last run ended; None while it runs, and if it was killed.
        skipped: The bad jobs that the last run has left out.
        errors: The last five items that failed or are unknown, the newest first.
        limits: The limits of the last run.
        workers: The workers of the last run, if it was on a cluster.
        files: The URL of the media files; None if they are in the folder.
    """

    folder: Path
    running: bool
    done: int
    failed: int
    unknown: int
    pending: int
    complete: bool
    expected: int
    spent: float
    unpriced: int
    reserved: float
    rate: float
    eta: float | None
    stopped: str | None
    skipped: int
    errors: list[Problem]
    limits: dict[str, Any]
    workers: list[WorkerStatus] = attrs.field(factory=list)
    files: str | None = None

    @property
    def total(self) -> int:
        """All items."""
        return self.done + self.failed + self.unknown + self.pending

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return {**attrs.asdict(self), "folder": str(self.folder), "total": self.total}


def status(folder: str | os.PathLike[str]) -> Status:
    """Return how far a batch is.

    Args:
        folder: The output folder of a run; another process may be running it.

    Raises:
        BatchFolderError: It is not the folder of a batch, or a newer version made it.
    """
    running = is_running(folder)
    with manifest_of(folder) as manifest:
        counts = _counts(manifest)
        run = manifest.execute("SELECT * FROM runs ORDER BY number DESC LIMIT 1").fetchone()
        rate = _rate(manifest, run, running=running)
        complete = _is_complete(manifest, run)
        total = sum(counts.values())
        expected = total if complete else max(total, _expected(manifest))
        left = expected - total + counts[PENDING]
        return Status(
            folder=Path(folder),
            running=running,
            **counts,
            complete=complete,
            expected=expected,
            spent=_one(manifest, "SELECT coalesce(sum(cost_nanopollen), 0) FROM attempts") / _NANO,
            unpriced=_one(manifest, "SELECT count(*) FROM items WHERE state = 'done' AND cost_nanopollen IS NULL"),
            reserved=_reserved(manifest) if running else 0.0,
            rate=rate,
            eta=left / rate if running and rate and (complete or expected > total) else None,
            stopped=None if run is None or running else run["stopped"],
            skipped=0 if run is None else json.loads(run["counts"]).get("bad", 0),
            errors=_errors(manifest),
            limits={} if run is None else json.loads(run["limits"]),
            workers=[WorkerStatus(**one) for one in json.loads(_fact(manifest, WORKERS) or "[]")],
            files=_fact(manifest, FILES) or None,
        )


def _one(manifest: sqlite3.Connection, select: str, *values: object) -> Any:
    return manifest.execute(select, values).fetchone()[0]


def _counts(manifest: sqlite3.Connection) -> dict[str, int]:
    """Return the items in each state; the index has all that are not done."""
    select = "SELECT state, count(*) FROM items WHERE state <> 'done' GROUP BY state"
    found = dict(manifest.execute(select).fetchall())
    total = _one(manifest, "SELECT count(*) FROM items")
    counts = {state: found.get(state, 0) for state in (FAILED, UNKNOWN, PENDING)}
    return {DONE: total - sum(counts.values()), **counts}


def _is_complete(manifest: sqlite3.Connection, run: sqlite3.Row | None) -> bool:
    """Return whether the last input was read to its end: of an iterable, only its run can say that."""
    source = manifest.execute("SELECT number, complete FROM inputs ORDER BY number DESC LIMIT 1").fetchone()
    if source is None or run is None:
        return False
    return bool(source["complete"]) or (run["stopped"] == "complete" and run["input"] == source["number"])


def _expected(manifest: sqlite3.Connection) -> int:
    return int(_fact(manifest, EXPECTED) or 0)


def _fact(manifest: sqlite3.Connection, key: str) -> str | None:
    found = manifest.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found["value"] if found else None


def _rate(manifest: sqlite3.Connection, run: sqlite3.Row | None, *, running: bool) -> float:
    """Return the items a second that ended in the last minute of the last run."""
    if run is None:
        return 0.0
    select = (
        "SELECT count(*), min(ended) FROM "
        "(SELECT started + seconds AS ended FROM attempts WHERE run = ? ORDER BY rowid DESC LIMIT ?) WHERE ended > ?"
    )
    last = time.time() if running else run["ended"]
    if last is None:
        last = _one(manifest, "SELECT coalesce(max(started + seconds), 0) FROM attempts WHERE run = ?", run["number"])
    since = max(last - _WINDOW, run["started"])
    count, first = manifest.execute(select, (run["number"], _MOST_ATTEMPTS, since)).fetchone()
    if count == _MOST_ATTEMPTS:
        since = first
    return float(count / (last - since)) if last > since else 0.0


def _reserved(manifest: sqlite3.Connection) -> float:
    of_leases: float = _one(manifest, "SELECT total(reserved_nanopollen) FROM leases WHERE state = 'open'")
    return (of_leases + int(_fact(manifest, RESERVED) or 0)) / _NANO


def _errors(manifest: sqlite3.Connection) -> list[Problem]:
    select = (
        "SELECT item AS number, place, iif(fingerprint IS NULL, NULL, source) AS source, own_id, attempts.state, "
        "error_class, error, request_id FROM attempts JOIN items ON items.number = attempts.item "
        "LEFT JOIN inputs ON inputs.number = items.input WHERE error IS NOT NULL AND items.state <> 'done' "
        "ORDER BY attempts.rowid DESC LIMIT ?"
    )
    return [Problem(**dict(row)) for row in manifest.execute(select, (_ERRORS,))]
