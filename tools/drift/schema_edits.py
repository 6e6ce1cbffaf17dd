"""The edits of schemas: fields, types, values, bounds and forms."""

from collections.abc import Iterator
from typing import Any

from tools.compare import Change
from tools.compare.meaning import Shapes
from tools.contract.walk import mapping
from tools.drift.desk import GONE, Desk, UndecidedError, edits, extension, mark_since, note, record, take_out
from tools.drift.draft import append, append_once, put
from tools.drift.hoist import REASONS
from tools.drift.names import class_name, human
from tools.drift.newcomer import DEFAULTED
from tools.drift.simplify import label_of
from tools.schemas import PARSED_FORMATS, fits, is_regular_expression


@edits("field added")
def _add_field(change: Change, desk: Desk) -> None:
    holder, name = _object_at(change, desk)
    used = desk.hoist.use(change.theirs, class_name(name, change.child), change.audience, fallback=human(change.child))
    put(extension(holder, "properties", ""), change.child, used)
    if change.event == "required field added":
        if change.audience == "answer" or "default" in used:
            if "required" not in (holder.get("x-deviation") or {}):
                note(holder, "required", "Only what nobody can do without is required.")
        elif "required" in holder:
            append(holder["required"], change.child)
        else:
            put(holder, "required", [change.child], after="description")


def _object_at(change: Change, desk: Desk) -> tuple[Any, str]:
    """Return the object schema of a place, and the component that it is."""
    layers = list(desk.places.layers(change.ours))
    for key in ("properties", "type"):
        for layer in layers:
            if key in layer and layer.get("type", "object") == "object":
                return desk.written(layer), str((desk.places.of(layer) or ("Value",))[-1])
    raise UndecidedError("there is no object here to add it to; what does the service send?")


@edits("field became required", "field became optional")
def _require_field(change: Change, desk: Desk) -> None:
    holder = desk.places.holder(change.ours)
    if change.audience == "answer":
        if change.new is False:
            raise UndecidedError("a verb has relied on it until now; can it do without?")
        record(change, desk, "The service leaves fields out from time to time.")
    elif holder is None:
        raise UndecidedError("which of the two is true?")
    elif change.new is False:
        take_out(desk.written(holder), "required", change.child)
    elif "default" in change.theirs:
        record(change, desk, DEFAULTED)
    else:
        node = desk.written(holder)
        put(node, "required", [*node.get("required", []), change.child], after="description")


@edits("null allowed", "null refused")
def _null(change: Change, desk: Desk) -> None:
    if change.new is False:
        record(change, desk, "Null was allowed once, and is still understood.")
        return
    if change.theirs == {}:
        return  # the note on its type says this too
    node = desk.written(change.ours)
    if isinstance(node.get("type"), str):
        put(node, "type", [node["type"], "null"])
    elif isinstance(node.get("type"), list):
        append_once(node["type"], "null")
    elif "anyOf" in node:
        append_once(node["anyOf"], {"type": "null"})
    elif "$ref" in node:
        _unite(node, "anyOf", {"$ref": str(node.pop("$ref"))}, {"type": "null"})
    else:
        raise UndecidedError("how is null to be read here?")


def _unite(node: Any, keyword: str, *members: dict[str, Any]) -> None:
    """Let a node that was a reference in braces put several schemas together."""
    put(node, keyword, list(members))
    node.fa.set_block_style()


@edits("type widened", "type narrowed")
def _type(change: Change, desk: Desk) -> None:
    if change.audience == "answer" and change.theirs == {}:
        record(change, desk, "The description says nothing of its form; ours is what the service sends.")
        return
    numbers = {"integer", "number"}
    if change.audience == "answer" or not {change.old, change.new} <= numbers:
        raise UndecidedError("what does the service send, or take, by now?")
    for layer in desk.places.layers(change.ours):
        if layer.get("type") == change.old:
            put(desk.written(layer), "type", change.new)
            return
    raise UndecidedError("what does the service take by now?")


@edits("format changed")
def _format(change: Change, desk: Desk) -> None:
    if {change.old, change.new} & PARSED_FORMATS:
        raise UndecidedError("the client would read it into another Python type; is that right?")
    _set_keyword(change, desk, "format", change.new)


