"""Run the command, and turn whatever ends it into an exit code."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXTRA = 'pip install "pollinations-sdk[cli]"'
_COMPLETE = "_POLLINATIONS_COMPLETE"


class Terminated(BaseException):
    """The system asked the command to stop (SIGTERM). As with Ctrl-C, open files and connections are closed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: The words after the name of the command; those of the process by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    facts: dict[str, Any] = {}
    with _stops(ends_process=arguments is None):
        try:
            _give_streams()
            code = _run(given, facts)
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 - each kind has its exit code
            code = _end(error, facts, as_json="--json" in _before_dashes(given) or facts.get("json", False))
    _drop_what_cannot_be_written()
    return code


def _run(given: list[str], facts: dict[str, Any]) -> int:
    try:
        import click  # noqa: PLC0415 - the base package is installed without the extra
    except ImportError:
        sys.stderr.write(f"The command needs the extra `cli`, which is not installed.\nInstall it: {_EXTRA}\n")
        return 2
    from pollination_sdk.cli.commands import group  # noqa: PLC0415 - needs click

    if order := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete  # noqa: PLC0415 - only for the shell's completion

        return shell_complete(group, {}, "pollinations", _COMPLETE, order)
    try:
        with group.make_context("pollinations", given or ["--help"]) as context:
            context.meta["pollinations"] = facts
            result = group.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return result if isinstance(result, int) else 0


def _end(error: BaseException, facts: dict[str, Any], *, as_json: bool) -> int:
    """Say what happened, and return the exit code."""
    _stop_no_more()
    from pollination_sdk.cli.exit_codes import (  # noqa: PLC0415 - most commands succeed
        CLOSED_PIPE,
        OTHER,
        OUTCOME_UNKNOWN,
        RATE,
        SOME_FAILED,
        USAGE,
        exit_code,
    )

    code = exit_code(error)
    if code == CLOSED_PIPE:  # nobody reads on
        return code
    if os.environ.get("POLLINATIONS_DEBUG") == "1":
        import traceback  # noqa: PLC0415 - only for reports of bugs

        traceback.print_exception(error)
    from pollination_sdk.cli.errors_shown import bill, show  # noqa: PLC0415 - most commands succeed

    pending, paid = facts.get("pending"), "paid" in facts
    if code == OTHER and bill(error, pending) == "unknown":  # a fault of ours while a call was running
        code = OUTCOME_UNKNOWN
    if paid and USAGE <= code <= RATE:  # these say that nothing was billed
        code = SOME_FAILED
    with contextlib.suppress(OSError):
        show(error, code, pending, as_json=as_json, paid=paid)
    return code


def _before_dashes(given: list[str]) -> list[str]:
    return given[: given.index("--")] if "--" in given else given


def _give_streams() -> None:
    """Replace closed streams (`>&-`), and write UTF-8 and plain line ends wherever the reader is no terminal."""
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is None:
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the rest of the process
            setattr(sys, name, stream)
        if name == "stdout" and isinstance(getattr(stream, "buffer", None), io.RawIOBase):
            stream = _buffered(stream)
            setattr(sys, name, stream)
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:  # the bytes of a file's name that is no UTF-8 stay as they are
                stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")


def _buffered(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """Return a stream with a buffer: one without, of PYTHONUNBUFFERED, drops what a full disk did not take."""
    return open(stream.fileno(), "w", encoding=stream.encoding, errors=stream.errors, closefd=False)


@contextlib.contextmanager
def _stops(*, ends_process: bool) -> Iterator[None]:
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


def _stop_no_more() -> None:
    """Let the first reason to end stand: ignore Ctrl-C, and let SIGTERM end the process at once."""
    if _is_main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _is_main_thread() -> bool:
    """Return True in the thread that signals belong to."""
    return threading.current_thread() is threading.main_thread()


def _drop_what_cannot_be_written() -> None:
    """Let Python's last flush succeed: it would print a traceback and exit with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
