"""Compare schemas as a graph of pairs: each pair once, however many ways and circles lead to it."""

import itertools
import operator
from collections import deque
from collections.abc import Iterator
from typing import Any

from attrs import field, mutable

from tools.compare._change import Change, Place
from tools.compare._shape import Identity, Shape, json_text
from tools.compare._values import types_text, value_findings
from tools.compare.meaning import Shapes
from tools.contract.walk import mapping, reachable
from tools.schemas import only_value

Key = tuple[str, int, Identity, Identity, str]


@mutable
class _Pair:
    place: Place
    old: Shape
    new: Shape
    findings: list[Change] = field(factory=list)
    users: set[Key | str] = field(factory=set)


class SchemaComparison:
    """The pairs that were met so far.

    Args:
        old: The shapes of the old document.
        new: The shapes of the new document.
    """

    def __init__(self, old: Shapes, new: Shapes) -> None:
        self._old, self._new = old, new
        self._pairs: dict[Key, _Pair] = {}
        self._waiting: deque[Key] = deque()

    def use(self, user: Key | str, place: Place, old: Any, new: Any) -> list[Change]:
        """Note a pair that an operation or another pair uses, and return what differs where it is used."""
        before, after = self._old.of(old), self._new.of(new)
        place = place.holding(old, new)
        self._note(user, place, before, after)
        return list(_use_findings(place, before, after))

    def _note(self, user: Key | str, place: Place, before: Shape, after: Shape) -> None:
        inside = place.inside(before.name or after.name)
        where = inside.component or inside.route
        key = (where, _notes(inside.ours), before.identity, after.identity, inside.audience)
        if key not in self._pairs:
            self._pairs[key] = _Pair(inside, before, after)
            self._waiting.append(key)
        self._pairs[key].users.add(user)

    def findings(self) -> Iterator[tuple[Change, set[str]]]:
        """Compare all pairs, and yield each finding with the operations that it touches."""
        while self._waiting:
            key = self._waiting.popleft()
            self._compare(key, self._pairs[key])
        for pair in list(self._pairs.values()):
            if pair.findings:
                operations = self._operations_of(pair)
                yield from ((finding, operations) for finding in pair.findings)

    def _operations_of(self, pair: _Pair) -> set[str]:
        users = reachable(pair.users, lambda user: () if isinstance(user, str) else self._pairs[user].users)
        return {user for user in users if isinstance(user, str)}

    def _compare(self, key: Key, pair: _Pair) -> None:
        place, old, new = pair.place, pair.old, pair.new
        pair.findings += value_findings(place, old, new)
        if old.alternatives or new.alternatives:
            self._alternatives(key, pair)
            return
        if "object" in (old.types or ()) and "object" in (new.types or ()):
            self._fields(key, pair)
        if isinstance(old.items, dict) and isinstance(new.items, dict):
            pair.findings += self.use(key, place.below("[]"), old.items, new.items)

    def _fields(self, key: Key, pair: _Pair) -> None:
        place, old, new = pair.place, pair.old, pair.new
        for name, schema in old.fields.items():
            if name not in new.fields:
                text = _type_text(self._old.of(schema))
                below = place.below(f".{name}").holding(schema, None)
                pair.findings.append(below.finding("field removed", text, None, name))
                continue
            below = place.below(f".{name}").holding(schema, new.fields[name])
            pair.findings += self.use(key, below, schema, new.fields[name])
            before, after = name in old.required, name in new.required
            if before != after:
                event = "field became required" if after else "field became optional"
                pair.findings.append(below.finding(event, before, after, name))
        for name, schema in new.fields.items():
            if name not in old.fields:
                event = "required field added" if name in new.required else "optional field added"
                text = _type_text(self._new.of(schema))
                below = place.below(f".{name}").holding(place.ours, schema)
                pair.findings.append(below.finding(event, None, text, name))
        self._further(key, pair)

    def _further(self, key: Key, pair: _Pair) -> None:
        place, old, new = pair.place, pair.old.further, pair.new.further
        if isinstance(old, dict) and isinstance(new, dict):
            pair.findings += self.use(key, place.below(".*"), old, new)
        elif (old is False) != (new is False):
            event = "further fields refused" if new is False else "further fields allowed"
            pair.findings.append(place.finding(event, old is not False, new is not False))

    def _alternatives(self, key: Key, pair: _Pair) -> None:
        old, new = list(_forms(pair.old)), list(_forms(pair.new))
        for before, after in _matched(old, new):
            old.remove(before)
            new.remove(after)
            self._note(key, pair.place.holding(before.source, after.source), before, after)
        for form in old:
            text = _form_text(form)
            pair.findings.append(pair.place.finding("alternative removed", text, None, text))
        for form in new:
            text, place = _form_text(form), pair.place.holding(pair.place.ours, form.source)
            pair.findings.append(place.finding("alternative added", None, text, text))


def _notes(schema: Any) -> int:
    """Return what tells a use with notes of its own from all others: the notes cover what is found there alone."""
    return id(schema) if any(str(key).startswith("x-") for key in mapping(schema)) else 0


def _use_findings(place: Place, old: Shape, new: Shape) -> Iterator[Change]:
    """Tell what belongs to the place that refers to a schema and not to the schema."""
    if old.null != new.null and (old.types is not None or new.types is not None):
        yield place.finding("null allowed" if new.null else "null refused", old.null, new.null)
    if old.default is not new.default and json_text(old.default) != json_text(new.default):
        kind = "added" if old.default is None else "removed" if new.default is None else "changed"
        yield place.finding(f"default {kind}", old.default, new.default)
    if old.is_deprecated != new.is_deprecated:
        yield place.finding("deprecated" if new.is_deprecated else "deprecation withdrawn")


def _forms(shape: Shape) -> tuple[Shape, ...]:
    return shape.alternatives or ((shape,) if shape.is_structured else ())


def _type_text(shape: Shape) -> str:
    return shape.name or types_text(shape)


def _form_text(shape: Shape) -> str:
    fields = ", ".join(sorted(shape.fields)[:4])
    return shape.name or (f"{_type_text(shape)} of {fields}" if fields else _type_text(shape))


def _matched(old: list[Shape], new: list[Shape]) -> list[tuple[Shape, Shape]]:
    """Pair the forms of two unions: the likeliest first, each form once."""
    couples = itertools.product(enumerate(old), enumerate(new))
    scored = [(_likeness(one, two), i, j) for (i, one), (j, two) in couples]
    left, right = set(range(len(old))), set(range(len(new)))
    pairs = []
    for likeness, i, j in sorted(scored, key=operator.itemgetter(0), reverse=True):
        if likeness > 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((old[i], new[j]))
    return pairs


def _likeness(one: Shape, two: Shape) -> float:
    if one.types and two.types and not one.types & two.types:
        return 0.0
    constants = _constants(one), _constants(two)
    shared = set(constants[0]) & set(constants[1])
    if any(constants[0][name] != constants[1][name] for name in shared):
        return 0.0
    names = len(one.fields.keys() | two.fields.keys()) or 1
    overlap = len(one.fields.keys() & two.fields.keys()) / names
    same_name = bool(one.name) and one.name == two.name
    return 2.0 * same_name + bool(shared) + overlap + 0.01


def _constants(shape: Shape) -> dict[str, str]:
    """Return the fields that tell the forms of a union apart: those with one written value."""
    values = {name: only_value(schema) for name, schema in shape.fields.items() if isinstance(schema, dict)}
    return {name: repr(value) for name, value in values.items() if value is not None}
