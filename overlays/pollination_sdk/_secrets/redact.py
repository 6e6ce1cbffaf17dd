"""Hide API keys in texts, URLs, requests, responses and exceptions.

The keys of existing clients are hidden in plain and percent-encoded form. Text with the format of a key is hidden too.
So are bearer tokens, `Authorization` headers, `key=` parameters, and the login of a SOCKS proxy.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from pollination_sdk._secrets.live_keys import HIDDEN, hide_live_keys
from pollination_sdk._support.caller import without_frames
from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

_PLAIN_OR_ENCODED_START = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))"
_KEY_SHAPE = _PLAIN_OR_ENCODED_START + r"(?:sk|pk)(?:_|%5[Ff])[A-Za-z0-9_\-]{4,}"
_SHAPES = (
    (_KEY_SHAPE, HIDDEN),
    (r"(?i)(\bauthorization[\"']?\s*[:=,]\s*b?[\"']?(?:basic|bearer|digest|token)\s+)[^\s\"'<>,;)&]+", rf"\1{HIDDEN}"),
    # A digit or underscore distinguishes a token from prose such as "(Bearer token)".
    (
        r"(?i)(bearer(?:\s|%20|\+)+)(?=[^\s\"'<>,;)&]*[\d_])[^\s\"'<>,;)&]{6,}",
        rf"\1{HIDDEN}",
    ),
    (r"(?i)((?:[?&]|%3f|%26)key(?:=|%3d))[^&\s\"'<>)#]+", rf"\1{HIDDEN}"),
    # httpcore logs the user and the password for a SOCKS proxy at the end of a line.
    (r"(\bauth=)\(b.*", rf"\1{HIDDEN}"),
)
"""Patterns and replacements. `re` compiles the patterns at their first use."""
_MARKS = ("k_", "k%5", "auth", "bearer", "key=", "key%3d")
"""Each match of the patterns contains one of these in lower case. Most texts contain none, which is faster to check.

`(?i)` also matches letters outside ASCII, such as the dotless i, which `lower` does not change. So no mark contains an
i or an s.
"""
_SECRET_HEADERS = frozenset({b"authorization", b"proxy-authorization", b"cookie"})
# These headers describe the encoded bytes; the stored content is decoded.
_FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
_LEFT_OUT = _FRAMING | _SECRET_HEADERS

_MEDIA = ("audio/", "image/", "model/", "video/")

_Error = TypeVar("_Error", bound=BaseException)
RawHeader = tuple[bytes, bytes]
RequestParts = tuple[str, httpx.URL, list[RawHeader]]


def redact(text: str) -> str:
    """Hide the keys of existing clients, and text with the format of a secret."""
    text = hide_live_keys(text)
    if not any(map(text.lower().__contains__, _MARKS)):
        return text
    for shape, replacement in _SHAPES:
        text = re.sub(shape, replacement, text)
    return text


def redact_keys(text: str) -> str:
    """Hide only the keys of existing clients, and text with the format of a key."""
    return re.sub(_KEY_SHAPE, HIDDEN, hide_live_keys(text))


def redact_json(value: Any) -> Any:
    """Hide keys in all strings of a JSON value, also in the names of fields."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {redact(str(name)): redact_json(item) for name, item in value.items()}
    return [redact_json(item) for item in value] if isinstance(value, list) else value


def scrub_url(url: httpx.URL) -> httpx.URL:
    """Return a copy of a URL without its `key` parameter, and with all other keys hidden."""
    bare = _without_key(url)
    text = str(bare)
    shown = redact(text)
    if shown == text:
        return bare
    try:
        return httpx.URL(shown)
    except httpx.InvalidURL:  # a very short key may be a part of the port number
        return bare.copy_with(raw_path=redact(bare.raw_path.decode("ascii")).encode("ascii"), userinfo=b"")


def _without_key(url: httpx.URL) -> httpx.URL:
    return url.copy_remove_param("key") if url.query and "key" in url.params else url


def scrub_request(request: httpx.Request) -> httpx.Request:
    """Return a copy of a request without keys, cookies and body."""
    return _copy_of_request(*_kept_of_request(request))


