"""A worker: it sends the items of its leases, so many at the same time, and records what becomes of them."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import random
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from pollination_sdk import Retry
from pollination_sdk.batch import clock, journal
from pollination_sdk.batch.answers import answered, refused
from pollination_sdk.batch.identity import restored
from pollination_sdk.batch.item import RETRY
from pollination_sdk.batch.lease import Receipt
from pollination_sdk.batch.pace import Pace
from pollination_sdk.batch.recorder import Record, Recorder
from pollination_sdk.batch.repeating import REPEATABLE
from pollination_sdk.batch.verdicts import HALTS, verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.durable import Disk
    from pollination_sdk.batch.item import Item
    from pollination_sdk.batch.lease import Lease
    from pollination_sdk.batch.recorder import Arrival

_WAITS = Retry()


class Held:
    """A lease that a worker has claimed.

    Args:
        lease: The lease.
        file: Its open journal; 0 without a folder.
        ends: When the worker stops to send, by its own clock.
    """

    __slots__ = ("ends", "ended", "file", "lease", "left", "rest")

    def __init__(self, lease: Lease, file: int, ends: float) -> None:
        self.lease, self.file, self.ends = lease, file, ends
        self.left = len(lease.items)
        self.rest: list[Item] = []
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def finish(self, rest: Item | None = None) -> None:
        """Count one item as finished, or as given back."""
        if rest is not None:
            self.rest.append(rest)
        self.left -= 1
        if not self.left and not self.ended.done():
            self.ended.set_result(None)


Entry = tuple[Held, "Item", float]
"""A lease, one of its items, and the deadline of the item; 0.0 until it is sent first."""


class Worker:
    """Send the items of leases.

    Args:
        client: The client.
        folder: The output folder; None to write nothing.
        disk: Where to write.
        in_flight: The most calls at the same time.
        per_second: The most calls per second; None for no limit.
        attempts: The most tries of an item.
        item_timeout: The most seconds of an item with all its tries.
        hand_on: Gets each group of outcomes that is durable.
    """

    def __init__(
        self,
        client: AsyncPollinations,
        *,
        folder: str | None,
        disk: Disk,
        in_flight: int,
        per_second: float | None,
        attempts: int,
        item_timeout: float,
        hand_on: Callable[[list[Arrival]], None],
    ) -> None:
        self._client = client.with_options(retry=Retry.off, timeout=item_timeout)
        self._methods: dict[str, Any] = {}
        self._folder, self._disk = folder, disk
        self._attempts, self._item_timeout = attempts, item_timeout
        self._pace = Pace(per_second)
        self._recorder = Recorder(disk, folder, hand_on, self._disk_refuses)
        self._lookahead = max(1, in_flight // 4) if folder is not None else 1
        self._waiting: deque[Entry] = deque()
        self._ready: deque[Entry] = deque()
        self._delayed: list[tuple[float, int, Entry]] = []
        self._counter = itertools.count()
        self._idle: deque[asyncio.Future[None]] = deque()
        self._feed = asyncio.Event()
        self._in_flight = in_flight
        self._tasks: list[asyncio.Task[None]] = []
        self.halted: str | None = None
        """Why it sends nothing more: `stopped`, `payment`, `limit`, `key`, `disk`; None while it does."""
        self.detail: str | None = None
        """The text of the error that halted it."""
        self.refusal: OSError | None = None
        """What the disk has refused."""

    def start(self) -> None:
        """Start the tasks that send."""
        self._recorder.start()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._send_all()) for _ in range(self._in_flight)]
        self._tasks.append(loop.create_task(self._feed_all()))

    async def run(self, lease: Lease) -> Receipt:
        """Send the items of a lease until all are finished or its time is over, and return the receipt."""
        file = 0
        if lease.folder is not None:
            claimed = await self._recorder.in_thread(journal.claim, self._disk, lease.folder, lease.id)
            if claimed is None:
                return Receipt(lease=lease.id, claimed=False)
            file = claimed
        held = Held(lease, file, clock.now() + lease.seconds)
        try:
            self._waiting.extend((held, item, 0.0) for item in lease.items)
            self._feed.set()
            await held.ended
            await self._recorder.settle()
            if file and self.refusal is None:
                await self._recorder.in_thread(self._end, file)
        finally:
            if file:
                with contextlib.suppress(OSError):
                    self._disk.close(file)
        return Receipt(lease=lease.id, rest=tuple(held.rest), halted=self.halted, detail=self.detail)

    def halt(self, reason: str, detail: str | None = None) -> None:
        """Send nothing more, and let the calls in flight end."""
        if self.halted is None:
            self.halted, self.detail = reason, detail
        self._feed.set()

    def interrupt(self) -> None:
        """Interrupt the calls in flight. Their outcome is unknown."""
        self.halt("stopped")
        for task in self._tasks[:-1]:
            task.cancel()

    async def close(self) -> None:
        """End the tasks."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._recorder.close()

    def _end(self, file: int) -> None:
        self._disk.write(file, journal.end_line())
        self._disk.fsync(file)

    def _disk_refuses(self, error: OSError) -> None:
        self.refusal = error
        self.halt("disk", str(error))

    async def _feed_all(self) -> None:
        """Hand items to the tasks that send, as the pace allows, after their intents are durable."""
        while True:
            self._feed.clear()
            now = clock.now()
            while self._delayed and self._delayed[0][0] <= now:
                self._waiting.append(heapq.heappop(self._delayed)[2])
            if self.halted:
                self._give_back()
            elif group := self._next_group(now):
                await self._intend(group)
                continue
            await self._until_news(now)

    async def _until_news(self, now: float) -> None:
        """Wait until an item may be sent: an event, a retry that is due, or the next slot of the pace."""
        delays = [self._delayed[0][0] - now] if self._delayed else []
        if self._waiting and (delay := self._pace.delay(now)):
            delays.append(delay)
        if not delays:
            await self._feed.wait()
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._feed.wait(), max(0.0, min(delays)))

    def _next_group(self, now: float) -> list[Entry]:
        """Return the items that may be sent next. Of those that cannot be repeated, none is intended ahead."""
        idle = len(self._idle) - len(self._ready)
        ahead = self._lookahead if not self._pace.is_held else 0
        room = idle + ahead
        if not self._waiting or room <= 0 or (idle <= 0 and room < max(1, ahead // 2)):
            return []
        group: list[Entry] = []
        count = self._pace.free(now, min(room, len(self._waiting)))
        while len(group) < count and self._waiting:
            entry = self._waiting.popleft()
            if now >= entry[0].ends:
                entry[0].finish(entry[1])
            elif entry[1].method in REPEATABLE or len(group) < idle:
                group.append(entry)
            else:
                self._waiting.appendleft(entry)
                break
        if not group:
            self._pace.unused()
        return group

    async def _intend(self, group: list[Entry]) -> None:
        try:
            await self._recorder.intend([(held.file, item.number) for held, item, _ in group])
        except OSError:
            self._waiting.extendleft(reversed(group))
            return
        self._ready.extend(group)
        for _ in group:
            if not self._idle:
                break
            self._wake_one()

    def _wake_one(self) -> None:
        future = self._idle.popleft()
        if not future.done():
            future.set_result(None)

    def _give_back(self) -> None:
        """Give back all items that are not in flight."""
        for entries in (self._ready, self._waiting):
            while entries:
                held, item, _ = entries.popleft()
                held.finish(item)
        for _, _, (held, item, _) in self._delayed:
            held.finish(item)
        self._delayed.clear()

    async def _send_all(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            while not self._ready:
                self._idle.append(waiter := loop.create_future())
                self._feed.set()
                await waiter
            held, item, deadline = self._ready.popleft()
            now = clock.now()
            if self.halted or now >= held.ends:
                held.finish(item)
                continue
            if len(self._ready) < self._lookahead // 2:
                self._feed.set()
            await self._send(held, item, deadline or now + self._item_timeout - item.elapsed, now)

    async def _send(self, held: Held, item: Item, deadline: float, now: float) -> None:
        """Send one item, and record what becomes of it."""
        started = time.time()
        try:
            options = restored(item.options)
            if item.seed is not None:
                options["seed"] = item.seed
            if item.tries or item.elapsed:
                options["timeout"] = max(0.001, deadline - now)
            answer = await self._method(item.method)(**options)
            outcome, data = answered(item, answer, started, clock.now() - now)
        except asyncio.CancelledError as error:
            self._interrupted(held, item, error, started, now)
            raise
        except Exception as error:  # noqa: BLE001 - an item that fails must not end the others
            self._failed(held, item, error, deadline, started, now)
            return
        if self._pace.is_held:
            self._pace.passed()
            self._feed.set()
        self._record(held, item, outcome, data, answer.value)

    def _method(self, name: str) -> Any:
        if name not in self._methods:
            self._methods[name] = getattr(self._client.detailed, name)
        return self._methods[name]

    def _record(self, held: Held, item: Item, outcome: Any, data: bytes | None = None, value: Any = None) -> None:
        if clock.now() < held.ends + held.lease.item_timeout:  # later, another lease may have the item
            self._recorder.add(Record(held.lease.id, held.file, item, outcome, data, value))
        held.finish()

    def _interrupted(self, held: Held, item: Item, error: BaseException, started: float, now: float) -> None:
        seconds = clock.now() - now
        state = RETRY if item.method in REPEATABLE else "unknown"
        self._record(held, item, refused(item, error, state, started, seconds, item.elapsed + seconds))

    def _failed(
        self, held: Held, item: Item, error: Exception, deadline: float, started: float, sent: float
    ) -> None:
        """Record a failure, and queue the item again where that is right."""
        now = clock.now()
        elapsed = self._item_timeout - (deadline - now)
        word = verdict(error, item.method)
        if word == "hold":
            self._pace.refused(now, getattr(error, "retry_after", None))
            self._again(held, item._replace(elapsed=elapsed), deadline, 0.0, error, started, now - sent)
        elif word in HALTS:
            self._again(held, item, deadline, 0.0, error, started, now - sent)
            self.halt(word, str(error))
        elif word == "retry" and item.tries + 1 < self._attempts:
            wait = Retry.actual_wait(_WAITS.wait_before(item.tries + 1, jitter=random.random()))  # noqa: S311 - no secret
            again = item._replace(tries=item.tries + 1, elapsed=elapsed)
            self._again(held, again, deadline, wait, error, started, now - sent)
        else:
            state = "unknown" if word == "unknown" else "failed"
            self._record(held, item, refused(item, error, state, started, now - sent, elapsed))
        if self._pace.is_held and word != "hold":
            self._pace.passed()
        self._feed.set()

    def _again(
        self, held: Held, item: Item, deadline: float, wait: float, error: Exception, started: float, seconds: float
    ) -> None:
        """Queue an item again, behind the others; it fails if its deadline would be over."""
        now = clock.now()
        tried = item._replace(tries=max(0, item.tries - 1))
        if now + wait >= deadline:
            self._record(held, item, refused(tried, error, "failed", started, seconds, item.elapsed))
            return
        record = refused(tried, error, RETRY, started, seconds, item.elapsed)
        self._recorder.add(Record(held.lease.id, held.file, item, record, None, None))
        entry = (held, item, deadline)
        if wait > 0:
            heapq.heappush(self._delayed, (now + wait, next(self._counter), entry))
        else:
            self._waiting.append(entry)

