"""A request goes out in one piece: its head is held back until its body or its end is there."""

import asyncio
import socket
import threading

import httpx
import pytest

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk._http.transport import AsyncPooledTransport, PooledTransport

KEY = "sk_together0123456789"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\nConnection: close\r\n\r\n"


def one_receive(port_of):
    """Answer one request, and keep what the first receive gave of it."""
    arrived = []

    def serve(listener):
        connection, _ = listener.accept()
        with connection:
            arrived.append(connection.recv(65_536))
            connection.sendall(ANSWER + b'{"balance": 1}')

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        port_of(listener.getsockname()[1])
        thread.join(5)
    return arrived[0]


async def ask(port):
    """Make a call with a body without blocking."""
    async with AsyncPollinations(KEY, base_url=f"http://127.0.0.1:{port}") as client:
        await client.call("post_generate_v1_chat_completions", messages=[{"role": "user", "content": "hi"}])


def ask_blocking(port):
    """Make a call with a body."""
    with Pollinations(KEY, base_url=f"http://127.0.0.1:{port}") as client:
        client.call("post_generate_v1_chat_completions", messages=[{"role": "user", "content": "hi"}])


@pytest.mark.parametrize("make", [ask_blocking, lambda port: asyncio.run(ask(port))], ids=["sync", "asyncio"])
def test_a_server_gets_the_whole_request_at_once(make, monkeypatch):
    """The first thing that a server receives of a chat ends with its body."""

    def port_of(port):
        with pytest.raises(Exception, match="breaks the contract"):
            make(port)

    assert one_receive(port_of).endswith(b'{"messages":[{"role":"user","content":"hi"}]}')


@pytest.mark.parametrize("flavour", ["sync", "asyncio"])
def test_a_body_of_unknown_length_is_sent_too(flavour, monkeypatch):
    """What ends with the last chunk, and not with nothing at all, goes out as soon as the answer is waited for."""

    async def pieces():
        for piece in (b"one", b"two"):
            yield piece

    async def send(url):
        async with httpx.AsyncClient(transport=AsyncPooledTransport()) as http:
            await http.send(http.build_request("POST", url, content=pieces(), timeout=5))

    def port_of(port):
        url = f"http://127.0.0.1:{port}"
        if flavour == "asyncio":
            asyncio.run(send(url))
        else:
            with httpx.Client(transport=PooledTransport()) as http:
                http.send(http.build_request("POST", url, content=iter([b"one", b"two"]), timeout=5))

    assert one_receive(port_of).endswith(b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")
