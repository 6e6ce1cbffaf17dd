"""The drivers that carry calls out, sync and async: they wait, send, and pass outcomes back to `_engine.exchange`."""

import functools
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    AsyncExitStack,
    closing,
    contextmanager,
    nullcontext,
)
from typing import TYPE_CHECKING, Any, TypeVar, cast

import anyio
import httpx

from pollination_sdk._client.base import ClientBase, named_limit, request_of, should_read, unsent
from pollination_sdk._engine.attempt import Attempt
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.exchange import Delivery, exchange
from pollination_sdk._engine.rate_limiter import Pause
from pollination_sdk._failures.outcome import Outcome, may_be_refusal
from pollination_sdk._http.connection import BodyError
from pollination_sdk._http.deadline import Deadline, holding
from pollination_sdk._http.pool import AsyncPool, Pool
from pollination_sdk._operations.call_options import with_call_options
from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.compressed import decode_compressed
from pollination_sdk._responses.held import hold_back, hold_back_async
from pollination_sdk._responses.opened import AnyByte, AsyncOpenedStream, OpenedStream, Opening, Progress
from pollination_sdk._secrets.log_filter import our_call
from pollination_sdk._secrets.redact import own_frames

if TYPE_CHECKING:
    from pollination_sdk._client.base import Unobserved
    from pollination_sdk._client.spending import KeyedCall
    from pollination_sdk._client.telemetry.observation import Observation
    from pollination_sdk._costs.estimate import Estimate
    from pollination_sdk._engine.spending import Wait
    from pollination_sdk._http.call_limit import AsyncCallLimit, AsyncPlace, CallLimit, NoPlace, Place

T = TypeVar("T")
S = TypeVar("S")

_FAILURES = (httpx.HTTPError, httpx.InvalidURL, OSError)
"""The exceptions of httpx and the system for a failed request, or for a redirect to an invalid URL."""
_PRECEDENCE = 0.05
"""Seconds by which httpx's own timeouts come before our cancellation: their errors name the phase that timed out."""

_UNLIMITED: nullcontext[None] = nullcontext()


_ANY_BYTE = AnyByte()


