"""Compare what two schemas say of one value: its types, format, listed values and bounds."""

from collections.abc import Iterator
from typing import Any

from tools.compare._change import Change, Place
from tools.compare._shape import Shape
from tools.schemas import BOUNDS, LOWER, PARSED_FORMATS, UPPER


def value_findings(place: Place, old: Shape, new: Shape) -> Iterator[Change]:
    """List the differences that do not concern fields or items."""
    yield from _types(place, old, new)
    yield from _format(place, old, new)
    yield from _enum(place, old, new)
    yield from _bounds(place, old, new)


def _types(place: Place, old: Shape, new: Shape) -> Iterator[Change]:
    before, after = _spread(old.types), _spread(new.types)
    if before != after:
        event = "type changed"
        if before is None or (after is not None and after < before):
            event = "type narrowed"
        elif after is None or before < after:
            event = "type widened"
        yield place.finding(event, types_text(old), types_text(new))


def _spread(types: frozenset[str] | None) -> frozenset[str] | None:
    return types | {"integer"} if types and "number" in types else types


def types_text(shape: Shape) -> str:
    """Write the types in words."""
    return " or ".join(sorted(shape.types)) if shape.types else "anything"


def _format(place: Place, old: Shape, new: Shape) -> Iterator[Change]:
    if old.format != new.format:
        parsed = {old.format, new.format} & PARSED_FORMATS
        event = "parsed format changed" if parsed else "format changed"
        yield place.finding(event, old.format or None, new.format or None)


def _enum(place: Place, old: Shape, new: Shape) -> Iterator[Change]:
    if old.enum is None and new.enum is None:
        return
    where = place.inside(old.enum_name or new.enum_name)
    if old.enum is None or new.enum is None:
        event = "enum closed" if old.enum is None else "enum opened"
        is_open = old.is_open or new.is_open
        before, after = (None if one.enum is None else list(one.enum.values()) for one in (old, new))
        yield where.finding("known values changed" if is_open else event, before, after)
        return
    if old.is_open != new.is_open:
        yield where.finding("enum opened" if new.is_open else "enum closed", "", "")
    added = "open enum value added" if old.is_open or new.is_open else "enum value added"
    for text, value in old.enum.items():
        if text not in new.enum:
            yield where.finding("enum value removed", value, None)
    for text, value in new.enum.items():
        if text not in old.enum:
            yield where.finding(added, None, value)
        elif text in old.gone - new.gone:
            yield where.finding("deprecation withdrawn", value)


def _bounds(place: Place, old: Shape, new: Shape) -> Iterator[Change]:
    for keyword in BOUNDS:
        before, after = old.bounds.get(keyword), new.bounds.get(keyword)
        if before != after:
            old_text, new_text = (None if value is None else f"{keyword} {value}" for value in (before, after))
            yield place.finding(_bound_event(keyword, before, after), old_text, new_text)


def _bound_event(keyword: str, before: Any, after: Any) -> str:
    if before is None or after is None:
        return "bound loosened" if after is None else "bound tightened"
    if keyword == "pattern":
        return "pattern changed"
    is_tighter = True
    if isinstance(before, int | float) and isinstance(after, int | float):
        if keyword == "multipleOf":
            is_tighter = not after or before % after != 0
        elif keyword in (*LOWER, *UPPER):
            is_tighter = after > before if keyword in LOWER else after < before
    return "bound tightened" if is_tighter else "bound loosened"
