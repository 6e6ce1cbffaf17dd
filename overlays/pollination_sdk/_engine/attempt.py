"""Build the request of one attempt from a call and the settings of its client."""

import functools
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk._engine.key_rotation import KeyPlacement, KeyRing
from pollination_sdk._engine.rate_limiter import RateLimiter
from pollination_sdk._engine.retry import Retry, RetryBudget
from pollination_sdk._engine.url import check_texts, raw_url
from pollination_sdk._http.server_url import origin
from pollination_sdk._secrets.redact import redact

if TYPE_CHECKING:
    from pollination_sdk._engine.spending import Spending
    from pollination_sdk._http.file_body import FileBody

_CHAT_PATH = "/v1/chat/completions"
_NEVER_TOO_LARGE = 1 << 20  # bytes; the check of larger chats is loaded when it is needed
_LARGEST_PORT = 65_535  # httpx accepts any number; asyncio raises OverflowError for a larger one
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _remembered_urls(context: "ClientContext") -> "Callable[[str], httpx.URL]":
    return functools.lru_cache(maxsize=64)(functools.partial(raw_url, context.base_url))


@attrs.frozen(kw_only=True)
class ClientContext:
    """The settings and the state that all calls of one client share.

    Args:
        base_url: The URL of the host that the calls go to.
        headers: The headers of every request.
        retry: The retry settings.
        ring: The keys, and the key placement that works for them.
        budget: The retries that the client may still make.
        rate_limiter: The limit on requests per second.
        catalogue: The models that are known.
        check_size: Whether chats that are too large for the service are refused before they are sent.
        spending: The limit on spending; None for no limit.
        host_urls: The URLs of the service's hosts, by the start of their paths in the contract.
        own_headers: The headers of requests to other hosts than those of the service.
        on_loopback: Whether the client's `base_url` is this machine.
        prefix: The start of paths that is not sent to this host.
        foreign: Whether the host is none of the service's.
        public_only: Whether the host must be at a public address.
        call_log: The calls that can be billed; a `_client.call_log.CallLog`.
    """

    base_url: httpx.URL
    headers: httpx.Headers
    retry: Retry
    ring: KeyRing
    budget: RetryBudget
    rate_limiter: RateLimiter
    catalogue: Catalogue
    check_size: bool = True
    spending: "Spending | None" = None
    host_urls: Mapping[str, httpx.URL] = attrs.field(factory=dict)
    own_headers: httpx.Headers = attrs.field(factory=httpx.Headers)
    on_loopback: bool = False
    prefix: str = ""
    foreign: bool = False
    public_only: bool = False
    call_log: Any = attrs.field(default=None, repr=False, eq=False)
    headers_cache: "dict[HeadersKey, httpx.Headers]" = attrs.field(factory=dict, init=False, repr=False, eq=False)
    """The headers of earlier requests, with their key. Never modified. Few requests differ, and building is slow."""

    url_of: "Callable[[str], httpx.URL]" = attrs.field(
        default=attrs.Factory(_remembered_urls, takes_self=True), init=False, repr=False, eq=False
    )
    """Returns the URL of a path without parameters. Each context remembers its own, as hashing a base URL is slow."""

    @property
    def service_host(self) -> str:
        """The host that answers as the service; empty if the calls go to none of its hosts."""
        return "" if self.foreign else self.base_url.host

    def trusts(self, url: httpx.URL) -> bool:
        """Return True if a URL that others have named may be plain http, and at a private address."""
        return self.on_loopback or origin(url) in map(origin, self.host_urls.values())


HeadersKey = tuple[str, str | None, KeyPlacement | None]
"""The values that headers depend on: `Accept`, `Content-Type` and the key placement."""


@attrs.frozen
class Attempt:
    """A request that is ready to be sent.

    Args:
        method: The HTTP method.
        url: The URL.
        headers: The headers, with the key.
        content: The body.
        timeout: The limits of its phases.
        foreign: Whether it goes to none of the service's hosts: with no key, and no defaults of the caller's own httpx
            client.
        public_only: Whether it is not sent to a private address.
        within: The most seconds for a request that the client makes for itself. Its answer is read at once, and its
            failure does not matter. None for a request of the caller.
        largest: The most bytes of the answer; None for no limit.
        on_head: Called when the head of the answer has come.
    """

    method: str
    url: httpx.URL = attrs.field(repr=lambda url: redact(str(url)))
    headers: httpx.Headers
    content: "bytes | FileBody | None" = attrs.field(repr=False)
    timeout: httpx.Timeout
    foreign: bool = False
    public_only: bool = False
    within: float | None = None
    largest: int | None = None
    on_head: "Callable[[], object] | None" = attrs.field(default=None, repr=False)


