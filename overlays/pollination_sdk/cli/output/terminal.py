"""What may be written to a terminal: control characters as text, colour where it is wanted."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""All but newline and tab: they move the cursor, and ESC ]52 writes the clipboard. The last ones reorder text."""
_IN_JSON = re.compile(f"{_CONTROL.pattern}|[\ud800-\udfff]")


def shown(text: str, stream: TextIO) -> str:
    """Return a text for a stream: on a terminal, control characters become text; elsewhere nothing changes."""
    return visible(text) if stream.isatty() else text


def visible(text: str) -> str:
    r"""Return a text with its control characters as text, such as `^[` for ESC."""
    return _CONTROL.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number == 0x7F:
        return "^?"
    if number < 0x20:
        return f"^{chr(number + 0x40)}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def as_json_line(value: Any) -> str:
    """Return a value as JSON on one line. What a terminal obeys, and half a surrogate pair, are escaped."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_command(words: Sequence[str], system: str = os.name) -> str:
    """Return words as a person types them in the shell of a system."""
    return subprocess.list2cmdline(words) if system == "nt" else shlex.join(words)


def columns(stream: TextIO) -> int:
    """Return the columns that a terminal has now; those of `COLUMNS` win, and 80 are taken where nothing is known."""
    if not os.environ.get("COLUMNS"):
        try:
            return os.get_terminal_size(stream.fileno()).columns or 80
        except (OSError, ValueError, AttributeError):  # no terminal, or closed
            pass
    return shutil.get_terminal_size().columns


def is_closed_pipe(error: OSError, system: str = os.name) -> bool:
    """Return True if a write failed because nobody reads. On Windows, the error says that an argument is invalid."""
    return isinstance(error, BrokenPipeError) or (system == "nt" and error.errno == errno.EINVAL)


def has_colour(stream: TextIO) -> bool:
    """Return True if a stream is a terminal that shows colour, and the user has not set NO_COLOR."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def takes(characters: str, stream: TextIO) -> bool:
    """Return True if a stream's encoding has all of these characters."""
    try:
        characters.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
