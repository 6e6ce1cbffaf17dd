"""Copies of exceptions for the log, with keys hidden: the exceptions that the program catches stay as they are."""

from __future__ import annotations

import contextlib
import types
from typing import TYPE_CHECKING, Any

import httpx

from pollination_sdk._secrets.redact import scrub_request, scrub_response

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def redacted_copy(error: BaseException, clean: Callable[[str], str]) -> BaseException:
    """Return a copy of an exception, of the same class and with the same tracebacks, that holds nothing to hide.

    What led to it, and the members of a group, are copied too.

    Args:
        error: The exception. It is not changed, and returned itself where it holds nothing to hide.
        clean: Hides keys in a text.
    """
    values = _Values(clean)
    originals = list(_reachable(error))
    copies: dict[int, BaseException] = {}
    for one in originals:
        _copy(one, copies, values)
    if not values.changed:
        return error
    for one in originals:
        copy = copies[id(one)]
        copy.__cause__ = copies.get(id(one.__cause__))
        copy.__context__ = copies.get(id(one.__context__))
        copy.__suppress_context__ = one.__suppress_context__
        copy.__traceback__ = one.__traceback__
    return copies[id(error)]


def _reachable(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception, what led to it, and the members of groups, each once."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        one = pending.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            pending += [one.__cause__, one.__context__, *_members(one)]


def _members(error: BaseException) -> tuple[BaseException, ...]:
    return error.exceptions if isinstance(error, BaseExceptionGroup) else ()


def _copy(error: BaseException, copies: dict[int, BaseException], values: _Values) -> BaseException:
    """Copy an exception without its links; its constructor is not called, for it may take anything."""
    if id(error) not in copies:
        members = [_copy(one, copies, values) for one in _members(error)]
        try:
            copies[id(error)] = _bare_copy(error, members, values)
        except Exception:  # noqa: BLE001 - a class that cannot be copied must not keep the record from being written
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
    """Redact the values that exceptions hold.

    Args:
        clean: Hides keys in a text.
    """

    def __init__(self, clean: Callable[[str], str]) -> None:
        self.clean = clean
        self.changed = False
        """Whether there was something to hide."""

    def redacted(self, value: Any) -> Any:
        """Return a value without what is to be hidden; itself where it holds nothing such."""
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
    """Return all that can be seen of a value."""
    if isinstance(value, str):
        return value
    if isinstance(value, httpx.Request):
        return f"{value.url} {value.headers.raw}"
    if isinstance(value, httpx.Response):
        request = getattr(value, "_request", None)  # the property raises without one
        return f"{value.headers.raw} {'' if request is None else _shown(request)}"
    if isinstance(value, (tuple, list, dict, bytes)):
        parts = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        return repr(value) if isinstance(value, bytes) else " ".join(_shown(part) for part in parts)
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - what cannot be shown shows nothing
        return ""
