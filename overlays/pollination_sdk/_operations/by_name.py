"""Call any operation of the contract by its operationId, also one without a method of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import httpx

from pollination_api.types import path_segment
from pollination_sdk import types
from pollination_sdk._engine.call import Call
from pollination_sdk._operations.arguments import Schema, check, document, is_file, listed, nearest, resolved
from pollination_sdk._operations.chat_options import check_options
from pollination_sdk._operations.forms import encode_form, form_texts
from pollination_sdk._operations.local_files import as_upload
from pollination_sdk._operations.messages import CHAT, check_messages
from pollination_sdk._operations.parameters import in_path, plain
from pollination_sdk._operations.prompts import image_prompt, text_prompt
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk._operations.seeds import draw_seed, is_drawn, with_drawn_seed
from pollination_sdk._responses.csv_text import is_csv, read_csv
from pollination_sdk._responses.decode import (
    decode,
    lossy_text,
    media_type_in,
    read_json,
    read_medium,
    refuse_error,
    refuse_instead,
    unexpected,
)
from pollination_sdk._responses.plain_text import read_text
from pollination_sdk.errors import ArgumentError, ArgumentValueError

_FREE = {"account", "models", "media", "login"}  # operations with other tags may cost pollen
_PROMPTS = {
    "get_3d_by_prompt": image_prompt,
    "get_generate_image_prompt": image_prompt,
    "get_generate_text_prompt": text_prompt,
    "get_video_by_prompt": image_prompt,
    "post_3d_by_prompt": image_prompt,
}
_STREAMED_BY = {
    CHAT: "stream_chat()",
    "get_generate_text_prompt": "stream_text()",
    "post_text": "stream_text()",
}
"""The methods that stream the answers of an operation."""
_MEDIA = ("image/", "video/", "audio/", "model/")
"""The families of media types of which any is read: the real form of a file can differ from the one asked for."""


def call(operation: str, /, **arguments: Any) -> Call[Any]:
    """Call any operation of the contract by its operationId, such as `get_account_key`.

    Prefer the operation's own method if there is one: its checks, retries and decoding are more precise.

    Args:
        operation: The operationId.
        arguments: The path and query parameters by their names in the contract, and the body as `body=` or by the
            names of its fields. A file of a form is a path object, bytes, an open file or a `Media`, never text. An
            argument that is left out is not sent. A `seed` of -1 or `"random"` becomes a new number, which `detailed`
            reports.

    Returns:
        The decoded answer: a generated model or a list of models, plain JSON, text or bytes. An image, a video, audio
        or a 3D model is a `Media`, and an empty answer is None.

    Raises:
        ArgumentValueError: There is no such operation, or the contract does not allow the value of an argument.
        ArgumentError: An argument is unknown, missing, or of the wrong type, or `stream` is true.
    """
    described = _operation(operation)
    parts = described.split_arguments(arguments)
    path = described.path
    for name, value in parts["path"].items():
        prepared = _PROMPTS.get(operation, functools.partial(in_path, name))(value)
        path = path.replace(f"{{{name}}}", path_segment(prepared))
    tags = set(described.value.get("tags", ()))
    free = described.method in {"get", "head"} and bool(tags) and tags <= _FREE
    body = parts["body"] if isinstance(parts["body"], Mapping) else {}
    described.refuse_stream({**parts["query"], **body})
    if operation == CHAT:
        check_messages(body.get("messages") or ())
        check_options(body)
    seed = {**parts["query"], **body}.get("seed")
    return Call(
        operation=operation,
        method=described.method,
        path=path,
        params=parts["query"],
        read=described.read,
        accept="*/*",
        needs_key={} not in described.value.get("security", ()),
        free=free,
        generates=not free,
        seed=seed if isinstance(seed, int) else None,
        has_drawn_seed=is_drawn(_given_seed(arguments)),
        **described.encode_body(parts["body"]),
    )


def _given_seed(arguments: Mapping[str, Any]) -> Any:
    body = arguments.get("body")
    return (body if isinstance(body, Mapping) else arguments).get("seed")


@attrs.frozen
class _Operation:
    name: str
    method: str
    path: str
    value: Schema = attrs.field(repr=False)

    def split_arguments(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Check the arguments and divide them into path, query and body."""
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
            read = draw_seed(read) if name == "seed" else read
            check(name, read, schema)
            if read is not None or where == "body":
                found[where][name] = read
        return found

    def refuse_stream(self, options: Mapping[str, Any]) -> None:
        """Refuse to ask for a stream of events: `call` returns whole answers.

        Raises:
            ArgumentError: `stream` is true.
        """
        if options.get("stream") is not True or "text/event-stream" not in self._content_of(200):
            return
        method = _STREAMED_BY.get(self.name)
        advice = f"{method} streams it" if method else "stream_chat() streams a chat"
        raise ArgumentError(f"call() returns whole answers, so {self.name} takes no stream=True: {advice}.")

    def _read_body(self, value: Any) -> Any:
        """Return the argument `body=` as it is sent: files unchanged, everything else as plain JSON."""
        schema = self._body_schema()
        if is_file(schema):
            return _read("body", value, schema)
        properties = schema.get("properties", {})
        names = [name for name in properties if _holds_files(properties[name])] if isinstance(value, Mapping) else []
        files = {name: _read(name, value[name], properties[name]) for name in names if name in value}
        if not files:
            return with_drawn_seed(plain(value, "body"))
        others = plain({name: item for name, item in value.items() if name not in files}, "body")
        return {**with_drawn_seed(others), **files}

    def _check_body(self, body: Any) -> None:
        """Check the argument `body=` against the contract; unknown fields are sent unchanged."""
        schema = self._body_schema()
        check("body", body, schema if is_file(schema) else {"type": schema.get("type", "object")})
        for name, field in schema.get("properties", {}).items() if isinstance(body, Mapping) else ():
            if name in body:
                check(name, body[name], field)

    def _fields(self) -> dict[str, tuple[str, Schema, bool]]:
        """Return the place, the schema and the required flag of each argument."""
        body = self._body_schema()
        required = body.get("required", ())
        fields = {
            name: ("body", schema, name in required and "default" not in schema)
            for name, schema in body.get("properties", {}).items()
        }
        for parameter in self.value.get("parameters", ()):
            described = resolved(parameter)
            if (place := described["in"]) in {"path", "query"}:
                fields[described["name"]] = (place, described.get("schema", {}), described.get("required", False))
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
                raise ArgumentError(
                    f"{self.name} takes no {name!r}{nearest(name, fields) or f'; it takes {listed(fields)}'}."
                )
        given = {*arguments, *(body if isinstance(body, Mapping) else ())}
        if takes_body and not self._body_schema().get("properties"):  # a body without named fields
            fields = {**fields, "body": ("body", {}, self._needs_body())}
        missing = [name for name, (_, _, required) in fields.items() if required and name not in given]
        if missing:
            raise ArgumentError(f"{self.name} needs {', '.join(f'{name}=' for name in missing)}.")

    def encode_body(self, body: Any) -> dict[str, Any]:
        """Return the arguments of `Call` for a body."""
        content = resolved(self.value.get("requestBody", {})).get("content", {})
        if not content:
            return {}
        media_type = next(iter(content))
        if media_type.endswith("json"):
            return {"body": body} if body or self._needs_body() else {}
        if not isinstance(body, Mapping):  # a file by itself
            return {"content": body.read() if hasattr(body, "read") else body, "content_type": media_type}
        properties = self._body_schema().get("properties", {})
        if media_type == "multipart/form-data":
            return encode_form(body, [name for name in body if _holds_files(properties.get(name, {}))])
        request = httpx.Request("POST", "https://localhost", data=form_texts(body))
        content_type = request.headers.get("Content-Type", media_type)
        return {"content": request.read(), "content_type": content_type, "form": body}

    def _needs_body(self) -> bool:
        return bool(resolved(self.value["requestBody"]).get("required", False))

    def read(self, response: httpx.Response) -> Any:
        """Decode a good answer by its media type in the contract and, if it is JSON, by its schema."""
        promised = self._promised(response)
        if not promised and not response.content:
            return None  # such as a 204
        media_type = self._media_type(response, promised)
        if media_type.endswith("json"):
            return _to_models(promised.get("application/json", {}).get("schema", {}), read_json(response), response)
        if media_type.startswith(_MEDIA):
            return read_medium(None)(response)
        if media_type == "text/csv":
            return read_csv(response)
        if media_type == "text/event-stream":
            return lossy_text(response)
        return read_text(response) if media_type.startswith("text/") else response.content

    def _promised(self, response: httpx.Response) -> Schema:
        """Return the content of the answer in the contract; an unknown status counts as the first good one."""
        return self._content_of(response.status_code)

    def _content_of(self, status: int) -> Schema:
        answers = self.value["responses"]
        good: Schema = next((answer for code, answer in answers.items() if code.startswith("2")), {})
        content: Schema = resolved(answers.get(str(status), good)).get("content", {})
        return content

    def _media_type(self, response: httpx.Response, promised: Schema) -> str:
        """Return the media type in the contract; if it has several, the one in the header of the answer."""
        received = media_type_in(response)
        if len(promised) == 1:
            return next(iter(promised))
        if "text/csv" in promised and is_csv(received):
            return "text/csv"
        if received.startswith((*_MEDIA, "application/octet-stream")):  # the bytes decide which media type it is
            received = next((name for name in promised if name.startswith(_MEDIA)), received)
        if promised and received not in promised:
            refuse_instead(response, listed(promised))
            raise unexpected(f"The service answered {received}, not {listed(promised)}.", response)
        return received


