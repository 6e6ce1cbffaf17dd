"""Copy exceptions for the log, with keys hidden; the exceptions that the program catches are not changed."""

from __future__ import annotations

import contextlib
import types
from typing import TYPE_CHECKING, Any

import httpx

from pollination_sdk._secrets.redact import scrub_request, scrub_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def redacted_copy(error: BaseException, clean: Callable[[str], str]) -> BaseException:
    """Return a copy of an exception, of the same class and with the same tracebacks, in which secrets are hidden.

    Its causes, its contexts and the members of groups are copied too.

    Args:
        error: The exception. It is not changed. If there is nothing to hide, it is returned itself.
        clean: Hides secrets in a text.
    """
    values = _Values(clean)
    originals = list(_reachable(error))
    copies: dict[int, BaseException] = {}
    for original in originals:
        _copy(original, copies, values)
    if not values.changed:
        return error
    for original in originals:
        copy = copies[id(original)]
        copy.__cause__ = copies.get(id(original.__cause__))
        copy.__context__ = copies.get(id(original.__context__))
        copy.__suppress_context__ = original.__suppress_context__
        copy.__traceback__ = original.__traceback__
    return copies[id(error)]


def _reachable(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, its causes, its contexts, and the members of groups, each once."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        link = pending.pop()
        if link is not None and id(link) not in seen:
            seen.add(id(link))
            yield link
            pending += [link.__cause__, link.__context__, *_members(link)]


def _members(error: BaseException) -> tuple[BaseException, ...]:
    return error.exceptions if isinstance(error, BaseExceptionGroup) else ()


def _copy(error: BaseException, copies: dict[int, BaseException], values: _Values) -> BaseException:
    """Copy an exception without its links. Its constructor is not called, as its arguments are unknown."""
    if id(error) not in copies:
        members = [_copy(member, copies, values) for member in _members(error)]
        try:
            copies[id(error)] = _bare_copy(error, members, values)
        except Exception:  # noqa: BLE001 - the record must be written even if a class cannot be copied
            values.changed = True
            copies[id(error)] = Exception(values.clean(f"{type(error).__name__}: {_shown(error)}"))
    return copies[id(error)]


def _bare_copy(error: BaseException, members: list[BaseException], values: _Values) -> BaseException:
    kind = type(error)
    builtin: Any = next(base for base in kind.__mro__ if base.__module__ == "builtins")
    args = values.redacted(error.args)
    if isinstance(error, BaseExceptionGroup):
        args = (values.redacted(error.message), members)
    copy: BaseException = builtin.__new__(kind, *args)
    builtin.__init__(copy, *args)
    for field in _fields(kind):  # of C and of `__slots__`
        with contextlib.suppress(AttributeError, TypeError):
            field.__set__(copy, values.redacted(field.__get__(error, kind)))
    vars(copy).update({name: values.redacted(value) for name, value in vars(error).items()})
    return copy


def _fields(kind: type[BaseException]) -> Iterator[Any]:
    for base in kind.__mro__:
        for name, field in vars(base).items():
            kinds = (types.MemberDescriptorType, types.GetSetDescriptorType)
            if isinstance(field, kinds) and not name.startswith("__"):
                yield field


class _Values:
    """Redact the values in exceptions.

    Args:
        clean: Hides secrets in a text.
    """

    def __init__(self, clean: Callable[[str], str]) -> None:
        self.clean = clean
        self.changed = False
        """Whether there was something to hide."""

    def redacted(self, value: Any) -> Any:
        """Return a value with its secrets hidden; the value itself if it has none."""
        shown = _shown(value)
        if (cleaned := self.clean(shown)) == shown:
            return value
        self.changed = True
        if isinstance(value, bytes):
            return self.clean(value.decode("latin-1")).encode("latin-1")
        if isinstance(value, (httpx.Request, httpx.Response)):
            return scrub_request(value) if isinstance(value, httpx.Request) else scrub_response(value)
        if type(value) is tuple or type(value) is list:
            return type(value)(self.redacted(item) for item in value)
        if type(value) is dict:
            return {self.redacted(name): self.redacted(item) for name, item in value.items()}
        return cleaned


def _shown(value: Any) -> str:
    """Return all visible text of a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, httpx.Request):
        return f"{value.url} {value.headers.raw}"
    if isinstance(value, httpx.Response):
        shown = str(value.headers.raw)
        with contextlib.suppress(RuntimeError):  # it may have no request
            shown += _shown(value.request)
        return shown
    if isinstance(value, (tuple, list, dict, bytes)):
        parts = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        return repr(value) if isinstance(value, bytes) else " ".join(_shown(part) for part in parts)
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - a value that cannot be shown discloses nothing
        return ""
