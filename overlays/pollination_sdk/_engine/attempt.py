"""One attempt: the request as it goes out, and what all of a client's have in common."""

import functools
import json
from collections.abc import Mapping
from typing import Any

import attrs
import httpx

from pollination_sdk._engine.call import Call
from pollination_sdk._engine.key_rotation import KeyPlacement, KeyRing
from pollination_sdk._engine.rate_limiter import RateLimiter
from pollination_sdk._engine.retry import Retry, RetryBudget
from pollination_sdk._operations.prompts import raw_url, refuse_surrogates
from pollination_sdk._secrets.redact import redact
from pollination_sdk.errors import PromptError

_LARGEST_BODY = 20_000_000
_LARGEST_PORT = 65_535  # httpx takes any, and asyncio fails over it with an OverflowError
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@attrs.frozen(kw_only=True)
class ClientContext:
    """Hold what all calls of one client have in common.

    Args:
        base_url: Where the service is.
        headers: What is sent with every request.
        retry: How often and how patiently a failed call is repeated.
        ring: The keys and the road that works for them.
        budget: What the client may still spend on repetitions.
        rate_limiter: How many requests a second it sends at most.
    """

    base_url: httpx.URL
    headers: httpx.Headers
    retry: Retry
    ring: KeyRing
    budget: RetryBudget
    rate_limiter: RateLimiter
    drafts: "dict[Kind, httpx.Headers]" = attrs.field(factory=dict, init=False, repr=False, eq=False)
    """The headers of earlier drafts, the key's too, changed by nobody: few differ, and writing them takes long."""


Kind = tuple[str, str | None, KeyPlacement | None]
"""What headers depend on: what is accepted, what is sent, and how the key travels."""


@attrs.frozen
class Attempt:
    """Say what to send."""

    method: str
    url: httpx.URL = attrs.field(repr=lambda url: redact(str(url)))
    headers: httpx.Headers
    content: bytes | None = attrs.field(repr=False)
    timeout: httpx.Timeout


def draft(call: Call[Any], context: ClientContext, placement: KeyPlacement | None) -> Attempt:
    """Write the request of a call; each time anew, and the same bytes each time.

    Args:
        call: What is sent.
        context: What it has in common with others.
        placement: Which key it carries, and where; None for none.

    Raises:
        PromptError: It is longer than the service takes, or cannot be encoded.
    """
    content = call.content if call.body is None else _encode(call.body)
    kind = (call.accept, None if content is None else call.content_type, placement)
    url, headers = _stamped(_url(call, context.base_url), context, kind)
    timeout = _timeout(call.read_timeout, call.connect_timeout)
    return Attempt(call.method.upper(), url, headers, content, timeout)


def _stamped(url: httpx.URL, context: ClientContext, kind: Kind) -> tuple[httpx.URL, httpx.Headers]:
    """Put the key onto a URL or into headers of a kind."""
    accept, content_type, placement = kind
    headers = context.drafts.get(kind)
    if headers is None:
        _, headers = context.ring.stamp(url, _headers(context.headers, accept, content_type), placement)
        if ";" not in (content_type or ""):  # the boundary between the parts of a form comes once and never again
            context.drafts[kind] = headers
    if placement is not None and placement.kind == "query":
        url, _ = context.ring.stamp(url, headers, placement)
    return url, headers


def _headers(common: httpx.Headers, accept: str, content_type: str | None) -> httpx.Headers:
    headers = common.copy()
    headers["Accept"] = accept
    if content_type is not None:
        headers["Content-Type"] = content_type
    headers.encoding = "ascii"  # which it is; httpx would else try them all, at each look
    return headers


def _url(call: Call[Any], base_url: httpx.URL) -> httpx.URL:
    """Return where a call is sent; without parameters and a prompt it is always the same."""
    if not call.params and (call.free or call.body is not None):
        return _same_url(base_url, call.path)
    return raw_url(base_url, call.path, call.params)


_same_url = functools.lru_cache(maxsize=64)(raw_url)


@functools.cache
def _timeout(read: float, connect: float) -> httpx.Timeout:
    return httpx.Timeout(read, connect=connect)


def _encode(body: Mapping[str, Any]) -> bytes:
    try:
        content = _JSON.encode(body).encode()
    except UnicodeEncodeError:
        refuse_surrogates(body, "")  # it names the place
        raise
    if len(content) > _LARGEST_BODY:
        message = f"The conversation takes {len(content):,} bytes and may take {_LARGEST_BODY:,}: send fewer messages."
        raise PromptError(message, size=len(content), limit=_LARGEST_BODY)
    return content


def redirected(attempt: Attempt, response: httpx.Response) -> Attempt | None:
    """Write the request that a redirect asks for, None where the answer is no redirect that can be followed.

    It carries the key on, in the header or as `?key=`, where httpx would carry the header on: to the same origin, and
    from http to https on the same host. To any other it goes without, even if the redirect itself repeats the key.
    """
    following = response.next_request
    if following is None or (following.url.port or 0) > _LARGEST_PORT:
        return None
    url, headers = following.url, attempt.headers.copy()
    if _same_service(attempt.url, url):
        url = url.copy_set_param("key", attempt.url.params["key"]) if "key" in attempt.url.params else url
    else:
        url = url.copy_remove_param("key") if "key" in url.params else url
        headers.pop("authorization", None)
        headers.pop("cookie", None)
    content = attempt.content if following.method == attempt.method else None
    if content is None:
        headers.pop("content-type", None)
    return attrs.evolve(attempt, method=following.method, url=url, headers=headers, content=content)


def _same_service(one: httpx.URL, other: httpx.URL) -> bool:
    if one.host != other.host:
        return False
    ports = [url.port or {"http": 80, "https": 443}.get(url.scheme) for url in (one, other)]
    return (one.scheme == other.scheme and ports[0] == ports[1]) or (
        (one.scheme, other.scheme) == ("http", "https") and ports == [80, 443]
    )
