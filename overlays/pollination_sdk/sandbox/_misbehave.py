"""How each fault is carried out: as an answer where that suffices, else on the bare socket."""

import asyncio
import random
import re
import socket
import struct
from collections.abc import Iterable, MutableMapping
from typing import Any

import attrs
from starlette.responses import Response

from pollination_sdk.sandbox._errors import CODES, ServiceError, nested_message
from pollination_sdk.sandbox._faults import Fault
from pollination_sdk.sandbox._recording import RecordedRequest

NO_LINGER = struct.pack("ii", 1, 0)  # closing then sends RST instead of FIN
UNSENT = {"status", "answer"}  # these replace the true answer, which is not even made


def alter_request(fault: Fault | None, request: RecordedRequest) -> RecordedRequest:
    """Give the request as the service sees it through the fault."""
    if fault is None or fault.kind != "strip_auth":
        return request
    kept = tuple(pair for pair in request.raw_headers if pair[0] != "authorization")
    return attrs.evolve(request, raw_headers=kept)


def replaces(fault: Fault | None) -> bool:
    """Tell whether the true answer need not be made."""
    return fault is not None and fault.kind in UNSENT and not fault.arguments.get("billed")


def alter_response(fault: Fault | None, response: Response) -> Response:
    """Give the answer the fault sends instead of the true one."""
    if fault is None:
        return response
    arguments = fault.arguments
    match fault.kind:
        case "status":
            return _status(**arguments)
        case "answer":
            return Response(arguments["body"], arguments["status"], arguments["headers"])
        case "garbage":
            noise = random.Random(arguments["length"])  # noqa: S311 - repeatable, no secret
            return _with_body(response, noise.randbytes(arguments["length"]))
        case "content_type":
            response.headers["content-type"] = arguments["media_type"]
        case "truncate_stream":
            return _with_body(response, _first_frames(bytes(response.body), arguments["frames"]))
    return response


def _status(
    status: int,
    message: str | None,
    retry_after: float | str | None,
    *,
    nested: bool,
    billed: bool,  # noqa: ARG001 - acted on before, by `replaces`
) -> Response:
    text = message or CODES.get(status, "UNKNOWN_ERROR").replace("_", " ").capitalize()
    text = nested_message(text, text, "sandbox", {}) if nested else text
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    error = ServiceError(status, text)
    return Response(error.body(), status, headers, media_type=error.media_type)


def _with_body(response: Response, body: bytes) -> Response:
    kept = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Response(body, response.status_code, kept)


def _first_frames(body: bytes, count: int | None) -> bytes:
    frames = re.findall(rb".*?\n\n", body, re.DOTALL)
    if count is None:
        count = max(1, len(frames) - 3)  # finish, usage and end marker never come
    return b"".join(frames[:count])


async def deliver(fault: Fault, response: Response, scope: MutableMapping[str, Any]) -> None:
    """Write the answer to the bare socket in the fault's manner, then end the connection."""
    transport: asyncio.Transport = scope["state"]["transport"]
    arguments = fault.arguments
    if fault.kind == "wrong_length":
        length = max(0, len(response.body) + arguments["difference"])
        response.headers["content-length"] = str(length)
    raw = serialise(response)
    after = arguments.get("after_bytes", 0)
    match fault.kind:
        case "reset" | "close":
            await _write(transport, [raw[:after]])
        case "stall":
            await _write(transport, [raw[:after]])
            await asyncio.sleep(arguments["seconds"])
            await _write(transport, [raw[after:]])
        case "drip":
            size = arguments["size"]
            pieces = (raw[at : at + size] for at in range(0, len(raw), size))
            await _write(transport, pieces, arguments["seconds"])
        case _:
            await _write(transport, [raw])
    end(transport, reset=fault.kind == "reset")


def on_the_wire(fault: Fault | None) -> bool:
    """Tell whether a fault has to be carried out below HTTP."""
    return fault is not None and fault.kind in {"reset", "close", "stall", "drip", "wrong_length"}


def serialise(response: Response) -> bytes:
    """Write a whole answer as HTTP/1.1."""
    lines = [f"HTTP/1.1 {response.status_code} Sandbox".encode()]
    lines += [name + b": " + value for name, value in response.raw_headers]
    return b"\r\n".join([*lines, b"connection: close", b"", b""]) + bytes(response.body)


async def _write(transport: asyncio.Transport, pieces: Iterable[bytes], pause: float = 0.0) -> None:
    for piece in pieces:
        if transport.is_closing():
            return
        transport.write(piece)
        await asyncio.sleep(pause)


def end(transport: asyncio.Transport, *, reset: bool) -> None:
    """Close the connection, in good order or with a reset that discards nothing already sent."""
    if not reset:
        transport.close()
        return
    connection: socket.socket = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    transport.abort()
