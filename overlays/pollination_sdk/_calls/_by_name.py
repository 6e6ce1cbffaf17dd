"""Any operation of the contract, by its name there: what has no verb yet can be called all the same."""

import difflib
import functools
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import httpx

from pollination_api import contract, models
from pollination_api.types import media_type_of, path_segment
from pollination_sdk._answers import decode, read_json, read_medium, unexpected
from pollination_sdk._call import Call
from pollination_sdk._calls._given import plain
from pollination_sdk._prompts import image_prompt, text_prompt

Schema = dict[str, Any]

_GENERATING = frozenset({"text", "images", "chat"})
_FREE = {"account", "models"}  # of any other kind of operation it is not known that it costs nothing
_PROMPTS = {"get_generate_image_prompt": image_prompt, "get_generate_text_prompt": text_prompt}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (Mapping,),
    "null": (type(None),),
}


def call(operation: str, /, **arguments: Any) -> Call[Any]:
    """Call any operation of the contract by its operationId, such as `get_account_key`.

    Prefer the verb where there is one: it checks, retries and reads more carefully.

    Args:
        operation: The operationId.
        arguments: The parameters of path and query by their names in the contract, and the body as `body=` or by the
            names of its fields; of a multipart body, a file as bytes. What is left out is not sent.

    Returns:
        What the contract says of a good answer: a generated model or a list of them, plain JSON, text, a `Media` for
        pictures and video, or bytes.

    Raises:
        ValueError: There is no such operation, or an argument is not what the contract allows.
        TypeError: An argument is unknown, missing, or of the wrong type.
    """
    described = _operation(operation)
    sorted_out = described.sorted_out(arguments)
    path = described.path
    for name, value in sorted_out["path"].items():
        prepared = _PROMPTS.get(operation, str)(str(value))
        path = path.replace(f"{{{name}}}", path_segment(prepared))
    tags = set(described.value.get("tags", ()))
    generates = bool(tags & _GENERATING)
    free = described.method == "get" and bool(tags) and tags <= _FREE
    seed = {**sorted_out["query"], **sorted_out["body"]}.get("seed")  # also where `body=` holds it
    return Call(
        operation=operation,
        method=described.method,
        path=path,
        params=sorted_out["query"],
        read=described.read,
        accept="*/*",
        needs_key={} not in described.value.get("security", ()),
        free=free,
        repeatable=seed not in (-1, "-1") if generates else free,
        generates=not free,
        seed=seed if isinstance(seed, int) else None,
        **described.encoded(sorted_out["body"]),
    )


