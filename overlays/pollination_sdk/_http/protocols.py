"""Protocols of the httpx clients that callers may pass, and of the requests that they send."""

from typing import TYPE_CHECKING, Any, Protocol

import httpx

if TYPE_CHECKING:
    from pollination_sdk._http.file_body import FileBody


class _Sender(Protocol):
    """What the sync and the async clients have in common."""

    @property
    def is_closed(self) -> bool:
        """Whether the client was closed."""
        ...

    def build_request(self, *args: Any, **kwargs: Any) -> Any:
        """Make a request, with the defaults of the client."""

    def send(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request."""


class HTTPClient(_Sender, Protocol):
    """The interface of `httpx.Client` and `httpx2.Client` that the sync client uses."""

    def close(self) -> None:
        """Close the connections."""


class AsyncHTTPClient(_Sender, Protocol):
    """The interface of `httpx.AsyncClient` and `httpx2.AsyncClient` that the async client uses."""

    async def aclose(self) -> None:
        """Close the connections."""


class RequestParts(Protocol):
    """The parts of a request that is ready to be sent."""

    @property
    def method(self) -> str: ...

    @property
    def url(self) -> httpx.URL: ...

    @property
    def headers(self) -> httpx.Headers: ...

    @property
    def content(self) -> "bytes | FileBody | None": ...

    @property
    def timeout(self) -> httpx.Timeout: ...

    @property
    def foreign(self) -> bool: ...

    @property
    def public_only(self) -> bool: ...
