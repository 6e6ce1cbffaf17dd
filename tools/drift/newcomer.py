"""Write a new operation, or a new part of one, as the contract writes them."""

import re
from typing import Any

from tools.compare.operation import Operation
from tools.drift import names
from tools.drift.hoist import Hoist

Node = dict[str, Any]

SHARED = {
    "400": "BadRequest", "401": "Unauthorized", "402": "PaymentRequired", "403": "Forbidden", "404": "NotFound",
    "429": "TooManyRequests", "500": "InternalError", "502": "BadGateway", "503": "ServiceUnavailable",
    "504": "GatewayTimeout", "524": "OriginTimeout", "530": "OriginUnreachable",
}  # fmt: skip # a table reads best in lines
"""The answers that every operation shares, by status."""

_STATUS_WORDS = {"200": "Answer", "201": "Created", "202": "Accepted", "206": "Part"}
_NOT_PYTHON = "The description's names are no Python names; this one follows the house's rules."
DEFAULTED = "It has a default, so a caller need not send it."
_NO_RANGE = "An answer without a status of its own cannot be generated; undocumented ones are survived anyway."
_ONE_FORM = "It holds the same as the form before it, and one way to send it is enough."
_NO_TEXT = "The generator sends no bare text; the other form is there."
_NOT_READ = "Who reads the frames of this stream? They come as text until a verb does."


def operation(found: Operation, hoist: Hoist, contract: Node, *, is_alone: bool) -> Node:
    """Return an operation.

    Args:
        found: The operation of the description.
        hoist: Makes the components.
        contract: The contract, for the names that are taken.
        is_alone: Whether it is the only operation of its path.
    """
    listed = [one for item in contract["paths"].values() for one in item.values() if isinstance(one, dict)]
    described = str(found.value.get("operationId") or "")
    name = names.operation_name(found.method, found.path, described, (str(one.get("operationId")) for one in listed))
    prose = found.value.get("summary") or found.value.get("description")
    base = names.base_name(found.method, found.path, is_alone=is_alone)
    notes = {"operationId": _NOT_PYTHON} if described and described != name else {}
    made: Node = {
        "operationId": name,
        "tags": [_tag(found, contract)],
        "summary": names.summary(prose, found.method, found.path),
        "description": names.first_sentence(found.value.get("description") or prose, f"Calls {found.title}", most=400),
        "security": [*([{}] if "no key" in found.security else []), {"bearerAuth": []}, {"queryKey": []}],
        "x-deviation": notes,
    }
    if "operationId" in notes:
        made["x-described"] = {"operationId": described}
    if parameters := _parameters(found, hoist, base, contract):
        made["parameters"] = parameters
    if found.body:
        made["requestBody"] = body(found, hoist, base)
    made["responses"] = _responses(found, hoist, base, notes)
    if not notes:
        del made["x-deviation"]
    return made


def _tag(found: Operation, contract: Node) -> str:
    first = next(iter(names.path_parts(found.path)), "other")
    neighbours = [
        one["tags"][0]
        for path, item in contract["paths"].items()
        for one in item.values()
        if path.split("/")[1:2] == [first] and isinstance(one, dict) and one.get("tags")
    ]
    if neighbours:
        return str(neighbours[0])
    tags = found.value.get("tags") or []
    is_domain = tags and "." in str(tags[0])
    return names.tag_name(str(tags[0]) if tags and not is_domain else first)


def _parameters(found: Operation, hoist: Hoist, base: str, contract: Node) -> list[Node]:
    """Return the parameters, without those that the contract has as a way to send the key."""
    schemes = contract["components"].get("securitySchemes", {}).values()
    keys = {(scheme.get("in"), scheme.get("name")) for scheme in schemes}
    listed = [one for where, one in found.parameters.items() if where not in keys]
    declared = {one["name"] for one in listed if one.get("in") == "path"}
    missing = [name for name in re.findall(r"\{([^{}]*)\}", found.path) if name not in declared]
    added = [{"name": name, "in": "path"} for name in missing]
    return [parameter(one, found, hoist, base) for one in (*added, *listed)]


