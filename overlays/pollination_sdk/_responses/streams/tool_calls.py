"""Build the tool calls of a streamed message from their fragments."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from pollination_sdk._support.strict_json import load_json

Json = dict[str, Any]

_MARKS = re.compile(r'\\.?|["{}\[\]]', re.DOTALL)
_EMPTY = "{}"


class ToolCalls:
    """The tool calls of one message, built from fragments.

    Back ends number and name fragments in many ways: ids and indexes are missing, the same for all, or different each
    time. The candidate is the first existing call of these:

    - The call with the fragment's index and id.
    - The call with its index.
    - The call with its id.
    - For a fragment without either, the call at the same position of the previous chunk, or the last call.

    A name, an id or an index is new if the candidate has another one.

    | The fragment has                                  | It belongs to                                          |
    |---------------------------------------------------|--------------------------------------------------------|
    | no name                                           | the candidate, or without one the last call            |
    | the first name of the candidate                   | the candidate                                          |
    | a new name, no new id, before any arguments       | the candidate: the next piece of its name              |
    | any other new name                                | a call of its own                                      |
    | the same name, after another fragment in its chunk| a call of its own, unless the id is the same           |
    | the same name and id                              | the candidate                                          |
    | the same name after whole arguments, without any  | a call of its own, if arguments follow                 |
    | the same name, a new id or a new index            | the candidate while its arguments are not whole JSON   |
    | new arguments after whole arguments               | a call of its own; equal arguments are a repetition    |

    Some cases are decided at the end. Until then such a fragment opens a call with a reference to the call that it may
    continue (`_Call.after`). If its id or index occurs again, it is a call of its own.
    """

    def __init__(self) -> None:
        self._calls: list[_Call] = []
        self._by_index: dict[int, _Call] = {}
        self._by_id: dict[str, _Call] = {}
        self._by_both: dict[tuple[int, str], _Call] = {}
        self._previous: list[_Call] = []
        self._chunk = 0

    def add(self, fragments: list[Json]) -> None:
        """Add the fragments of one chunk."""
        self._chunk += 1
        read = [_Fragment(fragment) for fragment in fragments]
        side_by_side = len(read) == len(self._previous) > 1 and not any(fragment.name for fragment in read)
        touched = []
        for place, fragment in enumerate(read):
            neighbour = self._previous[place] if side_by_side else None
            call = self._call_for(fragment, neighbour)
            call.take(fragment, self._chunk)
            touched.append(call)
            if fragment.index is not None:
                self._by_index[fragment.index] = call
            if call.known_id:
                self._by_id[call.known_id] = call
                if fragment.index is not None:
                    self._by_both[fragment.index, call.known_id] = call
        self._previous = touched

    def settle(self, seed: str) -> list[Json]:
        """Return the calls in the order of their indexes, or of their arrival if the indexes are not unique.

        Args:
            seed: A text that differs between answers, for the ids of calls that have none.
        """
        calls = [call for call in self._joined() if call.name or call.arguments.text]
        indexes = {call.index for call in calls}
        if len(indexes) == len(calls) and None not in indexes:
            calls.sort(key=lambda call: call.index or 0)
        return [call.settle(f"{seed} {place}") for place, call in enumerate(calls)]

    def _call_for(self, fragment: _Fragment, neighbour: _Call | None) -> _Call:
        """Return the call that a fragment belongs to, by the table of the class."""
        candidate = self._candidate(fragment, neighbour)
        if candidate is None:
            return self._open(fragment, None if fragment.name or not self._calls else self._calls[-1])
        new_id = bool(fragment.id and candidate.known_id) and fragment.id != candidate.known_id
        new_index = fragment.index is not None and candidate.index not in {None, fragment.index}
        starts_anew = bool(candidate.arguments) and fragment.arguments.lstrip().startswith("{")
        known = candidate.known_name
        if fragment.name is None:
            return self._open(fragment, candidate) if new_id or starts_anew else candidate
        if candidate.name is None and not starts_anew and not (new_id and candidate.after):
            return candidate
        same_chunk = candidate.chunk == self._chunk
        is_parallel = same_chunk and fragment.index is None and (new_id or not fragment.id)
        if fragment.name == known and not is_parallel:
            is_over = not fragment.arguments and candidate.arguments.whole
            return self._open(fragment, candidate) if new_id or new_index or starts_anew or is_over else candidate
        is_piece = not (same_chunk or new_id or new_index or candidate.arguments or known is None)
        if is_piece and (fragment.id or (fragment.index is not None and "type" not in fragment.fields)):
            return candidate
        return self._open(fragment, None)

    def _candidate(self, fragment: _Fragment, neighbour: _Call | None) -> _Call | None:
        index, id_ = fragment.index, fragment.id
        if index is None:
            return self._by_id.get(id_) or neighbour or (self._calls[-1] if self._calls else None)
        if id_ and (call := self._by_both.get((index, id_))):
            return call
        return self._by_index.get(index) or self._by_id.get(id_)

    def _open(self, fragment: _Fragment, after: _Call | None) -> _Call:
        self._calls.append(call := _Call(fragment, after))
        return call

    def _joined(self) -> list[_Call]:
        """Return copies of the calls; calls that turned out to be one are joined."""
        joined: dict[_Call, _Call] = {}
        for call in self._calls:
            head = joined[call.after] if call.after else None
            if head is None or not head.join(call):
                opened = head.trailing if head and not call.name else None
                head = (opened or call).copy()
                if opened:
                    head.join(call)
            joined[call] = head
        return list(dict.fromkeys(joined.values()))


class _Fragment:
    """The normalised fields of one fragment."""

    __slots__ = ("arguments", "body", "fields", "id", "index", "kind", "name")

    def __init__(self, fragment: Json) -> None:
        self.kind = "custom" if isinstance(fragment.get("custom"), dict) else "function"
        body = fragment.get(self.kind)
        self.body: Json = body if isinstance(body, dict) else {}
        self.fields = fragment
        self.index = as_index(fragment.get("index"))
        self.id = _text_or_empty(fragment.get("id"))
        self.name = _text_or_empty(self.body.get("name")) or None
        arguments = self.body.get(_arguments_of(self.kind))
        self.arguments = arguments if isinstance(arguments, str) else _as_json(arguments)


class _Call:
    """One call so far.

    Args:
        fragment: Its first fragment.
        after: The call that it may continue.
    """

    def __init__(self, fragment: _Fragment, after: _Call | None) -> None:
        self.after = after
        self.index, self.id, self.kind = fragment.index, fragment.id, fragment.kind
        self.name: str | None = None
        self.trailing: _Call | None = None  # an empty call that was joined; if more follows, it is a call of its own
        # The id and the name for comparisons, which may be those of the call that it continues.
        self.known_id: str = fragment.id or (after.known_id if after else "")
        self.known_name: str | None = after.known_name if after else None
        self.arguments = _Arguments()
        self.chunk = 0
        self._id_again = self._index_again = self._id_changes = False
        self._fields: Json = {}
        self._body: Json = {}

    def take(self, fragment: _Fragment, chunk: int) -> None:
        """Add a fragment."""
        if self.chunk:
            self._id_again = self._id_again or (bool(fragment.id) and fragment.id == self.id)
            self._index_again = self._index_again or (fragment.index is not None and fragment.index == self.index)
        self.chunk = chunk
        self.id = self.id or fragment.id
        self.known_id = self.known_id or fragment.id
        self.index = fragment.index if self.index is None else self.index
        if fragment.name and fragment.name != self.name:
            self.name = self.known_name = (self.name or "") + fragment.name
        if fragment.arguments:
            self.arguments.append(fragment.arguments)
        self._fields.update(_filled(fragment.fields))
        self._body.update(_filled(fragment.body))

    def copy(self) -> _Call:
        """Return a copy; the values that `join` changes are not shared."""
        copy = _Call.__new__(_Call)
        copy.__dict__ = {**vars(self), "arguments": _Arguments(self.arguments), "_fields": dict(self._fields)}
        return copy

    def join(self, other: _Call) -> bool:
        """Add a later call if it continues this one; return True if it does."""
        new_id = bool(other.id) and other.id != self.id
        new_index = None not in {self.index, other.index} and other.index != self.index
        if other.name:
            came_back = (other._id_again and new_id) or (other._index_again and new_index)
            if came_back or other.name != self.name:
                return False
        if self.arguments.whole and other.arguments.text.strip():
            nothing_tells = other.chunk == self.chunk or (not other.id and other.index is None)
            is_other = bool(other.name) and (new_id or new_index or nothing_tells)
            if is_other or not self._is_repeated_by(other):
                return False
            self.arguments = _Arguments()
        elif self.arguments.whole and other.name and (new_id or new_index):
            if not self._id_changes:
                return False
            self.trailing = other
        self.arguments.extend(other.arguments)
        self._fields = {**other._fields, **self._fields}
        self.id = self.id or other.id
        self.chunk = other.chunk
        self._id_changes = self._id_changes or new_id
        return True

    def _is_repeated_by(self, other: _Call) -> bool:
        """Return True if another call's arguments are equal to these, or these are only an empty placeholder."""
        text, again = self.arguments.text, other.arguments.text
        return text.strip() in {_EMPTY, again.strip()} or _same_json(text, again)

    def settle(self, seed: str) -> Json:
        """Return the call in the format of a whole answer.

        A call without an id gets a reproducible one: nine letters and digits, which every back end accepts.
        """
        generated_id = hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:9]
        body = {**self._body, "name": self.name, _arguments_of(self.kind): self.arguments.text}
        if self.name is None:
            del body["name"]
        fields = {name: value for name, value in self._fields.items() if name != "index"}
        return {"type": self.kind, **fields, "id": self.id or generated_id, self.kind: body}


