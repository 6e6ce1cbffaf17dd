"""A visitor who leaves a web application's `StreamingResponse` half-way frees the place and the connection at once."""

import contextlib
import socket
import threading
import time

import anyio
import anyio.to_thread
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route
from tests.helpers.forking import run_program
from tests.helpers.servers import RawServer

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk.sandbox import Sandbox

CHOICE = b'{"index": 0, "delta": {"content": "word "}}'
WORD = b'data: {"id": "1", "object": "chat.completion.chunk", "choices": [%s]}\n\n' % CHOICE
IMAGE = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(4000)


def endless():
    """Make a service whose streams go on until nobody reads them."""

    def serve(connection):
        while head := server.head(connection):
            if b"GET /text/" in head and b"stream=true" not in head:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi")
                continue
            kind, piece = (b"image/jpeg", IMAGE) if b"/image/" in head else (b"text/event-stream", WORD)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n" % kind)
            with contextlib.suppress(OSError):
                while not server.ending.wait(0.02):
                    connection.sendall(piece)
            server.left.set()
            return

    server = RawServer(serve)
    server.left = threading.Event()
    return server


@contextlib.contextmanager
def application(routes):
    """Serve an application over uvicorn in a thread."""
    config = uvicorn.Config(Starlette(routes=routes), log_level="warning", lifespan="off", timeout_graceful_shutdown=2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield listener.getsockname()
        finally:
            server.should_exit = True
            thread.join(10)


def visit_and_leave(address):
    """Ask for the page, read its first bytes, and leave."""
    with socket.create_connection(address) as visitor:
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        seen = b""
        while b"word" not in seen and b"JFIF" not in seen:
            seen += visitor.recv(65_536)


@pytest.mark.parametrize("method", ["stream_text", "stream_chat", "stream_image"])
@pytest.mark.parametrize("kind", ["stream", "iterator", "generator", "async"])
def test_a_visitor_who_leaves_frees_the_place(method, kind):
    """Sync streams, as they are or inside a generator, and async ones: the next call has the place within a second."""
    with endless() as service:
        options = {"base_url": service.url, "max_in_flight": 1, "retry": Retry.off, "timeout": 30}
        client = (AsyncPollinations if kind == "async" else Pollinations)("sk_abcd1234", **options)

        def content():
            stream = getattr(client, method)("a story")
            if kind == "iterator":
                return iter(stream)
            return (item for item in stream) if kind == "generator" else stream

        async def texts(stream):
            async for chunk in stream:
                yield chunk if isinstance(chunk, (str, bytes)) else chunk.choices[0].delta.content

        async def page(request):
            stream = content()
            if method == "stream_chat":
                made = texts(stream) if kind == "async" else (chunk.choices[0].delta.content for chunk in stream)
                return StreamingResponse(made)
            return StreamingResponse(stream)

        async def again(request):
            text = client.text("hi") if kind != "async" else await client.text("hi")
            return StreamingResponse(iter([text]))

        with application([Route("/", page), Route("/again", again)]) as address:
            visit_and_leave(address)
            left = time.monotonic()
            assert service.left.wait(5)
            with socket.create_connection(address) as visitor:
                visitor.sendall(b"GET /again HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
                assert b"200 OK" in visitor.recv(65_536)
            assert time.monotonic() - left < 1


SHARED_THREAD = """
import anyio, anyio.to_thread
from pollination_sdk import Pollinations
from pollination_sdk.sandbox import Sandbox

async def visit(client):
    print(await anyio.to_thread.run_sync(client.text, "hi"))

async def main():
    with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url, max_in_flight=1) as client:
        pieces = iter(client.stream_text("a story"))
        await anyio.to_thread.run_sync(next, pieces)
        async with anyio.create_task_group() as group:
            group.start_soon(visit, client)
            await anyio.wait_all_tasks_blocked()
            await anyio.to_thread.run_sync(list, pieces)

anyio.run(main)
"""


@pytest.mark.slow(reason="starts a web application")
def test_a_call_in_a_shared_worker_thread_waits_for_the_stream_of_another_visitor():
    """The worker thread that opened one visitor's stream serves another visitor, whose call has to wait for a place.

    In a process of its own: pytest loads modules of anyio that a web application does not.
    """
    done = run_program(SHARED_THREAD)
    assert done.stdout == "openai heard: hi\n", done.stderr


def test_a_call_within_a_stream_of_the_same_visitor_is_refused():
    """A call of the task that holds all places is refused; it would wait for ever."""
    with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url, max_in_flight=1) as client:

        def read():
            with client.stream_text("a story"), pytest.raises(errors.PollinationsError, match="wait for ever"):
                client.text("hi")

        async def visit():
            await anyio.to_thread.run_sync(read)

        anyio.run(visit)