class Sending(ClientBase):
    """The sync driver."""

    _pool: Pool
    _in_flight: "CallLimit"

    def _call(self, call: Call[T], method: str = "") -> T:
        """Send a call and return its value.

        Args:
            call: The call.
            method: The name of the client's method, for those who look at calls.

        """
        if call.prepare is not None:
            return self._answer(call, method).value
        deadline = self._deadline(call)
        with self._observed(call, method) as observation:
            value = self._value_noted(call, self._whole(call, deadline, observation))
            observation.answer(value)
        return value

    def _answer(self, call: Call[T], method: str = "", deadline: Deadline | None = None) -> Answer[T]:
        """Send a call and return its value with the metadata of the answer."""
        start = time.perf_counter()
        deadline = deadline or self._deadline(call)
        if call.prepare is not None:
            prepared = self._prepared(call, deadline, method)
            if isinstance(prepared, Answer):
                return prepared
            call = prepared
        with self._observed(call, method) as observation:
            delivery = self._whole(call, deadline, observation)
            value = self._value_of(call, delivery)
            answer = self._answer_of(call, value, delivery, time.perf_counter() - start)
            observation.answer(answer)
        return answer

    def _prepared(self, call: Call[T], deadline: Deadline, method: str) -> Call[T] | Answer[T]:
        """Send the requests that come before that of a call; return the one that is sent in its place, or the answer.

        A call without a preparation is returned unchanged, and the preparation of a stream returns a call.
        """
        if (steps := self._preparation(call)) is None:
            return call
        prepared: Call[T] | Answer[T] = driven(steps, lambda step: self._answer(step, method, deadline))
        return prepared

    def _estimate(self, call: Call[Any], _: str = "") -> "Estimate":
        """Return the estimate of a call. At most the price list is asked for."""
        from pollination_sdk._client.spending import estimating  # noqa: PLC0415 - plain calls need no costs

        deadline = self._deadline(call)
        return driven(estimating(self, call), lambda attempt: self._look_up(attempt, deadline))

    def _carry_out(self, steps: "Generator[KeyedCall, Any, T]", *options: Any) -> T:
        """Send calls one after another, each with its key, and return what they lead to.

        Args:
            steps: The calls.
            options: The `timeout` and the `extra_headers` of each.
        """
        return driven(
            steps,
            lambda step: self._with_key(step.key_index)._call(with_call_options(step.call, *options)),  # noqa: SLF001 - the client itself, or a copy
        )

    def _opener(
        self,
        call: Call[Any],
        opened: Callable[[httpx.Response], object] = bool,
        progress: Progress = _ANY_BYTE,
        *,
        method: str = "",
    ) -> Callable[[], AbstractContextManager[OpenedStream]]:
        """Return a function that opens the answer of a call as a stream.

        Args:
            call: The call.
            opened: Called with the opened response.
            progress: The progress of the reader, which selects the limit that applies.
            method: The name of the client's method, for those who look at calls.
        """
        observation = self._observed(call, method, streamed=True)
        return functools.partial(self._open, call, opened, progress, observation, method)

    @contextmanager
    def _open(
        self,
        call: Call[Any],
        opened: Callable[[httpx.Response], object],
        progress: Progress,
        observation: "Observation | Unobserved",
        method: str,
    ) -> Iterator[OpenedStream]:
        deadline = self._deadline(call)
        last = cast("Call[Any]", self._prepared(call, deadline, method))
        observation.start(last)
        try:
            with self._in_flight.place(deadline) as place:
                delivery = self._deliver(last, deadline, place, observation, stream=True)
                noted, charged = self._noted(last, delivery, progress), self._charged(delivery, progress)
                with noted, charged, closing(delivery.response) as response:
                    opened(response)
                    idle = self._settings.idle_timeout
                    stream = OpenedStream(last, delivery, deadline, idle, progress, end=observation.end)
                    observation.opened(stream, progress)
                    yield stream
                    if self._pool.keeps_deadlines:
                        stream.drain()
        except BaseException as error:  # a stream that opened tells its end, unless it was dropped
            observation.end(error)
            raise

    def _whole(self, call: Call[Any], deadline: Deadline, observation: "Observation | Unobserved") -> Delivery:
        with self._in_flight.place(deadline) as place:
            return self._deliver(call, deadline, place, observation)

    def _deliver(
        self,
        call: Call[Any],
        deadline: Deadline,
        place: "Place | NoPlace",
        observation: "Observation | Unobserved",
        *,
        stream: bool = False,
    ) -> Delivery:
        steps = observation.steps(exchange(call, self._context, deadline, stream=stream))
        try:
            step = next(steps)
            while True:
                if not isinstance(step, Attempt):
                    place.release()
                    _wait(step)
                    place.acquire()
                    step = next(steps)
                    continue
                limit = self._limit(deadline, stream=stream)
                idle = deadline.cut(self._settings.idle_timeout) if stream else 0.0
                if step.within is None:
                    outcome = self._send(step, limit, idle, stream=stream)
                else:
                    outcome = self._look_up(step, deadline)
                try:
                    step = steps.send(outcome)
                except StopIteration as done:
                    response, attempts, _, charge, sent_at, key_index = done.value
                    return Delivery(response, attempts, limit, charge, sent_at, key_index)
        except BaseException:  # an interrupted call gives back its slot and its reserve at once
            steps.close()
            raise

    def _look_up(self, attempt: Attempt, deadline: Deadline) -> Outcome:
        """Send a request of the client's own, whose failure does not matter."""
        try:
            return self._send(attempt, deadline.within(attempt.within), 0.0, stream=False)
        except Exception as error:  # noqa: BLE001 - the transport or a hook of a caller's client may raise anything
            return error

    def _send(self, attempt: Attempt, limit: Deadline, idle: float | None, *, stream: bool) -> Outcome:
        http = self._pool.http()
        if limit.passed:
            return unsent(attempt, limit)
        try:
            with holding(limit), our_call(), own_frames:
                # Not kept by name: a debugger's list of locals would show its URL, which may hold the key.
                response = http.send(request_of(http, attempt, limit, idle=idle), stream=True)
                try:
                    if attempt.on_head is not None:
                        attempt.on_head()
                    _decode(response, attempt)
                    if should_read(response, stream=stream):
                        response.read()
                    elif may_be_refusal(response):
                        hold_back(response, limit, idle, keeps_deadlines=self._pool.keeps_deadlines)
                except BaseException:
                    response.close()
                    raise
        except httpx.HTTPStatusError as error:  # a hook of the caller's own client raised it
            return error.response
        except BodyError as failure:
            raise failure.error from failure.error.__cause__
        except _FAILURES as error:
            return named_limit(error, limit, stream=stream)
        return response


