"""A sandbox for each column, and its true answer as bytes, from which faults are made."""

import contextlib
import itertools
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs
from tests.faults.columns import COLUMNS, GOOD_SEED, Column
from tests.helpers.flavours import AwaitedClient, finish

from pollination_sdk import Pollinations, Retry
from pollination_sdk.errors import PollinationsError
from pollination_sdk.sandbox import Fault, Sandbox

WHOLE = 1 << 30
KEPT_BY_CLIENT = 10.0
"""The client uses a connection again that has waited no longer, in seconds."""
KEPT_BY_SERVER = 600
"""The server closes none before, in seconds."""
_HISTORY = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)


@attrs.frozen
class Answer:
    """A true answer.

    Args:
        target: Path and query of the request, as sent.
        head: Its status line and headers, with the blank line.
        body: Its body.
        media_type: Its `Content-Type`.
    """

    target: str
    head: bytes = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)
    media_type: str


class Connections(set[Any]):
    """The open connections of a server, and how many there have been."""

    accepted = 0

    def add(self, connection: Any) -> None:
        """Take a connection that was accepted."""
        self.accepted += 1
        super().add(connection)


@attrs.define
class Stage:
    """Where one column is played.

    Args:
        column: The operation.
        sandbox: The provider that this column alone talks to.
        answer: What it truly answers.
        truth: What a caller gets then.
        requests: How many requests that takes.
        folder: An empty folder of its own.
        connections: Those to the sandbox.
        used: When the last good call ended.
    """

    column: Column
    sandbox: Sandbox
    answer: Answer
    truth: Any
    requests: int
    folder: Path
    connections: Connections = attrs.field(repr=False)
    used: float = 0.0
    _seeds: Iterator[int] = attrs.field(factory=lambda: itertools.count(1000))

    def seed(self) -> int:
        """Give a seed that was never asked for."""
        return next(self._seeds)

    async def call(self, client: Any, seed: int, path: Path) -> Any:
        """Make the call of the column, and return what can be compared."""
        return await self.column.call(client, self.sandbox, seed, path)

    @property
    def rested(self) -> float:
        """Return how many seconds ago the last good call ended."""
        return time.monotonic() - self.used


@contextlib.contextmanager
def stages(folder: Path) -> Iterator[list[Stage]]:
    """Start a sandbox for each column and learn its true answer."""
    with contextlib.ExitStack() as stack:
        yield [_stage(column, stack.enter_context(Sandbox()), folder / column.name) for column in COLUMNS]


def _stage(column: Column, sandbox: Sandbox, folder: Path) -> Stage:
    folder.mkdir()
    connections = count_connections(sandbox)
    for day in range(3):
        sandbox.add_usage(_HISTORY - timedelta(days=day))
    with Pollinations(sandbox.key, base_url=sandbox.url, retry=Retry.off) as client:
        answer = _true_answer(column, client, sandbox)
        sandbox.requests.clear()
        truth = _sync_call(column, client, sandbox, GOOD_SEED, folder / "truth")
    for one in folder.iterdir():
        one.unlink()
    return Stage(column, sandbox, answer, truth, len(sandbox.requests), folder, connections)


def count_connections(sandbox: Sandbox) -> Connections:
    """Have a sandbox count the connections that it accepts, and leave it to the client to close them."""
    server: Any = sandbox._server
    server.config.timeout_keep_alive = KEPT_BY_SERVER
    server.server_state.connections = connections = Connections()
    return connections


def _true_answer(column: Column, client: Pollinations, sandbox: Sandbox) -> Answer:
    """See what the client sends while the sandbox refuses it, then send that again by hand and keep every byte."""
    sandbox.queue(Fault.status(500))
    with contextlib.suppress(PollinationsError):
        _sync_call(column, client, sandbox, 7, Path())
    request = sandbox.requests[-1]
    sandbox.queue(Fault.close(WHOLE))
    head = "\r\n".join(
        [f"{request.method} {request.target} HTTP/1.1", *(": ".join(one) for one in request.raw_headers)]
    )
    with socket.create_connection(("127.0.0.1", urlsplit(sandbox.url).port)) as connection:
        connection.sendall(head.encode() + b"\r\n\r\n" + request.body)
        raw = b"".join(iter(lambda: connection.recv(65_536), b""))
    answer_head, _, body = raw.partition(b"\r\n\r\n")
    lines = [line.partition(b": ") for line in answer_head.split(b"\r\n")]
    media_type = next(value.decode() for name, _, value in lines if name.lower() == b"content-type")
    return Answer(request.target, answer_head + b"\r\n\r\n", body, media_type)


def _sync_call(column: Column, client: Pollinations, sandbox: Sandbox, seed: int, path: Path) -> Any:
    return finish(column.call(AwaitedClient(client), sandbox, seed, path))