class _Arguments(list[str]):
    """The pieces of a call's arguments; each is scanned once to find out whether the JSON is complete."""

    def __init__(self, pieces: list[str] | tuple[()] = ()) -> None:
        super().__init__(pieces)
        self._read = self._depth = 0
        self._in_string = self._escaped = self._opened = False

    @property
    def text(self) -> str:
        """The text of all pieces."""
        return "".join(self)

    @property
    def whole(self) -> bool:
        """Whether the pieces are a complete JSON object or list."""
        while self._read < len(self):
            self._scan(self[self._read])
            self._read += 1
        return self._opened and self._depth == 0

    def _scan(self, piece: str) -> None:
        start, self._escaped = int(self._escaped), False
        for mark in _MARKS.findall(piece, start):
            if self._in_string:
                self._in_string = mark != '"'
                self._escaped = mark == "\\"
            elif mark == '"':
                self._in_string = True
            else:
                self._opened = True
                self._depth += (mark in "{[") - (mark in "}]")


def as_index(value: Any) -> int | None:
    """Return an index as a number, also from text; None if it is not an index."""
    if type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 10 else None


def _text_or_empty(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _filled(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def _same_json(one: str, other: str) -> bool:
    try:
        return bool(load_json(one) == load_json(other))
    except (ValueError, RecursionError):
        return False


def _as_json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _arguments_of(kind: str) -> str:
    return "input" if kind == "custom" else "arguments"