def parameter(described: Node, found: Operation, hoist: Hoist, base: str) -> Node:
    """Return a parameter; one that has a default need not be given."""
    name = str(described["name"])
    schema = described.get("schema") or next(iter(found.media_types(described).values()), {}).get("schema") or {}
    used = hoist.use(schema, names.class_name(base, name), "caller", fallback=names.human(name))
    description = used.pop("description")
    made: Node = {"name": name, "in": described.get("in", "query")}
    is_path, is_required = made["in"] == "path", described.get("required") is True
    if is_path:
        used.pop("default", None)
    if is_path or (is_required and "default" not in used):
        made["required"] = True
    made["description"] = names.first_sentence(described.get("description"), description)
    if is_required and "required" not in made:
        made["x-deviation"] = {"required": DEFAULTED}
    return {**made, "schema": used or {"type": "string"}}


def body(found: Operation, hoist: Hoist, base: str) -> Node:
    """Return a request body: the same form for each media type where they say the same."""
    described, content, notes = found.body, dict[str, Node](), dict[str, str]()
    forms = _json_first(found.media_types(described))
    for media_type, form in forms.items():
        used = hoist.schema(form.get("schema"), names.class_name(base, "Request"), "caller")
        if {"schema": used} in content.values():
            notes[media_type] = _ONE_FORM
        elif media_type.startswith("text/") and len(forms) > 1:
            notes[media_type] = _NO_TEXT
        else:
            content[media_type] = {"schema": used}
    made: Node = {"description": names.first_sentence(described.get("description"), f"What {found.title} takes")}
    if described.get("required") is not True:
        notes["required"] = "The operation cannot do without it, whatever the description says."
    if notes:
        made["x-deviation"] = notes
    return {**made, "required": True, "content": content}


def _responses(found: Operation, hoist: Hoist, base: str, notes: Node) -> Node:
    made: Node = {}
    for status, answer in sorted(found.answers.items()):
        if not re.fullmatch(r"\d{3}", status):
            notes[status] = _NO_RANGE
        elif not (status in SHARED and _is_envelope(found, answer)):
            made[status] = response(status, answer, found, hoist, base)
    if not any(status.startswith(("2", "3")) for status in made):
        made["200"] = {"description": "The answer."}
    shared = {status: {"$ref": f"#/components/responses/{name}"} for status, name in SHARED.items()}
    return dict(sorted({**shared, **made}.items()))


def _is_envelope(found: Operation, answer: Node) -> bool:
    """Return whether an error is the one that all operations share, or says nothing of its form."""
    for form in found.media_types(answer).values():
        fields = found.resolved(form.get("schema")).get("properties") or {}
        if form.get("schema") and not {"error", "success"} <= fields.keys():
            return False
    return True


def response(status: str, answer: Node, found: Operation, hoist: Hoist, base: str) -> Node:
    """Return an answer, with JSON first, as the generator types the first media type."""
    made: Node = {"description": names.first_sentence(answer.get("description"), f"The answer {status}")}
    own = names.class_name(base, _STATUS_WORDS.get(status, "Error" if status >= "400" else "Other"))
    content = {
        media_type: {"schema": content_schema(media_type, form, hoist, own)}
        for media_type, form in _json_first(found.media_types(answer)).items()
    }
    return {**made, "content": content} if content else made


def content_schema(media_type: str, form: Node, hoist: Hoist, name: str) -> Node:
    """Return the schema of one media type of an answer: JSON by its schema, text as text, all else as bytes."""
    if re.fullmatch(r"application/(.*\+)?json", media_type):
        return hoist.schema(form.get("schema"), name, "answer")
    if media_type == "text/event-stream":
        return {"x-question": {"type": _NOT_READ}, "type": "string"}
    if media_type.startswith("text/"):
        return {"type": "string"}
    return {"type": "string", "format": "binary"}


def _json_first(forms: Node) -> Node:
    return dict(sorted(forms.items(), key=lambda one: not one[0].endswith("json")))
