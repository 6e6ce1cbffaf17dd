"""One edit for each kind of difference; what none of them can decide becomes a question."""

import re
from collections.abc import Callable
from typing import Any

from attrs import frozen
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from tools.compare import Change
from tools.compare.meaning import Shapes
from tools.compare.operation import Operation
from tools.drift import newcomer
from tools.drift.draft import Draft, append, put
from tools.drift.hoist import Hoist
from tools.drift.names import class_name, first_sentence, human
from tools.drift.places import Places
from tools.drift.recorded import notes
from tools.schemas import PARSED_FORMATS, fits

_GONE = "The description no longer has it; it is kept until nobody uses it."


class UndecidedError(Exception):
    """An edit cannot decide what is right; its text is the question."""


@frozen
class Desk:
    """What an edit works with.

    Args:
        draft: The contract while it is rewritten.
        places: Where its parts stood when the changes were found.
        hoist: Makes components of the description's schemas.
        described: The operations of the description, by method and path.
        date: The day that is written beside what goes, as 2026-03-01.
    """

    draft: Draft
    places: Places
    hoist: Hoist
    described: dict[tuple[str, str], Operation]
    date: str

    def written(self, node: Any) -> Any:
        """Return the part of the draft that a part of the contract stands for."""
        pointer = self.places.of(node)
        if pointer is None:
            raise UndecidedError("its place in the contract could not be told")
        return self.draft.at(pointer)


def edit(change: Change, desk: Desk) -> None:
    """Bring a change into the contract, or leave a question where it would have to be decided."""
    rule = next((rule for end, rule in _EDITS.items() if change.event.endswith(end)), _undecided)
    try:
        rule(change, desk)
    except UndecidedError as question:
        record(change, desk, f"{_said(change)}: {question}", kind="x-question")
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        odd = f"its form was not foreseen ({type(error).__name__}: {error}); how is it to be written?"
        record(change, desk, f"{_said(change)}: {odd}", kind="x-question")


def record(change: Change, desk: Desk, reason: str, *, kind: str = "x-deviation", exactly: bool = True) -> None:
    """Write the note that covers a change.

    Args:
        change: What differs.
        desk: Where to write.
        reason: Why it differs, or what is asked.
        kind: `x-deviation` or `x-question`.
        exactly: Whether the note covers only what the description says now.
    """
    note = next(iter(notes(change, desk.places)))
    node = desk.written(note.node)
    _note(node, note.key, reason, kind)
    if exactly and note.has_described and note.described is not None:
        _entry(node, "x-described", kind)[note.key] = note.described
    elif note.key in (node.get("x-described") or {}):
        del node["x-described"][note.key]


def _note(node: Any, key: str, reason: str, kind: str = "x-deviation") -> None:
    put(_entry(node, kind, "description"), key, reason)


def _entry(node: Any, extension: str, after: str) -> Any:
    if extension not in node:
        put(node, extension, {}, after=after if after in node else "")
    return node[extension]


def _said(change: Change) -> str:
    return f"The description says otherwise ({change.what})"


def _undecided(change: Change, desk: Desk) -> None:  # noqa: ARG001 - one signature for all edits
    raise UndecidedError("which of the two is true?")


# -- operations --


def _add_operation(change: Change, desk: Desk) -> None:
    found = next(one for one in desk.described.values() if one.value is change.theirs)
    is_alone = sum(one.path == found.path for one in desk.described.values()) == 1
    data = desk.draft.data
    path, made = newcomer.operation(found, desk.hoist, data, is_alone=is_alone)
    for name in made["tags"]:
        if name not in [one["name"] for one in data.get("tags", [])]:
            append(data["tags"], newcomer.tag(name))
    if path in data["paths"]:
        put(data["paths"][path], found.method, made)
    else:
        put(data["paths"], path, {found.method: made})


def _rename(change: Change, desk: Desk) -> None:
    operation = desk.written(change.ours)
    if "operationId" not in (operation.get("x-deviation") or {}):
        _note(operation, "operationId", "Users know the operation by this name; the description has changed its own.")
    _entry(operation, "x-described", "x-deviation")["operationId"] = change.new


