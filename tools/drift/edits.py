"""Bring a change into the contract: one edit for each event, here those of operations, parameters and answers.

An edit that cannot decide leaves a question instead. `schema_edits` holds the edits of fields and values.
"""

import functools
import re

from tools.compare import Change
from tools.compare.operation import Operation
from tools.drift import newcomer, schema_edits
from tools.drift.desk import EDITS, GONE, Desk, UndecidedError, edits, extension, mark_since, note, record, take_out
from tools.drift.draft import append, put
from tools.drift.hoist import Hoist
from tools.drift.names import class_name, first_sentence, human, path_parts


def edit(change: Change, desk: Desk) -> None:
    """Bring a change into the contract, or leave a question where it would have to be decided."""
    known = max((end for end in EDITS if change.event.endswith(end)), key=len, default="")
    question = "which of the two is true?"
    try:
        if known:
            EDITS[known](change, desk)
            return
    except UndecidedError as error:
        question = str(error)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        question = f"its form was not foreseen ({type(error).__name__}: {error}); how is it to be written?"
    record(change, desk, f"The description says otherwise ({change.what}): {question}", kind="x-question")


_GONE_PARTS = ("body removed", "status removed", "media type removed", "header removed", "alternative removed")
_FURTHER = ("further fields allowed", "further fields refused")
EDITS.update(dict.fromkeys((*_GONE_PARTS, *_FURTHER), functools.partial(record, reason=GONE)))
EDITS["path parameter renamed"] = functools.partial(record, reason="The wire is the same; users know this name.")


@edits("operation added")
def _add_operation(change: Change, desk: Desk) -> None:
    found = next(one for one in desk.described.values() if one.value is change.theirs)
    is_alone = sum(one.path == found.path for one in desk.described.values()) == 1
    data = desk.draft.data
    made = newcomer.operation(found, desk.hoist, data, is_alone=is_alone)
    for name in made["tags"]:
        if name not in [one["name"] for one in data.get("tags", [])]:
            append(data["tags"], {"name": name, "description": f"{human(name)}."})
    if found.path in data["paths"]:
        put(data["paths"][found.path], found.method, made)
    else:
        put(data["paths"], found.path, {found.method: made})


@edits("operation renamed")
def _rename(change: Change, desk: Desk) -> None:
    operation = desk.written(change.ours)
    if "operationId" not in (operation.get("x-deviation") or {}):
        note(operation, "operationId", "Users know the operation by this name; the description has changed its own.")
    extension(operation, "x-described", "x-deviation")["operationId"] = change.new


@edits("operation removed", "parameter removed", "field removed")
def _deprecate(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    put(node, "deprecated", True, after="description")  # noqa: FBT003 - the value that the keyword has
    note(node, "removed", GONE)
    mark_since(extension(node, "x-deprecation", "x-deviation"), desk)
    holder = desk.places.holder(change.ours)
    if change.rule.subject == "field" and holder is not None:
        take_out(desk.written(holder), "required", change.child)


@edits("deprecated")
def _announce(change: Change, desk: Desk) -> None:
    put(desk.written(change.ours), "deprecated", True, after="description")  # noqa: FBT003 - as above


@edits("deprecation withdrawn")
def _take_back(change: Change, desk: Desk) -> None:
    if change.old is not None:
        schema_edits.take_back_value(change, desk)
        return
    node = desk.written(change.ours)
    node.pop("deprecated", None)
    node.pop("x-deprecation", None)
    take_out(node, "x-deviation", "removed")


def _operation_of(change: Change, desk: Desk) -> tuple[Operation, Hoist, str]:
    """Return the description's operation that a change belongs to, and what makes and names its components."""
    _, path, method, *_ = map(str, desk.places.of(change.ours) or ())
    found = desk.described[method, re.sub(r"\{[^{}]*\}", "{}", path)]
    return found, desk.hoist, class_name(*path_parts(found.path))


@edits("parameter added")
def _add_parameter(change: Change, desk: Desk) -> None:
    made = newcomer.parameter(change.theirs, *_operation_of(change, desk))
    node = desk.written(change.ours)
    if "parameters" not in node:
        put(node, "parameters", [made], after="x-described" if "x-described" in node else "security")
    else:
        append(node["parameters"], made)


@edits("became required", "became optional")
def _require(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    if change.new is False:
        node.pop("required", None)
    elif "default" in (change.theirs.get("schema") or {}):
        record(change, desk, newcomer.DEFAULTED)
    else:
        put(node, "required", True, after="in")  # noqa: FBT003 - as above


@edits("body added")
def _add_body(change: Change, desk: Desk) -> None:
    put(desk.written(change.ours), "requestBody", newcomer.body(*_operation_of(change, desk)))


@edits("status added")
def _add_status(change: Change, desk: Desk) -> None:
    status = change.child
    if not re.fullmatch(r"\d{3}", status):
        raise UndecidedError("an answer without a status of its own cannot be generated; is it needed?")
    made = newcomer.response(status, change.theirs, *_operation_of(change, desk))
    put(desk.written(change.ours)["responses"], status, made)


@edits("media type added")
def _add_media_type(change: Change, desk: Desk) -> None:
    node = desk.written(change.ours)
    content = extension(node, "content", "description")
    is_json_late = change.child.endswith("json") and content and "application/json" not in content
    if change.audience == "caller":
        used = desk.hoist.schema(change.theirs.get("schema"), class_name(change.operations[0], "Request"), "caller")
    else:
        name = class_name(change.operations[0], "Answer")
        used = newcomer.content_schema(change.child, change.theirs, desk.hoist, name)
    if is_json_late:
        note(node, change.child, "JSON comes by way of exception; the first media type is the rule.")
    put(content, change.child, {"schema": used})


@edits("header added")
def _add_header(change: Change, desk: Desk) -> None:
    headers = extension(desk.written(change.ours), "headers", "description")
    schema = desk.hoist.schema(change.theirs.get("schema"), class_name(change.child, "Header"), "answer")
    described = first_sentence(change.theirs.get("description"), human(change.child))
    put(headers, change.child, {"description": described, "schema": schema or {"type": "string"}})
