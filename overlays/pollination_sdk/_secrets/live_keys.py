"""The keys of the clients that are alive, and where they stand in a text. Holds them by weak references only.

Keys are grouped by their first characters, which nearly all keys have in common: to search a text takes one scan for
each group, however many keys there are.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from weakref import WeakValueDictionary

from pollination_sdk._support.fork import renew_after_fork, renew_if_forked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HIDDEN = "***"
SHORTEST = 4  # characters; to hide a shorter key would hide half of the words
_PREFIX = 3  # characters, as of `sk_`


class Key(str):
    """A key whose repr hides it, so that no debugger's or tracer's list of locals shows it."""

    __slots__ = ("__weakref__", "_groups")

    _groups: list[_Group]

    def __repr__(self) -> str:
        return "<key>"

    def __reduce__(self) -> tuple[Callable[..., Key], tuple[Any, ...]]:
        return remember, (str(self),)


class _Group:
    """Hold the keys that start alike; it lives as long as one of them."""

    __slots__ = ("__weakref__", "keys", "lengths")

    def __init__(self) -> None:
        self.keys: WeakValueDictionary[str, Key] = WeakValueDictionary()
        self.lengths: tuple[int, ...] = ()
        """The lengths of the keys, the longest first."""

    def add(self, form: str, key: Key) -> None:
        self.keys[form] = key
        self.lengths = tuple(sorted({*self.lengths, len(form)}, reverse=True))


class _LiveKeys:
    """Hold the groups by what their keys start with."""

    def __init__(self) -> None:
        self.groups: WeakValueDictionary[str, _Group] = WeakValueDictionary()
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Make a new lock: another thread may have held it when the process was forked."""
        self._lock = threading.RLock()  # a finalizer that makes a client may run while it is held

    def key_of(self, text: str) -> Key:
        with self._lock:
            group = self.groups.get(text[:_PREFIX])
            found = None if group is None else group.keys.get(text)
            return found if found is not None and found == text else self._new(text)

    def _new(self, text: str) -> Key:
        key = Key(text)
        key._groups = []  # noqa: SLF001 - a string has no constructor to give it to
        for form in {text, quote(text, safe="")} if len(text) >= SHORTEST else ():
            group = self.groups.setdefault(form[:_PREFIX], _Group())
            group.add(form, key)
            key._groups.append(group)  # noqa: SLF001 - as above
        return key


_live = _LiveKeys()


def remember(text: str) -> Key:
    """Return the key of this text, which is hidden wherever it turns up for as long as it is held."""
    renew_if_forked()
    return _live.key_of(text)


def hide_live_keys(text: str) -> str:
    """Hide the keys of living clients in a text, in plain and percent-encoded form, and nothing else."""
    parts, end = [], 0
    for start, stop in sorted(_spans(text)):
        if start >= end:
            parts += [text[end:start], HIDDEN]
        end = max(end, stop)
    return "".join((*parts, text[end:])) if parts else text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a key starts and ends."""
    for reference in _live.groups.valuerefs():  # a list: other threads may add groups
        group = reference()
        start = -1
        while group is not None and (start := text.find(reference.key, start + 1)) >= 0:
            stops = (start + length for length in group.lengths)
            if stop := next((stop for stop in stops if text[start:stop] in group.keys), None):
                yield start, stop
