"""The httpx clients that are made where the caller gives none, and which transport is beneath them."""

import importlib.util
import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import httpx
from httpx._utils import get_environment_proxies

from pollination_sdk._transport import AsyncFanOut, FanOut

T = TypeVar("T")

_SWITCH = "POLLINATIONS_TRANSPORT"
_KEEP_ALIVE = (b"Connection", b"keep-alive")
"""What httpx itself says of the connection."""


class _NoCookies(httpx.Cookies):
    """Keep none: the service needs none, and looking for them takes as long as decoding most answers."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave them in the answer."""

    def set_cookie_header(self, request: httpx.Request) -> None:
        """Send none."""


_NO_COOKIES = _NoCookies()


class OwnClient(httpx.Client):
    """Send what it is given: adds nothing to a request, and keeps no cookies."""

    @property
    def cookies(self) -> httpx.Cookies:
        """Give none."""
        return _NO_COOKIES

    @cookies.setter
    def cookies(self, cookies: Any) -> None:
        """Take none."""


class OwnAsyncClient(httpx.AsyncClient):
    """Send what it is given, without blocking; see `OwnClient`."""

    @property
    def cookies(self) -> httpx.Cookies:
        """Give none."""
        return _NO_COOKIES

    @cookies.setter
    def cookies(self, cookies: Any) -> None:
        """Take none."""


def own_request(
    method: str, url: httpx.URL, headers: httpx.Headers, content: bytes | None, timeout: dict[str, float | None]
) -> httpx.Request:
    """Build a request for a client of ours; `build_request` would merge defaults that it has not."""
    told = headers.raw if "connection" in headers else [_KEEP_ALIVE, *headers.raw]
    return httpx.Request(method, url, headers=told, content=content, extensions={"timeout": timeout})


def new_client() -> httpx.Client:
    """Make an httpx client with the proxies of the environment."""
    return OwnClient(transport=FanOut(), mounts=_mounts(FanOut))


def new_async_client(*, asyncio: bool) -> httpx.AsyncClient:
    """Make an asynchronous httpx client with the proxies of the environment.

    Args:
        asyncio: Whether asyncio runs it; aiohttp knows no other.

    Raises:
        ImportError: `POLLINATIONS_TRANSPORT=aiohttp` and it is not installed.
        ValueError: That variable names no transport.
    """
    transport = _over_aiohttp() if asyncio and wants_aiohttp() else AsyncFanOut()
    return OwnAsyncClient(transport=transport, mounts=_mounts(AsyncFanOut))


def wants_aiohttp() -> bool:
    """Tell whether async calls under asyncio go over aiohttp.

    They do where the extra `aiohttp` is installed. Python does not record which extras were asked for, and aiohttp
    alone is on many machines for other reasons; so the extra brings `httpx-aiohttp` along, whose only purpose is to
    put httpx on aiohttp, and the two together count. `POLLINATIONS_TRANSPORT=httpx` or `=aiohttp` decides otherwise.
    """
    told = os.environ.get(_SWITCH, "").strip().lower() or "auto"
    if told not in ("auto", "httpx", "aiohttp"):
        raise ValueError(f"{_SWITCH} is httpx, aiohttp or auto, not {told!r}.")
    return told == "aiohttp" or (told == "auto" and all(map(importlib.util.find_spec, ("aiohttp", "httpx_aiohttp"))))


def _over_aiohttp() -> httpx.AsyncBaseTransport:
    from pollination_sdk._transport_aiohttp import AiohttpTransport  # noqa: PLC0415 - it needs the extra

    return AiohttpTransport()


def _mounts(over: Callable[[httpx.Proxy], T]) -> Mapping[str, T | None]:
    """Return what goes through the proxies of the environment, or past them, as httpx itself does.

    httpx heeds the environment only where it makes the transport itself, and has no public reader of it.
    """
    return {
        pattern: None if proxy is None else over(httpx.Proxy(proxy))
        for pattern, proxy in get_environment_proxies().items()
    }
