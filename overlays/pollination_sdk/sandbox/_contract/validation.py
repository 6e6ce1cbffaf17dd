"""Check requests and answers against the contract.

The contract is the data file of the generated package; nothing else of that package is used.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice
from typing import Any

import attrs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from pollination_api import contract
from pollination_sdk.sandbox._contract.complaints import blame, explain
from pollination_sdk.sandbox._contract.examples import example
from pollination_sdk.sandbox._errors import ServiceError, invalid_input
from pollination_sdk.sandbox._requests.forms import FORMS, Form, read_form
from pollination_sdk.sandbox._requests.json_text import DEEPEST, parse_json, parse_query_number
from pollination_sdk.sandbox._requests.spool import Spool

BINARY = "application/octet-stream"
SAMPLE = 50
MOST_REMEMBERED = 1000  # good answers; the same list of models comes again and again, and its check takes 50 ms
MOST_ERRORS = 100  # per body; a long conversation may have an error in each message, and each takes milliseconds


def _match_pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator[ValidationError]:
    """Match like ECMA-262: `$` is only the end of the text. In Python it also matches before a last newline."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def own_contract() -> "Contract":
    """Load the SDK's own contract, once for each process."""
    return Contract(contract.load())


@attrs.frozen
class Example:
    """An answer generated from a schema: its status, its media type (empty without a body), and its body."""

    status: int
    media_type: str
    content: bytes


@attrs.define(slots=False)
class Contract:
    """An OpenAPI document with its queries and checks."""

    document: dict[str, Any] = attrs.field(repr=False)
    _validators: dict[str, Draft202012Validator] = attrs.field(factory=dict, repr=False)
    _good: set[tuple[str, str, bytes]] = attrs.field(factory=set, repr=False)
    """Answers that kept the contract: where their schema stands, their media type, and the hash of their body."""
    _known: dict[str, list[tuple[str, dict[str, Any]]]] = attrs.field(factory=dict, repr=False)
    """The parameters of the operations that were asked for: to look them up takes as long as to check them."""

    @cached_property
    def _validator_class(self) -> Any:
        """The validator of this document, which looks each reference up once: that takes as long as all checks."""
        registry: Registry[Any] = Registry()
        resolver = registry.with_resource("", DRAFT202012.create_resource(self.document)).resolver()
        look_up = cache(resolver.lookup)

        def follow(validator: Any, reference: str, value: Any, _: Any) -> Iterator[ValidationError]:
            found = look_up(reference)
            yield from validator.descend(value, found.contents, resolver=found.resolver)

        return extend(Draft202012Validator, {"pattern": _match_pattern, "$ref": follow})  # type: ignore[no-untyped-call] # its stub

    def query(self, template: str, method: str, sent: dict[str, str]) -> dict[str, Any]:
        """Check and convert the query of a request; unknown names are ignored.

        Raises:
            ServiceError: 400, with each field that breaks the contract.
        """
        values: dict[str, Any] = {}
        field_errors: dict[str, list[str]] = {}
        for pointer, parameter in self._parameters(template, method):
            name = parameter["name"]
            if parameter["in"] != "query":
                continue
            if name not in sent:
                if parameter.get("required"):
                    field_errors[name] = ["Required"]
                continue
            values[name] = convert(sent[name], self._types(parameter["schema"]))
            errors = list(self._validator(f"{pointer}/schema").iter_errors(values[name]))
            if errors:
                field_errors[name] = [explain(error) for error in errors]
        if field_errors:
            raise invalid_input(field_errors)
        return values

    def body(self, template: str, method: str, raw: bytes | Spool, content_type: str) -> dict[str, Any]:
        """Check the JSON body of a request, or the fields of its form.

        Raises:
            ServiceError: 400, if the body is not well formed or breaks the contract.
        """
        pointer = self._operation(template, method)
        if "requestBody" not in self._at(pointer):
            return {}
        pointer = self._follow(pointer + "/requestBody")
        forms = self._at(pointer)["content"]
        kind = content_type.partition(";")[0].strip().lower()
        if kind in FORMS and kind in forms:
            return self._form(f"{pointer}/content/{escape(kind)}/schema", read_form(content_type, raw))
        if "application/json" not in forms or (len(forms) > 1 and "json" not in kind):
            if self._at(pointer).get("required") and not Spool.of(raw).size:
                raise ServiceError(400, "The request has no body")
            return {}  # bytes of another type, which the operation takes or refuses
        body = _parse_body(Spool.of(raw).read()) if "json" in kind else {}
        self._refuse_invalid(f"{pointer}/content/application~1json/schema", body)
        return body if isinstance(body, dict) else {}

    def _form(self, pointer: str, form: Form) -> dict[str, Any]:
        """Convert and check the fields of a form. A file counts as text, and `name[]` is an item of `name`."""
        properties = self._at(self._follow(pointer)).get("properties", {})
        values: dict[str, Any] = {}
        for sent, text in {**dict.fromkeys(form.files, ""), **form.fields}.items():
            name = sent.removesuffix("[]")
            types = self._types(properties.get(name, {}))
            values[name] = [text] if "array" in types else convert(text, types)
        self._refuse_invalid(pointer, values)
        return values

    def _refuse_invalid(self, pointer: str, body: Any) -> None:
        field_errors: dict[str, list[str]] = {}
        form_errors: list[str] = []
        for error in islice(self._validator(pointer).iter_errors(body), MOST_ERRORS):
            for name, message in blame(error):
                (field_errors.setdefault(name, []) if name else form_errors).append(message)
        if field_errors or form_errors:
            raise invalid_input(field_errors, form_errors)

    def violation(self, template: str, method: str, status: int, media_type: str, raw: bytes) -> str:
        """Describe how an answer of the sandbox breaks the contract; empty if it does not.

        Statuses that are not in the contract are allowed: the service sends them too.
        """
        pointer = f"{self._operation(template, method)}/responses"
        if str(status) not in self._at(pointer):
            return ""
        pointer = self._follow(f"{pointer}/{status}")
        kinds = self._at(pointer).get("content", {})
        kind = media_type.partition(";")[0]
        if kind not in kinds:
            if BINARY in kinds:  # a file of any type
                return ""
            return f"{status} as {kind!r} is not in the contract" if kinds else ""
        answer = (pointer, kind, hashlib.sha256(raw).digest())
        if answer in self._good:
            return ""
        validator = self._validator(f"{pointer}/content/{escape(kind)}/schema")
        errors = (error for value in documents(kind, raw) for error in validator.iter_errors(value))
        worst = best_match(errors)
        if worst is not None:
            return f"{worst.json_path}: {worst.message}"
        if len(self._good) >= MOST_REMEMBERED:
            self._good.clear()
        self._good.add(answer)
        return ""

    def find(self, method: str, path: str) -> str | None:
        """Return the path template for a decoded path, preferably one with the method; None if there is none."""
        matching = [template for template in self.document["paths"] if _pattern(template).fullmatch(path)]
        matching.sort(key=lambda template: "{" in template)  # fixed paths come first
        with_method = [template for template in matching if method in self.methods(template)]
        return next(iter([*with_method, *matching]), None)

    def value_in(self, template: str, path: str) -> str | None:
        """Return the value that a decoded path has in the place of the parameter of its template; None without one."""
        found = _pattern(template).fullmatch(path)
        return found[1].replace("%2F", "/") if found and found.re.groups else None

    def methods(self, template: str) -> list[str]:
        """List the HTTP methods of a path."""
        return [name.upper() for name, value in self.document["paths"][template].items() if "responses" in value]

    def public(self, template: str, method: str) -> bool:
        """Return True if an operation needs no key."""
        operation = self._at(self._operation(template, method))
        return {} in operation.get("security", self.document.get("security", []))

    def example_of(self, template: str, method: str) -> Example:
        """Generate a good answer for an operation from its schema."""
        pointer = f"{self._operation(template, method)}/responses"
        status = next((status for status in self._at(pointer) if status.startswith("2")), "200")
        content = self._at(self._follow(f"{pointer}/{status}")).get("content", {})
        if not content:
            return Example(int(status), "", b"")
        kind = "application/json" if "application/json" in content else next(iter(content))
        value = example(content[kind].get("schema", {}), self.document)
        return Example(int(status), kind, json.dumps(value).encode() if kind.endswith("json") else str(value).encode())

    def _operation(self, template: str, method: str) -> str:
        return f"/paths/{escape(template)}/{method.lower()}"

    def _parameters(self, template: str, method: str) -> list[tuple[str, dict[str, Any]]]:
        operation = self._operation(template, method)
        if operation not in self._known:
            self._known[operation] = list(self._found(f"/paths/{escape(template)}", operation))
        return self._known[operation]

    def _found(self, *places: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for place in places:
            for index in range(len(self._at(place).get("parameters", []))):
                pointer = self._follow(f"{place}/parameters/{index}")
                yield pointer, self._at(pointer)

    def _types(self, schema: dict[str, Any]) -> set[str]:
        if "$ref" in schema:
            return self._types(self._at(schema["$ref"].removeprefix("#")))
        found = schema.get("type", [])
        types = {found} if isinstance(found, str) else set(found)
        for word in ("anyOf", "oneOf", "allOf"):
            types.update(*(self._types(part) for part in schema.get(word, [])))
        return types

    def _follow(self, pointer: str) -> str:
        reference = self._at(pointer).get("$ref")
        return pointer if reference is None else self._follow(reference.removeprefix("#"))

    def _at(self, pointer: str) -> Any:
        value: Any = self.document
        for part in pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            value = value[int(name)] if isinstance(value, list) else value[name]
        return value

    def _validator(self, pointer: str) -> Draft202012Validator:
        if pointer not in self._validators:
            self._validators[pointer] = self._validator_class(self._at(pointer))
        return self._validators[pointer]


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^/]+\\}", "([^/]+)", re.escape(template)))


