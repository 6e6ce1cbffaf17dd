"""The sync and async clients: their arguments, `with_options`, the methods that read pages, and closing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping  # noqa: TC003 - `typing.get_type_hints` reads these of the constructors
from typing import TYPE_CHECKING, Any, Literal, Self, cast

import httpx  # noqa: TC002 - as above

import pollination_sdk  # `SpendLimit` and `CallRecord` are imported when a type hint is read
from pollination_sdk import _operations
from pollination_sdk._client.base import LEFT_OUT
from pollination_sdk._client.descriptors import view
from pollination_sdk._client.methods import (
    AsyncDetailed,
    AsyncEstimates,
    AsyncMethods,
    Detailed,
    Estimates,
    SyncMethods,
)
from pollination_sdk._client.send import AsyncSending, Sending
from pollination_sdk._client.settings import Settings
from pollination_sdk._client.signature import explained
from pollination_sdk._engine.call import FIRST_ITEM_TIMEOUT, IDLE_TIMEOUT
from pollination_sdk._engine.key_rotation import QueryKey  # noqa: TC001 - as above
from pollination_sdk._engine.retry import Retry  # noqa: TC001 - as above
from pollination_sdk._http.call_limit import AsyncCallLimit, CallLimit
from pollination_sdk._http.pool import AsyncPool, Pool
from pollination_sdk._http.protocols import AsyncHTTPClient, HTTPClient  # noqa: TC001 - as above
from pollination_sdk._operations.call_options import NOT_GIVEN
from pollination_sdk._support.caller import shortened
from pollination_sdk._support.misuse import (
    no_async_with,
    no_attribute_of_async_client,
    no_attribute_of_client,
    no_with,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pollination_sdk._costs.cost import Cost
    from pollination_sdk._costs.reconciliation import Reconciliation
    from pollination_sdk._responses.answer import Answer
    from pollination_sdk._responses.earnings_pages import EarningsPage
    from pollination_sdk._responses.streams.priced import Priced
    from pollination_sdk._responses.upload_pages import UploadPage
    from pollination_sdk._responses.usage import PageRequest
    from pollination_sdk._support.dates import When
    from pollination_sdk.types import (
        EarningsTransaction,
        EarningsTransactions,
        StoredFile,
        StoredFileList,
        UsageRecord,
    )


DETAILED = "The same methods, returning an `Answer` with the value and the metadata of the answer."
ESTIMATE = "The same methods, returning an `Estimate` of what the call costs. Nothing of the call is sent."


class Pollinations(Sending, SyncMethods):
    """The synchronous client.

    It works with or without `with`. One client can be shared between threads, survives a fork, and pickles without
    its connections and keys.

    Args:
        api_key: One key, or several to try in order. By default `POLLINATIONS_API_KEY`, then `BEARER_TOKEN` if it
            starts with `sk_` or `pk_`, then the key that `pollination_sdk.login` has stored for this server. The model
            lists work without a key.
        base_url: The URL of the service. By default `POLLINATIONS_BASE_URL`, then the public service.
        media_url: The URL of the host of stored files. By default `POLLINATIONS_MEDIA_URL`, then that of the public
            service; with another `base_url`, `/x-media` below it.
        enter_url: The URL of the host of keys and sign-in. By default `POLLINATIONS_ENTER_URL`, then that of the
            public service; with another `base_url`, `/x-enter` below it.
        timeout: The most seconds for a whole call, with all attempts, waits and reads; only the system's name
            resolution is not limited. With None the limits are 10 seconds to connect, 300 seconds between two reads
            of a generation, and 60 seconds between other reads. With an `http_client`, the time left is the limit of
            each phase, and it is checked between two reads. So a call may take one read longer, at most `timeout`
            once more. With an `http_client`, headers that arrive byte by byte are not interrupted.
        first_item_timeout: The most seconds from a stream's request to its first item; keep-alives do not count.
        idle_timeout: The most seconds between two items of a stream; keep-alives count.
        retry: The retry settings; see `Retry`.
        query_key: Whether the key may be sent as `?key=`: `"auto"` only after the service says that the header did
            not arrive, `"always"`, or `"never"`.
        max_in_flight: The most calls at the same time; others wait. A call that waits for its next attempt does not
            count.
        max_per_second: The most requests per second, spread evenly; the service's edge allows about 10. A call that
            would have to wait beyond its `timeout` is refused without being sent.
        check_size: Whether a chat is refused before it is sent if it is larger than the service is known to accept.
        auto_upload: Whether a file is uploaded where the service takes only URLs. Everybody with its URL can read an
            uploaded file, for 30 days, and it cannot be deleted. `detailed` lists what was uploaded.
        headers: Additional headers of every request.
        model_lookup: Whether the client may ask for the public model list, without a key, after an error about an
            unknown model. The error then names the nearest model. That takes at most 2 seconds, and the list is kept
            for 10 minutes.
        spend_limit: The most pollen that the calls may spend, or a `SpendLimit` that several clients share. Before each
            call that can be billed, the most that it may cost is reserved, and its cost is settled afterwards. A call
            that has no room because others are in flight waits for them, within its `timeout`. One that would not fit
            alone raises `SpendLimitError` and is not sent. Free calls always work. For the prices, the client reads the
            public model list, without a key, before the first such call and once an hour, and `GET /account/key` once.
        allow_unpriced: Whether `spend_limit` lets through calls whose price is unknown. It needs a limit. Beside a
            `SpendLimit`, such calls are let through if the client or the `SpendLimit` allows them.
        on_call: A function that gets a `CallRecord` when a call ends, or `"log"` for a line at INFO. It runs where the
            call ended, with the context variables of the caller, and should be fast. What it raises is logged once,
            and changes no call. A coroutine function is refused, also by the async client.
        http_client: Your own `httpx.Client` or `httpx2.Client`, with its proxies, hooks and certificates. It is not
            changed, its `auth=` is not used, and you have to close it. Its `timeout=` replaces the default limits of
            a call without `timeout`; `timeout` and the stream limits still apply. httpx's default of 5 seconds is
            ignored. A custom transport that ignores timeouts cannot be interrupted.

    Raises:
        InvalidKeyError: A key is malformed; the error does not quote it.
        ConfigurationError: One of the URLs, or an environment variable for proxies or certificates, is invalid.
        ArgumentError: Another argument is unknown, of the wrong type, or out of bounds.
    """

    detailed: view[Detailed] = view(Detailed, DETAILED)
    """The same methods, returning an `Answer` with the value and the metadata of the answer."""
    estimate: view[Estimates] = view(Estimates, ESTIMATE)
    """The same methods, returning an `Estimate` of what the call costs. Nothing of the call is sent.

    The public price list is asked for, without a key, if the client has none that is younger than an hour.
    """

    @shortened
    @explained
    def __init__(
        self,
        api_key: str | Iterable[str] | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        media_url: str | httpx.URL | None = None,
        enter_url: str | httpx.URL | None = None,
        timeout: float | None = None,
        first_item_timeout: float | None = FIRST_ITEM_TIMEOUT,
        idle_timeout: float | None = IDLE_TIMEOUT,
        retry: Retry | None = None,
        query_key: QueryKey = "auto",
        max_in_flight: int | None = None,
        max_per_second: float | None = None,
        check_size: bool = True,
        auto_upload: bool = False,
        headers: Mapping[str, str] | None = None,
        model_lookup: bool = True,
        spend_limit: float | pollination_sdk.SpendLimit | None = None,
        allow_unpriced: bool = False,
        on_call: Callable[[pollination_sdk.CallRecord], object] | Literal["log"] | None = None,
        http_client: HTTPClient | None = None,
    ) -> None:
        settings = Settings.of(
            api_key,
            base_url=base_url,
            media_url=media_url,
            enter_url=enter_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            check_size=check_size,
            auto_upload=auto_upload,
            headers=headers,
            model_lookup=model_lookup,
            spend_limit=spend_limit,
            allow_unpriced=allow_unpriced,
            on_call=on_call,
        )
        self._start(settings, http_client)

    def _start(self, settings: Settings, http_client: HTTPClient | None = None) -> None:
        self._configure(settings)
        self._pool: Pool = Pool(http_client)
        self._in_flight = CallLimit(settings.max_in_flight)
        self._check_environment(("base_url", "media_url", "enter_url"))

    @shortened
    @explained
    def with_options(
        self,
        *,
        api_key: str | Iterable[str] | None = LEFT_OUT,
        base_url: str | httpx.URL | None = LEFT_OUT,
        media_url: str | httpx.URL | None = LEFT_OUT,
        enter_url: str | httpx.URL | None = LEFT_OUT,
        timeout: float | None = LEFT_OUT,
        first_item_timeout: float | None = LEFT_OUT,
        idle_timeout: float | None = LEFT_OUT,
        retry: Retry | None = LEFT_OUT,
        query_key: QueryKey = LEFT_OUT,
        max_in_flight: int | None = LEFT_OUT,
        max_per_second: float | None = LEFT_OUT,
        check_size: bool = LEFT_OUT,
        auto_upload: bool = LEFT_OUT,
        headers: Mapping[str, str] | None = LEFT_OUT,
        model_lookup: bool = LEFT_OUT,
        spend_limit: float | pollination_sdk.SpendLimit | None = LEFT_OUT,
        allow_unpriced: bool = LEFT_OUT,
        on_call: Callable[[pollination_sdk.CallRecord], object] | Literal["log"] | None = LEFT_OUT,
    ) -> Self:
        """Return a copy of this client with some settings changed. It shares the connections and need not be closed.

        It shares the limits too: its calls count for `max_in_flight`, `max_per_second` and `spend_limit` of this
        client. A limit that is given here counts the calls of the copy alone, and None gives the copy no limit.
        """
        return self._sibling(
            api_key=api_key,
            base_url=base_url,
            media_url=media_url,
            enter_url=enter_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            check_size=check_size,
            auto_upload=auto_upload,
            headers=headers,
            model_lookup=model_lookup,
            spend_limit=spend_limit,
            allow_unpriced=allow_unpriced,
            on_call=on_call,
        )

    @shortened
    @explained
    def iter_usage(
        self,
        *,
        since: When = None,
        until: When = None,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Iterator[UsageRecord]:
        """Yield every billed request of a time span, newest first, each exactly once.

        Args:
            since: The start, inclusive: a datetime, a date, ISO text, `yesterday`, or a time ago such as `7d`,
                `12h` or a timedelta. Without a time zone it is UTC. None for the last 30 days; the service keeps 90
                days.
            until: The end, exclusive; the formats are those of `since`. None for no end.
            timeout: The most seconds for each page, in place of the `timeout` of the client; None for no limit.
            extra_headers: Additional headers of the call of each page.

        Raises:
            ArgumentValueError: One of them is not a valid time.
            PollinationsError: While iterating; see `errors`.
        """
        from pollination_sdk._responses.records import Records  # noqa: PLC0415 - loaded at its first use

        read = functools.partial(self._page, timeout=timeout, extra_headers=extra_headers)
        return Records(_operations.usage_pager(since, until), read, "iter_usage()")

    def _page(self, page: PageRequest, **options: Any) -> list[UsageRecord]:
        return self.usage(**page.options(), **options).usage

    @shortened
    @explained
    def iter_earnings(
        self,
        *,
        since: When = None,
        until: When = None,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Iterator[EarningsTransaction]:
        """Yield every transaction that an app or a model of this account has earned pollen with, each exactly once.

        The newest come first. `earnings` returns the sums.

        Args:
            since: The start, inclusive, as that of `iter_usage`. None for the last 30 days; the service keeps 90 days.
            until: The end, exclusive; None for no end.
            timeout: The most seconds for each page, in place of the `timeout` of the client; None for no limit.
            extra_headers: Additional headers of the call of each page.

        Raises:
            ArgumentValueError: One of them is not a valid time.
            PollinationsError: While iterating; see `errors`. One day may have more than 50,000 transactions, which
                the service cannot send.
        """
        from pollination_sdk._responses.records import Records  # noqa: PLC0415 - loaded at its first use

        read = functools.partial(self._earnings_page, timeout=timeout, extra_headers=extra_headers)
        return Records(_operations.earnings_pager(since, until), read, "iter_earnings()")

    def _earnings_page(self, page: EarningsPage, **options: Any) -> EarningsTransactions:
        found = self.call("get_account_earnings_transactions", **page.options(), **options)
        return cast("EarningsTransactions", found)

    @shortened
    @explained
    def uploads(
        self,
        tag: str,
        *,
        limit: int | None = None,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Iterator[StoredFile]:
        """Yield the files that were uploaded with a tag, by anybody: this list is public.

        Files without tags are in no list.

        Args:
            tag: The tag.
            limit: The most files of one page, 1 to 100; the service sends 20 by default. All pages are read.
            timeout: The most seconds for each page, in place of the `timeout` of the client; None for no limit.
            extra_headers: Additional headers of the call of each page.

        Raises:
            ArgumentError: One of them has another type.
            ArgumentValueError: `tag` is empty, or `limit` is out of bounds.
            PollinationsError: While iterating; see `errors`.
        """
        from pollination_sdk._responses.records import Records  # noqa: PLC0415 - loaded at its first use

        read = functools.partial(self._upload_page, timeout=timeout, extra_headers=extra_headers)
        return Records(_operations.upload_pager(tag, limit), read, "uploads(tag)")

    def _upload_page(self, page: UploadPage, **options: Any) -> StoredFileList:
        return cast("StoredFileList", self.call("get_media_list", **page.options(), **options))

    @shortened
    @explained
    def billed_cost(
        self,
        answer: Answer[Any] | Priced,
        *,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Cost:
        """Return what the service has billed for an answer of `detailed` or a stream, by the usage of its key.

        The row of usage is that of the same model, key and counts, made between the call and 90 seconds after its
        answer. A row is taken by one answer of this client; asking again for an answer returns its row again. No
        permission is needed.

        The service bills 30 to 60 seconds late: until then the cost is `unknown`. An answer of several requests has no
        row of its own.

        Args:
            answer: The answer, or a stream that has ended, broken or been left.
            timeout: The most seconds for each page, in place of the `timeout` of the client; None for no limit.
            extra_headers: Additional headers of the call of each page.

        Raises:
            ArgumentError: `answer` is no `Answer` and no stream, or another argument has another type.
            MissingKeyError: The client has no key.
            PollinationsError: The usage cannot be read; see `errors`.
        """
        from pollination_sdk._client.spending import billing  # noqa: PLC0415 - plain calls need no costs

        return self._carry_out(billing(self, answer), timeout, extra_headers)

    @shortened
    @explained
    def reconcile(
        self,
        since: When = None,
        *,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Reconciliation:
        """Compare what this client has recorded with what its keys were billed.

        The client records the last 10,000 calls that can be billed, of this client and its copies with the same keys.
        Before it has read a price list, it records the last 1,000, and their costs are unknown. `estimate`,
        `spend_limit=` and lists such as `text_models()` read prices.

        What `spend_limit` keeps for calls of unknown cost, such as interrupted streams, is replaced by the rows that
        are surely theirs. If others spend with the same key, the reserve is kept for 390 seconds. Then the dearest row
        that fits counts. A call that was billed more than its cost counts its bill. A call of unknown cost, or an
        answer from the cache, counts nothing if its row has not come in time.

        Args:
            since: The start, as that of `iter_usage`. None for the first call that is recorded. The service keeps 90
                days: `Reconciliation.since` is not before.
            timeout: The most seconds for each page, in place of the `timeout` of the client; None for no limit.
            extra_headers: Additional headers of the call of each page.

        Raises:
            ArgumentError: One of them has another type.
            ArgumentValueError: `since` is not a valid time.
            MissingKeyError: The client has no key.
            PollinationsError: The usage cannot be read; see `errors`.
        """
        from pollination_sdk._client.spending import reconciling  # noqa: PLC0415 - plain calls need no costs

        return self._carry_out(reconciling(self, since), timeout, extra_headers)

    def close(self) -> None:
        """Close the connections of this client. On a copy from `with_options` this does nothing."""
        if self._owner:
            self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    if not TYPE_CHECKING:  # type checkers refuse this use by themselves
        __aenter__ = __aexit__ = no_async_with
        __getattr__ = no_attribute_of_client


class AsyncPollinations(AsyncSending, AsyncMethods):
    """The asynchronous client.

    It works with or without `async with`, with asyncio and trio, and in several event loops, also at the same time.
    The arguments are those of `Pollinations`, except that `http_client` is an `AsyncClient` of httpx or httpx2. Calls
    with it end at their deadline. It works in one event loop only, as its connections belong to that loop; a call in
    another one raises `PollinationsError` and is not sent.
    """

    detailed: view[AsyncDetailed] = view(AsyncDetailed, DETAILED)
    """The same methods, returning an `Answer` with the value and the metadata of the answer."""
    estimate: view[AsyncEstimates] = view(AsyncEstimates, ESTIMATE)
    """The same methods, returning an `Estimate` of what the call costs; see `Pollinations.estimate`."""

    @shortened
    @explained
    def __init__(
        self,
        api_key: str | Iterable[str] | None = None,
        *,
        base_url: str | httpx.URL | None = None,
        media_url: str | httpx.URL | None = None,
        enter_url: str | httpx.URL | None = None,
        timeout: float | None = None,
        first_item_timeout: float | None = FIRST_ITEM_TIMEOUT,
        idle_timeout: float | None = IDLE_TIMEOUT,
        retry: Retry | None = None,
        query_key: QueryKey = "auto",
        max_in_flight: int | None = None,
        max_per_second: float | None = None,
        check_size: bool = True,
        auto_upload: bool = False,
        headers: Mapping[str, str] | None = None,
        model_lookup: bool = True,
        spend_limit: float | pollination_sdk.SpendLimit | None = None,
        allow_unpriced: bool = False,
        on_call: Callable[[pollination_sdk.CallRecord], object] | Literal["log"] | None = None,
        http_client: AsyncHTTPClient | None = None,
    ) -> None:
        settings = Settings.of(
            api_key,
            base_url=base_url,
            media_url=media_url,
            enter_url=enter_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            check_size=check_size,
            auto_upload=auto_upload,
            headers=headers,
            model_lookup=model_lookup,
            spend_limit=spend_limit,
            allow_unpriced=allow_unpriced,
            on_call=on_call,
        )
        self._start(settings, http_client)

    def _start(self, settings: Settings, http_client: AsyncHTTPClient | None = None) -> None:
        self._configure(settings)
        self._pool: AsyncPool = AsyncPool(http_client)
        self._in_flight = AsyncCallLimit(settings.max_in_flight)
        self._check_environment(("base_url", "media_url", "enter_url"))

    @shortened
    @explained
    def with_options(
        self,
        *,
        api_key: str | Iterable[str] | None = LEFT_OUT,
        base_url: str | httpx.URL | None = LEFT_OUT,
        media_url: str | httpx.URL | None = LEFT_OUT,
        enter_url: str | httpx.URL | None = LEFT_OUT,
        timeout: float | None = LEFT_OUT,
        first_item_timeout: float | None = LEFT_OUT,
        idle_timeout: float | None = LEFT_OUT,
        retry: Retry | None = LEFT_OUT,
        query_key: QueryKey = LEFT_OUT,
        max_in_flight: int | None = LEFT_OUT,
        max_per_second: float | None = LEFT_OUT,
        check_size: bool = LEFT_OUT,
        auto_upload: bool = LEFT_OUT,
        headers: Mapping[str, str] | None = LEFT_OUT,
        model_lookup: bool = LEFT_OUT,
        spend_limit: float | pollination_sdk.SpendLimit | None = LEFT_OUT,
        allow_unpriced: bool = LEFT_OUT,
        on_call: Callable[[pollination_sdk.CallRecord], object] | Literal["log"] | None = LEFT_OUT,
    ) -> Self:
        """Return a copy of this client with some settings changed. It shares the connections and need not be closed.

        It shares the limits too: its calls count for `max_in_flight`, `max_per_second` and `spend_limit` of this
        client. A limit that is given here counts the calls of the copy alone, and None gives the copy no limit.
        """
        return self._sibling(
            api_key=api_key,
            base_url=base_url,
            media_url=media_url,
            enter_url=enter_url,
            timeout=timeout,
            first_item_timeout=first_item_timeout,
            idle_timeout=idle_timeout,
            retry=retry,
            query_key=query_key,
            max_in_flight=max_in_flight,
            max_per_second=max_per_second,
            check_size=check_size,
            auto_upload=auto_upload,
            headers=headers,
            model_lookup=model_lookup,
            spend_limit=spend_limit,
            allow_unpriced=allow_unpriced,
            on_call=on_call,
        )

    @shortened
    @explained
    def iter_usage(
        self,
        *,
        since: When = None,
        until: When = None,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[UsageRecord]:
        """Yield every billed request of a time span; see `Pollinations.iter_usage`."""
        from pollination_sdk._responses.records import AsyncRecords  # noqa: PLC0415 - loaded at its first use

        read = functools.partial(self._page, timeout=timeout, extra_headers=extra_headers)
        return AsyncRecords(_operations.usage_pager(since, until), read, "iter_usage()")

    async def _page(self, page: PageRequest, **options: Any) -> list[UsageRecord]:
        return (await self.usage(**page.options(), **options)).usage

    @shortened
    @explained
    def iter_earnings(
        self,
        *,
        since: When = None,
        until: When = None,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[EarningsTransaction]:
        """Yield every transaction that has earned pollen, each exactly once; see `Pollinations.iter_earnings`."""
        from pollination_sdk._responses.records import AsyncRecords  # noqa: PLC0415 - loaded at its first use

        read = functools.partial(self._earnings_page, timeout=timeout, extra_headers=extra_headers)
        return AsyncRecords(_operations.earnings_pager(since, until), read, "iter_earnings()")

    async def _earnings_page(self, page: EarningsPage, **options: Any) -> EarningsTransactions:
        found = await self.call("get_account_earnings_transactions", **page.options(), **options)
        return cast("EarningsTransactions", found)

    @shortened
    @explained
    def uploads(
        self,
        tag: str,
        *,
        limit: int | None = None,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[StoredFile]:
        """Yield the files that were uploaded with a tag, by anybody; see `Pollinations.uploads`."""
        from pollination_sdk._responses.records import AsyncRecords  # noqa: PLC0415 - loaded at its first use

        read = functools.partial(self._upload_page, timeout=timeout, extra_headers=extra_headers)
        return AsyncRecords(_operations.upload_pager(tag, limit), read, "uploads(tag)")

    async def _upload_page(self, page: UploadPage, **options: Any) -> StoredFileList:
        return cast("StoredFileList", await self.call("get_media_list", **page.options(), **options))

    @shortened
    @explained
    async def billed_cost(
        self,
        answer: Answer[Any] | Priced,
        *,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Cost:
        """Return what the service has billed for an answer; see `Pollinations.billed_cost`."""
        from pollination_sdk._client.spending import billing  # noqa: PLC0415 - plain calls need no costs

        return await self._carry_out(billing(self, answer), timeout, extra_headers)

    @shortened
    @explained
    async def reconcile(
        self,
        since: When = None,
        *,
        timeout: float | None = NOT_GIVEN,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Reconciliation:
        """Compare what this client has recorded with what its keys were billed; see `Pollinations.reconcile`."""
        from pollination_sdk._client.spending import reconciling  # noqa: PLC0415 - plain calls need no costs

        return await self._carry_out(reconciling(self, since), timeout, extra_headers)

    async def aclose(self) -> None:
        """Close the connections of this client. On a copy from `with_options` this does nothing."""
        if self._owner:
            await self._pool.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    if not TYPE_CHECKING:  # type checkers refuse this use by themselves
        __enter__ = __exit__ = no_with
        __getattr__ = no_attribute_of_async_client
