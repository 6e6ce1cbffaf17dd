"""Keep keys and prompts out of the logs of this package and of the HTTP stack.

httpx logs whole URLs at INFO, and httpcore logs headers at DEBUG. A filter on a logger gets only the records of that
logger, not those of its children. A filter on a handler would be needed on every handler of an application. So the same
filter is added to each known logger. When a client is created, it is added to all other loggers below the same roots.

Our own calls are marked by `our_call`; their records lose all keys and the prompts. Records of other calls through
httpx lose only the keys of existing clients and text with the format of a key.

Prompts are shown with `POLLINATIONS_LOG_PROMPTS=1` or `show_prompts(True)`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING

from pollination_sdk._secrets.exception_copy import redacted_copy
from pollination_sdk._secrets.live_keys import HIDDEN
from pollination_sdk._secrets.redact import redact, redact_keys

if TYPE_CHECKING:
    from collections.abc import Callable

OWN_LOGGER = "pollination_sdk"
_ROOTS = (OWN_LOGGER, "httpx", "httpcore", "httpx2", "httpcore2", "hpack")
# Some are created only when HTTP/2 or a SOCKS proxy is first used.
_NAMES = (
    *_ROOTS,
    *(
        f"{root}.{part}"
        for root in ("httpcore", "httpcore2")
        for part in ("connection", "http11", "proxy", "http2", "socks")
    ),
    "hpack.hpack",
    "hpack.table",
)

_PROMPTS = (
    r"(/(?:image|text)/)(?!models(?:[?\s\"'#]|$))[^\s?\"#]+",
    r"((?:negative_prompt|system|image)=)[^&\s\"'#]+",
    # The service puts the prompt into file names.
    r"(filename\*?=)(?:\"[^\"]*\"|[^\s;,\"')]+)",
)
_UNREADABLE = "A log record could not be formatted."
_HIDDEN_PROMPT = rf"\1{HIDDEN}"


class _Prompts:
    """The process-wide switch that shows prompts in logs."""

    shown = False


class our_call:  # noqa: N801 - used like a function; a class is faster, and every call uses it
    """A context manager that marks log records as those of our call. Do not hold it open across a `yield`.

    An abandoned call may be closed in another context than the marked one. So the mark itself knows whether its call
    still runs, and the mark of an ended call has no effect.
    """

    __slots__ = ("_outer", "_runs")

    def __enter__(self) -> None:
        self._outer = _innermost()
        self._runs = True
        _current.set(self)

    def __exit__(self, *_: object) -> None:
        self._runs = False
        if _current.get() is self:
            _current.set(self._outer)


_current: ContextVar[our_call | None] = ContextVar("pollination_sdk_call", default=None)


def _innermost() -> our_call | None:
    """Return the innermost running call of ours in this context."""
    mark = _current.get()
    while mark is not None and not mark._runs:  # noqa: SLF001 - the other half of the mark
        mark = mark._outer  # noqa: SLF001 - as above
    return mark


def show_prompts(enabled: bool) -> None:  # noqa: FBT001 - a switch with one position to name
    """Switch prompts in logs on or off, for the whole process; keys stay hidden."""
    _Prompts.shown = enabled


def protect_logs() -> None:
    """Add the filter to all loggers of this package and of the HTTP stack; repeated calls have no effect."""
    existing = list(logging.root.manager.loggerDict)
    below = {name for name in existing if name.startswith(tuple(f"{root}." for root in _ROOTS))}
    for name in below.union(_NAMES):
        logging.getLogger(name).addFilter(_FILTER)


class RedactingFilter(logging.Filter):
    """A filter that redacts a record before the handlers, and lets it pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide keys and prompts in the message and the exception of a record."""
        clean = _cleaner(record)
        _clean_message(record, clean)
        _clean_exception(record, clean)
        return True


_FILTER = RedactingFilter()


def _cleaner(record: logging.LogRecord) -> Callable[[str], str]:
    """Return the function for a record: it hides keys and prompts in our own records, only keys in others."""
    if not (_innermost() or record.name.partition(".")[0] == OWN_LOGGER):
        return redact_keys
    return redact if _prompts_are_shown() else lambda text: _hide_prompts(redact(text))


def _prompts_are_shown() -> bool:
    setting = os.environ.get("POLLINATIONS_LOG_PROMPTS", "").strip().lower()
    return _Prompts.shown or setting in {"1", "true", "yes", "on"}


def _hide_prompts(text: str) -> str:
    for prompt in _PROMPTS:
        text = re.sub(prompt, _HIDDEN_PROMPT, text)
    return text


def _clean_exception(record: logging.LogRecord, clean: Callable[[str], str]) -> None:
    """Hide keys in the exception, and keep its traceback for error trackers.

    The record gets a copy; the program's exception is not changed. `exc_text` is set only if the traceback's source
    lines show a key.
    """
    if record.exc_text:
        record.exc_text = clean(record.exc_text)
    if record.stack_info:
        record.stack_info = clean(record.stack_info)
    if not isinstance(record.exc_info, tuple) or record.exc_info[1] is None:
        return
    _, error, trace = record.exc_info
    if (copy := redacted_copy(error, clean)) is not error:
        record.exc_info = (type(copy), copy, trace)
    text = logging.Formatter().formatException(record.exc_info)
    if (cleaned := clean(text)) != text:
        record.exc_text = cleaned


def _clean_message(record: logging.LogRecord, clean: Callable[[str], str]) -> None:
    """Hide keys in the arguments of the message or, if that is not enough, in the whole message."""
    try:
        message = record.getMessage()
    except Exception:  # noqa: BLE001 - logging would print the raw arguments to stderr
        record.msg, record.args = _UNREADABLE, None
        message = _UNREADABLE
    if (cleaned := clean(message)) == message:
        return
    if isinstance(record.args, tuple) and isinstance(record.msg, str):
        record.args = tuple(value if clean(str(value)) == str(value) else clean(str(value)) for value in record.args)
    with contextlib.suppress(Exception):  # the template may not accept text arguments
        if record.getMessage() == cleaned:
            return
    record.msg, record.args = cleaned, None
