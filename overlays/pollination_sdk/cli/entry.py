"""Run the command, and turn whatever ends it into an exit code."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any

from pollination_sdk.cli.signals import hold_signals, stop_by_signals

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXTRA = 'pip install "pollinations-sdk[cli]"'
_COMPLETE = "_POLLINATIONS_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: The words after the name of the command; those of the process by default.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    facts: dict[str, Any] = {}
    with stop_by_signals(ends_process=arguments is None):
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
    hold_signals()
    from pollination_sdk.cli.run.exit_codes import (  # noqa: PLC0415 - most commands succeed
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
    from pollination_sdk.cli.run.errors_shown import bill, show  # noqa: PLC0415 - most commands succeed

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


def _drop_what_cannot_be_written() -> None:
    """Let Python's last flush succeed: it would print a traceback and exit with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
