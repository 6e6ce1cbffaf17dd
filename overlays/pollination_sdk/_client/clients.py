"""The two clients: what they take, and how they are begun, varied and closed. The rest is written elsewhere, once."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import httpx

from pollination_sdk import _operations
from pollination_sdk._client.base import LEFT_OUT, AsyncHTTPClient, HTTPClient
from pollination_sdk._client.methods import (
    AsyncDetailed,
    CallVerbs,
    Detailed,
    NamedVerb,
    OpenVerbs,
    of_one_flavour,
    view,
)
from pollination_sdk._client.send import AsyncSending, Sending
from pollination_sdk._client.settings import Settings
from pollination_sdk._engine.call import FIRST_ITEM_TIMEOUT, IDLE_TIMEOUT
from pollination_sdk._engine.key_rotation import QueryKey
from pollination_sdk._engine.retry import Retry
from pollination_sdk._http.pool import AsyncPool, Pool

if TYPE_CHECKING:
    from pollination_sdk._operations.dates import When
    from pollination_sdk._responses.usage import PageRequest, UsagePager
    from pollination_sdk.types import UsageRecord


@of_one_flavour
class Pollinations(Sending, CallVerbs, OpenVerbs, NamedVerb):
    """Call the service, and wait for it.

    Works with or without `with`. One client serves many threads, survives a fork, and pickles without its
    connections and keys.

    Args:
        api_key: One key, or several to be tried in order. Else `POLLINATIONS_API_KEY`; else `BEARER_TOKEN`, if it
            begins with `sk_` or `pk_`. The model lists work without one.
        base_url: Where the service is; else `POLLINATIONS_BASE_URL`, else the public service.
        timeout: The most seconds for a whole call: all attempts, waits and bytes; only the system's name resolution
            is not limited. None for no such limit: then 10 seconds to connect, 300 between the bytes of a
            generation and 60 between others. Over an `http_client` of yours the time left is the longest wait of
            each phase and is checked between the pieces of an answer, so a call may take one read longer: up to
            `timeout` once more. A head that comes byte by byte has no pieces, and is not ended.
        first_item_timeout: The most seconds from sending a stream's request to its first piece; keep-alives are none.
        idle_timeout: The most seconds between two pieces of a stream; keep-alives count.
        retry: How often and how patiently failed calls are repeated; see `Retry`.
        query_key: Whether the key may travel as `?key=`: `"auto"` when the service says that the header did not
            arrive, `"always"`, or `"never"`.
        max_in_flight: The most calls at once; others wait. A call that waits for its next attempt does not count.
        max_per_second: The most requests a second, evenly spread; the service's edge allows about 10. A call whose
            turn comes too late for its `timeout` is refused, unsent.
        headers: Sent with every request.
        http_client: Your own `httpx.Client` or `httpx2.Client`, with its proxies, hooks and certificates. It is not
            changed, and you close it; its `auth=` is not used. Its `timeout=` replaces the limits that hold without
            `timeout`, which cuts it further, as the limits for streams do; httpx's default of 5 seconds counts as
            not given. A transport of yours that ignores timeouts cannot be ended.

    Raises:
        InvalidKeyError: A key is ill-formed; it is not quoted.
        ConfigurationError: `base_url` cannot be used, or what the environment says of proxies and certificates.
        ValueError: Another argument is out of its bounds.
    """

    _flavour: ClassVar[Literal["sync"]] = "sync"
    detailed = view(Detailed)
    """The same verbs, returning an `Answer` with what the service tells besides the value."""

    def __init__(
        self,
        api_key: str | Iterable[str] | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | None = None,
        first_item_timeout: float | None = FIRST_ITEM_TIMEOUT,
        idle_timeout: float | None = IDLE_TIMEOUT,
        retry: Retry | None = None,
        query_key: QueryKey = "auto",
        max_in_flight: int | None = None,
        max_per_second: float | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: HTTPClient | None = None,
    ) -> None:
        settings = Settings.of(
            api_key,
            base_url=base_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            headers=headers,
        )
        self._start(settings, http_client)

    def _start(self, settings: Settings, http_client: HTTPClient | None = None) -> None:
        self._configure(settings)
        self._pool: Pool = Pool(http_client, settings.max_in_flight)
        self._pool.check(settings.base_url)

    def with_options(
        self,
        *,
        api_key: str | Iterable[str] | None = LEFT_OUT,
        base_url: str | httpx.URL | None = LEFT_OUT,
        timeout: float | None = LEFT_OUT,
        first_item_timeout: float | None = LEFT_OUT,
        idle_timeout: float | None = LEFT_OUT,
        retry: Retry | None = LEFT_OUT,
        query_key: QueryKey = LEFT_OUT,
        headers: Mapping[str, str] | None = LEFT_OUT,
    ) -> Self:
        """Return a client like this one but for what is given; it shares the connections and need not be closed."""
        return self._sibling(
            api_key=api_key,
            base_url=base_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            headers=headers,
        )

    def iter_usage(self, *, since: "When" = None, until: "When" = None) -> "Iterator[UsageRecord]":
        """Yield every billed request of a span of time, newest first, each exactly once.

        Args:
            since: The oldest moment, inclusive: a datetime, a date, ISO text, `yesterday`, or how long ago as in
                `7d` or `12h`. Without a time zone it is UTC. None for all the service keeps, 30 days.
            until: The newest moment, exclusive.

        Raises:
            ValueError: One of them is no moment.
            PollinationsError: While iterating; see `errors`.
        """
        return self._pages(_operations.usage_pager(since, until))

    def _pages(self, pager: "UsagePager[UsageRecord]") -> "Iterator[UsageRecord]":
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


@of_one_flavour
class AsyncPollinations(AsyncSending, CallVerbs, OpenVerbs, NamedVerb):
    """Call the service without blocking: `Pollinations` with every verb awaited.

    Works with or without `async with`, under asyncio and trio, in several event loops one after the other or at
    once. The arguments are those of `Pollinations`, but that `http_client` is an `AsyncClient` of httpx or httpx2; a
    call over it ends at its deadline.
    """

    _flavour: ClassVar[Literal["async"]] = "async"
    detailed = view(AsyncDetailed)
    """The same verbs, returning an `Answer` with what the service tells besides the value."""

    def __init__(
        self,
        api_key: str | Iterable[str] | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | None = None,
        first_item_timeout: float | None = FIRST_ITEM_TIMEOUT,
        idle_timeout: float | None = IDLE_TIMEOUT,
        retry: Retry | None = None,
        query_key: QueryKey = "auto",
        max_in_flight: int | None = None,
        max_per_second: float | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: AsyncHTTPClient | None = None,
    ) -> None:
        settings = Settings.of(
            api_key,
            base_url=base_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            headers=headers,
        )
        self._start(settings, http_client)

    def _start(self, settings: Settings, http_client: AsyncHTTPClient | None = None) -> None:
        self._configure(settings)
        self._pool: AsyncPool = AsyncPool(http_client, settings.max_in_flight)
        self._pool.check(settings.base_url)

    def with_options(
        self,
        *,
        api_key: str | Iterable[str] | None = LEFT_OUT,
        base_url: str | httpx.URL | None = LEFT_OUT,
        timeout: float | None = LEFT_OUT,
        first_item_timeout: float | None = LEFT_OUT,
        idle_timeout: float | None = LEFT_OUT,
        retry: Retry | None = LEFT_OUT,
        query_key: QueryKey = LEFT_OUT,
        headers: Mapping[str, str] | None = LEFT_OUT,
    ) -> Self:
        """Return a client like this one but for what is given; it shares the connections and need not be closed."""
        return self._sibling(
            api_key=api_key,
            base_url=base_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            headers=headers,
        )

    def iter_usage(self, *, since: "When" = None, until: "When" = None) -> "AsyncIterator[UsageRecord]":
        """Yield every billed request of a span of time; see `Pollinations.iter_usage`."""
        from pollination_sdk._responses.usage import AsyncRecords  # noqa: PLC0415 - loaded when first needed

        return AsyncRecords(_operations.usage_pager(since, until), self._page)

    async def _page(self, page: "PageRequest") -> "list[UsageRecord]":
        return (await self.usage(limit=page.limit, before=page.before)).usage

    async def aclose(self) -> None:
        """Close the connections that this client has opened; siblings from `with_options` leave them open."""
        if self._owner:
            await self._pool.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()
