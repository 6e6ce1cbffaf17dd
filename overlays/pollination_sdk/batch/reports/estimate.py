"""What a batch will cost: the estimates of its jobs, added up before anything is sent."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from pollination_sdk import Pollinations
from pollination_sdk.batch.identity.ids import id_of, restored
from pollination_sdk.batch.identity.job import Job
from pollination_sdk.batch.input.jobs import Jobs
from pollination_sdk.batch.manifest.database import NAME
from pollination_sdk.batch.manifest.reading import manifest_of
from pollination_sdk.batch.manifest.schema import FAILED, UNKNOWN
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    import os
    import sqlite3
    from collections.abc import Iterator

    from pollination_sdk.batch.settings.arguments import Reading

_NANO = 1_000_000_000
_GROUP = 500


@attrs.frozen(kw_only=True)
class BatchEstimate:
    """What jobs will cost, in pollen.

    Attributes:
        items: The jobs that will be sent.
        settled: Those that will not be sent, because the folder has them as done, failed or unknown.
        low: The least that they may cost; None if the price of one is unknown.
        likely: What they probably cost; None as `low`.
        high: The most that they may cost; None as `low`.
        known: What those of known price may cost at most.
        unknown: How many have no known price.
        notes: What the estimates depend on, at most five notes.
        more: Whether there are jobs beyond `most`, which are not counted.
    """

    items: int = 0
    settled: int = 0
    low: float | None = 0.0
    likely: float | None = 0.0
    high: float | None = 0.0
    known: float = 0.0
    unknown: int = 0
    notes: list[str] = attrs.field(factory=list)
    more: bool = False


def estimate(
    jobs: Any,
    out: str | os.PathLike[str] | None = None,
    *,
    client: Pollinations | None = None,
    most: int | None = None,
    **reading: Unpack[Reading],
) -> BatchEstimate:
    """Estimate what jobs will cost. Nothing of them is sent; the price list is read without a key.

    Args:
        jobs: The jobs, as `run` takes them. An iterable is used up.
        out: The output folder. Items that are done there cost nothing; failed and unknown ones are not sent.
        client: The client whose prices are used; a new one by default.
        most: How many jobs to look at; None for all.
        **reading: How the jobs are read: `method`, `options`, `template`, `copies`, `format`, `skip_bad`.

    Raises:
        JobError: A job is wrong.
        ArgumentError: The jobs are an async iterable.
        BatchFolderError: The folder cannot be read.
    """
    source = jobs if isinstance(jobs, Jobs) else Jobs(jobs, **reading)
    if source.is_async:
        raise ArgumentError("The jobs are an async iterable, which `estimate` cannot read. Give a list or a file.")
    if client is None:
        with Pollinations() as own:
            return _estimate(source, out, own, most)
    return _estimate(source, out, client, most)


def estimate_retry(
    out: str | os.PathLike[str], *, unknown: bool = False, client: Pollinations | None = None, most: int | None = None
) -> BatchEstimate:
    """Estimate what `retry` will cost. Nothing is sent; the price list is read without a key.

    Args:
        out: The output folder.
        unknown: Whether items of unknown outcome are sent again too.
        client: The client whose prices are used; a new one by default.
        most: How many items to look at; None for all.

    Raises:
        BatchFolderError: The folder is not that of a batch.
    """
    if client is None:
        with Pollinations() as own:
            return estimate_retry(out, unknown=unknown, client=own, most=most)
    sums = _Sums(client)
    states = (FAILED, UNKNOWN) if unknown else (FAILED,)
    with manifest_of(out) as manifest:
        select = f"SELECT method, options FROM items WHERE state IN ({', '.join('?' * len(states))})"  # noqa: S608 - only marks
        found = manifest.execute(select, states)
        for row in itertools.islice(found, most):
            sums.add(Job(row["method"], restored(row["options"])))
        return sums.total(more=found.fetchone() is not None)


def _estimate(
    source: Jobs, out: str | os.PathLike[str] | None, client: Pollinations, most: int | None
) -> BatchEstimate:
    found = iter(source)
    sums = _Sums(client)
    if out is None or not Path(out, NAME).is_file():
        for job in itertools.islice(found, most):
            sums.add(job)
    else:
        with manifest_of(out) as manifest:
            for job in _missing(itertools.islice(found, most), manifest, sums):
                sums.add(job)
    more = most is not None and next(found, None) is not None
    return sums.total(more=more)


def _missing(jobs: Iterator[Job], manifest: sqlite3.Connection, sums: _Sums) -> Iterator[Job]:
    """Yield the jobs that a run of the folder would send, and count the others."""
    hashes: dict[str, str] = {}
    while group := list(itertools.islice(jobs, _GROUP)):
        ids = [id_of(job, hashes) for job in group]
        select = f"SELECT id FROM items WHERE state <> 'pending' AND id IN ({', '.join('?' * len(ids))})"  # noqa: S608 - only marks
        settled = {row["id"] for row in manifest.execute(select, ids)}
        sums.settled += sum(one in settled for one in ids)
        yield from (job for job, one in zip(group, ids, strict=True) if one not in settled)


class _Sums:
    """Adds estimates up, in whole billionths, so that the sums are exact."""

    def __init__(self, client: Pollinations) -> None:
        self._client = client
        self._amounts = {"low": 0, "likely": 0, "high": 0}
        self._notes: dict[str, None] = {}
        self.items = self.settled = self.unknown = 0

    def add(self, job: Job) -> None:
        """Add the estimate of a job."""
        found = getattr(self._client.estimate, job.method)(**job.options)
        self.items += 1
        if found.note and len(self._notes) < 5:
            self._notes[found.note] = None
        if found.high is None:
            self.unknown += 1
            return
        for name in self._amounts:
            self._amounts[name] += round(getattr(found, name) * _NANO)

    def total(self, *, more: bool) -> BatchEstimate:
        """Return the sums."""
        pollen: dict[str, float | None] = {name: amount / _NANO for name, amount in self._amounts.items()}
        known = self._amounts["high"] / _NANO
        if self.unknown:
            pollen = dict.fromkeys(pollen)
        return BatchEstimate(
            items=self.items,
            settled=self.settled,
            **pollen,
            known=known,
            unknown=self.unknown,
            notes=list(self._notes),
            more=more,
        )
