"""`Stop`: the switch that ends a run early."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Stop:
    """End a run early: the first `stop()` lets the calls in flight end, the second interrupts them.

    It may be called from any thread and from a signal handler. What is not done stays in the output folder, and the
    same run goes on with it.
    """

    def __init__(self) -> None:
        self.count: int = 0
        """How often `stop` was called."""
        self._lock = threading.RLock()  # a signal handler may interrupt the thread that holds it
        self._act: Callable[[], object] | None = None

    def stop(self) -> None:
        """Stop; see the class."""
        with self._lock:
            self.count += 1
            act = self._act
        if act is not None:
            act()

    def connect(self, act: Callable[[], object] | None) -> None:
        """Let a run hear of each `stop`, also of those so far; None when it has ended."""
        with self._lock:
            self._act, before = act, self.count
        if act is not None:
            for _ in range(before):
                act()
