"""`run`, `arun`, `retry` and `aretry`: run a batch, and go on with one."""

from __future__ import annotations

import asyncio
import os
import pickle
import re
import sys
import threading
from typing import TYPE_CHECKING, Any, Unpack, cast, overload

from pollination_sdk import AsyncPollinations
from pollination_sdk.batch.coordination.coordinator import Coordinator
from pollination_sdk.batch.files.remote import checked_url
from pollination_sdk.batch.handles import BEHIND, Results, Run
from pollination_sdk.batch.input.jobs import Jobs
from pollination_sdk.batch.settings.arguments import Running, Sending
from pollination_sdk.batch.settings.checks import checked
from pollination_sdk.batch.settings.values import IN_FLIGHT, ITEM_TIMEOUT, LEASE_SECONDS, PER_SECOND, Settings
from pollination_sdk.errors import ArgumentError, ArgumentValueError, BatchFolderError

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable, Mapping

    import distributed

    from pollination_sdk import SpendLimit
    from pollination_sdk.batch.input.formats import Format
    from pollination_sdk.batch.protocol.lease import Engine
    from pollination_sdk.batch.results import ItemResult, Summary
    from pollination_sdk.batch.stop import Stop

    Source = str | os.PathLike[str] | Iterable[Any] | AsyncIterable[Any] | Jobs

_URL = re.compile("[a-z][a-z0-9+.-]+://")
_PATIENCE = 0.5
"""Seconds between two looks whether Ctrl-C was pressed: Windows does not interrupt a wait."""


def _settings(out: str | os.PathLike[str] | None, options: dict[str, Any]) -> Settings:
    if out is not None and not os.fspath(out):  # such as a variable of the shell that is not set
        raise ArgumentValueError("out is empty. Name a folder for the results; '.' is the current one.")
    if out is not None and _URL.match(os.fsdecode(out)):
        raise ArgumentValueError(
            "out is a URL, and out= takes a folder for claims and journals: they need a file system on which only one "
            "process can create a file. With a cluster, all machines must see that folder. files= takes the URL, for "
            "the media files."
        )
    if (files := options.get("files")) is not None:
        options["files"] = checked_url(files)
        if out is None:
            raise ArgumentError(
                "files= takes the URL of the media files, and out= a folder for claims and journals, which is missing. "
                "With a cluster, all machines must see that folder. Give out= too."
            )
    return checked(Settings(folder=None if out is None else os.path.abspath(os.fsdecode(out)), **options))  # noqa: PTH100 - keeps links


def arun(
    jobs: Source,
    *,
    out: str | os.PathLike[str] | None = None,
    files: str | None = None,
    client: AsyncPollinations | distributed.Client | None = None,
    method: str | None = None,
    options: Mapping[str, Any] | None = None,
    template: str | None = None,
    copies: int = 1,
    format: Format | None = None,  # noqa: A002 - the word that users know
    skip_bad: bool = False,
    in_flight: int = IN_FLIGHT,
    per_second: float | None = PER_SECOND,
    attempts: int = 3,
    item_timeout: float = ITEM_TIMEOUT,
    max_failures: int | None = None,
    spend_limit: float | SpendLimit | None = None,
    allow_unpriced: bool = False,
    lease_seconds: float = LEASE_SECONDS,
    engine: Engine | None = None,
    stop: Stop | None = None,
    on_results: Callable[[list[ItemResult]], None] | None = None,
) -> Run:
    """Make a run: await it for its `Summary`, or iterate over its results with `async for`.

    The same call with the same folder goes on with what is missing: done items are not sent again, nor failed ones.

    Args:
        jobs: The path of a JSONL, CSV or Parquet file, or an iterable or async iterable; see `Jobs`.
        out: The output folder; None keeps nothing on disk.
        files: The URL of an `fsspec` file system for the media files, such as `s3://bucket/pictures`; by default they
            are in the folder. It needs the extra `remote`. Claims, journals and texts stay in the folder `out`.
        client: The client; by default a new one with its key from the environment. A `distributed.Client` runs the
            items on its Dask cluster; see `DaskEngine`.
        method: The method of jobs that name none.
        options: The options of the jobs of that method that do not have them.
        template: The first argument of that method, with the names of columns in braces.
        copies: How many calls each job makes, which differ in their seeds.
        format: The format of the file; by default its suffix says it.
        skip_bad: Whether to leave out jobs that are wrong, and to count them.
        in_flight: The most calls at the same time.
        per_second: The most calls per second, evenly; None for no limit. The service allows an address about 10.
        attempts: The most tries of an item. A 429 is no try.
        item_timeout: The most seconds of an item with all its tries and waits.
        max_failures: The run stops after so many failed items; None for no limit.
        spend_limit: The most pollen that all runs of the folder may spend together, or a `SpendLimit`.
        allow_unpriced: Whether a `spend_limit` lets through calls whose price is unknown.
        lease_seconds: How long a worker may send the items that it has got at once.
        engine: What runs the items; by default this process.
        stop: The switch that ends the run early.
        on_results: Gets the results of items, some at a time, in the event loop; it must not block.

    Raises:
        JobError: A job is wrong; when the run is awaited.
        BatchFolderError: The folder is in use, newer, or not writable; as above.
        ArgumentError: An argument is wrong.
    """
    if not isinstance(jobs, Jobs):
        jobs = Jobs(
            jobs, method=method, options=options, template=template, copies=copies, format=format, skip_bad=skip_bad
        )
    client, engine = _split(client, engine)
    settings = _settings(
        out,
        {
            "files": files,
            "in_flight": in_flight,
            "per_second": per_second,
            "attempts": attempts,
            "item_timeout": item_timeout,
            "max_failures": max_failures,
            "spend_limit": spend_limit,
            "allow_unpriced": allow_unpriced,
            "lease_seconds": lease_seconds,
            "engine": engine,
        },
    )
    return _made(client, settings, jobs, states=(), stop=stop, on_results=on_results)


