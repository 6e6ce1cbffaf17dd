"""Keep keys and prompts out of the logs, ours and those of the HTTP stack beneath.

httpx writes whole URLs at INFO and httpcore writes headers at DEBUG. A filter on a logger sees only
the records made by that very logger, never those of its children, and a filter on a handler would
have to be put on every handler an application ever makes. So the same filter stands on each logger
by name: on the ones known to exist, and on every other one below the same roots that exists when a
client is built. Records of other people's calls through httpx lose the keys of living clients and
whatever has the shape of a key, and are otherwise left alone; those of our own calls, marked by
`our_call`, lose all keys and the prompts too.

Prompts are shown with `POLLINATIONS_LOG_PROMPTS=1` or `show_prompts(True)`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING

from pollination_sdk._secrets.live_keys import HIDDEN
from pollination_sdk._secrets.redact import redact, redact_keys

if TYPE_CHECKING:
    from collections.abc import Callable

OWN_LOGGER = "pollination_sdk"
_ROOTS = (OWN_LOGGER, "httpx", "httpcore", "httpx2", "httpcore2", "hpack")
# Some are made only when HTTP/2 or a SOCKS proxy is first used.
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
    # The service names a file after its prompt.
    r"(filename\*?=)(?:\"[^\"]*\"|[^\s;,\"')]+)",
)
_UNREADABLE = "A log record could not be formatted."
_HIDDEN_PROMPT = rf"\1{HIDDEN}"


class _Prompts:
    """Hold whether the process has asked for prompts in its logs."""

    shown = False


class our_call:  # noqa: N801 - used as the function that it would be, were it not on the way of every call
    """Mark what is logged inside as ours; never hold it open across a `yield` to the caller.

    A call that is thrown away may be closed in another context than the one it has marked. So the mark itself says
    whether its call still runs, and a context that is left with the mark of an ended call is not marked.
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
    """Return the innermost call of ours that runs here."""
    mark = _current.get()
    while mark is not None and not mark._runs:  # noqa: SLF001 - the other half of the mark
        mark = mark._outer  # noqa: SLF001 - as above
    return mark


def show_prompts(enabled: bool) -> None:  # noqa: FBT001 - a switch with one position to name
    """Show prompts in logs, for the whole process; keys stay hidden."""
    _Prompts.shown = enabled


def protect_logs() -> None:
    """Put the filter on every logger of ours and of the HTTP stack; calling it again is free."""
    existing = list(logging.root.manager.loggerDict)
    below = {name for name in existing if name.startswith(tuple(f"{root}." for root in _ROOTS))}
    for name in below.union(_NAMES):
        logging.getLogger(name).addFilter(_FILTER)


class RedactingFilter(logging.Filter):
    """Rewrite a record before any handler sees it, and let it pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Hide keys and prompts in the record's message and exception."""
        clean = _cleaner(record)
        _clean_message(record, clean)
        _clean_exception(record, clean)
        return True


_FILTER = RedactingFilter()


def _cleaner(record: logging.LogRecord) -> Callable[[str], str]:
    """Choose what to hide: everything in our own records, only keys in other people's."""
    if not (_innermost() or record.name.partition(".")[0] == OWN_LOGGER):
        return redact_keys
    return redact if _prompts_are_shown() else lambda text: _hide_prompts(redact(text))


def _prompts_are_shown() -> bool:
    asked = os.environ.get("POLLINATIONS_LOG_PROMPTS", "").strip().lower()
    return _Prompts.shown or asked in {"1", "true", "yes", "on"}


def _hide_prompts(text: str) -> str:
    for prompt in _PROMPTS:
        text = re.sub(prompt, _HIDDEN_PROMPT, text)
    return text


def _clean_exception(record: logging.LogRecord, clean: Callable[[str], str]) -> None:
    """Hide keys in the exception, and keep its traceback, which error trackers read.

    The program's exception stays as it is: the record gets a copy. Text stands beside it only where the lines of the
    program's source show a key.
    """
    if record.exc_text:
        record.exc_text = clean(record.exc_text)
    if record.stack_info:
        record.stack_info = clean(record.stack_info)
    if not isinstance(record.exc_info, tuple) or record.exc_info[1] is None:
        return
    from pollination_sdk._secrets.exception_copy import redacted_copy  # noqa: PLC0415 - few records hold an exception

    _, error, trace = record.exc_info
    if (copy := redacted_copy(error, clean)) is not error:
        record.exc_info = (type(copy), copy, trace)
    text = logging.Formatter().formatException(record.exc_info)
    if (cleaned := clean(text)) != text:
        record.exc_text = cleaned


def _clean_message(record: logging.LogRecord, clean: Callable[[str], str]) -> None:
    """Hide keys in the message: in its arguments, where that is enough, else in the whole."""
    try:
        message = record.getMessage()
    except Exception:  # noqa: BLE001 - logging would print the raw arguments to stderr
        record.msg, record.args = _UNREADABLE, None
        message = _UNREADABLE
    if (cleaned := clean(message)) == message:
        return
    if isinstance(record.args, tuple) and isinstance(record.msg, str):
        record.args = tuple(value if clean(str(value)) == str(value) else clean(str(value)) for value in record.args)
    with contextlib.suppress(Exception):  # a template may ask for what is no text
        if record.getMessage() == cleaned:
            return
    record.msg, record.args = cleaned, None
