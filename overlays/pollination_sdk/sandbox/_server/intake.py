"""Record requests, and refuse those that are too large."""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import uuid4

import attrs
from starlette.requests import Request

from pollination_sdk.sandbox._errors import EdgeError, ServiceError
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._requests.spool import Spool
from pollination_sdk.sandbox._server.chat_size import check_chat_size

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LONGEST_TARGET = 8 * 1024
LARGEST_HEADERS = 16 * 1024
MEBIBYTE = 1024 * 1024
LARGEST_BODY = 100  # MiB
LARGEST_BODIES = {"/x-media/": 401, "/v1/audio/": 51, "/alpha/audio/": 51}
"""The MiB of bodies that hold a file, by the start of the path; a form is a little larger than its file."""
UPLOADS = "/x-media/"
"""The start of the paths whose bodies do not stay in memory."""


async def record(scope: Message, receive: Receive) -> RecordedRequest:
    """Read a whole request; path and query stay percent-encoded."""
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    return RecordedRequest(
        method=scope["method"],
        target=(scope["raw_path"] + query).decode("latin-1"),
        raw_headers=tuple(headers),
        sent=await _sent(Request(scope, receive)),
        received=time.monotonic(),
    )


async def _sent(request: Request) -> Spool:
    if not request.scope["path"].startswith(UPLOADS):
        return Spool.of(await request.body())
    spool = Spool()
    async for piece in request.stream():
        spool.write(piece)
    return spool


def with_request_id(request: RecordedRequest) -> RecordedRequest:
    """Return the request with an `X-Request-Id` of the service; one that the client sent is ignored."""
    others = (pair for pair in request.raw_headers if pair[0] != "x-request-id")
    return attrs.evolve(request, raw_headers=(*others, ("x-request-id", str(uuid4()))))


def check_sizes(request: RecordedRequest) -> None:
    """Refuse requests that are too large for the edge or the gateway."""
    if len(request.target) > LONGEST_TARGET:
        raise EdgeError(400, "Bad Request: URI too long")
    if sum(len(name) + len(value) + 4 for name, value in request.raw_headers) > LARGEST_HEADERS:
        raise EdgeError(431, "Request Header Fields Too Large")
    largest = next((size for start, size in LARGEST_BODIES.items() if request.path.startswith(start)), LARGEST_BODY)
    if request.headers.get("content-type", "").startswith("application/json"):
        largest = min(largest, LARGEST_BODY)
    if request.sent.size > largest * MEBIBYTE:
        raise ServiceError(413, f"Request body is larger than {largest} MiB")
    if request.path == "/v1/chat/completions":
        check_chat_size(request.body)
