"""Hide API keys: the one place that knows what a key looks like and where one can hide.

Hidden are the keys of clients that are alive, in plain and percent-encoded form, and whatever is shaped like a key, a
bearer token, the value of an `Authorization` header, a `key=` parameter or the login of a SOCKS proxy.
"""

from __future__ import annotations

import re
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from pollination_sdk._secrets.live_keys import HIDDEN, hide_live_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN_OR_ENCODED_START = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))"
_KEY_SHAPE = _PLAIN_OR_ENCODED_START + r"(?:sk|pk)(?:_|%5[Ff])[A-Za-z0-9_\-]{4,}"
_SHAPES = (
    (_KEY_SHAPE, HIDDEN),
    (r"(?i)(\bauthorization[\"']?\s*[:=,]\s*b?[\"']?(?:basic|bearer|digest|token)\s+)[^\s\"'<>,;)&]+", rf"\1{HIDDEN}"),
    # A digit or underscore tells a token from prose such as "(Bearer token)".
    (
        r"(?i)(bearer(?:\s|%20|\+)+)(?=[^\s\"'<>,;)&]*[\d_])[^\s\"'<>,;)&]{6,}",
        rf"\1{HIDDEN}",
    ),
    (r"(?i)((?:[?&]|%3f|%26)key(?:=|%3d))[^&\s\"'<>)#]+", rf"\1{HIDDEN}"),
    # httpcore logs the user and the password for a SOCKS proxy at the end of a line.
    (r"(\bauth=)\(b.*", rf"\1{HIDDEN}"),
)
"""Patterns, and what stands in the place of what they match. `re` compiles them when there is something to hide."""
_SECRET_HEADERS = frozenset({b"authorization", b"proxy-authorization", b"cookie"})
# They describe bytes on a wire; the content that is kept has been decoded.
_FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})

_MEDIA = ("audio/", "image/", "video/")

_Error = TypeVar("_Error", bound=BaseException)
RawHeader = tuple[bytes, bytes]


def redact(text: str) -> str:
    """Hide the keys of living clients, and everything shaped like a secret, in a text."""
    text = hide_live_keys(text)
    for shape, replacement in _SHAPES:
        text = re.sub(shape, replacement, text)
    return text


def redact_keys(text: str) -> str:
    """Hide the keys of living clients, what is shaped like the key of a client that is gone, and nothing else."""
    return re.sub(_KEY_SHAPE, HIDDEN, hide_live_keys(text))


def redact_json(value: Any) -> Any:
    """Hide keys in every string of a JSON value, names of fields included."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {redact(str(name)): redact_json(item) for name, item in value.items()}
    return [redact_json(item) for item in value] if isinstance(value, list) else value


def scrub_url(url: httpx.URL) -> httpx.URL:
    """Copy a URL without its `key` parameter and with every other key hidden."""
    bare = url.copy_remove_param("key") if url.query and "key" in url.params else url
    text = str(bare)
    shown = redact(text)
    if shown == text:
        return bare
    try:
        return httpx.URL(shown)
    except httpx.InvalidURL:  # a key as short as `1` stands in many a port number
        return bare.copy_with(raw_path=redact(bare.raw_path.decode("ascii")).encode("ascii"), userinfo=b"")


def scrub_request(request: httpx.Request) -> httpx.Request:
    """Copy a request's method, URL and headers, without a key, a cookie or a body."""
    headers = _scrubbed_headers(request.headers.raw, _FRAMING | _SECRET_HEADERS)
    return httpx.Request(request.method, scrub_url(request.url), headers=headers)


def scrub_response(response: httpx.Response) -> httpx.Response:
    """Copy a response with a scrubbed request, scrubbed redirects, and known keys hidden in it.

    The copy holds the decoded content, or nothing where the content was not read.
    """
    copy = httpx.Response(
        response.status_code,
        headers=_scrubbed_headers(response.headers.raw, _FRAMING),
        content=_scrubbed_content(response),
        request=_scrubbed_request_of(response),
        history=[scrub_response(earlier) for earlier in response.history],
        extensions=_plain_extensions(response),
    )
    if response.is_closed and hasattr(response, "_elapsed"):  # the property raises without it
        copy.elapsed = response.elapsed
    return copy


def scrub_headers(headers: httpx.Headers) -> httpx.Headers:
    """Copy headers byte by byte, with every key hidden."""
    return httpx.Headers(_scrubbed_headers(headers.raw, frozenset()))