@edits("default added", "default removed", "default changed")
def _default(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    if change.new is None:
        node.pop("default", None)
    elif isinstance(change.new, list | dict):
        record(change, desk, REASONS["default"])
    elif not all(_passes(change.new, layer) for layer in desk.places.layers(change.ours)):
        raise UndecidedError("it is not one of the values that the contract knows; what happens when it is left out?")
    else:
        if "$ref" in node and "allOf" not in node:
            _unite(node, "allOf", {"$ref": str(node.pop("$ref"))})
        put(node, "default", change.new, after="description")


def _passes(value: Any, layer: dict[str, Any]) -> bool:
    """Return whether a value passes what a schema says itself, without the schemas that it refers to."""
    own: dict[str, Any] = {key: layer[key] for key in ("type", "enum", "const") if key in layer}
    return "anyOf" in layer or fits(value, own)


@edits("enum value added")
def _add_value(change: Change, desk: Desk) -> None:
    node = desk.written(desk.layer_with("enum", change, "one value was fixed until now; what else may it be?"))
    append_once(node["enum"], change.new)


@edits("enum value removed")
def _remove_value(change: Change, desk: Desk) -> None:
    node = desk.written(desk.layer_with("enum", change, "one value was fixed until now; what is it by now?"))
    value = str(change.old)
    note(node, value, GONE)
    put(node, "x-deprecated-values", [*node.get("x-deprecated-values", []), change.old], after="x-deviation")
    facts = extension(node, "x-deprecation", "x-deprecated-values")
    mark_since(extension(facts, value, ""), desk)


def take_back_value(change: Change, desk: Desk) -> None:
    """Mark a value no more that the description has again."""
    layers = [one for one in desk.places.layers(change.ours) if change.old in (one.get("x-deprecated-values") or ())]
    for node in map(desk.written, layers):
        take_out(node, "x-deprecated-values", change.old)
        for name in ("x-deprecation", "x-deviation"):
            take_out(node, name, str(change.old))


@edits("enum opened", "enum closed", "known values changed")
def _listing(change: Change, desk: Desk) -> None:
    if change.event == "enum opened" and change.old:
        _open(change, desk)
    elif change.new or change.old:
        record(change, desk, "Any value is understood; the lists only help.")
    else:
        record(change, desk, "New values may come, so any string stays allowed.")


def _open(change: Change, desk: Desk) -> None:
    """Allow any string beside the listed values, wherever they are used."""
    question = "which other values are there?"
    layer = desk.layer_with("enum", change, question)
    pointer = desk.places.of(layer)
    if not pointer or pointer[:2] != ("components", "schemas") or layer.get("type") != "string":
        raise UndecidedError(question)
    reference = f"#/components/schemas/{pointer[2]}"
    for node in list(_users(desk.draft.data, reference)):
        node.pop("$ref", None)
        node.pop("allOf", None)
        _unite(node, "anyOf", {"$ref": reference}, {"type": "string"})
    note(desk.written(layer), "enum", "The description allows any string by now; the known ones help the editor.")


def _users(node: Any, reference: str) -> Iterator[Any]:
    """Yield the places that use a component as a closed list."""
    if isinstance(node, list):
        for value in node:
            yield from _users(value, reference)
    elif isinstance(node, dict):
        if node.get("$ref") == reference or node.get("allOf") == [{"$ref": reference}]:
            yield node
            return
        for key, value in node.items():
            is_open = key == "anyOf" and isinstance(value, list) and {"type": "string"} in value
            if not is_open and not str(key).startswith("x-"):
                yield from _users(value, reference)


@edits("bound tightened", "bound loosened", "pattern changed")
def _bound(change: Change, desk: Desk) -> None:
    keyword = str(change.old or change.new).partition(" ")[0]
    value = None if change.new is None else _their_bound(change, desk, keyword)
    if keyword == "pattern" and value is not None and not is_regular_expression(value):
        record(change, desk, REASONS["pattern"])
    else:
        _set_keyword(change, desk, keyword, value)


def _their_bound(change: Change, desk: Desk, keyword: str) -> Any:
    document = next(iter(desk.described.values())).document
    bounds = Shapes(document).of(change.theirs).bounds
    if keyword not in bounds:
        raise UndecidedError(f"which {keyword} is meant?")
    return bounds[keyword]


def _set_keyword(change: Change, desk: Desk, keyword: str, value: Any) -> None:
    layers = list(desk.places.layers(change.ours))
    holders = [one for one in layers if keyword in one] or [one for one in layers if one.get("type", "null") != "null"]
    if not holders:
        raise UndecidedError("it has no type here; what may it be?")
    node = desk.written(holders[0])
    if value is None:
        node.pop(keyword, None)
    else:
        put(node, keyword, value, after="type")


@edits("alternative added")
def _add_form(change: Change, desk: Desk) -> None:
    layer = desk.layer_with("anyOf", change, "there was one form until now; is the other one real?")
    pointer = [str(key) for key in desk.places.of(layer) or ("Value",)]
    name = pointer[-1]
    owner = pointer[2] if pointer[:2] == ["components", "schemas"] else name
    stem = owner if owner == name else class_name(owner, name)
    label = label_of(mapping(change.theirs.get("properties"))) or str(change.theirs.get("title") or "Form")
    used = desk.hoist.schema(change.theirs, class_name(stem, label), change.audience)
    append(desk.written(layer)["anyOf"], used)
