"""Check a request as it stands on the wire against the contract, independently of the sandbox."""

import json
import re
from urllib.parse import parse_qsl, unquote

from tests.contract.strategies import CONTRACT
from tests.contract.surface import HTTP_METHODS, fields_of
from tools.schemas import followed, kinds_of, validator

INTEGER = re.compile(r"-?\d+", re.ASCII)
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII)
LITERAL_FIRST = {
    template: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)))
    for template in sorted(CONTRACT["paths"], key=lambda one: "{" in one)
}
KEY = "key"
FORM = "multipart/form-data"


def problems(method, target, content_type="", body=b""):
    """List what is wrong with a request; empty for one that the contract allows.

    Args:
        method: The HTTP method.
        target: The path and query as sent.
        content_type: That of the body.
        body: The bytes of the body.
    """
    path, _, query = target.partition("?")
    found = _find(method, path)
    if found is None:
        return [f"{method} {path} is no operation of the contract"]
    template, operation = found
    fields = fields_of(operation, CONTRACT)
    return [
        *_path_problems(template, path),
        *_query_problems(
            query, [field for field in fields if not field.in_body and f"{{{field.name}}}" not in template]
        ),
        *(
            _form_problems(operation, content_type, body)
            if content_type.startswith(FORM)
            else _body_problems(operation, {field.name for field in fields if field.in_body}, content_type, body)
        ),
    ]


def _form_problems(operation, content_type, body):
    form = operation.get("requestBody", {}).get("content", {}).get(FORM)
    if form is None:
        yield f"the operation takes no {FORM}"
        return
    schema = followed(CONTRACT, form["schema"])
    boundary = content_type.partition("boundary=")[2].encode()
    sent = [
        one.decode()
        for one in re.findall(rb"--" + boundary + rb"\r\nContent-Disposition: form-data; name=\"(\w+)\"", body)
    ]
    yield from (f"{name} stands twice" for name in set(sent) if sent.count(name) > 1)
    yield from (f"{name} is not in the contract" for name in set(sent) - schema["properties"].keys())
    yield from (f"{name} is required" for name in set(schema.get("required", ())) - set(sent))


def operation_of(method, target):
    """Return the name of the operation that a request asks for, None if there is none."""
    found = _find(method, target.partition("?")[0])
    return found and found[1]["operationId"]


def _find(method, path):
    for template, pattern in LITERAL_FIRST.items():
        operation = CONTRACT["paths"][template].get(method.lower())
        whole = path if "{" in template else unquote(path)
        if method.lower() in HTTP_METHODS and operation and pattern.fullmatch(whole):
            return template, operation
    return None


def _path_problems(template, path):
    if "{" not in template:
        return
    sent = path.rpartition("/")[2]
    if not re.fullmatch(r"(?:[A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2})+", sent):
        yield f"the prompt is not percent-encoded: {sent!r}"
    if unquote(sent, errors="strict").strip() in ("", ".", ".."):
        yield f"the prompt does not survive the way: {sent!r}"


def _query_problems(query, fields):
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict") if query else []
    known = {field.name: field for field in fields}
    sent = dict(pairs)
    if len(sent) != len(pairs):
        yield f"a parameter stands twice: {pairs}"
    yield from (f"{name} is not in the contract" for name in sent.keys() - known.keys() - {KEY})
    yield from (f"{name} is required" for name, field in known.items() if field.required and name not in sent)
    for name in sent.keys() & known.keys():
        schema = known[name].schema
        value = _converted(sent[name], _kinds(schema))
        yield from (f"{name}: {one.message}" for one in validator(schema, CONTRACT).iter_errors(value))


def _body_problems(operation, names, content_type, body):
    if "requestBody" not in operation:
        if body:
            yield f"a body, where the operation takes none: {body!r}"
        return
    if content_type != "application/json":
        yield f"the body says to be {content_type!r}"
    fields = json.loads(body, parse_constant=_no_json)
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    yield from (f"{name} is not in the contract" for name in fields.keys() - names)
    yield from (f"{one.json_path}: {one.message}" for one in validator(schema, CONTRACT).iter_errors(fields))


def _no_json(name):
    raise ValueError(f"{name} is no JSON")


def _kinds(schema):
    schema = followed(CONTRACT, schema)
    parts = [one for union in ("anyOf", "allOf", "oneOf") for one in schema.get(union, ())]
    return set(kinds_of(schema)).union(*map(_kinds, parts))


def _converted(text, kinds):
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if "integer" in kinds and INTEGER.fullmatch(text):
        return int(text)
    return float(text) if "number" in kinds and NUMBER.fullmatch(text) else text
