"""A spinner or a bar with the time, for calls that take long. Only terminals show them."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from typing import TYPE_CHECKING

from pollination_sdk.cli.output.terminal import columns, takes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pollination_sdk.cli.output.streams import Out

_AFTER = 0.5  # seconds; a short call shows nothing
_STEP = 0.1  # seconds
_MEBIBYTE = 1 << 20
_BAR, _WIDE = 24, 72  # columns
_FRAMES, _PLAIN_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "|/-\\"


@contextlib.contextmanager
def working(out: Out, what: str, since: float | None = None) -> Iterator[None]:
    """Show that the command works, until the block ends.

    Args:
        out: The output: a quiet one shows nothing.
        what: What it does, such as `image`.
        since: When that began, by the monotonic clock; the start of the block by default.
    """
    if out.quiet or not sys.stderr.isatty():
        yield
        return
    ended = threading.Event()
    spinner = threading.Thread(
        target=_spin, args=(what, ended, time.monotonic() if since is None else since), daemon=True
    )
    spinner.start()
    try:
        yield
    finally:
        ended.set()
        spinner.join()


def _spin(what: str, ended: threading.Event, start: float) -> None:
    frames, count = _FRAMES if takes(_FRAMES, sys.stderr) else _PLAIN_FRAMES, 0
    if ended.wait(_AFTER):
        return
    while not ended.wait(_STEP):
        count += 1
        line = f"{frames[count % len(frames)]} {what} {time.monotonic() - start:.0f} s"
        sys.stderr.write(f"\r{line[: columns(sys.stderr) - 1]}")  # a longer line would leave a part behind
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


@contextlib.contextmanager
def sending(out: Out, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show how much of a file is sent, until the block ends.

    Args:
        out: The output: a quiet one shows nothing.
        what: What is done, such as `upload`.

    Yields:
        What is called with the bytes that were sent, and their total; None if nothing is shown.
    """
    if out.quiet or not sys.stderr.isatty():
        yield None
        return
    start, is_wide = time.monotonic(), columns(sys.stderr) >= _WIDE
    shown = start + _AFTER - _STEP

    def draw(sent: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < _STEP:
            return
        shown = now
        bar = f" [{'#' * (_BAR * sent // total):.<{_BAR}}]" if is_wide else ""
        size = f" of {total / _MEBIBYTE:.1f} MiB {now - start:.0f} s" if is_wide else ""
        sys.stderr.write(f"\r{what}{bar} {100 * sent // total} %{size}")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
