"""Find the call that each row of the usage bills."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence


class Call(NamedTuple):
    """An attempt: when a row of it may have been made, and what it should say."""

    first: float
    last: float
    item: int
    model: str | None
    nano: int | None
    is_answered: bool


class Bill(NamedTuple):
    """A row of the usage."""

    at: float
    model: str | None
    nano: int
    event: str


def matched(calls: Sequence[Call], bills: Sequence[Bill]) -> dict[int, int]:
    """Return the number of the call that each row bills, by the number of the row.

    Args:
        calls: The calls.
        bills: The rows, the earliest first.
    """
    owners: dict[int, int] = {}
    open_calls, open_bills = set(range(len(calls))), set(range(len(bills)))
    for step in _STEPS:
        for call, bill in _pairs(calls, bills, (open_calls, open_bills), step):
            owners[bill] = call
            open_calls.discard(call)
            open_bills.discard(bill)
    return owners


class _Step(NamedTuple):
    """What a call and its row have in common; a call whose trait is None takes no part.

    With `joined`, its row may be as old as the first run. A run that was killed had sent the request, which was billed
    then, and the service joined the repetition.
    """

    of_call: Callable[[Call], Hashable]
    of_bill: Callable[[Bill], Hashable]
    joined: bool = False


def _exactly(call: Call) -> Hashable:
    return (call.model, call.nano) if call.is_answered else None


def _by_model(call: Call) -> Hashable:
    return (call.model,) if call.is_answered else None


_STEPS = (
    _Step(_exactly, lambda bill: (bill.model, bill.nano)),
    _Step(_exactly, lambda bill: (bill.model, bill.nano), joined=True),
    _Step(_by_model, lambda bill: (bill.model,)),
    _Step(lambda call: None if call.is_answered else "any", lambda _: "any"),
)
"""First all that is known must be the same, in the end the time alone."""


def _pairs(
    calls: Sequence[Call], bills: Sequence[Bill], still_open: tuple[set[int], set[int]], step: _Step
) -> list[tuple[int, int]]:
    """Pair as many calls with rows as can be: each row, in turn, with the call whose time ends first."""
    open_calls, open_bills = still_open
    by_trait: dict[Hashable, list[int]] = defaultdict(list)
    for number in open_calls:
        by_trait[step.of_call(calls[number])].append(number)
    by_trait.pop(None, None)
    rows: dict[Hashable, list[int]] = defaultdict(list)
    for number in sorted(open_bills):
        rows[step.of_bill(bills[number])].append(number)
    pairs: list[tuple[int, int]] = []
    for trait, numbers in by_trait.items():
        waiting = sorted(numbers, key=lambda number: calls[number].first, reverse=True)
        current: list[tuple[float, int]] = []
        for bill in rows.get(trait, ()):
            at = bills[bill].at
            while waiting and (step.joined or calls[waiting[-1]].first <= at):
                heapq.heappush(current, (calls[waiting[-1]].last, waiting.pop()))
            while current and current[0][0] < at:
                heapq.heappop(current)
            if current:
                pairs.append((heapq.heappop(current)[1], bill))
    return pairs