def _operation(name: str) -> _Operation:
    known = _operations()
    if not isinstance(name, str):
        raise ArgumentError(f"call() takes the name of an operation, not {kind_of(name)}.")
    if name not in known:
        raise ArgumentValueError(
            f"The contract has no operation {name!r}{nearest(name, known) or f'; it has {listed(known)}'}."
        )
    return known[name]


@functools.cache
def _operations() -> dict[str, _Operation]:
    return {operation.name: operation for operation in _each_operation()}


def _each_operation() -> Iterator[_Operation]:
    for path, item in document()["paths"].items():
        for method, value in item.items():
            if isinstance(value, dict) and "operationId" in value:
                yield _Operation(value["operationId"], method, path, value)


def _to_models(schema: Schema, data: Any, response: httpx.Response) -> Any:
    """Convert JSON to generated models if the contract names them; return everything else unchanged."""
    name = schema.get("$ref", "").rpartition("/")[2]
    target = resolved(schema)
    if target.get("type") == "array":
        if not isinstance(data, list):
            refuse_error(data, response)
            raise unexpected("The answer breaks the contract: expected array.", response)
        return [_to_models(target.get("items", {}), item, response) for item in data]
    model: Any = getattr(types, name, None) if name else None
    if hasattr(model, "from_dict"):
        return decode(model, data, response)
    if target.get("properties", {}).keys().isdisjoint(data if isinstance(data, dict) else ()):
        refuse_error(data, response)
    return data


def _holds_files(schema: Schema) -> bool:
    """Return True if a form field is a file or a list of files."""
    schema = resolved(schema)
    return is_file(schema) or (schema.get("type") == "array" and is_file(resolved(schema.get("items", {}))))


def _read(name: str, value: Any, schema: Schema) -> Any:
    """Return an argument as it is sent: a file as bytes or an open file, anything else as a plain JSON value.

    Raises:
        OSError: A file cannot be read.
    """
    if not _holds_files(schema):
        return plain(value, name)
    if isinstance(value, (list, tuple)):
        items = resolved(schema).get("items", {})
        return [_read(f"{name}[{index}]", item, items) for index, item in enumerate(value)]
    return as_upload(value)


def reader(operation: str) -> Callable[[httpx.Response], Any]:
    """Return the function that decodes the good answers of an operation, as `call` does."""
    return _operation(operation).read
