"""Which differences the contract records, so that they are no drift.

A note stands beside the place that it is about: `x-deviation` for what is decided, `x-question` for what is not yet.
Its key says what differs, its value why. It covers that difference at that place, not whatever else changes there:

| Key | At | Covers |
| --- | --- | --- |
| a keyword: `required`, `type`, `enum`, `default`, `minimum` ... | a field, parameter or component | that keyword |
| `required`, `type`, `enum`, `pattern` ... | an object | the same of its fields, where the contract says less |
| `enum` | a list of known values | that it is open; a value more or less is drift |
| `const` | anything listed | one fixed value in the place of ours, or of any |
| a field, form or enum value | what holds it | that it is there, or is not |
| a status, media type or header | an operation or answer | that it is there, or is not |
| `responses` | an operation | the error statuses that the description leaves out |
| `security`, the name of a scheme | an operation | that it works without a key, that it takes this one |
| `removed` | what the description had once | that it is kept here, deprecated |
| `schema` | a schema | whatever the description says there and below |

`responses` and the name of a scheme may also stand at the root, for all operations.

What the description says there can be written beside the note, in `x-described`, by the same key. The note then covers
that and nothing else, so that the next change shows.

`x-source` at a part names a document that is newer than the description, with its date. For a description of that day
or before, no difference at this part, below it, or in what such operations alone use is drift.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from tools.compare import Change, compare
from tools.compare.operation import scheme_in_words
from tools.contract import Contract
from tools.contract.walk import at, nodes, operations
from tools.drift.places import Places
from tools.schemas import followed

NOTES = ("x-deviation", "x-question")
"""The extensions that hold notes; the second those that wait for a person."""

WHOLE = "schema"
"""The key of a note that covers whatever the description says at a place and below it."""

_UNSAID: Any = object()


@frozen
class Note:
    """Where a difference is recorded, or would be.

    Args:
        node: The part of the contract that the note stands in.
        key: What differs.
        described: What the description says there; left out where the note covers whatever it says.
    """

    node: dict[str, Any]
    key: str
    described: Any = _UNSAID

    @property
    def has_described(self) -> bool:
        """Whether the note covers one value only."""
        return self.described is not _UNSAID

    @property
    def is_written(self) -> bool:
        """Whether the contract holds this note."""
        if not any(self.key in (self.node.get(name) or ()) for name in NOTES):
            return False
        recorded = (self.node.get("x-described") or {}).get(self.key, _UNSAID)
        return recorded is _UNSAID or not self.has_described or _text(recorded) == _text(self.described)


Rule = Callable[[Change, Places], Iterator[Note]]


def unrecorded(data: dict[str, Any], described: dict[str, Any], *, date: str) -> list[Change]:
    """List how a description differs from the contract, plain dicts and lists, without what the contract records.

    Args:
        data: The contract.
        described: The description.
        date: The day of the description, as 2026-03-01.
    """
    places = Places(data)
    changes = compare(data, described, each=True)
    return [
        change
        for change in changes
        if not any(note.is_written for note in notes(change, places)) and not _is_older(change, places, date)
    ]


def _is_older(change: Change, places: Places, date: str) -> bool:
    """Tell whether the contract knows of a part from a source that is newer than the description."""
    around = any(_is_newer(node, date) for node in _around(change, places))
    users = [one.value for one in operations(places.document) if one.value.get("operationId") in change.operations]
    return around or (bool(users) and all(_is_newer(user, date) for user in users))


def _around(change: Change, places: Places) -> Iterator[Any]:
    """Yield the place of a change with what holds it, what it is put together from, and what was found inside it."""
    pointer = places.of(change.ours) or ()
    yield from (at(places.document, pointer[:length]) for length in range(len(pointer) + 1))
    yield from places.layers(change.ours)
    for holder in ("content", "headers", "properties"):
        yield followed(places.document, (change.ours.get(holder) or {}).get(change.child))


def _is_newer(node: Any, date: str) -> bool:
    source = node.get("x-source") if isinstance(node, dict) else None
    return isinstance(source, dict) and str(source.get("date", "")) >= date


def questions(contract: Contract) -> list[str]:
    """List the open questions of a contract, each with its line, what it is about, and what is asked."""
    return [
        f"{contract.path}:{contract.locate((*where, 'x-question', key))}: {key}: {text}"
        for where, node in nodes(contract.data)
        for key, text in (node.get("x-question") or {}).items()
    ]


def notes(change: Change, places: Places) -> Iterator[Note]:
    """Yield the notes that record a change, the one that is to be written first."""
    yield from next(rule for end, rule in _RULES.items() if change.event.endswith(end))(change, places)
    yield from (Note(node, WHOLE) for node in places.layers(change.ours))


def _at_place(key: str = "", *, value: bool = False, or_holder: str = "") -> Rule:
    """Return the rule for what stands at a place, or, of the event `or_holder`, at the object that holds it."""

    def rule(change: Change, places: Places) -> Iterator[Note]:
        yield Note(change.ours, key or change.child, change.new if value else _UNSAID)
        if change.event == or_holder and (holder := places.holder(change.ours)):
            yield Note(holder, key)

    return rule


def _keyword(keyword: str) -> Rule:
    return lambda change, places: _below(change, places, keyword, change.new)


def _status(change: Change, places: Places) -> Iterator[Note]:
    yield Note(change.ours, change.child)
    if change.event == "error status removed":
        yield from (Note(node, "responses") for node in (change.ours, places.document))


def _security(change: Change, places: Places) -> Iterator[Note]:
    schemes = (places.document.get("components") or {}).get("securitySchemes") or {}
    ways = {scheme_in_words(scheme): name for name, scheme in schemes.items() if isinstance(scheme, dict)}
    key = "security" if change.child == "no key" else ways.get(change.child, change.child)
    yield from (Note(node, key) for node in (change.ours, places.document))


def _removed_field(change: Change, places: Places) -> Iterator[Note]:
    yield Note(change.ours, "removed")
    if holder := places.holder(change.ours):
        yield Note(holder, change.child)


def _bound(change: Change, places: Places) -> Iterator[Note]:
    keyword, _, _ = str(change.old or change.new).partition(" ")
    value = None if change.new is None else str(change.new).partition(" ")[2]
    yield from _below(change, places, keyword, value)


def _listing(change: Change, places: Places) -> Iterator[Note]:
    yield from _below(change, places, "enum", _UNSAID)
    is_one = isinstance(change.new, list) and len(change.new) == 1
    if is_one or change.event == "enum closed":
        yield from _below(change, places, "const", _UNSAID)


def _value(change: Change, places: Places) -> Iterator[Note]:
    value = _text(change.new if change.old is None else change.old)
    listed = [one for one in places.layers(change.ours) if "enum" in one or "const" in one]
    for node in [*listed, change.ours]:
        yield Note(node, value)
        if change.event == "enum value removed":
            yield Note(node, "const")


def _form(change: Change, places: Places) -> Iterator[Note]:
    yield from (Note(node, change.child) for node in places.layers(change.ours))


def _below(change: Change, places: Places, key: str, described: Any) -> Iterator[Note]:
    """Yield the notes at the place itself, at what it is put together from, and at what holds it."""
    yield from (Note(node, key, described) for node in places.layers(change.ours))
    holder = places.holder(change.ours)
    if holder is not None and (change.old in (None, "") or "name" in holder):
        yield Note(holder, key, described)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


_RULES: dict[str, Rule] = {
    end: rule
    for rule, ends in (
        (lambda change, places: iter([Note(places.document, change.child)]), ("operation added",)),
        (_at_place("removed"), ("operation removed", "parameter removed", "body removed")),
        (_at_place("operationId", value=True), ("operation renamed",)),
        (_at_place("deprecated"), ("deprecated", "deprecation withdrawn")),
        (_at_place("name", value=True), ("path parameter renamed",)),
        (_at_place("style", value=True), ("parameter style changed",)),
        (_at_place(), [f"{part} added" for part in ("parameter", "field", "media type", "header")]),
        (_at_place(), ("media type removed", "header removed")),
        (_at_place("requestBody"), ("body added",)),
        (
            _at_place("required", or_holder="field became required"),
            ("field became required", "field became optional"),
        ),
        (_at_place("required"), ("became required", "became optional")),
        (_status, ("status added", "status removed")),
        (_security, ("security added", "security removed")),
        (_removed_field, ("field removed",)),
        (_at_place("additionalProperties"), ("further fields allowed", "further fields refused")),
        (_at_place("type", or_holder="null refused"), ("null allowed", "null refused")),
        (_keyword("type"), ("type widened", "type narrowed", "type changed")),
        (_keyword("format"), ("format changed",)),
        (_at_place("default", value=True), ("default added", "default removed", "default changed")),
        (_value, ("enum value added", "enum value removed")),
        (_listing, ("enum opened", "enum closed", "known values changed")),
        (_bound, ("bound tightened", "bound loosened", "pattern changed")),
        (_form, ("alternative added", "alternative removed")),
    )
    for end in ends
}
"""By the end of the event's name, the longer ones first."""