def _kept_of_request(request: httpx.Request) -> RequestParts:
    """Return what a copy of a request is made of: all but the body and what is a secret by its name."""
    kept = [item for item in request.headers.raw if item[0].lower() not in _LEFT_OUT]
    return request.method, _without_key(request.url), kept


def _copy_of_request(method: str, url: httpx.URL, headers: list[RawHeader]) -> httpx.Request:
    return httpx.Request(method, scrub_url(url), headers=_scrubbed_headers(headers))


class ScrubbedResponse:
    """A response without its keys, of which the copy for users is made when it is asked for: few ask for it.

    The headers, the decoded content, and the URL and the other headers of the request are kept as they came. They are
    scrubbed when they are asked for. Headers of the request that hold secrets are not kept, nor is the parameter `key`.

    Args:
        response: The response.
        keys: The keys to hide in what is kept; besides them, all that are alive are hidden.
    """

    __slots__ = ("_content", "_facts", "_history", "_keys", "_received", "_request")

    def __init__(self, response: httpx.Response, keys: object = None) -> None:
        self._keys = keys
        self._facts = response.status_code, _plain_extensions(response), _elapsed(response)
        self._content = _content_of(response)
        self._request = _kept_request(response)
        self._history = [ScrubbedResponse(earlier, keys) for earlier in response.history]
        self._received = response.headers

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        """Return what a pickle or a deep copy has, with all keys hidden: those of the client are not in it."""
        request = self._request
        if request is not None:
            method, url, headers = request
            request = method, scrub_url(url), _scrubbed_headers(headers)
        return None, {
            "_keys": None,
            "_facts": self._facts,
            "_content": self.content,
            "_request": request,
            "_history": self._history,
            "_received": scrub_headers(self._received),
        }

    @property
    def headers(self) -> httpx.Headers:
        """A copy of the headers with all keys hidden, as `copy` has them."""
        return _shown_headers(self._received, len(self._content))[1]

    @property
    def content(self) -> bytes:
        """The decoded content with all keys hidden; none if it was not read."""
        return _scrubbed_content(self._received, self._content)

    def copy(self) -> httpx.Response:
        """Return a copy of the response with all keys hidden, also in its request and its redirects.

        The copy has the decoded content, or none if the content was not read.
        """
        status, extensions, elapsed = self._facts
        copy = httpx.Response(
            status,
            headers=_shown_headers(self._received, len(self._content))[0],
            content=self.content,
            request=None if self._request is None else _copy_of_request(*self._request),
            history=[earlier.copy() for earlier in self._history],
            extensions=extensions,
        )
        if elapsed is not None:
            copy.elapsed = elapsed
        return copy


def scrub_response(response: httpx.Response) -> httpx.Response:
    """Return a copy of a response with all keys hidden; see `ScrubbedResponse.copy`."""
    return ScrubbedResponse(response).copy()


def scrub_headers(headers: httpx.Headers) -> httpx.Headers:
    """Return a copy of headers with all keys hidden; other bytes are unchanged."""
    return httpx.Headers(_scrubbed_headers(headers.raw))


def _shown_headers(headers: httpx.Headers, size: int) -> tuple[list[RawHeader], httpx.Headers]:
    """Return the headers of a copy of a response before httpx adds the length of its content, and after that."""
    all_headers = headers.raw
    kept = [item for item in all_headers if item[0].lower() not in _FRAMING]
    scrubbed = _scrubbed_headers(kept)
    length = [(b"Content-Length", b"%d" % size)] if size else []
    is_same = scrubbed is kept and len(all_headers) == len(kept) + len(length)
    if is_same and type(headers) is httpx.Headers and headers.get("content-length") == str(size):
        return kept, headers.copy()  # the usual case, in a tenth of the time
    return scrubbed, httpx.Headers([*scrubbed, *length])


def _scrubbed_headers(headers: list[RawHeader]) -> list[RawHeader]:
    """Return raw headers without keys; names and values may contain any byte (RFC 9110, section 5.5)."""
    joined = b"\n".join(itertools.chain.from_iterable(headers)).decode("latin-1")
    if redact(joined) == joined:  # the usual case, in one check
        return headers
    return [(_redacted(name), _redacted(value)) for name, value in headers]