def draft(call: Call[Any], context: ClientContext, placement: KeyPlacement | None) -> Attempt:
    """Build the request of a call. Each attempt of a call sends the same bytes.

    Args:
        call: The call.
        context: The settings of the client.
        placement: The key that the request carries, and its place; None for no key.

    Raises:
        PromptError: The request is larger than the service accepts, or cannot be encoded.
    """
    content = call.content if call.body is None else _encode(call.body)
    if content is not None and len(content) > _NEVER_TOO_LARGE and context.check_size:
        _check_size(call, content)
    if call.check_size is not None and context.check_size:
        call.check_size()
    kind = (call.accept, None if content is None else call.content_type, placement)
    url, headers = _with_key(_url(call, context), context, kind)
    if call.headers and not context.foreign:
        headers = headers.copy()
        headers.update(call.headers)
    timeout = _timeout(call.read_timeout, call.connect_timeout)
    foreign, public_only = context.foreign, context.public_only
    return Attempt(
        call.method.upper(), url, headers, content, timeout, foreign, public_only=public_only, largest=call.largest
    )


def _check_size(call: Call[Any], content: "bytes | FileBody") -> None:
    from pollination_sdk._engine.body_limits import check_chat_size, check_file_size  # noqa: PLC0415 - few are large

    if call.body is not None and call.path == _CHAT_PATH:
        check_chat_size(call.body, len(content))
    if not isinstance(content, bytes):
        check_file_size(call.path, content.file.size)


def _with_key(url: httpx.URL, context: ClientContext, kind: HeadersKey) -> tuple[httpx.URL, httpx.Headers]:
    """Return the URL and the headers of a request, one of them with the key."""
    accept, content_type, placement = kind
    headers = context.headers_cache.get(kind)
    if headers is None:
        _, headers = context.ring.stamp(url, _headers(context.headers, accept, content_type), placement)
        if ";" not in (content_type or ""):  # the boundary of a multipart form is never used again
            context.headers_cache[kind] = headers
    if placement is not None and placement.kind == "query":
        url, _ = context.ring.stamp(url, headers, placement)
    return url, headers


def _headers(common: httpx.Headers, accept: str, content_type: str | None) -> httpx.Headers:
    headers = common.copy()
    headers["Accept"] = accept
    if content_type is not None:
        headers["Content-Type"] = content_type
    headers.encoding = "ascii"  # otherwise httpx guesses the encoding at each access
    return headers


def _url(call: Call[Any], context: ClientContext) -> httpx.URL:
    """Return the URL of a call. A call without parameters and prompt always has the same one, which is cached."""
    path = call.path.removeprefix(context.prefix)
    if not call.params and (call.free or call.body is not None):
        return context.url_of(path)
    return raw_url(context.base_url, path, call.params)


@functools.cache
def _timeout(read: float, connect: float) -> httpx.Timeout:
    return httpx.Timeout(read, connect=connect)


def _encode(body: Mapping[str, Any]) -> bytes:
    try:
        content = _JSON.encode(body).encode()
    except UnicodeEncodeError:
        check_texts(body, "")  # raises an error that names the place
        raise
    return content


def follow_redirect(attempt: Attempt, response: httpx.Response, context: ClientContext) -> Attempt | None:
    """Build the request that a redirect asks for; return None if the answer is no redirect that can be followed.

    The request keeps the key, in the header or as `?key=`, for the same origin, and from http to https on the same
    host. httpx has this rule for the header. A request to another origin has no key, even if the redirect itself
    repeats it, and none of the caller's own headers. It goes over https and to no private address, unless `base_url` is
    this machine or the origin is one of the service's. A file that was sent is not sent to another URL, and what a
    sign-in sends, such as its code, to no other origin.
    """
    next_request = response.next_request
    if next_request is not None and not isinstance(attempt.content, bytes | None) and next_request.method == "POST":
        return None  # a file is sent once
    if next_request is None or (next_request.url.port or 0) > _LARGEST_PORT:
        return None
    url, headers = next_request.url, attempt.headers.copy()
    if _same_service(attempt.url, url):
        url = url.copy_set_param("key", attempt.url.params["key"]) if "key" in attempt.url.params else url
    elif (url.scheme != "https" and not context.trusts(url)) or (context.prefix == "/x-enter" and attempt.content):
        return None
    else:
        url = url.copy_remove_param("key") if "key" in url.params else url
        headers = _foreign_headers(headers, context)
        attempt = attrs.evolve(attempt, foreign=True, public_only=not context.trusts(url))
    content = attempt.content if next_request.method == attempt.method else None
    if content is None:
        headers.pop("content-type", None)
    return attrs.evolve(attempt, method=next_request.method, url=url, headers=headers, content=content)


def _foreign_headers(headers: httpx.Headers, context: ClientContext) -> httpx.Headers:
    """Return the headers of a request that goes to another host, without the key and the caller's own ones."""
    foreign = context.own_headers.copy()
    foreign.update({name: headers[name] for name in ("accept", "content-type") if name in headers})
    return foreign


def _same_service(source: httpx.URL, target: httpx.URL) -> bool:
    return origin(source) == origin(target) or (
        source.host == target.host
        and (source.scheme, target.scheme) == ("http", "https")
        and (_port(source), _port(target)) == (80, 443)
    )


def _port(url: httpx.URL) -> int | None:
    return url.port or {"http": 80, "https": 443}.get(url.scheme)
