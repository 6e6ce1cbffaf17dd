"""Thousands of mixed calls while the service misbehaves, and an account of every one of them.

The faults come one kind at a time. So the result of a call shows whether it was billed: a delivered or unknown answer
is billed once, a refused one is not.
"""

import functools
import gc
import itertools
from collections import Counter
from collections.abc import Callable
from typing import Any

import attrs
from tests.faults.flavours import Threads

from pollination_sdk import Retry, without_waiting
from pollination_sdk.errors import (
    APIConnectionError,
    InternalServerError,
    OutcomeUnknownError,
    PollinationsError,
    RateLimitError,
    StreamInterruptedError,
    UnexpectedResponseError,
)
from pollination_sdk.sandbox import Fault, Sandbox

CHANCE = 0.1
FAULTS = [
    Fault.status(429, retry_after=0),
    Fault.reset(after_bytes=100),
    Fault.status(504, billed=True),
    Fault.close(after_bytes=420),
    Fault.garbage(),
    Fault.reset(),
]
UNKNOWN = (
    APIConnectionError,
    InternalServerError,
    OutcomeUnknownError,
    StreamInterruptedError,
    UnexpectedResponseError,
)
AT_ONCE = 16


@attrs.define
class Account:
    """What the client believes of its calls.

    Args:
        ends: How many calls ended in what.
        billed: How many paid calls were delivered, or may have been billed.
    """

    ends: Counter[str] = attrs.field(factory=Counter)
    billed: int = 0

    def enter(self, end: str, *, paid: bool) -> None:
        """Enter one call."""
        self.ends[end] += 1
        self.billed += paid and end in {"delivered", "unknown"}


@attrs.frozen
class Mark:
    """What there was at the end of a round.

    Args:
        objects: Objects that the garbage collector follows.
        connections: Connections open at the server.
        kilobytes: Memory of the process.
    """

    objects: int
    connections: int
    kilobytes: int


async def _items(stream: Any) -> None:
    async with stream:
        async for _ in stream:
            pass


CALLS: list[tuple[bool, Callable[[Any, str], Any]]] = [
    (True, lambda client, prompt: client.text(prompt)),
    (True, lambda client, prompt: client.text(prompt, seed=-1)),
    (True, lambda client, prompt: client.chat(prompt, seed=7)),
    (True, lambda client, prompt: _items(client.stream_text(prompt))),
    (True, lambda client, prompt: client.image(prompt, width=16, height=16)),
    (True, lambda client, prompt: _items(client.stream_image(prompt, width=16, height=16))),
    (False, lambda client, _: client.balance()),
    (False, lambda client, _: client.key()),
]


async def _call(client: Any, account: Account, number: int) -> None:
    paid, make = CALLS[number % len(CALLS)]
    try:
        await make(client, f"call {number}")
    except RateLimitError:
        end = "refused"
    except UNKNOWN:
        end = "unknown"
    except PollinationsError as error:
        end = repr(error)
    else:
        end = "delivered"
    account.enter(end, paid=paid)


def soak(flavour: Threads, sandbox: Sandbox, calls: int, rounds: int) -> tuple[Account, list[Mark]]:
    """Make so many calls in so many rounds, and return the account and a mark for each round."""
    account, numbers, marks = Account(), itertools.count(), []
    client = flavour.client(sandbox.key, base_url=sandbox.url, timeout=60, retry=Retry(budget=None))
    with without_waiting():
        for number in range(rounds):
            sandbox.misbehave(FAULTS[number % len(FAULTS)], CHANCE, seed=number)
            work = [functools.partial(_call, client, account, next(numbers)) for _ in range(calls // rounds)]
            flavour.together(work, AT_ONCE)
            marks.append(_mark(sandbox))
    flavour.close(client)
    return account, marks


def _mark(sandbox: Sandbox) -> Mark:
    """Forget what the sandbox remembers but its money, and count what is left."""
    sandbox.requests.clear()
    sandbox._state._kept.clear()
    sandbox._state.ledger.entries.clear()
    sandbox._state.files._files.clear()
    gc.collect()
    server = sandbox._server
    bills = len(sandbox._state.ledger.charged)  # it remembers each bill for `sandbox.billed`
    return Mark(len(gc.get_objects()) - bills, len(server.server_state.connections) if server else 0, _kilobytes())


def _kilobytes() -> int:
    with open("/proc/self/status") as status:  # noqa: PTH123 - no file of ours
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
