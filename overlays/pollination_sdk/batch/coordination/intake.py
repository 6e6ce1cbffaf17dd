"""Take in outcomes: count them, hand results to the caller, and commit them in groups."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pollination_sdk.batch.files.remote import is_url
from pollination_sdk.batch.manifest.schema import DONE, FAILED, UNKNOWN
from pollination_sdk.batch.results import ItemResult, Summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.batch.coordination.records import Records
    from pollination_sdk.batch.manifest.database import Admission
    from pollination_sdk.batch.sending.recorder import Arrival

_FINAL = frozenset({DONE, FAILED, UNKNOWN})
_COUNTED = (
    *("done", "failed", "unknown", "already_done", "already_failed", "already_unknown", "duplicates", "bad"),
    "unpriced",
)


class Intake:
    """Take in the outcomes of a run.

    Args:
        records: Where they are written.
        on_results: Gets each group of results; None if they are not wanted.
        changed: Is called after each group.
    """

    def __init__(
        self,
        records: Records,
        on_results: Callable[[list[ItemResult]], None] | None,
        changed: Callable[[], None],
    ) -> None:
        self._records, self._on_results, self._changed = records, on_results, changed
        self.counts: Counter[str] = Counter()
        self.outstanding: int = 0
        """The items that are in leases and not finished."""
        self.failure: Exception | None = None
        """What `on_results` has raised; it is not called again."""
        self._nano = 0
        self._buffer: list[Arrival] = []
        self._closed: list[str] = []

    @property
    def is_heard(self) -> bool:
        """Whether somebody wants the results."""
        return self._on_results is not None

    def admitted(self, admission: Admission) -> None:
        """Count jobs that are no new items."""
        self.counts.update(
            already_done=admission.done,
            already_failed=admission.failed,
            already_unknown=admission.unknown,
            duplicates=admission.duplicates,
            bad=len(admission.bad),
        )

    def arrived(self, arrivals: list[Arrival]) -> None:
        """Take in outcomes that are durable."""
        finished = [one for one in arrivals if one.outcome.state in _FINAL]
        for one in finished:
            self.counts[one.outcome.state] += 1
            if one.outcome.cost is None and one.outcome.state == DONE:
                self.counts["unpriced"] += 1
        for one in arrivals:
            self._nano += one.outcome.cost or 0
        self.outstanding -= len(finished)
        self._buffer += arrivals
        if self._on_results is not None and finished and self.failure is None:
            try:
                self._on_results([_result(one, self._records.folder) for one in finished])
            except Exception as error:  # noqa: BLE001 - of the caller; raised when the calls in flight have ended
                self.failure = error
        self._changed()

    def closed(self, lease: str) -> None:
        """Close a lease with the next commit; all its outcomes have arrived."""
        self._closed.append(lease)

    async def flush(self, *, claimed: bool) -> None:
        """Commit what has arrived.

        Args:
            claimed: Whether closed leases stay claimed, because another process might run them again.
        """
        if not self._buffer and not self._closed:
            return
        arrivals, self._buffer = self._buffer, []
        closed, self._closed = self._closed, []
        await self._records.in_thread(self._write, arrivals, closed, claimed)

    def _write(self, arrivals: list[Arrival], closed: list[str], claimed: bool) -> None:  # noqa: FBT001 - for a thread
        self._records.write(arrivals, (), closed)
        self._records.forget(closed, claimed=claimed)

    def summary(self, *, bad: int, **facts: Any) -> Summary:
        """Return the summary of the run, with the facts that the coordinator knows."""
        counts: dict[str, Any] = {name: self.counts[name] for name in _COUNTED}
        counts["bad"] += bad
        folder = self._records.folder
        return Summary(
            **counts,
            spent=self._nano / 1e9,
            **facts,
            run=self._records.run,
            folder=None if folder is None else Path(folder),
        )


def _result(arrival: Arrival, folder: str | None) -> ItemResult:
    item, outcome = arrival.item, arrival.outcome
    file = None if folder is None else outcome.file
    url = file if file is not None and is_url(file) else None
    return ItemResult(
        id=item.id,
        own_id=item.own_id,
        number=item.number,
        place=item.place,
        copy=item.copy,
        method=item.method,
        state=outcome.state,
        value=arrival.value,
        path=None if file is None or folder is None or url else Path(folder, file),
        url=url,
        seed=item.seed,
        cost=None if outcome.cost is None else outcome.cost / 1e9,
        cost_source=outcome.cost_source,
        seconds=outcome.seconds,
        tries=outcome.tries,
        request_id=outcome.request_id,
        error_class=outcome.error_class,
        error=outcome.error,
    )
