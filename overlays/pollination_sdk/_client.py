"""The two clients: build, wait, send, close. What is to be done is decided elsewhere, once for both."""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager, contextmanager
from typing import Any, ClassVar, Literal, Self, TypeVar

import anyio
import httpx

from pollination_sdk._answers import Answer, answer_of
from pollination_sdk._auth import QueryKey
from pollination_sdk._call import Call
from pollination_sdk._calls._account import When, usage_pager
from pollination_sdk._client_base import FAILURES, LEFT_OUT, ClientBase, request_of, waited_for_a_place
from pollination_sdk._deadline import Deadline, holding
from pollination_sdk._endpoints import AsyncDetailed, CallVerbs, Detailed, OpenVerbs
from pollination_sdk._exchange import Attempt, Delivery, Outcome, exchange
from pollination_sdk._log_filter import our_call
from pollination_sdk._opened import AsyncOpenedStream, OpenedStream
from pollination_sdk._pool import AsyncPool, Pool
from pollination_sdk._retry import Retry, seconds_to_wait
from pollination_sdk._settings import Settings
from pollination_sdk._usage import UsagePager
from pollination_sdk.types import UsageRecord

T = TypeVar("T")


class Pollinations(ClientBase, CallVerbs, OpenVerbs):
    """Call the service, and wait for it.

    Works with or without `with`. One client serves many threads, survives a fork, and pickles without its
    connections and keys.

    Args:
        api_key: One key, or several to be tried in order. Else `POLLINATIONS_API_KEY`; else `BEARER_TOKEN`, if it
            begins with `sk_` or `pk_`. The model lists work without one.
        base_url: Where the service is; else `POLLINATIONS_BASE_URL`, else the public service.
        timeout: The most seconds for a whole call: all attempts, waits and bytes; only the system's name resolution
            is not limited. None for no such limit: then 10 seconds to connect, 300 between the bytes of a
            generation and 60 between others.
        retry: How often and how patiently failed calls are repeated; see `Retry`.
        query_key: Whether the key may travel as `?key=`: `"auto"` when the service says that the header did not
            arrive, `"always"`, or `"never"`.
        max_in_flight: The most calls at once; others wait.
        max_per_second: The most requests a second, evenly spread; the service's edge allows about 10.
        headers: Sent with every request.
        http_client: Your own `httpx.Client`, with its proxies, hooks and certificates; you close it.

    Raises:
        InvalidKeyError: A key is ill-formed; it is not quoted.
        ValueError: Another argument is out of its bounds.
    """

    _flavour: ClassVar[Literal["sync"]] = "sync"

    def __init__(
        self,
        api_key: str | Iterable[str] | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | None = None,
        retry: Retry | None = None,
        query_key: QueryKey = "auto",
        max_in_flight: int | None = None,
        max_per_second: float | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        settings = Settings.of(
            api_key,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            headers=headers,
        )
        self._start(settings, http_client)

    def _start(self, settings: Settings, http_client: httpx.Client | None = None) -> None:
        self._configure(settings)
        self._pool: Pool = Pool(http_client, settings.max_in_flight)

    def __setstate__(self, settings: Settings) -> None:
        self._start(settings)

    @property
    def detailed(self) -> "Detailed":
        """The same verbs, returning an `Answer` with what the service tells besides the value."""
        return Detailed(self)

    def with_options(
        self,
        *,
        api_key: str | Iterable[str] | None = LEFT_OUT,
        base_url: str | httpx.URL | None = LEFT_OUT,
        timeout: float | None = LEFT_OUT,
        retry: Retry | None = LEFT_OUT,
        query_key: QueryKey = LEFT_OUT,
        headers: Mapping[str, str] | None = LEFT_OUT,
    ) -> "Pollinations":
        """Return a client like this one but for what is given; it shares the connections and need not be closed."""
        return self._sibling(
            api_key=api_key,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            query_key=query_key,
            headers=headers,
        )

    def iter_usage(self, *, since: When = None, until: When = None) -> Iterator[UsageRecord]:
        """Yield every billed request of a span of time, newest first, each exactly once.

        Args:
            since: The oldest moment, inclusive: a datetime, a date, ISO text, `yesterday`, or how long ago as in
                `7d` or `12h`. Without a time zone it is UTC. None for all the service keeps, 30 days.
            until: The newest moment, exclusive.

        Raises:
            ValueError: One of them is no moment.
            PollinationsError: While iterating; see `errors`.
        """
        return self._pages(usage_pager(since, until))

    def _pages(self, pager: UsagePager[UsageRecord]) -> Iterator[UsageRecord]:
        while (page := pager.next_request()) is not None:
            yield from pager.receive(self.usage(limit=page.limit, before=page.before).usage)

    def close(self) -> None:
        """Close the connections that this client has opened; siblings from `with_options` leave them open."""
        if self._owner:
            self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, call: Call[T]) -> T:
        """Send a call and return its value."""
        deadline = Deadline(self._settings.timeout)
        with self._place(deadline):
            return call.read(self._deliver(call, deadline).response)

    def _answer(self, call: Call[T]) -> Answer[T]:
        """Send a call and return its value with what the service tells about it."""
        start = time.perf_counter()
        deadline = Deadline(self._settings.timeout)
        with self._place(deadline):
            delivery = self._deliver(call, deadline)
            value = call.read(delivery.response)
        elapsed = time.perf_counter() - start
        return answer_of(value, delivery.response, attempts=delivery.attempts, elapsed=elapsed, seed=call.seed)

    def _opener(
        self, call: Call[Any], opened: Callable[[httpx.Response], object] = bool
    ) -> Callable[[], AbstractContextManager[OpenedStream]]:
        """Return what opens the answer of a call unread, and hands it to `opened`."""

        @contextmanager
        def open_response() -> Iterator[OpenedStream]:
            deadline = Deadline(self._settings.timeout)
            with self._place(deadline):
                response = self._deliver(call, deadline, stream=True).response
                opened(response)
                try:
                    yield OpenedStream(response, deadline, call.read_timeout)
                finally:
                    response.close()

        return open_response

    @contextmanager
    def _place(self, deadline: Deadline) -> Iterator[None]:
        if not self._pool.enter(deadline.remaining()):
            raise waited_for_a_place(deadline)
        try:
            yield
        finally:
            self._pool.leave()

    def _deliver(self, call: Call[Any], deadline: Deadline, *, stream: bool = False) -> Delivery:
        steps = exchange(call, self._terms, deadline, stream=stream)
        attempt = next(steps)
        while True:
            wait = seconds_to_wait(max(attempt.wait, self._pace.reserve()))
            if wait:
                time.sleep(deadline.cut(wait) or 0.0)
            outcome = self._send(attempt, deadline, stream=stream)
            try:
                attempt = steps.send(outcome)
            except StopIteration as done:
                delivery: Delivery = done.value
                return delivery

    def _send(self, attempt: Attempt, deadline: Deadline, *, stream: bool) -> Outcome:
        http = self._pool.http()
        try:
            with holding(deadline), our_call():
                response = http.send(request_of(http, attempt), stream=True, auth=None, follow_redirects=True)
                try:
                    if not (stream and response.is_success):
                        response.read()
                except BaseException:
                    response.close()
                    raise
        except FAILURES as error:
            return error
        return response


