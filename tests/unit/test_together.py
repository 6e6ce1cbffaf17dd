"""A request goes out in one piece: its head is held back until its body or its end is there."""

import asyncio
import socket
import threading

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk._http.blocking_socket import BlockingBackend
from pollination_sdk._http.clients import new_async_client, new_client
from pollination_sdk._http.early_answer import Together

KEY = "sk_together0123456789"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\nConnection: close\r\n\r\n"


def test_head_and_body_are_sent_as_one():
    """What comes before the end of a request is sent with it, in order."""
    together = Together()
    assert together.add(b"head ") == together.add(b"body") == []
    assert together.add(b"") == [b"head body"]
    assert together.add(b"") == []


@given(st.lists(st.binary(min_size=1, max_size=40_000), max_size=6))
def test_nothing_is_lost_or_held_for_long(pieces):
    """Every byte is sent once and in order, and no piece is joined to more than 64 KB."""
    together = Together()
    sent = [together.add(piece) for piece in [*pieces, b""]]
    assert b"".join(b"".join(some) for some in sent) == b"".join(pieces)
    assert all(len(one) <= 65_536 for some in sent for one in some)


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


def test_a_limit_is_set_where_it_changes():
    """A socket is told its limit only where that is another one than before: telling it lets other threads in."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stream = BlockingBackend().connect_tcp("127.0.0.1", listener.getsockname()[1], timeout=5.0)
        connection, _ = listener.accept()
        with connection:
            counted = stream._socket = Counted(stream._socket)
            for _ in range(3):
                stream.write(b"question", timeout=2.0)
                stream.write(b"", timeout=2.0)
                connection.sendall(b"answer")
                assert stream.read(100, timeout=2.0) == b"answer"
            assert counted.limits == [2.0]
            with pytest.raises(httpcore.ReadTimeout):
                stream.read(100, timeout=0.01)
            assert counted.limits == [2.0, 0.01]
            stream.close()


class Counted:
    """A socket that counts how often it is told its limit."""

    def __init__(self, inner):
        self.inner, self.limits = inner, []

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def settimeout(self, seconds):
        """Note a limit and set it."""
        self.limits.append(seconds)
        self.inner.settimeout(seconds)


@pytest.mark.parametrize("flavour", ["sync", "asyncio"])
def test_a_body_of_unknown_length_is_sent_too(flavour, monkeypatch):
    """What ends with the last chunk, and not with nothing at all, goes out as soon as the answer is waited for."""

    async def pieces():
        for piece in (b"one", b"two"):
            yield piece

    async def send(url):
        async with new_async_client(asyncio=True) as http:
            await http.send(http.build_request("POST", url, content=pieces(), timeout=5))

    def port_of(port):
        url = f"http://127.0.0.1:{port}"
        if flavour == "asyncio":
            asyncio.run(send(url))
        else:
            with new_client() as http:
                http.send(http.build_request("POST", url, content=iter([b"one", b"two"]), timeout=5))

    assert one_receive(port_of).endswith(b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")