def escape(name: str) -> str:
    """Escape a name for a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def convert(text: str, types: set[str]) -> Any:
    """Convert a query value to its type in the contract; an invalid value stays text."""
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    return parse_query_number(text) if types & {"integer", "number"} else text


def _parse_body(raw: bytes) -> Any:
    try:
        return parse_json(raw)
    except RecursionError:
        message = f"The JSON in the request body is nested too deeply ({DEEPEST} levels at most)"
        raise ServiceError(400, message) from None
    except ValueError:
        raise ServiceError(400, "Malformed JSON in request body") from None


def documents(kind: str, raw: bytes) -> Iterator[Any]:
    """Yield the JSON documents of a body: one, or one for each event of a stream.

    Of long lists and streams only both ends are checked: fifty thousand similar rows would take seconds.
    """
    if kind == "application/json":
        value = json.loads(raw)
        yield {name: sample(field) for name, field in value.items()} if isinstance(value, dict) else sample(value)
    elif kind == "text/event-stream":
        data = [line.removeprefix(b"data: ") for line in raw.split(b"\n") if line.startswith(b"data: ")]
        yield from map(json.loads, sample([one for one in data if one != b"[DONE]"]))


def sample(value: Any) -> Any:
    """Return both ends of a long list; other values are unchanged."""
    return [*value[:SAMPLE], *value[-SAMPLE:]] if isinstance(value, list) and len(value) > 2 * SAMPLE else value
