"""Faults within HTTP: they change the request or the answer."""

import functools
import json
import operator
import random
from collections.abc import Callable
from typing import Any

import attrs
from starlette.responses import Response

from pollination_sdk.sandbox._errors import CODES, ServiceError, nested_message
from pollination_sdk.sandbox._faults.plan import Fault
from pollination_sdk.sandbox._requests.record import RecordedRequest

INSTEAD = {"status", "answer", "raw"}  # these replace the normal answer, which is not generated


def distort_request(fault: Fault | None, request: RecordedRequest) -> RecordedRequest:
    """Return the request with the changes of a fault."""
    if fault is None or fault.kind != "strip_auth":
        return request
    kept = tuple(pair for pair in request.raw_headers if pair[0] != "authorization")
    return attrs.evolve(request, raw_headers=kept)


def replaces(fault: Fault | None) -> bool:
    """Return True if the normal answer is not needed."""
    return fault is not None and fault.kind in INSTEAD and not fault.arguments.get("billed")


def distort_response(fault: Fault | None, response: Response) -> Response:
    """Return the answer with the changes of a fault."""
    if fault is None or fault.kind not in DISTORTIONS:
        return response
    return DISTORTIONS[fault.kind](response, **fault.arguments)


def _status(
    _: Response,
    status: int,
    message: str | None,
    retry_after: float | str | None,
    *,
    nested: bool,
    billed: bool,  # noqa: ARG001 - `replaces` reads it
    **fields: Any,
) -> Response:
    text = message or CODES.get(status, "UNKNOWN_ERROR").replace("_", " ").capitalize()
    text = nested_message(text, text, "sandbox", {}) if nested else text
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    error = ServiceError(status, text, **fields)
    return Response(error.body(), status, headers, media_type=error.media_type)


def _answer(_: Response, status: int, body: str, headers: dict[str, str]) -> Response:
    return Response(body.encode("latin-1"), status, headers)


def _garbage(response: Response, length: int) -> Response:
    noise = random.Random(length)  # noqa: S311 - repeatable, no secret
    return _with_body(response, noise.randbytes(length))


def _header(response: Response, name: str, value: str) -> Response:
    response.headers[name] = value
    return response


def _truncate(response: Response, length: int) -> Response:
    return _with_body(response, bytes(response.body)[:length])


def _truncate_stream(response: Response, frames: int | None) -> Response:
    body = bytes(response.body)
    if not response.headers.get("content-type", "").startswith("text/event-stream"):
        return _with_body(response, body[: len(body) // 2])
    whole = body.split(b"\n\n")[:-1]
    if frames is None:
        frames = max(1, len(whole) - 3)  # without the finish reason, the usage and the end mark
    return _with_body(response, b"".join(event + b"\n\n" for event in whole[:frames]))


def _edit(response: Response, pointer: str, **change: Any) -> Response:
    """Set the field at a JSON pointer to `value`, or drop it without a value."""
    document = json.loads(bytes(response.body))
    *way, last = [int(part) if part.isdecimal() else part for part in pointer.split("/")[1:]]
    place = functools.reduce(operator.getitem, way, document)
    if "value" in change:
        place[last] = change["value"]
    else:
        del place[last]
    return _with_body(response, json.dumps(document, ensure_ascii=False).encode())


def _with_body(response: Response, body: bytes) -> Response:
    kept = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Response(body, response.status_code, kept)


DISTORTIONS: dict[str, Callable[..., Response]] = {
    "status": _status,
    "answer": _answer,
    "garbage": _garbage,
    "header": _header,
    "truncate": _truncate,
    "truncate_stream": _truncate_stream,
    "set_field": _edit,
    "drop_field": _edit,
}