@attrs.frozen
class _Operation:
    name: str
    method: str
    path: str
    value: Schema = attrs.field(repr=False)

    def sorted_out(self, arguments: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """Tell apart what goes into the path, the query and the body."""
        fields = self._fields()
        self._check_names(arguments, fields)
        found: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "body": {}}
        for name, value in arguments.items():
            if name == "body" and name not in fields:
                found["body"].update(plain(value))
                continue
            where, schema, _ = fields[name]
            _check(name, value, schema)
            if value is not None or where == "body":
                found[where][name] = plain(value)
        return found

    def _fields(self) -> dict[str, tuple[str, Schema, bool]]:
        """Return where each argument goes, its schema, and whether it must be given."""
        body = self._body_schema()
        required = body.get("required", ())
        fields = {
            name: ("body", schema, name in required and "default" not in schema)
            for name, schema in body.get("properties", {}).items()
        }
        for parameter in self.value.get("parameters", ()):
            told = _resolved(parameter)
            if told["in"] in {"path", "query"}:
                fields[told["name"]] = (told["in"], told.get("schema", {}), told.get("required", False))
        return fields

    def _body_schema(self) -> Schema:
        forms = list(_resolved(self.value.get("requestBody", {})).get("content", {}).values())
        return _resolved(forms[0].get("schema", {})) if forms else {}

    def _check_names(self, arguments: Mapping[str, Any], fields: Mapping[str, tuple[str, Schema, bool]]) -> None:
        takes_body = "requestBody" in self.value
        for name in arguments:
            if name not in fields and not (name == "body" and takes_body):
                raise TypeError(f"{self.name} takes no {name!r}{_nearest(name, fields)}; it takes {_listed(fields)}.")
        given = {*arguments, *(arguments.get("body") or ())} if takes_body else set(arguments)
        missing = [name for name, (_, _, required) in fields.items() if required and name not in given]
        if missing:
            raise TypeError(f"{self.name} needs {_listed(missing)}: {self.value.get('summary', '')}.")

    def encoded(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the body as `Call` takes it."""
        content = _resolved(self.value.get("requestBody", {})).get("content", {})
        if not content:
            return {}
        media_type = next(iter(content))
        if media_type.endswith("json"):
            return {"body": body}
        fields = self._body_schema().get("properties", {})
        files = {
            name: value for name, value in body.items() if _resolved(fields.get(name, {})).get("format") == "binary"
        }
        data = {name: _form_text(value) for name, value in body.items() if name not in files}
        request = httpx.Request("POST", "https://localhost", data=data, files=files or None)
        return {"content": request.read(), "content_type": request.headers.get("Content-Type", media_type)}

    def read(self, response: httpx.Response) -> Any:
        """Read a good answer by the media type that the contract promises and, where it is JSON, by its schema."""
        promised = self._promised(response)
        media_type = self._media_type(response, promised)
        if media_type.endswith("json"):
            return _modelled(promised.get("application/json", {}).get("schema", {}), read_json(response), response)
        if media_type.startswith(("image/", "video/")):
            return read_medium(None)(response)
        return response.text if media_type.startswith("text/") else response.content

    def _promised(self, response: httpx.Response) -> Schema:
        """Return what the contract says of the answer's content; a status it does not know is read as 200."""
        answers = self.value["responses"]
        content: Schema = _resolved(answers.get(str(response.status_code)) or answers.get("200", {})).get("content", {})
        return content

    def _media_type(self, response: httpx.Response, promised: Schema) -> str:
        """Return the one type that is promised, whatever the header says; of several, the one that came."""
        came = media_type_of(response)
        if len(promised) == 1:
            return next(iter(promised))
        if promised and came not in promised:
            raise unexpected(f"The service answered {came or 'no type'}, not {_listed(promised)}.", response)
        return came


def _operation(name: str) -> _Operation:
    known = _operations()
    if name not in known:
        raise ValueError(f"The contract has no operation {name!r}{_nearest(name, known)}; it has {_listed(known)}.")
    return known[name]


@functools.cache
def _contract() -> Schema:
    return contract.load()


@functools.cache
def _operations() -> dict[str, _Operation]:
    return {one.name: one for one in _each_operation()}


def _each_operation() -> Iterator[_Operation]:
    for path, item in _contract()["paths"].items():
        for method, value in item.items():
            if isinstance(value, dict) and "operationId" in value:
                yield _Operation(value["operationId"], method, path, value)


def _resolved(part: Schema) -> Schema:
    while "$ref" in part:
        node: Any = _contract()
        for key in part["$ref"].removeprefix("#/").split("/"):
            node = node[key.replace("~1", "/").replace("~0", "~")]
        part = node
    return part


def _modelled(schema: Schema, data: Any, response: httpx.Response) -> Any:
    """Make generated models of JSON where the contract names them; leave everything else as it is."""
    name = schema.get("$ref", "").rpartition("/")[2]
    resolved = _resolved(schema)
    if resolved.get("type") == "array":
        if not isinstance(data, list):
            raise unexpected("The answer breaks the contract: expected array.", response)
        return [_modelled(resolved.get("items", {}), item, response) for item in data]
    model: Any = getattr(models, name, None) if name else None
    return decode(model, data, response) if hasattr(model, "from_dict") else data


def _check(name: str, value: Any, schema: Schema) -> None:
    """Hold an argument against its schema as far as types, listed values and bounds go."""
    schema = _resolved(schema)
    members = [one for key in ("anyOf", "oneOf", "allOf") for one in schema.get(key, ())]
    if members or value is None or hasattr(value, "to_dict"):
        if value is not None and len(members) == 1:
            _check(name, value, members[0])
        return
    kinds = schema.get("type", [])
    wanted = [kinds] if isinstance(kinds, str) else kinds
    accepted = tuple(kind for one in wanted for kind in _TYPES[one]) + ((bytes,) if "format" in schema else ())
    is_bool = isinstance(value, bool) and "boolean" not in wanted
    if wanted and (is_bool or not isinstance(value, accepted)):
        raise TypeError(f"{name} must be {' or '.join(wanted)}, not {type(value).__name__}.")
    if "enum" in schema and value not in schema["enum"]:
        raise ValueError(f"{name} must be one of {_listed(schema['enum'])}.")
    if isinstance(value, (int, float)):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        if not low <= value <= high:
            raise ValueError(f"{name} must be from {schema.get('minimum', 'any')} to {schema.get('maximum', 'any')}.")


def _form_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(plain(value))


def _nearest(name: str, known: Any) -> str:
    found = difflib.get_close_matches(name, [str(one) for one in known], n=1)
    return f" (is {found[0]!r} meant?)" if found else ""


def _listed(names: Any) -> str:
    return ", ".join(map(str, names)) or "nothing"


def reader(operation: str) -> Callable[[httpx.Response], Any]:
    """Return what reads the good answers of an operation, as `call` does."""
    return _operation(operation).read
