"""Prompts: from the argument, from stdin, or from a file."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pollination_sdk.cli.run.exit_codes import UNKNOWN_NAME, USAGE, CommandError
from pollination_sdk.cli.run.pending import facts_of_run

if TYPE_CHECKING:
    from pollination_sdk.cli.arguments.options import Decorator

MOST_BYTES = 4 << 20
"""The most bytes of a prompt that is read from stdin or from a file."""


def read_prompt(argument: str | None, *, context: bool = False) -> str:
    """Return the prompt.

    Args:
        argument: The argument: a text, `-` for stdin, or `@FILE`; a text that starts with @ is written as @@. None if
            there is none: then stdin is the prompt, unless it is a terminal.
        context: Whether a pipe is read beside a text: it comes first, and the text is the question about it.

    Raises:
        CommandError: There is no prompt, or it cannot be read.
    """
    if argument is None and sys.stdin is not None and not sys.stdin.isatty():
        argument = "-"
    if not argument:
        raise _refused("There is no prompt.", "Give it as an argument, as @FILE, or through a pipe.")
    if argument == "-":
        return _filled(_from_stdin(), "stdin")
    text = _from_argument(argument)
    before = _from_stdin() if context and _is_pipe() else ""
    return f"{before.rstrip()}\n\n{text}" if before.strip() else text


def _from_argument(argument: str) -> str:
    if argument.startswith("@@"):
        return argument[1:]
    if argument.startswith("@"):
        return _filled(_from_file(argument[1:]), argument[1:])
    return argument


def _from_file(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(
            f"The prompt file {name!r} cannot be read: {reason}.",
            "Check the path; write @@ for a text that starts with @.",
            exit_code=UNKNOWN_NAME,
            code="PROMPT_FILE",
        ) from None
    return _decoded(content, name)


def _from_stdin() -> str:
    if sys.stdin is None:
        raise _refused("stdin is closed.", "Give the prompt as an argument.")
    return _decoded(bytes_from_stdin(MOST_BYTES + 1), "stdin")


def bytes_from_stdin(most: int) -> bytes:
    """Read stdin, and remember that the command line alone does not repeat the call."""
    facts_of_run()["stdin"] = True
    return sys.stdin.buffer.read(most)


def _decoded(content: bytes, where: str) -> str:
    if len(content) > MOST_BYTES:
        raise _refused(f"{where} has more than {MOST_BYTES >> 20} MiB.", "Send less of it.")
    if (place := content.find(0)) >= 0:
        raise _refused(f"{where} has a NUL at byte {place}: it is no text.", "Attach a file with --attach.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise _refused(
            f"{where} is no UTF-8: byte {error.start} is 0x{byte:02x}.", "Convert it to UTF-8 first, as iconv does."
        ) from None


def _filled(text: str, where: str) -> str:
    if not text.strip():
        raise _refused(f"{where} is empty, so there is no prompt.", "Give the prompt as an argument.")
    return text.removesuffix("\n")


def _is_pipe() -> bool:
    """Return True if stdin is a pipe or a file, and not a terminal or /dev/null."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError, AttributeError):  # it is closed
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _refused(message: str, hint: str) -> CommandError:
    return CommandError(message, hint, exit_code=USAGE, code="PROMPT")


def attachment(text: str) -> Path | str:
    """Return an attachment: a URL as text, anything else as the path of a file that exists."""
    return text if _is_url(text) else _existing(text, "Check the path, or give a URL.")


def file_to_send(text: str) -> Path:
    """Return the path of a file that exists; a URL is refused."""
    if _is_url(text):
        raise CommandError(
            f"{text[:80]!r} is a URL, and a file is needed.", "Download it first.", exit_code=USAGE, code="FILE"
        )
    return _existing(text, "Check the path.")


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://", "data:"))


def _existing(text: str, hint: str) -> Path:
    place = Path(text)
    if not os.path.isfile(place):  # noqa: PTH113 - Path.is_file raises for a name that is too long
        raise CommandError(f"There is no file {text!r}.", hint, exit_code=UNKNOWN_NAME, code="FILE")
    return place


prompt: Decorator = click.argument("prompt", required=False, metavar="[PROMPT|-|@FILE]")