class AsyncSending(ClientBase):
    """The async driver; see `Sending`."""

    _pool: AsyncPool
    _in_flight: "AsyncCallLimit"

    async def _call(self, call: Call[T], method: str = "") -> T:
        """Send a call and return its value."""
        if call.prepare is not None:
            return (await self._answer(call, method)).value
        deadline = self._deadline(call)
        with self._observed(call, method) as observation:
            value = self._value_noted(call, await self._whole(call, deadline, observation))
            observation.answer(value)
        return value

    async def _answer(self, call: Call[T], method: str = "", deadline: Deadline | None = None) -> Answer[T]:
        """Send a call and return its value with the metadata of the answer."""
        start = time.perf_counter()
        deadline = deadline or self._deadline(call)
        if call.prepare is not None:
            prepared = await self._prepared(call, deadline, method)
            if isinstance(prepared, Answer):
                return prepared
            call = prepared
        with self._observed(call, method) as observation:
            delivery = await self._whole(call, deadline, observation)
            value = self._value_of(call, delivery)
            answer = self._answer_of(call, value, delivery, time.perf_counter() - start)
            observation.answer(answer)
        return answer

    async def _prepared(self, call: Call[T], deadline: Deadline, method: str) -> Call[T] | Answer[T]:
        """Send the requests that come before that of a call; see the sync driver."""
        if (steps := self._preparation(call)) is None:
            return call
        prepared: Call[T] | Answer[T] = await driven_async(steps, lambda step: self._answer(step, method, deadline))
        return prepared

    async def _estimate(self, call: Call[Any], _: str = "") -> "Estimate":
        """Return the estimate of a call; see the sync driver."""
        from pollination_sdk._client.spending import estimating  # noqa: PLC0415 - plain calls need no costs

        deadline = self._deadline(call)
        return await driven_async(estimating(self, call), lambda attempt: self._look_up(attempt, deadline))

    async def _carry_out(self, steps: "Generator[KeyedCall, Any, T]", *options: Any) -> T:
        """Send calls one after another; see the sync driver."""
        return await driven_async(
            steps,
            lambda step: self._with_key(step.key_index)._call(with_call_options(step.call, *options)),  # noqa: SLF001 - as in the sync driver
        )

    def _opener(
        self,
        call: Call[Any],
        opened: Callable[[httpx.Response], object] = bool,
        progress: Progress = _ANY_BYTE,
        *,
        method: str = "",
    ) -> Callable[[], AbstractAsyncContextManager[AsyncOpenedStream]]:
        """Return a function that opens the answer of a call as a stream.

        Args:
            call: The call.
            opened: Called with the opened response.
            progress: The progress of the reader, which selects the limit that applies.
            method: The name of the client's method, for those who look at calls.
        """
        observation = self._observed(call, method, streamed=True)

        async def open_response(stack: AsyncExitStack) -> AsyncOpenedStream:
            deadline = self._deadline(call)
            last = cast("Call[Any]", await self._prepared(call, deadline, method))
            observation.start(last)
            try:
                place = self._in_flight.place(deadline)
                if place is not None:
                    await stack.enter_async_context(place)
                delivery = await self._deliver(last, deadline, place, observation, stream=True)
            except BaseException as error:  # a stream that opened tells its end
                observation.end(error)
                raise
            stack.enter_context(self._noted(last, delivery, progress))
            stack.enter_context(self._charged(delivery, progress))
            stack.push_async_callback(_close, delivery.response)
            opened(delivery.response)
            idle = self._settings.idle_timeout
            stream = AsyncOpenedStream(last, delivery, deadline, idle, progress, end=observation.end)
            observation.opened(stream, progress)
            return stream

        return lambda: Opening(open_response)

    def _whole(
        self, call: Call[Any], deadline: Deadline, observation: "Observation | Unobserved"
    ) -> Coroutine[Any, Any, Delivery]:
        place = self._in_flight.place(deadline)
        if place is None:
            return self._deliver(call, deadline, None, observation)
        return self._placed(call, deadline, place, observation)

    async def _placed(
        self, call: Call[Any], deadline: Deadline, place: "AsyncPlace", observation: "Observation | Unobserved"
    ) -> Delivery:
        async with place:
            return await self._deliver(call, deadline, place, observation)

    async def _deliver(
        self,
        call: Call[Any],
        deadline: Deadline,
        place: "AsyncPlace | None",
        observation: "Observation | Unobserved",
        *,
        stream: bool = False,
    ) -> Delivery:
        steps = observation.steps(exchange(call, self._context, deadline, stream=stream))
        try:
            step = next(steps)
            while True:
                if not isinstance(step, Attempt):
                    if place is None:
                        await _wait_async(step)
                    else:
                        place.release()
                        await _wait_async(step)
                        await place.acquire()
                    step = next(steps)
                    continue
                limit = self._limit(deadline, stream=stream)
                idle = deadline.cut(self._settings.idle_timeout) if stream else 0.0
                if step.within is None:
                    outcome = await self._send(step, limit, idle, stream=stream)
                else:
                    outcome = await self._look_up(step, deadline)
                try:
                    step = steps.send(outcome)
                except StopIteration as done:
                    response, attempts, _, charge, sent_at, key_index = done.value
                    return Delivery(response, attempts, limit, charge, sent_at, key_index)
        except BaseException:  # as in the sync driver
            steps.close()
            raise

    async def _look_up(self, attempt: Attempt, deadline: Deadline) -> Outcome:
        """Send a request of the client's own, whose failure does not matter."""
        try:
            return await self._send(attempt, deadline.within(attempt.within), 0.0, stream=False)
        except Exception as error:  # noqa: BLE001 - as in the sync driver
            return error

    async def _send(self, attempt: Attempt, limit: Deadline, idle: float | None, *, stream: bool) -> Outcome:
        http = await self._pool.http()
        if (left := limit.remaining()) == 0:
            return unsent(attempt, limit)
        started: list[object] | None = None if left is None else []
        try:
            with _UNLIMITED if left is None else anyio.fail_after(left + _PRECEDENCE), our_call(), own_frames:
                response = await http.send(request_of(http, attempt, limit, idle=idle, started=started), stream=True)
                try:
                    if attempt.on_head is not None:
                        attempt.on_head()
                    _decode(response, attempt)
                    if should_read(response, stream=stream):
                        await response.aread()
                    elif may_be_refusal(response):
                        await hold_back_async(response, limit, idle)
                except BaseException:
                    await _close(response)
                    raise
        except httpx.HTTPStatusError as error:  # a hook of the caller's own client raised it
            return error.response
        except BodyError as failure:
            raise failure.error from failure.error.__cause__
        except _FAILURES as error:
            # Cancelled while it waited for name resolution, a free slot or a connection: nothing was sent.
            is_unsent = started == [] and isinstance(error, TimeoutError)
            return unsent(attempt, limit) if is_unsent else named_limit(error, limit, stream=stream)
        return response


