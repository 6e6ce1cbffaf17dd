"""The ASGI application: it answers a recorded request in the same steps as the service."""

import asyncio
import contextlib
import logging
from email.utils import formatdate

import attrs
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._contract.routes import Route, match
from pollination_sdk.sandbox._contract.validation import Contract
from pollination_sdk.sandbox._errors import AnthropicError, ServiceError, envelope
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._faults.distort import distort_request, distort_response, replaces
from pollination_sdk.sandbox._faults.plan import Fault
from pollination_sdk.sandbox._faults.wire import below_http, deliver
from pollination_sdk.sandbox._hosts.file_response import FileResponse
from pollination_sdk.sandbox._hosts.sign_in_pages import PAGES
from pollination_sdk.sandbox._keys.refusals import FixableError
from pollination_sdk.sandbox._media.samples import SAMPLES
from pollination_sdk.sandbox._requests.identity import question
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._server.control import PREFIX, control
from pollination_sdk.sandbox._server.free_operations import FREE, STATEFUL
from pollination_sdk.sandbox._server.generate import GENERATORS, generate, present
from pollination_sdk.sandbox._server.intake import Message, Receive, Send, check_sizes, record, with_request_id
from pollination_sdk.sandbox._storage.state import State
from pollination_sdk.sandbox._text.notice import as_reply

MESSAGES = "/v1/messages"
LARGE_BODY = 64 * 1024  # bytes; to check thousands of messages takes seconds, in which other requests go on
logger = logging.getLogger("pollination_sdk.sandbox")


@attrs.frozen
class Application:
    """The ASGI application of one sandbox."""

    state: State
    contract: Contract

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Record a request and answer it, with its fault if there is one; end silently when the sandbox closes."""
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
        if fault is not None and not replaces(fault) and response.status_code < 400:
            self.state.lost.add(question(request))
        response = _distorted(fault, response)
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
        """Return the answer or an error; a good answer that breaks the contract becomes a 500.

        Errors have the format of the service, even if a document of the caller describes another.
        """
        try:
            check_sizes(request)
            if (page := PAGES.get(request.path)) and request.method in {"GET", "HEAD", "POST"}:
                return page(request, self.state)
            route = match(request.method, request.path, self.contract)
            response = await self._operate(route, request)
        except ServiceError as error:
            return _refusal(AnthropicError(error) if request.path == MESSAGES else error)
        except Exception as error:  # a bug of the sandbox becomes an answer, so that the client does not hang
            logger.exception("The sandbox failed")
            return _failure(f"failed: {error!r}")
        return self._checked(route, response)

    def _checked(self, route: Route, response: Response) -> Response:
        media_type = response.headers.get("content-type", "")
        violation = self.contract.violation(
            route.template, route.method, response.status_code, media_type, bytes(response.body)
        )
        return _failure(f"broke the contract of {route.template}: {violation}") if violation else response

    async def _operate(self, route: Route, request: RecordedRequest) -> Response:
        generates = route.template in GENERATORS
        if generates and self.state.cache_before_key:
            kept = self.state.look_up(request)
            if kept is not None:
                return present(kept, request, self.state, hit=True)
        if request.sent.size > LARGE_BODY:
            exchange = await asyncio.to_thread(self._understand, route, request)
        else:
            exchange = self._understand(route, request)
        if generates:
            return await self._generate(route, exchange)
        if route.template in FREE:
            return FREE[route.template](exchange, self.state.ledger)
        handle = STATEFUL.get((route.method, route.template))
        if handle is not None:
            return handle(exchange, self.state)
        made = self.contract.example_of(route.template, route.method)
        content = SAMPLES[made.media_type]() if made.media_type in SAMPLES else made.content
        return Response(content, made.status, media_type=made.media_type or None)

    async def _generate(self, route: Route, exchange: Exchange) -> Response:
        try:
            return await generate(route.template, exchange, self.state)
        except FixableError as refusal:
            reply = as_reply(refusal, route.template, exchange)
            if reply is None:
                raise
            return reply

    def _understand(self, route: Route, request: RecordedRequest) -> Exchange:
        public = self.contract.public(route.template, route.method)
        key = self.state.keys.identify(request, public=public)
        query = self.contract.query(route.template, route.method, request.params)
        content_type = request.headers.get("content-type", "")
        body = self.contract.body(route.template, route.method, request.sent, content_type)
        return Exchange(request, key, query, body, route.prompt or "", self.state.files, self.state.prompts)


async def send_response(response: Response, scope: Message, receive: Receive, send: Send) -> None:
    """Send an answer at once, or an event stream event by event without a length."""
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
    """Wait until the server has noticed the end of the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _distorted(fault: Fault | None, response: Response) -> Response:
    if fault is not None and isinstance(response, FileResponse):
        response = response.whole()
    try:
        return distort_response(fault, response)
    except (LookupError, TypeError, ValueError) as error:  # for example, the answer does not have the field
        return _failure(f"could not carry out the fault {fault}: {error!r}")


def _refusal(error: ServiceError) -> Response:
    return Response(error.body(), error.status, error.headers, media_type=error.media_type)


def _failure(what: str) -> Response:
    message = f"The sandbox {what}"
    logger.error("%s", message)
    return JSONResponse(envelope(500, message, {"name": "SandboxError"}), 500)
