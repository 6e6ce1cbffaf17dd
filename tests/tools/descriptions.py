"""Changed copies of the provider's description, one for each kind of change that its API may see."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools import contract
from tools.schemas import resolve

Description = dict[str, Any]


def provider(path: Path) -> Description:
    """Return a description that says what the contract says, the way the provider writes.

    Args:
        path: Where the contract is.
    """
    ours = contract.load(path).data
    made: Description = inlined({key: value for key, value in ours.items() if key != "components"}, ours)
    made["components"] = {"securitySchemes": ours["components"]["securitySchemes"]}
    made["paths"] = {"/leaked/{pack}": {}, **made["paths"]}
    return made


def changed(description: Description, name: str) -> Description:
    """Return a copy of a description with one of the changes."""
    made = copy.deepcopy(description)
    CHANGES[name][0](made)
    return made


def inlined(node: Any, document: Description) -> Any:
    """Write a part of the contract as the provider does: everything inline, and nothing of ours."""
    if isinstance(node, list):
        return [inlined(item, document) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return inlined(resolve(document, node["$ref"]), document)
    made = {key: inlined(value, document) for key, value in node.items() if not key.startswith("x-")}
    if "operationId" in made and "x-described" in node:
        made["operationId"] = node["x-described"]["operationId"]
    return made


def operation(description: Description, path: str, method: str = "get") -> Description:
    """Return an operation."""
    found: Description = description["paths"][path][method]
    return found


def parameter(description: Description, path: str, name: str) -> Description:
    """Return a parameter."""
    return next(one for one in operation(description, path)["parameters"] if one["name"] == name)


def answer(description: Description, path: str, method: str = "get") -> Description:
    """Return the schema of a good answer."""
    found: Description = operation(description, path, method)["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    return found


def speech_fields(description: Description) -> Description:
    """Return the fields of a request for speech."""
    body = operation(description, "/v1/audio/speech", "post")["requestBody"]
    found: Description = body["content"]["application/json"]["schema"]["properties"]
    return found


def qualities(description: Description) -> list[list[str]]:
    """Return the listed qualities, which images and videos share."""
    paths = ("/image/{prompt}", "/video/{prompt}")
    schemas = [parameter(description, path, "quality")["schema"] for path in paths]
    return [schema.get("allOf", [schema])[0]["enum"] for schema in schemas]


def new_quality(description: Description) -> None:
    """Add a quality."""
    for listed in qualities(description):
        listed.append("shiny")


def removed_quality(description: Description) -> None:
    """Remove a quality."""
    for listed in qualities(description):
        listed.remove("hd")


def new_required_parameter(description: Description) -> None:
    """Add a parameter without which calls are refused."""
    operation(description, "/account/usage")["parameters"].append(
        {"name": "workspace", "in": "query", "required": True, "schema": {"type": "string", "enum": ["mine", "team"]}}
    )


def new_optional_parameter(description: Description) -> None:
    """Add a parameter with a default."""
    operation(description, "/image/{prompt}")["parameters"].append(
        {"name": "guidanceScale", "in": "query", "schema": {"type": "number", "minimum": 0, "default": 3.5}}
    )


def new_field(description: Description) -> None:
    """Add a required object to an answer."""
    parts = {"tier": {"type": "number"}, "pack": {"anyOf": [{"type": "number"}, {"type": "null"}]}}
    fields = answer(description, "/account/balance")
    fields["properties"]["breakdown"] = {"type": "object", "properties": parts, "required": ["tier", "pack"]}
    fields["required"].append("breakdown")


def removed_field(description: Description) -> None:
    """Drop a field of an answer."""
    del answer(description, "/account/key")["properties"]["expiresIn"]


def changed_type(description: Description) -> None:
    """Make a number a text."""
    answer(description, "/account/balance")["properties"]["balance"] = {"type": "string"}


def nested_operation(description: Description) -> None:
    """Add an operation with a hostile name and unions inside of unions."""
    cut = {"type": "object", "properties": {"type": {"const": "cut"}, "at": {"type": "number"}}, "required": ["type"]}
    fade = {"type": "object", "properties": {"type": {"const": "fade"}, "by": {"enum": ["black", "white"]}}}
    steps = {"type": "array", "items": {"anyOf": [cut, {**fade, "required": ["type"]}, {"type": "string"}]}}
    mode = {"type": "string", "enum": ["fast", "good"], "default": "fast"}
    body = {"type": "object", "properties": {"steps": steps, "mode": mode}, "required": ["steps", "mode"]}
    job = {"type": "object", "properties": {"id": {"type": "string"}, "cut": cut}, "required": ["id"]}
    link = {"type": "object", "properties": {"url": {"type": "string"}}, "required": ["url"]}
    description["paths"]["/video/jobs/{id}"] = {
        "post": {
            "operationId": "post:video/jobs{id}[\\s]+",
            "tags": ["gen.example.org"],
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "requestBody": {"content": {"application/json": {"schema": body}}},
            "responses": {
                "200": {"description": "", "content": {"application/json": {"schema": {"oneOf": [job, link]}}}}
            },
        }
    }


def new_group(description: Description) -> None:
    """Add a group with binary answers of two media types."""
    voice = {"type": "object", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}, "required": ["id"]}
    listed = {"type": "object", "properties": {"voices": {"type": "array", "items": voice}}}
    sounds = {"audio/wav": {"schema": {"type": "string", "format": "binary"}}, "audio/ogg": {}}
    for path, content in (("/voices", {"application/json": {"schema": listed}}), ("/voices/{id}/sample", sounds)):
        description["paths"][path] = {
            "get": {"tags": ["Voices & More"], "responses": {"200": {"description": "Ok", "content": content}}}
        }


def upload(description: Description) -> None:
    """Add a multipart upload."""
    fields = {
        "file": {"type": "string", "format": "binary"},
        "response_format": {"type": "string", "enum": ["json", "text"], "default": "json"},
    }
    form = {"type": "object", "properties": fields, "required": ["file", "response_format"]}
    text = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
    description["paths"]["/v1/audio/captions"] = {
        "post": {
            "operationId": "postV1AudioCaptions",
            "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
            "responses": {"200": {"description": "Ok", "content": {"application/json": {"schema": text}}}},
        }
    }


CHANGES: dict[str, tuple[Callable[[Description], object], int, str]] = {
    "new value": (new_quality, 1, "ImageQuality: enum value added, shiny"),
    "removed value": (removed_quality, 2, "ImageQuality: enum value removed, was hd"),
    "renamed operation": (
        lambda d: operation(d, "/account/key").update(operationId="keyInfo"),
        1,
        "get_account_key: operation renamed, get_account_key -> keyInfo",
    ),
    "new optional parameter": (new_optional_parameter, 1, "optional parameter added, guidanceScale"),
    "new required parameter": (new_required_parameter, 2, "required parameter added, workspace"),
    "tightened bound": (
        lambda d: parameter(d, "/account/usage", "limit")["schema"].update(maximum=1000),
        2,
        "bound tightened, maximum 50000 -> maximum 1000",
    ),
    "new field": (new_field, 1, "AccountBalance.breakdown: required field added"),
    "removed field": (removed_field, 2, "AccountKey.expiresIn: field removed"),
    "changed type": (changed_type, 2, "AccountBalance.balance: type changed, number -> string"),
    "new operation with nested inline unions": (nested_operation, 1, "operation added, POST /video/jobs/{id}"),
    "new tag group": (new_group, 1, "operation added, GET /voices/{id}/sample"),
    "multipart upload": (upload, 1, "operation added, POST /v1/audio/captions"),
    "removed operation": (lambda d: d["paths"].pop("/account/usage/daily"), 2, "operation removed"),
    "removed parameter": (
        lambda d: operation(d, "/image/{prompt}")["parameters"].pop(),
        2,
        "parameter removed, was audio",
    ),
    "changed default": (
        lambda d: speech_fields(d)["voice"].update(default="echo"),
        2,
        "SpeechRequest.voice: default changed, alloy -> echo",
    ),
    "new media type": (
        lambda d: operation(d, "/image/{prompt}")["responses"]["200"]["content"].update({"image/avif": {}}),
        1,
        "media type added, image/avif",
    ),
    "new security": (
        lambda d: operation(d, "/account/key").update(security=[{"bearerAuth": []}, {"queryKey": ["read"]}]),
        1,
        "security added, apikey query key read",
    ),
}
