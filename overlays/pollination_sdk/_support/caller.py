"""The line of the program that called this package, so that a warning is shown there, and once."""

import sys
import warnings
from types import FrameType
from typing import Any

Place = tuple[str, int, str, dict[Any, Any]]
"""A line of a program: its file, its number, its module, and what that module was warned of, for once is enough.

Not its frame, which would keep alive what it holds."""

_SKIPPED = {__name__.partition(".")[0], "asyncio", "anyio", "trio", "contextlib"}
"""This package, what runs its coroutines, and what opens its streams."""


def caller() -> Place:
    """Return the line outside this package that is running."""
    frame = sys._getframe(1)  # noqa: SLF001 - as `warnings` itself finds its caller
    while frame.f_back is not None and _is_skipped(frame):
        frame = frame.f_back
    names = frame.f_globals
    registry = names.setdefault("__warningregistry__", {})
    return frame.f_code.co_filename, frame.f_lineno, names.get("__name__", "<unknown>"), registry


def warn_at(place: Place, message: str, category: type[Warning]) -> None:
    """Show a warning at a line of the program."""
    file, line, module, registry = place
    warnings.warn_explicit(message, category, file, line, module=module, registry=registry)


def _is_skipped(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] in _SKIPPED