def _scrubbed_headers(headers: list[RawHeader], left_out: frozenset[bytes]) -> list[RawHeader]:
    """Copy the raw headers: a name or a value may hold any byte (RFC 9110, section 5.5)."""
    kept = [item for item in headers if item[0].lower() not in left_out]
    all_of_them = b"\n".join(part for item in kept for part in item)
    if _redacted(all_of_them) == all_of_them:  # mostly there is nothing to hide, which is seen at once
        return kept
    return [(_redacted(name), _redacted(value)) for name, value in kept]


def _redacted(raw: bytes) -> bytes:
    return redact(raw.decode("latin-1")).encode("latin-1")  # Latin-1 gives every byte back as it was


def _scrubbed_content(response: httpx.Response) -> bytes:
    try:
        content = response.content
    except httpx.ResponseNotRead:
        return b""
    if _is_media(response, content):
        return content
    text = content.decode("latin-1")
    hidden = hide_live_keys(text)
    return content if hidden is text else hidden.encode("latin-1")


def _is_media(response: httpx.Response, content: bytes) -> bool:
    """Return True if both the header and the bytes say so: an error may be labelled as an image too."""
    from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of  # noqa: PLC0415 - most calls copy no answer

    media_type = response.headers.get("content-type", "")
    return media_type.lower().startswith(_MEDIA) and media_type_of(content[:HEAD_SIZE]) is not None


def _scrubbed_request_of(response: httpx.Response) -> httpx.Request | None:
    try:
        return scrub_request(response.request)
    except RuntimeError:  # httpx's word for a response that was never asked for
        return None


def _plain_extensions(response: httpx.Response) -> dict[str, Any]:
    """Keep what `http_version` and `reason_phrase` read; leave the network stream behind."""
    names = ("http_version", "reason_phrase")
    return {name: response.extensions[name] for name in names if name in response.extensions}


def scrub_exception(error: _Error) -> _Error:
    """Hide keys in a foreign exception and what led to it, in place.

    The tracebacks of httpx and below are dropped: their frames hold the headers as they were sent.
    """
    for link in _foreign_chain(error):
        link.__traceback__ = None
        link.args = tuple(redact(part) if isinstance(part, str) else part for part in link.args)
        if isinstance(link, httpx.HTTPError):
            _scrub_exchange(link)
    return error


def _scrub_exchange(error: httpx.HTTPError) -> None:
    """Replace what an httpx error holds on to."""
    try:
        error.request = scrub_request(error.request)
    except RuntimeError:  # httpx's word for an error that was never tied to a request
        return
    if isinstance(error, httpx.HTTPStatusError):
        error.response = scrub_response(error.response)


class _OwnFrames:
    """Take frames out of tracebacks; remembers nothing, so one serves all calls."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, trace: object) -> None:
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            error.__traceback__ = _without_foreign(error.__traceback__)
            error = error.__cause__ or error.__context__


own_frames = _OwnFrames()
"""Takes the frames of the HTTP stack out of the traceback of whatever passes: they hold the key as it is sent.

For what is not ours to catch, such as `KeyboardInterrupt`, a cancellation, or an error in a caller's own hook.
"""


def _without_foreign(trace: TracebackType | None) -> TracebackType | None:
    """Copy a traceback without the frames of the HTTP stack."""
    kept = []
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__"))
        if module.partition(".")[0] not in _FOREIGN and module not in _BENEATH:
            kept.append(trace)
        trace = trace.tb_next
    copy = None
    for link in reversed(kept):
        copy = TracebackType(copy, link.tb_frame, link.tb_lasti, link.tb_lineno)
    return copy


_FOREIGN = frozenset({"httpx", "httpcore", "httpx2", "httpcore2", "h11", "h2", "hpack", "anyio", "ssl", "socksio"})
# Modules of ours that stand beneath httpx and hold its requests.
_BENEATH = frozenset(
    f"pollination_sdk.{name}"
    for name in (
        "_addresses",
        "_blocking_socket",
        "_connection",
        "_deadline",
        "_early_answer",
        "_environment",
        "_given_client",
        "_http",
        "_httpx_pools",
        "_open_sockets",
        "_private",
        "_proxied",
        "_socket",
        "_transport",
        "compat._http",
    )
)


def _foreign_chain(error: BaseException) -> Iterator[BaseException]:
    """Walk from an exception to its causes, as far as they come from the HTTP stack."""
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
    return root in _FOREIGN or isinstance(error, OSError)
