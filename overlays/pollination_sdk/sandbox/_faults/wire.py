"""Faults below HTTP, carried out on the socket: resets, pauses, slow writes, wrong lengths."""

import asyncio
import socket
import struct
from collections.abc import Iterable, MutableMapping
from typing import Any

from starlette.responses import Response

from pollination_sdk.sandbox._faults.plan import Fault

BELOW_HTTP = {"reset", "close", "stall", "drip", "wrong_length", "raw"}
NO_LINGER = struct.pack("ii", 1, 0)  # makes `close` send RST instead of FIN
FLUSH_SECONDS = 0.001  # between two checks of the write buffer


def below_http(fault: Fault) -> bool:
    """Return True if a fault is carried out on the socket."""
    return fault.kind in BELOW_HTTP


async def deliver(fault: Fault, response: Response, scope: MutableMapping[str, Any]) -> None:
    """Write the answer to the socket as the fault requires, then close the connection."""
    transport: asyncio.Transport = scope["state"]["transport"]
    arguments = fault.arguments
    if fault.kind == "wrong_length":
        length = max(0, len(response.body) + arguments["difference"])
        response.headers["content-length"] = str(length)
    raw = arguments["data"].encode("latin-1") if fault.kind == "raw" else serialise(response)
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
    _end(transport, reset=fault.kind == "reset")


def serialise(response: Response) -> bytes:
    """Encode a whole answer as HTTP/1.1."""
    lines = [f"HTTP/1.1 {response.status_code} Sandbox".encode()]
    lines += [name + b": " + value for name, value in response.raw_headers]
    return b"\r\n".join([*lines, b"connection: close", b"", b""]) + bytes(response.body)


async def _write(transport: asyncio.Transport, pieces: Iterable[bytes], pause: float = 0.0) -> None:
    for piece in pieces:
        if transport.is_closing():
            return
        transport.write(piece)
        await asyncio.sleep(pause)
    # A transport does not report when its buffer is empty, so it is polled.
    while transport.get_write_buffer_size() and not transport.is_closing():  # noqa: ASYNC110 - see above
        await asyncio.sleep(FLUSH_SECONDS)


def _end(transport: asyncio.Transport, *, reset: bool) -> None:
    if not reset or transport.is_closing():  # the socket of a client that has gone has no options any more
        transport.close()
        return
    connection: socket.socket = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    transport.abort()
