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

from pollination_sdk import Retry, errors
from pollination_sdk.batch.files.remote import FilesUrlError
from pollination_sdk.batch.identity.ids import restored
from pollination_sdk.batch.identity.repeating import REPEATABLE
from pollination_sdk.batch.protocol import clock, journal
from pollination_sdk.batch.protocol.item import RETRY
from pollination_sdk.batch.protocol.lease import Receipt
from pollination_sdk.batch.sending.answers import answered, errored
from pollination_sdk.batch.sending.error_class import HALTS, classify_error
from pollination_sdk.batch.sending.held_lease import Entry, Held, Try
from pollination_sdk.batch.sending.pace import Pace
from pollination_sdk.batch.sending.recorder import Record, Recorder

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.protocol.lease import Lease
    from pollination_sdk.batch.sending.recorder import Arrival

_WAITS = Retry()
_WATCH = 0.5
"""Seconds between two looks for calls whose deadline is over."""


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
        with_values: Whether they have the values of the answers, which take memory until then.
        pace: The pace of its requests; by default one of its own with that rate.
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
        with_values: bool = False,
        pace: Pace | None = None,
    ) -> None:
        self._with_values = with_values
        self._client = client.with_options(retry=Retry.off)
        self._methods: dict[str, Any] = {}
        self._folder, self._disk = folder, disk
        self._attempts, self._item_timeout = attempts, item_timeout
        self._pace = Pace(per_second) if pace is None else pace
        self._recorder = Recorder(disk, folder, hand_on, self._disk_refuses)
        self._lookahead = in_flight if folder is not None else 1
        self._waiting: deque[Entry] = deque()
        self._ready: deque[Entry] = deque()
        self._delayed: list[tuple[float, int, Entry]] = []
        self._counter = itertools.count()
        self._idle: deque[asyncio.Future[None]] = deque()
        self._feed = asyncio.Event()
        self._in_flight = in_flight
        self._held: set[Held] = set()
        self._unfinished: list[int] = []
        """The journals of leases that were left before all was written; they are open until the worker ends."""
        self._senders: list[asyncio.Task[None]] = []
        self._others: list[asyncio.Task[None]] = []
        self._deadlines: dict[asyncio.Task[Any] | None, float | None] = {}
        self.halted: str | None = None
        """Why it sends nothing more: `stopped`, `payment`, `limit`, `key`, `disk`; None while it does."""
        self.detail: str | None = None
        """The text of the error that halted it."""
        self.refusal: BaseException | None = None
        """What the disk has refused."""

    def start(self) -> None:
        """Start the tasks that send."""
        self._recorder.start()
        loop = asyncio.get_running_loop()
        self._senders = [loop.create_task(self._send_all()) for _ in range(self._in_flight)]
        self._others = [loop.create_task(self._feed_all()), loop.create_task(self._watch())]
        for task in (*self._senders, *self._others):
            task.add_done_callback(self._ended)

    async def run(self, lease: Lease) -> Receipt:
        """Send the items of a lease until all are finished or its time is over, and return the receipt."""
        file = 0
        start = clock.now()  # before the claim: the coordinator counts from it, and this process may be stopped
        if lease.folder is not None:
            claimed = await self._recorder.in_thread(journal.claim, self._disk, lease.folder, lease.id)
            if claimed is None:
                return Receipt(lease=lease.id, claimed=False)
            file = claimed
        held, is_written = Held(lease, file, start + lease.seconds), False
        self._held.add(held)
        try:
            self._waiting.extend((held, item, 0.0) for item in lease.items)
            self._feed.set()
            await held.ended
            await self._recorder.settle()
            if file and (self.refusal is None or isinstance(self.refusal, FilesUrlError)):  # the folder is well then
                await self._recorder.in_thread(self._end, file)
            is_written = not held.left
        finally:
            self._held.discard(held)
            if is_written:
                self._close_journal(file)
            else:  # what ends later is written into it; another file may get the number of one that is closed
                self._unfinished.append(file)
        return Receipt(lease=lease.id, rest=tuple(held.rest), halted=self.halted, detail=self.detail)

    def halt(self, reason: str, detail: str | None = None) -> None:
        """Send nothing more, and let the calls in flight end."""
        if self.halted is None:
            self.halted, self.detail = reason, detail
        self._feed.set()

    def interrupt(self) -> None:
        """Interrupt the calls in flight. Their outcome is unknown."""
        self.halt("stopped")
        for task in self._senders:
            task.cancel()

    async def close(self) -> None:
        """End the tasks."""
        tasks = (*self._senders, *self._others)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._recorder.close()
        while self._unfinished:
            self._close_journal(self._unfinished.pop())

    def _close_journal(self, file: int) -> None:
        if file:
            with contextlib.suppress(OSError):
                self._disk.close(file)

    def _end(self, file: int) -> None:
        self._disk.write(file, journal.end_line())
        self._disk.fsync(file)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Halt if a task ends by a fault of this program: its items would never be finished."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self.refusal = self.refusal or error
            self.halt("error", str(error))
            for held in self._held:
                held.give_up()

    def _disk_refuses(self, error: Exception) -> None:
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
        except Exception:  # noqa: BLE001 - `_disk_refuses` hears of it
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
        while self._ready:
            held, item, _ = self._ready.popleft()
            self._recorder.withdraw(held.file, item.number)
            held.finish(item)
        while self._waiting:
            held, item, _ = self._waiting.popleft()
            held.finish(item)
        for _, _, (held, item, _) in self._delayed:
            held.finish(item)
        self._delayed.clear()

    async def _send_all(self) -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        while True:
            while not self._ready:
                self._idle.append(waiter := loop.create_future())
                self._feed.set()
                await waiter
            held, item, deadline = self._ready.popleft()
            now = clock.now()
            if self.halted or now >= held.ends:
                self._recorder.withdraw(held.file, item.number)
                held.finish(item)
                self._pace.unused()
                continue
            if len(self._ready) < self._lookahead // 2:
                self._feed.set()
            one = Try(held, item, deadline or now + self._item_timeout - item.elapsed, time.time(), now)
            self._deadlines[task] = one.deadline
            await self._send(one, task)

    async def _send(self, one: Try, task: asyncio.Task[Any] | None) -> None:
        """Send one item, and record what becomes of it."""
        item = one.item
        try:
            options = restored(item.options)
            if item.seed is not None:
                options["seed"] = item.seed
            answer = await self._method(item.method)(**options)
            outcome, data = answered(item, answer, one.started, clock.now() - one.sent, one.held.lease.files)
        except asyncio.CancelledError as error:
            if task is None or self._deadlines[task] is not None:  # not by the watch
                self._interrupted(one, error)
                raise
            task.uncancel()
            self._failed(one, _overdue(self._item_timeout))
        except Exception as error:  # noqa: BLE001 - an item that fails must not end the others
            self._failed(one, error)
        else:
            if self._pace.is_held:
                self._pace.passed()
                self._feed.set()
            self._record(one, outcome, data, answer.value if self._with_values else None)
        finally:
            self._deadlines.pop(task, None)

    async def _watch(self) -> None:
        """Interrupt the calls whose deadline is over; a timeout of each call would cost more."""
        while True:
            await asyncio.sleep(_WATCH)
            now = clock.now()
            for task, deadline in list(self._deadlines.items()):
                if task is not None and deadline is not None and now >= deadline:
                    self._deadlines[task] = None
                    task.cancel()

    def _method(self, name: str) -> Any:
        if name not in self._methods:
            self._methods[name] = getattr(self._client.detailed, name)
        return self._methods[name]

    def _record(self, one: Try, outcome: Any, data: bytes | None = None, value: Any = None) -> None:
        held = one.held
        is_shared = bool(held.lease.client)  # then another worker may have the item after the time of this lease
        if not is_shared or clock.now() < held.ends + held.lease.item_timeout:
            self._recorder.add(Record(held.lease.id, held.file, one.item, outcome, data, value))
        held.finish()

    def _interrupted(self, one: Try, error: BaseException) -> None:
        state = RETRY if one.item.method in REPEATABLE else "unknown"
        self._record(one, errored(one.item, error, state, one.started, clock.now() - one.sent))

    def _failed(self, one: Try, error: Exception) -> None:
        """Record a failure, and queue the item again where that is right."""
        now, item = clock.now(), one.item
        word = classify_error(error, item.method)
        if word == "hold":
            self._pace.rate_limited(now, getattr(error, "retry_after", None))
        elif self._pace.is_held:
            self._pace.passed()
        if word in HALTS:
            self.halt(word, str(error))
        if word in HALTS or word == "hold":
            self._again(one, error, 0.0, counted=False)
        elif word == "retry" and item.tries + 1 < self._attempts:
            wait = _WAITS.wait_before(item.tries + 1, jitter=random.random())  # noqa: S311 - no secret
            wait = max(wait, getattr(error, "retry_after", None) or 0.0)  # a 503 may say when to come back
            self._again(one, error, Retry.actual_wait(wait), counted=True)
        else:
            state = "unknown" if word == "unknown" else "failed"
            self._record(one, errored(item, error, state, one.started, now - one.sent))
        self._feed.set()

    def _again(self, one: Try, error: Exception, wait: float, *, counted: bool) -> None:
        """Queue an item again, behind the others; it fails if its deadline would be over."""
        now, held, item = clock.now(), one.held, one.item
        state = "failed" if now + wait >= one.deadline else RETRY
        outcome = errored(item, error, state, one.started, now - one.sent)
        if not counted:
            outcome = outcome._replace(tries=item.tries)
        if state == "failed":
            self._record(one, outcome)
            return
        self._recorder.add(Record(held.lease.id, held.file, item, outcome, None, None))
        again = item._replace(tries=outcome.tries, elapsed=self._item_timeout - (one.deadline - now))
        if wait > 0:
            heapq.heappush(self._delayed, (now + wait, next(self._counter), (held, again, one.deadline)))
        else:
            self._waiting.append((held, again, one.deadline))


def _overdue(seconds: float) -> errors.APITimeoutError:
    error = errors.APITimeoutError(
        f"The item was not finished within item_timeout={seconds:g} seconds, with all its tries. Allow it more time."
    )
    error.may_be_billed = True
    return error
