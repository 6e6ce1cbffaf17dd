"""How far a batch is: a live view on a terminal, and a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from pollination_sdk.cli.output.terminal import has_colour, takes, visible
from pollination_sdk.cli.run.money import pollen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.batch import Status
    from pollination_sdk.cli.output.streams import Out

    Read = Callable[[], Status | None]
    """Returns the status; None before there is one."""

_STEP, _LINES_EVERY = 0.5, 10.0  # seconds
_SHARE = 10
"""A status that takes long to read is read so many times less often."""
_LONGEST_BAR = 50
_TIMES = ((86_400, "d"), (3600, "h"), (60, "min"))


class View:
    """Shows how far a batch is, while a block runs.

    Args:
        out: The output: a quiet one shows nothing.
        read: Reads the status.
    """

    def __init__(self, out: Out, read: Read) -> None:
        self._out, self._read = out, read
        self._is_live = not out.quiet and sys.stderr.isatty()
        self._note = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._live if self._is_live else self._lines, daemon=True)

    def __enter__(self) -> Self:
        if not self._out.quiet:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if not self._out.quiet:
            self._thread.join()

    def note(self, text: str) -> None:
        """Say something: in the live view, where a line of its own would break it, or else as a line."""
        if self._is_live:
            self._note = text
        else:
            self._out.say(text)

    def _live(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - slow to import
        from rich.live import Live  # noqa: PLC0415 - as above

        console = Console(file=sys.stderr, no_color=not has_colour(sys.stderr), highlight=False)
        live = Live(console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)
        with live:
            wait = _STEP
            while not self._ended.wait(wait):
                start = time.monotonic()
                if (status := self._read()) is not None:
                    live.update(drawn(status, console.width, self._note), refresh=True)
                wait = max(_STEP, _SHARE * (time.monotonic() - start))

    def _lines(self) -> None:
        while not self._ended.wait(_LINES_EVERY):
            if (status := self._read()) is not None:
                self._out.say(line(status))


def drawn(status: Status, width: int, note: str = "") -> Any:
    """Return the live view of a status for rich.

    Args:
        status: The status.
        width: The columns of the terminal.
        note: A line below it.
    """
    from rich.console import Group  # noqa: PLC0415 - slow to import
    from rich.text import Text  # noqa: PLC0415 - as above

    texts = [Text(text) for text in (_bar(status, width), _counts(status), _pace(status))]
    texts += [Text(visible(f"last problem: {described(problem)}"), style="red") for problem in status.errors[:1]]
    texts += [Text(note)] * bool(note)
    for text in texts:
        text.no_wrap, text.overflow = True, "ellipsis"
    return Group(*texts)


def line(status: Status) -> str:
    """Return a status as one line."""
    return f"{_counts(status)} · {_pace(status)}" if takes("·", sys.stderr) else f"{_counts(status)}, {_pace(status)}"


def described(problem: Any, source: str | None = None) -> str:
    """Return an item that failed, with its place and its error, on one line.

    Args:
        problem: The `Problem`, or the `ItemResult`.
        source: The file of its input, of an `ItemResult`.
    """
    source = source or getattr(problem, "source", None)
    word = "job" if not source else "row" if source.lower().endswith(".parquet") else "line"
    own = f" ({problem.own_id})" if problem.own_id else ""
    text = " ".join(str(problem.error or "").split())
    return f"{word} {problem.place}{own}: {problem.error_class}: {text}"


def _bar(status: Status, width: int) -> str:
    settled = status.total - status.pending
    if not status.expected or (not status.complete and status.expected == status.total):
        return f"{settled:,} jobs so far"
    wide = max(4, min(_LONGEST_BAR, width - 30))
    full, empty = ("━", "─") if takes("━─", sys.stderr) else ("#", ".")
    filled, percent = wide * settled // status.expected, 100 * settled // status.expected
    return f"{full * filled}{empty * (wide - filled)} {percent} %, {settled:,} of {status.expected:,}"


def _counts(status: Status) -> str:
    words = [f"{status.done:,} done", f"{left(status):,} left"]
    words += [f"{count:,} {name}" for name, count in (("failed", status.failed), ("unknown", status.unknown)) if count]
    return ", ".join(words)


def left(status: Status) -> int:
    """Return how many items are not settled, those included that are not read yet."""
    return status.expected - status.total + status.pending


def _pace(status: Status) -> str:
    words = [f"{status.rate:.1f}/s", pollen(status.spent)]
    if status.reserved:
        words.append(f"{pollen(status.reserved)} reserved")
    if status.eta is not None:
        words.append(f"about {duration(status.eta)} left")
    if status.running and status.workers:
        words.append(f"workers: {workers(status)}")
    return ", ".join(words)


def workers(status: Status) -> str:
    """Return how many workers of a cluster are in each state."""
    counts = Counter(one.state for one in status.workers)
    return ", ".join(f"{count} {state}" for state, count in counts.items())


def duration(seconds: float) -> str:
    """Return a time in its largest unit and the next."""
    for size, name in _TIMES:
        if seconds >= size:
            return f"{seconds / size:.1f} {name}" if seconds < 10 * size else f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} s"
