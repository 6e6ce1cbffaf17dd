"""The application: from a recorded request to an answer, in the service's own order."""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import formatdate
from typing import Any
from uuid import uuid4

import attrs
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from pollination_sdk.sandbox import _accounts
from pollination_sdk.sandbox._contract import contract
from pollination_sdk.sandbox._control import PREFIX, control
from pollination_sdk.sandbox._distort import distort_request, distort_response, replaces
from pollination_sdk.sandbox._errors import EdgeError, ServiceError, envelope
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._generate import GENERATORS, generate, is_fresh, present
from pollination_sdk.sandbox._ledger import Ledger
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._routes import Route, match
from pollination_sdk.sandbox._state import State
from pollination_sdk.sandbox._wire import below_http, deliver

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LONGEST_TARGET = 8 * 1024
LARGEST_HEADERS = 16 * 1024
LARGEST_BODY = 20 * 1024 * 1024
FREE: dict[str, Callable[[Exchange, Ledger], Response]] = {
    "/account/profile": _accounts.profile,
    "/account/balance": _accounts.balance,
    "/account/key": _accounts.key,
    "/account/usage": _accounts.usage,
    "/account/usage/daily": _accounts.daily_usage,
    "/v1/models": _accounts.v1_models,
    "/image/models": _accounts.image_models,
    "/text/models": _accounts.text_models,
}
logger = logging.getLogger("pollination_sdk.sandbox")


@attrs.frozen
class Application:
    """The ASGI application of one sandbox."""

    state: State

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Record, answer, and misbehave if told to; end quietly when the sandbox closes."""
        with contextlib.suppress(asyncio.CancelledError, ClientDisconnect):
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Message, receive: Receive, send: Send) -> None:
        arrived = await record(scope, receive)
        if arrived.path.startswith(PREFIX):
            await self._control(arrived)(scope, receive, send)
            return
        self.state.requests.append(arrived)
        fault = self.state.faults.take(arrived)
        request = with_request_id(distort_request(fault, arrived))
        response = Response() if replaces(fault) else await self.answer(request)
        response = distort_response(fault, response)
        response.headers["X-Request-Id"] = request.headers["x-request-id"]
        response.headers["Date"] = formatdate(usegmt=True)
        if fault is not None and below_http(fault):
            await deliver(fault, response, scope)
            await until_gone(receive)
        else:
            await send_response(response, scope, receive, send)

    def _control(self, request: RecordedRequest) -> Response:
        try:
            return control(request, self.state)
        except ServiceError as error:
            return _refusal(error)

    async def answer(self, request: RecordedRequest) -> Response:
        """Give the true answer, be it a refusal."""
        try:
            return await self._answer(request)
        except ServiceError as error:
            return _refusal(error)
        except Exception as error:  # a bug of the sandbox must be loud, not a hang
            logger.exception("The sandbox failed")
            return _failure(error)

    async def _answer(self, request: RecordedRequest) -> Response:
        check_sizes(request)
        route = match(request.method, request.path)
        generates = route.template in GENERATORS
        if generates and self.state.cache_before_key and is_fresh(request):
            kept = self.state.cache.get(request)
            if kept is not None:
                return present(kept, hit=True)
        exchange = self._understand(route, request)
        if not generates:
            return FREE[route.template](exchange, self.state.ledger)
        return await generate(GENERATORS[route.template], exchange, self.state)

    def _understand(self, route: Route, request: RecordedRequest) -> Exchange:
        key = self.state.keys.identify(request, public=route.public)
        query = contract().query(route.template, route.method, request.params)
        body: dict[str, Any] = {}
        if route.method == "POST":
            content_type = request.headers.get("content-type", "")
            body = contract().body(route.template, route.method, request.body, content_type)
        return Exchange(request, key, query, body, route.prompt or "")


async def record(scope: Message, receive: Receive) -> RecordedRequest:
    """Read a whole request, path and query as they are on the wire."""
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    return RecordedRequest(
        method=scope["method"],
        target=(scope["raw_path"] + query).decode("latin-1"),
        raw_headers=tuple(headers),
        body=await Request(scope, receive).body(),
        received=time.monotonic(),
    )


def with_request_id(request: RecordedRequest) -> RecordedRequest:
    """Give the request an id unless the client chose one."""
    if request.headers.get("x-request-id"):
        return request
    named = (*request.raw_headers, ("x-request-id", str(uuid4())))
    return attrs.evolve(request, raw_headers=named)


def check_sizes(request: RecordedRequest) -> None:
    """Refuse what the edge and the gateway refuse for its size alone."""
    if len(request.target) > LONGEST_TARGET:
        raise EdgeError(400, "Bad Request: URI too long")
    if sum(len(name) + len(value) + 4 for name, value in request.raw_headers) > LARGEST_HEADERS:
        raise EdgeError(431, "Request Header Fields Too Large")
    if len(request.body) > LARGEST_BODY:
        raise ServiceError(413, "Request body is larger than 20 MB")


async def send_response(response: Response, scope: Message, receive: Receive, send: Send) -> None:
    """Send a whole answer at once, and an event stream frame by frame without a length."""
    if not response.headers.get("content-type", "").startswith("text/event-stream"):
        await response(scope, receive, send)
        return
    headers = [pair for pair in response.raw_headers if pair[0] != b"content-length"]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    for frame in bytes(response.body).split(b"\n\n"):
        if frame:
            await send({"type": "http.response.body", "body": frame + b"\n\n", "more_body": True})
            await asyncio.sleep(0)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def until_gone(receive: Receive) -> None:
    """Wait until the server has noticed that the connection is over."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _refusal(error: ServiceError) -> Response:
    return Response(error.body(), error.status, error.headers, media_type=error.media_type)


def _failure(error: Exception) -> Response:
    details = {"name": type(error).__name__, "stack": repr(error)}
    body = envelope(500, f"The sandbox failed: {error!r}", details)
    return Response(json.dumps(body), 500, media_type="application/json")