def _deprecate(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    put(node, "deprecated", True, after="description")  # noqa: FBT003 - the value that the keyword has
    _note(node, "removed", _GONE)
    _since(_entry(node, "x-deprecation", "x-deviation"), desk)
    holder = desk.places.holder(change.ours)
    if change.rule.subject == "field" and holder is not None:
        _unrequire(desk.written(holder), change.child)


def _since(facts: Any, desk: Desk) -> None:
    """Write down since when, where a person has not."""
    if "since" not in facts:
        put(facts, "since", DoubleQuotedScalarString(desk.date))


def _announce(change: Change, desk: Desk) -> None:
    put(desk.written(change.ours), "deprecated", True, after="description")  # noqa: FBT003 - as above


def _take_back(change: Change, desk: Desk) -> None:
    if change.old is not None:
        _take_back_value(change, desk)
        return
    node = desk.written(change.ours)
    node.pop("deprecated", None)
    node.pop("x-deprecation", None)
    _take_out(node, "x-deviation", "removed")


def _take_back_value(change: Change, desk: Desk) -> None:
    layers = [one for one in desk.places.layers(change.ours) if change.old in (one.get("x-deprecated-values") or ())]
    for node in map(desk.written, layers):
        node["x-deprecated-values"].remove(change.old)
        if not node["x-deprecated-values"]:
            del node["x-deprecated-values"]
        for extension in ("x-deprecation", "x-deviation"):
            _take_out(node, extension, str(change.old))


def _take_out(node: Any, extension: str, key: str) -> None:
    """Remove an entry, and the extension with its last one."""
    kept = node.get(extension) or {}
    kept.pop(key, None)
    if extension in node and not kept:
        del node[extension]


# -- parameters and bodies --


def _operation_of(change: Change, desk: Desk) -> Operation:
    wanted = [str(key) for key in desk.places.of(change.ours) or ()]
    path = re.sub(r"\{[^{}]*\}", "{}", wanted[1])
    return desk.described[wanted[2], path]


def _base(operation: Operation) -> str:
    return class_name(*[part for part in operation.path.split("/") if "{" not in part and not re.match(r"v\d", part)])


def _add_parameter(change: Change, desk: Desk) -> None:
    operation = _operation_of(change, desk)
    made = newcomer.parameter(change.theirs, operation, desk.hoist, _base(operation))
    node = desk.written(change.ours)
    if "parameters" not in node:
        put(node, "parameters", [made], after="x-described" if "x-described" in node else "security")
    else:
        append(node["parameters"], made)


def _require(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    if change.new is False:
        node.pop("required", None)
    elif "default" in (change.theirs.get("schema") or {}):
        record(change, desk, "It has a default, so a caller need not send it.")
    else:
        put(node, "required", True, after="in")  # noqa: FBT003 - the value that the keyword has


def _add_body(change: Change, desk: Desk) -> None:
    operation = _operation_of(change, desk)
    made = newcomer.body(operation, desk.hoist, _base(operation))
    put(desk.written(change.ours), "requestBody", made)


def _kept(change: Change, desk: Desk) -> None:
    record(change, desk, _GONE)


def _keep_name(change: Change, desk: Desk) -> None:
    record(change, desk, "The wire is the same; users know this name.")


# -- answers --


def _add_status(change: Change, desk: Desk) -> None:
    operation = _operation_of(change, desk)
    status = change.child
    if not re.fullmatch(r"\d{3}", status):
        raise UndecidedError("an answer without a status of its own cannot be generated; is it needed?")
    node = desk.written(change.ours)
    made = newcomer.response(status, change.theirs, operation, desk.hoist, _base(operation))
    put(node["responses"], status, made)


def _add_media_type(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    if "content" not in node:
        put(node, "content", {}, after="description")
    is_json_late = change.child.endswith("json") and node["content"] and "application/json" not in node["content"]
    if change.audience == "caller":
        used = desk.hoist.use(change.theirs.get("schema"), class_name(change.operations[0], "Request"), "caller")
        used.pop("description", None)
    else:
        name = class_name(change.operations[0], "Answer")
        used = newcomer.content_schema(change.child, change.theirs, desk.hoist, name)
    if is_json_late:
        _note(node, change.child, "JSON comes by way of exception; the first media type is the rule.")
    put(node["content"], change.child, {"schema": used})


def _add_header(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    told = change.theirs
    schema = desk.hoist.use(told.get("schema"), class_name(change.child, "Header"), "answer")
    schema.pop("description", None)
    described = first_sentence(told.get("description"), human(change.child))
    if "headers" not in node:
        put(node, "headers", {}, after="description")
    put(node["headers"], change.child, {"description": described, "schema": schema or {"type": "string"}})


# -- fields --


def _object_at(change: Change, desk: Desk) -> tuple[Any, str]:
    """Return the object schema of a place, and the component that it is."""
    layers = list(desk.places.layers(change.ours))
    for key in ("properties", "type"):
        for layer in layers:
            if key in layer and layer.get("type", "object") == "object":
                return desk.written(layer), str((desk.places.of(layer) or ("Value",))[-1])
    raise UndecidedError("there is no object here to add it to; what does the service send?")


def _add_field(change: Change, desk: Desk) -> None:
    holder, name = _object_at(change, desk)
    used = desk.hoist.use(change.theirs, class_name(name, change.child), change.audience, fallback=human(change.child))
    if "properties" not in holder:
        put(holder, "properties", {})
    put(holder["properties"], change.child, used)
    if change.event == "required field added":
        if change.audience == "answer" or "default" in used:
            if "required" not in (holder.get("x-deviation") or {}):
                _note(holder, "required", "Only what nobody can do without is required.")
        elif "required" in holder:
            append(holder["required"], change.child)
        else:
            put(holder, "required", [change.child], after="description")


def _require_field(change: Change, desk: Desk) -> None:
    holder = desk.places.holder(change.ours)
    if change.audience == "answer":
        if change.new is False:
            raise UndecidedError("a verb has relied on it until now; can it do without?")
        record(change, desk, "The service leaves fields out from time to time.")
    elif holder is None:
        raise UndecidedError("which of the two is true?")
    elif change.new is False:
        _unrequire(desk.written(holder), change.child)
    elif "default" in change.theirs:
        record(change, desk, "It has a default, so a caller need not send it.")
    else:
        node = desk.written(holder)
        put(node, "required", [*node.get("required", []), change.child], after="description")


def _unrequire(node: Any, name: str) -> None:
    if name in node.get("required", []):
        node["required"].remove(name)
        if not node["required"]:
            del node["required"]


# -- values --


def _null(change: Change, desk: Desk) -> None:
    if change.new is False:
        record(change, desk, "Null was allowed once, and is still understood.")
        return
    node = desk.written(change.ours)
    if isinstance(node.get("type"), str):
        put(node, "type", [node["type"], "null"])
    elif isinstance(node.get("type"), list):
        append(node["type"], "null")
    elif "anyOf" in node:
        append(node["anyOf"], {"type": "null"})
    elif "$ref" in node:
        put(node, "anyOf", [{"$ref": str(node.pop("$ref"))}, {"type": "null"}])
        node.fa.set_block_style()
    else:
        raise UndecidedError("how is null to be read here?")


def _type(change: Change, desk: Desk) -> None:
    numbers = {"integer", "number"}
    if change.audience == "answer" or not {change.old, change.new} <= numbers:
        raise UndecidedError("what does the service send, or take, by now?")
    for layer in desk.places.layers(change.ours):
        if layer.get("type") == change.old:
            put(desk.written(layer), "type", change.new)
            return
    raise UndecidedError("what does the service take by now?")


def _format(change: Change, desk: Desk) -> None:
    if {change.old, change.new} & PARSED_FORMATS:
        raise UndecidedError("the client would read it into another Python type; is that right?")
    _set_keyword(change, desk, "format", change.new)


def _default(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    if change.new is None:
        node.pop("default", None)
    elif isinstance(change.new, list | dict):
        record(change, desk, "A default of this form cannot be written down for the generator.")
    elif not all(_passes(change.new, layer) for layer in desk.places.layers(change.ours)):
        raise UndecidedError("it is not one of the values that the contract knows; what happens when it is left out?")
    elif list(node) == ["$ref"] or ("$ref" in node and "allOf" not in node):
        put(node, "allOf", [{"$ref": str(node.pop("$ref"))}])
        node.fa.set_block_style()
        put(node, "default", change.new, after="description")
    else:
        put(node, "default", change.new, after="description")


def _passes(value: Any, layer: Any) -> bool:
    """Tell whether a value passes what a schema says itself, without what it refers to."""
    said = {key: layer[key] for key in ("type", "enum", "const") if key in layer}
    return "anyOf" in layer or fits(value, said)


def _add_value(change: Change, desk: Desk) -> None:
    for layer in desk.places.layers(change.ours):
        if "enum" in layer:
            node = desk.written(layer)
            if change.new not in node["enum"]:
                append(node["enum"], change.new)
            return
    raise UndecidedError("one value was fixed until now; what else may it be?")


def _remove_value(change: Change, desk: Desk) -> None:
    for layer in desk.places.layers(change.ours):
        if "enum" in layer:
            node = desk.written(layer)
            _note(node, str(change.old), _GONE)
            put(node, "x-deprecated-values", [*node.get("x-deprecated-values", []), change.old], after="x-deviation")
            facts = _entry(node, "x-deprecation", "x-deprecated-values")
            if str(change.old) not in facts:
                put(facts, str(change.old), {})
            _since(facts[str(change.old)], desk)
            return
    raise UndecidedError("one value was fixed until now; what is it by now?")


def _open(change: Change, desk: Desk) -> None:
    """Allow any string beside the listed values, wherever they are used."""
    layer = next((one for one in desk.places.layers(change.ours) if "enum" in one), None)
    pointer = desk.places.of(layer)
    if layer is None or not pointer or pointer[:2] != ("components", "schemas") or layer.get("type") != "string":
        raise UndecidedError("which other values are there?")
    reference = f"#/components/schemas/{pointer[2]}"
    for node in _users(desk.draft.data, reference):
        node.pop("$ref", None)
        node.pop("allOf", None)
        put(node, "anyOf", [{"$ref": reference}, {"type": "string"}])
        node.fa.set_block_style()
    _note(desk.written(layer), "enum", "The description allows any string by now; the known ones help the editor.")


def _users(node: Any, reference: str) -> list[Any]:
    """Find the places that use a component as a closed list."""
    found = []
    if isinstance(node, dict):
        if node.get("$ref") == reference or node.get("allOf") == [{"$ref": reference}]:
            return [node]
        for key, value in node.items():
            is_open = key == "anyOf" and isinstance(value, list) and {"type": "string"} in value
            if not is_open and not str(key).startswith("x-"):
                found += _users(value, reference)
    elif isinstance(node, list):
        for value in node:
            found += _users(value, reference)
    return found


def _listing(change: Change, desk: Desk) -> None:
    if change.event == "enum opened" and change.old:
        _open(change, desk)
    elif change.new or change.old:
        record(change, desk, "Any value is understood; the lists only help.")
    else:
        record(change, desk, "New values may come, so any string stays allowed.")


def _bound(change: Change, desk: Desk) -> None:
    keyword = str(change.old or change.new).partition(" ")[0]
    value = _theirs(change.theirs, keyword, desk) if change.new is not None else None
    if keyword == "pattern" and value is not None:
        try:
            re.compile(str(value))
        except re.error:
            record(change, desk, "The description's pattern is no regular expression that Python knows.")
            return
    _set_keyword(change, desk, keyword, value)


def _theirs(schema: Any, keyword: str, desk: Desk) -> Any:
    document = next(iter(desk.described.values())).document
    bounds = Shapes(document).of(schema).bounds
    if keyword not in bounds:
        raise UndecidedError(f"which {keyword} is meant?")
    return bounds[keyword]


def _set_keyword(change: Change, desk: Desk, keyword: str, value: Any) -> None:
    layers = list(desk.places.layers(change.ours))
    kinds = [one for one in layers if one.get("type", "null") != "null"]
    chosen = next((one for one in layers if keyword in one), None) or (kinds[0] if kinds else None)
    if chosen is None:
        raise UndecidedError("it has no type here; what may it be?")
    node = desk.written(chosen)
    if value is None:
        node.pop(keyword, None)
    else:
        put(node, keyword, value, after="type")


def _add_form(change: Change, desk: Desk) -> None:
    for layer in desk.places.layers(change.ours):
        if "anyOf" in layer:
            name = str((desk.places.of(layer) or ("Value",))[-1])
            pointer = [str(key) for key in desk.places.of(layer) or ()]
            owner = pointer[2] if pointer[:2] == ["components", "schemas"] else name
            stem = owner if owner == name else class_name(owner, name)
            label = _label(change.theirs)
            used = desk.hoist.use(change.theirs, class_name(stem, label), change.audience)
            used.pop("description", None)
            append(desk.written(layer)["anyOf"], used)
            return
    raise UndecidedError("there was one form until now; is the other one real?")


def _label(schema: Any) -> str:
    for inner in (schema.get("properties") or {}).values():
        value = inner.get("const") if isinstance(inner, dict) else None
        if isinstance(value, str):
            return value
    return str(schema.get("title") or "Form")


_EDITS: dict[str, Callable[[Change, Desk], None]] = {
    end: edit
    for edit, ends in (
        (_add_operation, ("operation added",)),
        (_deprecate, ("operation removed", "parameter removed", "field removed")),
        (_rename, ("operation renamed",)),
        (_take_back, ("deprecation withdrawn",)),
        (_announce, ("deprecated",)),
        (_add_parameter, ("parameter added",)),
        (_keep_name, ("path parameter renamed",)),
        (_require_field, ("field became required", "field became optional")),
        (_require, ("became required", "became optional")),
        (_add_body, ("body added",)),
        (_kept, ("body removed", "status removed", "media type removed", "header removed", "alternative removed")),
        (_kept, ("further fields allowed", "further fields refused")),
        (_add_status, ("status added",)),
        (_add_media_type, ("media type added",)),
        (_add_header, ("header added",)),
        (_add_field, ("field added",)),
        (_null, ("null allowed", "null refused")),
        (_type, ("type widened", "type narrowed")),
        (_format, ("format changed",)),
        (_default, ("default added", "default removed", "default changed")),
        (_add_value, ("enum value added",)),
        (_remove_value, ("enum value removed",)),
        (_listing, ("enum opened", "enum closed", "known values changed")),
        (_bound, ("bound tightened", "bound loosened", "pattern changed")),
        (_add_form, ("alternative added",)),
    )
    for end in ends
}
"""By the end of the event's name; everything else is asked."""