class AsyncPollinations(ClientBase, CallVerbs, OpenVerbs):
    """Call the service without blocking: `Pollinations` with every verb awaited.

    Works with or without `async with`, under asyncio and trio, in several event loops one after the other or at
    once. The arguments are those of `Pollinations`, but that `http_client` is an `httpx.AsyncClient`.
    """

    _flavour: ClassVar[Literal["async"]] = "async"

    def __init__(
        self,
        api_key: str | Iterable[str] | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | None = None,
        retry: Retry | None = None,
        query_key: QueryKey = "auto",
        max_in_flight: int | None = None,
        max_per_second: float | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        settings = Settings.of(
            api_key,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            headers=headers,
        )
        self._start(settings, http_client)

    def _start(self, settings: Settings, http_client: httpx.AsyncClient | None = None) -> None:
        self._configure(settings)
        self._pool: AsyncPool = AsyncPool(http_client, settings.max_in_flight)

    def __setstate__(self, settings: Settings) -> None:
        self._start(settings)

    @property
    def detailed(self) -> "AsyncDetailed":
        """The same verbs, returning an `Answer` with what the service tells besides the value."""
        return AsyncDetailed(self)

    def with_options(
        self,
        *,
        api_key: str | Iterable[str] | None = LEFT_OUT,
        base_url: str | httpx.URL | None = LEFT_OUT,
        timeout: float | None = LEFT_OUT,
        retry: Retry | None = LEFT_OUT,
        query_key: QueryKey = LEFT_OUT,
        headers: Mapping[str, str] | None = LEFT_OUT,
    ) -> "AsyncPollinations":
        """Return a client like this one but for what is given; it shares the connections and need not be closed."""
        return self._sibling(
            api_key=api_key,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            query_key=query_key,
            headers=headers,
        )

    def iter_usage(self, *, since: When = None, until: When = None) -> AsyncIterator[UsageRecord]:
        """Yield every billed request of a span of time; see `Pollinations.iter_usage`."""
        return self._pages(usage_pager(since, until))

    async def _pages(self, pager: UsagePager[UsageRecord]) -> AsyncIterator[UsageRecord]:
        while (page := pager.next_request()) is not None:
            for record in pager.receive((await self.usage(limit=page.limit, before=page.before)).usage):
                yield record

    async def aclose(self) -> None:
        """Close the connections that this client has opened; siblings from `with_options` leave them open."""
        if self._owner:
            await self._pool.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _call(self, call: Call[T]) -> T:
        """Send a call and return its value."""
        deadline = Deadline(self._settings.timeout)
        async with self._place(deadline):
            return call.read((await self._deliver(call, deadline)).response)

    async def _answer(self, call: Call[T]) -> Answer[T]:
        """Send a call and return its value with what the service tells about it."""
        start = time.perf_counter()
        deadline = Deadline(self._settings.timeout)
        async with self._place(deadline):
            delivery = await self._deliver(call, deadline)
            value = call.read(delivery.response)
        elapsed = time.perf_counter() - start
        return answer_of(value, delivery.response, attempts=delivery.attempts, elapsed=elapsed, seed=call.seed)

    def _opener(
        self, call: Call[Any], opened: Callable[[httpx.Response], object] = bool
    ) -> Callable[[], AbstractAsyncContextManager[AsyncOpenedStream]]:
        """Return what opens the answer of a call unread, and hands it to `opened`."""

        @asynccontextmanager
        async def open_response() -> AsyncIterator[AsyncOpenedStream]:
            deadline = Deadline(self._settings.timeout)
            async with self._place(deadline):
                response = (await self._deliver(call, deadline, stream=True)).response
                opened(response)
                try:
                    yield AsyncOpenedStream(response, deadline, call.read_timeout)
                finally:
                    with anyio.CancelScope(shield=True):
                        await response.aclose()

        return open_response

    @asynccontextmanager
    async def _place(self, deadline: Deadline) -> AsyncIterator[None]:
        place = self._pool.place()
        try:
            with anyio.fail_after(deadline.remaining()):
                await place.__aenter__()
        except TimeoutError:
            raise waited_for_a_place(deadline) from None
        try:
            yield
        finally:
            await place.__aexit__(None, None, None)

    async def _deliver(self, call: Call[Any], deadline: Deadline, *, stream: bool = False) -> Delivery:
        steps = exchange(call, self._terms, deadline, stream=stream)
        attempt = next(steps)
        while True:
            wait = seconds_to_wait(max(attempt.wait, self._pace.reserve()))
            if wait:
                await anyio.sleep(deadline.cut(wait) or 0.0)
            outcome = await self._send(attempt, deadline, stream=stream)
            try:
                attempt = steps.send(outcome)
            except StopIteration as done:
                delivery: Delivery = done.value
                return delivery

    async def _send(self, attempt: Attempt, deadline: Deadline, *, stream: bool) -> Outcome:
        http = await self._pool.http()
        try:
            with anyio.fail_after(deadline.remaining()), our_call():
                response = await http.send(request_of(http, attempt), stream=True, auth=None, follow_redirects=True)
                try:
                    if not (stream and response.is_success):
                        await response.aread()
                except BaseException:
                    await response.aclose()
                    raise
        except FAILURES as error:
            return error
        return response
