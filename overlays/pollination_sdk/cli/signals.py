"""The signals that end a command: SIGTERM is an exception as Ctrl-C is, and once a command ends, no other counts."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminated(BaseException):
    """The system asked the command to stop (SIGTERM). As with Ctrl-C, open files and connections are closed."""


@contextlib.contextmanager
def stop_by_signals(*, ends_process: bool) -> Iterator[None]:
    """Raise `Terminated` at SIGTERM. The second one ends the process at once.

    Args:
        ends_process: Whether Python ends next: a late Ctrl-C would change its exit code, so it is ignored from then on.
    """
    if not _is_main_thread():
        yield
        return

    def stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        raise Terminated

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        if ends_process:
            before[signal.SIGINT] = signal.SIG_IGN
        for number, handler in before.items():
            signal.signal(number, handler)


def hold_signals() -> None:
    """Let the first reason to end stand: ignore Ctrl-C, and let SIGTERM end the process at once."""
    if _is_main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _is_main_thread() -> bool:
    """Return True in the thread that signals belong to."""
    return threading.current_thread() is threading.main_thread()