def aretry(
    out: str | os.PathLike[str],
    *,
    client: AsyncPollinations | distributed.Client | None = None,
    failed: bool = True,
    unknown: bool = False,
    stop: Stop | None = None,
    on_results: Callable[[list[ItemResult]], None] | None = None,
    **settings: Any,
) -> Run:
    """Make a run that sends items of a folder again; see `arun` for the other arguments.

    Items that an interrupted run has tried and left pending are sent too, so that the same call goes on.

    Args:
        out: The output folder.
        client: The client; by default a new one with its key from the environment.
        failed: Whether failed items are sent again.
        unknown: Whether items are sent again whose outcome is unknown. They may be billed twice.
        stop: The switch that ends the run early.
        on_results: Gets the results of items, some at a time.
        settings: `in_flight`, `per_second`, `attempts`, `item_timeout`, `max_failures`, `spend_limit`,
            `allow_unpriced`, `lease_seconds` and `engine`, as of `arun`.

    Raises:
        BatchFolderError: The folder is in use, newer, not writable, or has no manifest; when the run is awaited.
        ArgumentError: An argument is wrong.
    """
    if not os.path.exists(os.path.join(os.fsdecode(out), "manifest.sqlite")):  # noqa: PTH110, PTH118 - as `_settings`
        raise BatchFolderError(
            f"{os.fsdecode(out)!r} has no manifest.sqlite, so no batch has run there. Name its folder."
        )
    if unknown_names := settings.keys() - Sending.__optional_keys__:
        raise ArgumentError(f"A retry takes no argument {min(unknown_names)!r}: it sends the items as they were.")
    client, settings["engine"] = _split(client, settings.get("engine"))
    states = (["failed"] if failed else []) + (["unknown"] if unknown else [])
    return _made(client, _settings(out, settings), None, states=states, stop=stop, on_results=on_results)


def _split(
    client: AsyncPollinations | distributed.Client | None, engine: Engine | None
) -> tuple[AsyncPollinations | None, Engine | None]:
    """Return the client that sends, and the engine: a client of Dask makes one."""
    dask: Any = sys.modules.get("distributed")  # who has a client of it has imported it
    if dask is None or not isinstance(client, dask.Client):
        return cast("AsyncPollinations | None", client), engine  # `_made` refuses others
    if engine is not None:
        raise ArgumentError(
            "client= is a distributed.Client, and engine= another engine. Give one; engine=DaskEngine(cluster) leaves "
            "client= for an AsyncPollinations with settings."
        )
    from pollination_sdk.batch.cluster.engine import DaskEngine  # noqa: PLC0415 - few batches run on a cluster

    return None, DaskEngine(cast("distributed.Client", client))


