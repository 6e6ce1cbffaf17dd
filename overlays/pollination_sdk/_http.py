"""The httpx clients that are made where the caller gives none, and which transport is beneath them."""

import importlib.util
import os
from collections.abc import Callable, Mapping
from typing import TypeVar

import httpx
from httpx._utils import get_environment_proxies

from pollination_sdk._transport import AsyncFanOut, FanOut

T = TypeVar("T")

_SWITCH = "POLLINATIONS_TRANSPORT"


def new_client() -> httpx.Client:
    """Make an httpx client with the proxies of the environment."""
    return httpx.Client(transport=FanOut(), mounts=_mounts(FanOut))


def new_async_client(*, asyncio: bool) -> httpx.AsyncClient:
    """Make an asynchronous httpx client with the proxies of the environment.

    Args:
        asyncio: Whether asyncio runs it; aiohttp knows no other.

    Raises:
        ImportError: `POLLINATIONS_TRANSPORT=aiohttp` and it is not installed.
        ValueError: That variable names no transport.
    """
    transport = _over_aiohttp() if asyncio and wants_aiohttp() else AsyncFanOut()
    return httpx.AsyncClient(transport=transport, mounts=_mounts(AsyncFanOut))


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
