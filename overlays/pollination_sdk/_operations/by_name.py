"""Any operation of the contract, by its name there: what has no verb yet can be called all the same."""

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import httpx

from pollination_api import models
from pollination_api.types import path_segment
from pollination_sdk._engine.call import Call
from pollination_sdk._operations.arguments import Schema, check, document, is_file, listed, nearest, resolved
from pollination_sdk._operations.parameters import as_written, in_path, plain
from pollination_sdk._operations.prompts import image_prompt, refuse_surrogates, text_prompt
from pollination_sdk._responses.decode import (
    decode,
    media_type_in,
    read_json,
    read_medium,
    refuse_error,
    refuse_instead,
    unexpected,
)
from pollination_sdk._responses.plain_text import is_csv, read_csv, read_text

_GENERATING = frozenset({"text", "images", "chat"})
_FREE = {"account", "models"}  # of any other kind of operation it is not known that it costs nothing
_PROMPTS = {"get_generate_image_prompt": image_prompt, "get_generate_text_prompt": text_prompt}


def call(operation: str, /, **arguments: Any) -> Call[Any]:
    """Call any operation of the contract by its operationId, such as `get_account_key`.

    Prefer the verb where there is one: it checks, retries and reads more carefully.

    Args:
        operation: The operationId.
        arguments: The parameters of path and query by their names in the contract, and the body as `body=` or by the
            names of its fields; of a multipart body, a file as bytes or opened. What is left out is not sent.

    Returns:
        What the contract says of a good answer: a generated model or a list of them, plain JSON, text, a `Media` for
        pictures and video, bytes, or None where there is nothing to answer.

    Raises:
        ValueError: There is no such operation, or an argument is not what the contract allows.
        TypeError: An argument is unknown, missing, or of the wrong type.
    """
    described = _operation(operation)
    sorted_out = described.sorted_out(arguments)
    path = described.path
    for name, value in sorted_out["path"].items():
        prepared = _PROMPTS.get(operation, functools.partial(in_path, name))(value)
        path = path.replace(f"{{{name}}}", path_segment(prepared))
    tags = set(described.value.get("tags", ()))
    generates = bool(tags & _GENERATING)
    free = described.method == "get" and bool(tags) and tags <= _FREE
    body = sorted_out["body"] if isinstance(sorted_out["body"], Mapping) else {}
    seed = {**sorted_out["query"], **body}.get("seed")  # also where `body=` holds it
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

    def sorted_out(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Tell apart what goes into the path, the query and the body."""
        fields = self._fields()
        body = self._read_body(arguments.get("body")) if "requestBody" in self.value else None
        self._check_names(arguments, fields, body)
        found: dict[str, Any] = {"path": {}, "query": {}, "body": {}}
        for name, value in arguments.items():
            if name == "body" and name not in fields:
                self._check_body(body)
                found["body"] = body
                continue
            where, schema, _ = fields[name]
            read = _read(name, value, schema)
            check(name, read, schema)
            if read is not None or where == "body":
                found[where][name] = read
        return found

    def _read_body(self, value: Any) -> Any:
        """Return what was given as `body=` as it is sent: files as they are, all else as plain JSON."""
        schema = self._body_schema()
        if is_file(schema):
            return _read("body", value, schema)
        told = schema.get("properties", {})
        names = [name for name, one in told.items() if _holds_files(one)] if isinstance(value, Mapping) else []
        files = {name: _read(name, value[name], told[name]) for name in names if name in value}
        if not files:
            return plain(value, "body")
        return {**plain({name: item for name, item in value.items() if name not in files}, "body"), **files}

    def _check_body(self, body: Any) -> None:
        """Hold what was given as `body=` against the contract; fields that it does not know go as they are."""
        schema = self._body_schema()
        check("body", body, schema if is_file(schema) else {"type": schema.get("type", "object")})
        for name, told in schema.get("properties", {}).items() if isinstance(body, Mapping) else ():
            if name in body:
                check(name, body[name], told)

    def _fields(self) -> dict[str, tuple[str, Schema, bool]]:
        """Return where each argument goes, its schema, and whether it must be given."""
        body = self._body_schema()
        required = body.get("required", ())
        fields = {
            name: ("body", schema, name in required and "default" not in schema)
            for name, schema in body.get("properties", {}).items()
        }
        for parameter in self.value.get("parameters", ()):
            told = resolved(parameter)
            if told["in"] in {"path", "query"}:
                fields[told["name"]] = (told["in"], told.get("schema", {}), told.get("required", False))
        return fields

    def _body_schema(self) -> Schema:
        forms = list(resolved(self.value.get("requestBody", {})).get("content", {}).values())
        return resolved(forms[0].get("schema", {})) if forms else {}

    def _check_names(
        self, arguments: Mapping[str, Any], fields: Mapping[str, tuple[str, Schema, bool]], body: Any
    ) -> None:
        takes_body = "requestBody" in self.value
        for name in arguments:
            if name not in fields and not (name == "body" and takes_body):
                raise TypeError(f"{self.name} takes no {name!r}{nearest(name, fields)}; it takes {listed(fields)}.")
        given = {*arguments, *(body if isinstance(body, Mapping) else ())}
        if takes_body and not self._body_schema().get("properties"):  # then it has no fields to name
            fields = {**fields, "body": ("body", {}, self._needs_body())}
        missing = [name for name, (_, _, required) in fields.items() if required and name not in given]
        if missing:
            raise TypeError(f"{self.name} needs {listed(missing)}: {self.value.get('summary', '')}.")

    def encoded(self, body: Any) -> dict[str, Any]:
        """Return the body as `Call` takes it."""
        content = resolved(self.value.get("requestBody", {})).get("content", {})
        if not content:
            return {}
        media_type = next(iter(content))
        if media_type.endswith("json"):
            return {"body": body} if body or self._needs_body() else {}
        if not isinstance(body, Mapping):  # a file by itself
            return {"content": body.read() if hasattr(body, "read") else body, "content_type": media_type}
        fields = self._body_schema().get("properties", {})
        parts = list(_parts({name: value for name, value in body.items() if value is not None}, fields))
        if media_type == "multipart/form-data":
            request = httpx.Request("POST", "https://localhost", files=parts)
        else:
            request = httpx.Request("POST", "https://localhost", data={name: part[1] for name, part in parts})
        content_type = request.headers.get("Content-Type", media_type)
        return {"content": request.read(), "content_type": content_type, "form": body}

    def _needs_body(self) -> bool:
        return bool(resolved(self.value["requestBody"]).get("required", False))

    def read(self, response: httpx.Response) -> Any:
        """Read a good answer by the media type that the contract promises and, where it is JSON, by its schema."""
        promised = self._promised(response)
        if not promised and not response.content:
            return None  # as 204 has it
        media_type = self._media_type(response, promised)
        if media_type.endswith("json"):
            return _modelled(promised.get("application/json", {}).get("schema", {}), read_json(response), response)
        if media_type.startswith(("image/", "video/")):
            return read_medium(None)(response)
        if media_type == "text/csv":
            return read_csv(response)
        return read_text(response) if media_type.startswith("text/") else response.content

    def _promised(self, response: httpx.Response) -> Schema:
        """Return what the contract says of the answer's content; a status it does not know is read as a good one."""
        answers = self.value["responses"]
        good: Schema = next((answer for status, answer in answers.items() if status.startswith("2")), {})
        content: Schema = resolved(answers.get(str(response.status_code), good)).get("content", {})
        return content

    def _media_type(self, response: httpx.Response, promised: Schema) -> str:
        """Return the one type that is promised, whatever the header says; of several, the one that came."""
        came = media_type_in(response)
        if len(promised) == 1:
            return next(iter(promised))
        if "text/csv" in promised and is_csv(came):
            return "text/csv"
        if promised and came not in promised:
            refuse_instead(response, listed(promised))
            raise unexpected(f"The service answered {came}, not {listed(promised)}.", response)
        return came


def _operation(name: str) -> _Operation:
    known = _operations()
    if name not in known:
        raise ValueError(f"The contract has no operation {name!r}{nearest(name, known)}; it has {listed(known)}.")
    return known[name]


@functools.cache
def _operations() -> dict[str, _Operation]:
    return {one.name: one for one in _each_operation()}


def _each_operation() -> Iterator[_Operation]:
    for path, item in document()["paths"].items():
        for method, value in item.items():
            if isinstance(value, dict) and "operationId" in value:
                yield _Operation(value["operationId"], method, path, value)


def _modelled(schema: Schema, data: Any, response: httpx.Response) -> Any:
    """Make generated models of JSON where the contract names them; leave everything else as it is."""
    name = schema.get("$ref", "").rpartition("/")[2]
    whole = resolved(schema)
    if whole.get("type") == "array":
        if not isinstance(data, list):
            refuse_error(data, response)
            raise unexpected("The answer breaks the contract: expected array.", response)
        return [_modelled(whole.get("items", {}), item, response) for item in data]
    model: Any = getattr(models, name, None) if name else None
    if hasattr(model, "from_dict"):
        return decode(model, data, response)
    if whole.get("properties", {}).keys().isdisjoint(data if isinstance(data, dict) else ()):
        refuse_error(data, response)
    return data


def _holds_files(schema: Schema) -> bool:
    """Tell whether a field of a form is a file or a list of files."""
    schema = resolved(schema)
    return is_file(schema) or (schema.get("type") == "array" and is_file(resolved(schema.get("items", {}))))


def _read(name: str, value: Any, schema: Schema) -> Any:
    """Return an argument as it is sent: a file as bytes or opened, anything else as a plain JSON value."""
    if not _holds_files(schema):
        return plain(value, name)
    if isinstance(value, (list, tuple)):
        return [_read(f"{name}[{index}]", one, resolved(schema).get("items", {})) for index, one in enumerate(value)]
    return bytes(value) if isinstance(value, (bytearray, memoryview)) else value


def _parts(body: Mapping[str, Any], fields: Schema) -> Iterator[tuple[str, tuple[str | None, Any]]]:
    """Yield the parts of a form as httpx takes them: a file with a name, anything else as text without one."""
    for name, value in body.items():
        schema = resolved(fields.get(name, {}))
        if not _holds_files(schema):
            refuse_surrogates(value, name)
            yield name, (None, as_written(value))
            continue
        for one in value if isinstance(value, list) else [value]:
            yield name, (Path(str(getattr(one, "name", name))).name, one)


def reader(operation: str) -> Callable[[httpx.Response], Any]:
    """Return what reads the good answers of an operation, as `call` does."""
    return _operation(operation).read