def driven(steps: Generator[S, Any, T], carry_out: Callable[[S], Any]) -> T:
    """Carry out each step of a generator, and return what it returns. What a step raises, the generator gets."""
    try:
        step = next(steps)
        while True:
            try:
                value = carry_out(step)
            except BaseException as error:  # noqa: BLE001 - the generator raises it again
                step = steps.throw(error)
            else:
                step = steps.send(value)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]  # what the generator returns


async def driven_async(steps: Generator[S, Any, T], carry_out: Callable[[S], Awaitable[Any]]) -> T:
    """Carry out each step of a generator; see `driven`."""
    try:
        step = next(steps)
        while True:
            try:
                value = await carry_out(step)
            except BaseException as error:  # noqa: BLE001 - as above
                step = steps.throw(error)
            else:
                step = steps.send(value)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]  # as above


def _wait(step: "Pause | Wait") -> None:
    """Wait for a time, or for other calls."""
    if isinstance(step, Pause):
        time.sleep(step.seconds)
    else:
        step.wait()


async def _wait_async(step: "Pause | Wait") -> None:
    """Wait for a time, or for other calls; see `_wait`."""
    if isinstance(step, Pause):
        await anyio.sleep(step.seconds)
    else:
        await step.wait_async()


def _decode(response: httpx.Response, attempt: Attempt) -> None:
    """Set up the decoding of a compressed answer, and the limit of its size."""
    if "content-encoding" in response.headers:
        decode_compressed(response)
    if attempt.largest is not None:
        from pollination_sdk._responses.size_limit import limit_size  # noqa: PLC0415 - most answers have no limit

        limit_size(response, attempt.largest)


async def _close(response: httpx.Response) -> None:
    """Close an answer, also during a cancellation."""
    with anyio.CancelScope(shield=True):
        await response.aclose()