def _redacted(raw: bytes) -> bytes:
    return redact(raw.decode("latin-1")).encode("latin-1")  # Latin-1 preserves every byte


def _content_of(response: httpx.Response) -> bytes:
    try:
        return response.content
    except httpx.ResponseNotRead:
        return b""


def _scrubbed_content(headers: httpx.Headers, content: bytes) -> bytes:
    if _is_media(headers, content):
        return content
    text = content.decode("latin-1")
    hidden = hide_live_keys(text)
    return content if hidden is text else hidden.encode("latin-1")


def _is_media(headers: httpx.Headers, content: bytes) -> bool:
    """Return True if the header and the bytes are those of media: an error may be declared as an image."""
    media_type = headers.get("content-type", "")
    if not media_type.lower().startswith(_MEDIA):
        return False
    return media_type_of(content[:HEAD_SIZE]) not in {None, "image/svg+xml"}  # SVG is text, and may quote anything


def _kept_request(response: httpx.Response) -> RequestParts | None:
    try:
        return _kept_of_request(response.request)
    except RuntimeError:  # httpx raises it for a response without a request
        return None


def _elapsed(response: httpx.Response) -> timedelta | None:
    try:
        return response.elapsed
    except RuntimeError:  # httpx raises it for a response that is not closed
        return None


def _plain_extensions(response: httpx.Response) -> dict[str, Any]:
    """Return the extensions that `http_version` and `reason_phrase` read, without the network stream."""
    names = ("http_version", "reason_phrase")
    return {name: response.extensions[name] for name in names if name in response.extensions}


def scrub_exception(error: _Error) -> _Error:
    """Hide keys in an exception of the HTTP stack and in its causes, in place.

    Their tracebacks are dropped, because their frames hold the headers with the key.
    """
    for link in _foreign_chain(error):
        link.__traceback__ = None
        link.args = tuple(redact(part) if isinstance(part, str) else part for part in link.args)
        if isinstance(link, httpx.HTTPError):
            _scrub_exchange(link)
    return error


def _scrub_exchange(error: httpx.HTTPError) -> None:
    """Replace the request and the response of an httpx error by scrubbed copies."""
    try:
        error.request = scrub_request(error.request)
    except RuntimeError:  # httpx raises it for an error without a request
        return
    if isinstance(error, httpx.HTTPStatusError):
        error.response = scrub_response(error.response)


class _OwnFrames:
    """A context manager that removes frames from tracebacks. It has no state, so all calls share one."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, trace: object) -> None:
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            error.__traceback__ = without_frames(error.__traceback__, _holds_key)
            error = error.__cause__ or error.__context__


own_frames = _OwnFrames()
"""Removes the frames of the HTTP stack, which hold the key, from the traceback of exceptions that pass through.

It serves exceptions that we do not catch: `KeyboardInterrupt`, cancellations, and errors in a caller's own hooks.
"""


def _holds_key(module: str) -> bool:
    """Return True for a module of the HTTP stack."""
    return module.partition(".")[0] in _FOREIGN or module.startswith(_CONNECTIONS)


_FOREIGN = frozenset({"httpx", "httpcore", "httpx2", "httpcore2", "h11", "h2", "hpack", "anyio", "ssl", "socksio"})
_CONNECTIONS = ("pollination_sdk._http.", "pollination_sdk.compat._http")
"""The prefixes of our own modules whose frames hold requests with keys."""


def _foreign_chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and its causes, as far as they come from the HTTP stack."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        link = pending.pop()
        if link is None or id(link) in seen or not _is_foreign(link):
            continue
        seen.add(id(link))
        yield link
        pending += [link.__cause__, link.__context__]


def _is_foreign(error: BaseException) -> bool:
    root = type(error).__module__.partition(".")[0]
    return root in _FOREIGN or isinstance(error, (OSError, httpx.HTTPError))  # some of httpx's have a subclass here
