"""Types by structure: the httpx clients that callers may hand in, and the request that one is asked to send."""

from typing import Any, Protocol

import httpx


class _Sender(Protocol):
    @property
    def is_closed(self) -> bool: ...

    def build_request(self, *args: Any, **kwargs: Any) -> Any: ...

    def send(self, *args: Any, **kwargs: Any) -> Any: ...


class HTTPClient(_Sender, Protocol):
    """Name what a sync client needs of an `httpx.Client`; that of httpx2 has it too."""

    def close(self) -> None:
        """Close the connections."""


class AsyncHTTPClient(_Sender, Protocol):
    """Name what an async client needs of an `httpx.AsyncClient`; that of httpx2 has it too."""

    async def aclose(self) -> None:
        """Close the connections."""


class RequestParts(Protocol):
    """Name the parts of a request that is ready to be sent."""

    @property
    def method(self) -> str: ...

    @property
    def url(self) -> httpx.URL: ...

    @property
    def headers(self) -> httpx.Headers: ...

    @property
    def content(self) -> bytes | None: ...

    @property
    def timeout(self) -> httpx.Timeout: ...
