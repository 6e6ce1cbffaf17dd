"""Make several calls at the same time, and take each result as it comes."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_Result = TypeVar("_Result")
_Seed = TypeVar("_Seed")

MOST_AT_ONCE = 4
"""The most calls at the same time: the service refuses many from one address."""
_STEP = 1.0  # seconds; Windows interrupts no wait that has no end


def results(
    call: Callable[[_Seed], _Result], seeds: Sequence[_Seed], ends: Callable[[Exception], bool]
) -> Iterator[tuple[_Seed, _Result | Exception]]:
    """Yield each seed with its result or error, in the order in which they come.

    All but a single call are made in threads that do not outlive the process, so that Ctrl-C ends it at once.

    Args:
        call: Makes the call for a seed.
        seeds: The seeds.
        ends: Whether an error ends it: then no more calls are made, and those that are running are waited for.
    """
    if len(seeds) == 1:
        yield seeds[0], _tried(call, seeds[0])
        return
    arrived: queue.SimpleQueue[tuple[_Seed, _Result | Exception]] = queue.SimpleQueue()
    unsent, running = list(seeds), 0
    while unsent or running:
        while unsent and running < MOST_AT_ONCE:
            threading.Thread(target=_work, args=(call, unsent.pop(0), arrived), daemon=True).start()
            running += 1
        seed, result = _next(arrived)
        running -= 1
        if isinstance(result, Exception) and ends(result):
            unsent.clear()
        yield seed, result


def _work(
    call: Callable[[_Seed], _Result], seed: _Seed, arrived: queue.SimpleQueue[tuple[_Seed, _Result | Exception]]
) -> None:
    arrived.put((seed, _tried(call, seed)))


def _tried(call: Callable[[_Seed], _Result], seed: _Seed) -> _Result | Exception:
    try:
        return call(seed)
    except Exception as error:  # noqa: BLE001 - a result, as others
        return error


def _next(arrived: queue.SimpleQueue[tuple[_Seed, _Result | Exception]]) -> tuple[_Seed, _Result | Exception]:
    while True:
        try:
            return arrived.get(timeout=_STEP)
        except queue.Empty:
            continue