def _check_travels(client: AsyncPollinations) -> None:
    """Refuse a client that cannot be sent to another process, before anything is written or sent."""
    try:
        pickle.dumps(client)
    except Exception as error:
        raise ArgumentError(
            f"The client cannot be sent to the processes of the engine: {error}. Its on_call= is called there, so it "
            "must be a function of a module. Or leave it out: client=client.with_options(on_call=None)."
        ) from error


def _made(
    client: AsyncPollinations | None,
    settings: Settings,
    jobs: Jobs | None,
    *,
    states: Iterable[str],
    stop: Stop | None,
    on_results: Callable[[list[ItemResult]], None] | None,
) -> Run:
    if client is not None and not isinstance(client, AsyncPollinations):
        raise ArgumentError(f"client takes an AsyncPollinations, which sends many calls at once, not {client!r}.")
    if client is not None and client.spend_limit is not None and (settings.engine or settings.spend_limit is not None):
        raise ArgumentError(
            "The client has a spend_limit=, which would not count here. Give the limit to the batch alone: "
            "client=client.with_options(spend_limit=None), spend_limit=..."
        )
    if client is not None and settings.engine and not settings.engine.local:
        _check_travels(client)

    def make(sender: AsyncPollinations, take: Any, is_behind: Any) -> Coordinator:
        def both(results: list[ItemResult]) -> None:
            for one in (take, on_results):
                if one is not None:
                    one(results)

        heard = both if take or on_results else None
        return Coordinator(sender, settings, jobs, states=states, on_results=heard, is_behind=is_behind)

    return Run(make, client, settings, stop)


@overload
def run(jobs: Source, *, out: str | os.PathLike[str], **settings: Unpack[Running]) -> Summary: ...
@overload
def run(jobs: Source, *, out: None = None, **settings: Unpack[Running]) -> Results: ...
def run(jobs: Source, *, out: str | os.PathLike[str] | None = None, **settings: Unpack[Running]) -> Summary | Results:
    """Run a batch; see `arun` for the arguments.

    With a folder, it returns the `Summary` at the end. Ctrl-C lets the calls in flight end first; a second one
    interrupts them. Without a folder, it returns an iterable that yields each `ItemResult` as it ends.

    Args:
        jobs: The jobs.
        out: The output folder; None keeps the results in memory.
        settings: The other arguments of `arun`.

    Raises:
        JobError: A job is wrong.
        BatchFolderError: The folder is in use, newer, or not writable.
        ArgumentError: An argument is wrong.
    """
    if unknown := settings.keys() - Running.__optional_keys__:
        name = min(unknown)
        raise ArgumentError(
            f"run takes no argument {name!r}. An option of the method goes into options=: options={{{name!r}: ...}}."
        )
    one = arun(jobs, out=out, **settings)
    if out is None:
        return Results(one, BEHIND * settings.get("in_flight", IN_FLIGHT))
    return _waited(one)


def retry(
    out: str | os.PathLike[str], *, failed: bool = True, unknown: bool = False, **settings: Unpack[Sending]
) -> Summary:
    """Send items of a folder again, and return the `Summary`; see `aretry` for the arguments.

    Args:
        out: The output folder.
        failed: Whether failed items are sent again.
        unknown: Whether items are sent again whose outcome is unknown. They may be billed twice.
        settings: The other arguments of `aretry`.

    Raises:
        BatchFolderError: The folder is in use, newer, not writable, or has no manifest.
        ArgumentError: An argument is wrong.
    """
    return _waited(aretry(out, failed=failed, unknown=unknown, **settings))


def _waited(one: Run) -> Summary:
    """Wait for a run in a thread of its own, so that Ctrl-C stops it in order, also where a loop is running."""
    ended: list[Summary | BaseException] = []

    def work() -> None:
        try:
            ended.append(asyncio.run(_summary(one)))
        except BaseException as error:  # noqa: BLE001 - raised in the thread of the caller
            ended.append(error)

    thread = threading.Thread(target=work, name="pollinations-batch", daemon=True)
    thread.start()
    interrupt: KeyboardInterrupt | None = None
    while thread.is_alive():
        try:
            thread.join(_PATIENCE)
        except KeyboardInterrupt as error:
            interrupt = error
            one.stop()
    if isinstance(ended[0], BaseException):
        raise ended[0]
    if interrupt is not None:
        raise interrupt
    return ended[0]


async def _summary(one: Run) -> Summary:
    return await one
