"""Requests held against the contract, refused in the service's own words.

The contract is read from `pollination_api/openapi.json`, which the generated package carries; of
that package only the file is used, none of its code.
"""

import json
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import attrs
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it ships no types
from jsonschema.exceptions import best_match  # type: ignore[import-untyped] # as above
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from pollination_sdk.sandbox._errors import ServiceError, invalid_input

ROOT = "urn:contract"
PHRASES = {
    "maximum": "Too big: expected number to be <={}",
    "exclusiveMaximum": "Too big: expected number to be <{}",
    "minimum": "Too small: expected number to be >={}",
    "exclusiveMinimum": "Too small: expected number to be >{}",
    "maxItems": "Too big: expected at most {} items",
    "minItems": "Too small: expected at least {} items",
    "maxLength": "Too big: expected at most {} characters",
    "minLength": "Too small: expected at least {} characters",
    "enum": "Invalid option: expected one of {}",
    "const": "Invalid input: expected {}",
    "type": "Invalid input: expected {}",
}


@cache
def contract() -> "Contract":
    """Load the contract once for each process."""
    return Contract(json.loads((files("pollination_api") / "openapi.json").read_bytes()))


@attrs.define(slots=False)
class Contract:
    """An OpenAPI document and the questions the sandbox asks it."""

    document: dict[str, Any] = attrs.field(repr=False)
    _validators: dict[str, Draft202012Validator] = attrs.field(factory=dict, repr=False)

    @cached_property
    def _registry(self) -> Registry[Any]:
        resource = DRAFT202012.create_resource(self.document)
        registry: Registry[Any] = Registry()
        crawled: Registry[Any] = registry.with_resource(ROOT, resource).crawl()
        return crawled

    def query(self, template: str, method: str, sent: dict[str, str]) -> dict[str, Any]:
        """Check and convert the query of a request; unknown names are ignored.

        Raises:
            ServiceError: 400, naming each field that breaks the contract.
        """
        values: dict[str, Any] = {}
        field_errors: dict[str, list[str]] = {}
        for pointer, parameter in self._parameters(template, method):
            name = parameter["name"]
            if parameter["in"] != "query" or name not in sent:
                continue
            values[name] = convert(sent[name], self._types(parameter["schema"]))
            errors = list(self._validator(f"{pointer}/schema").iter_errors(values[name]))
            if errors:
                field_errors[name] = [explain(error) for error in errors]
        if field_errors:
            raise invalid_input(field_errors)
        return values

    def body(self, template: str, method: str, raw: bytes, content_type: str) -> dict[str, Any]:
        """Check the JSON body of a request.

        Raises:
            ServiceError: 400, for what is not JSON or breaks the contract.
        """
        try:
            body = json.loads(raw) if "json" in content_type else {}
        except ValueError:
            raise ServiceError(400, "Malformed JSON in request body") from None
        pointer = f"/paths/{escape(template)}/{method.lower()}/requestBody"
        media = "/content/application~1json/schema"
        errors = self._validator(self._follow(pointer) + media).iter_errors(body)
        field_errors: dict[str, list[str]] = {}
        form_errors: list[str] = []
        for error in errors:
            for name, message in blame(error):
                (field_errors.setdefault(name, []) if name else form_errors).append(message)
        if field_errors or form_errors:
            raise invalid_input(field_errors, form_errors)
        return dict(body)

    def _parameters(self, template: str, method: str) -> list[tuple[str, dict[str, Any]]]:
        found: list[tuple[str, dict[str, Any]]] = []
        for place in (f"/paths/{escape(template)}", f"/paths/{escape(template)}/{method.lower()}"):
            for index in range(len(self._at(place).get("parameters", []))):
                pointer = self._follow(f"{place}/parameters/{index}")
                found.append((pointer, self._at(pointer)))
        return found

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
            reference = {"$ref": f"{ROOT}#{pointer.replace('{', '%7B').replace('}', '%7D')}"}
            self._validators[pointer] = Draft202012Validator(reference, registry=self._registry)
        return self._validators[pointer]


def escape(name: str) -> str:
    """Escape a name for a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def convert(text: str, types: set[str]) -> Any:
    """Read a query value as the type the contract gives it; what does not fit stays text."""
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    if types & {"integer", "number"}:
        try:
            number = float(text)
        except ValueError:
            return text
        return int(text) if text.lstrip("+-").isdecimal() else number
    return text


def _deepest(error: Any) -> Any:
    return best_match([error]) or error


def blame(error: Any) -> list[tuple[str, str]]:
    """Give the field an error belongs to, empty for the whole body, and what to say."""
    if error.absolute_path:
        return [(str(error.absolute_path[0]), explain(error))]
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return [(name, "Invalid input: expected a value, received undefined") for name in missing]
    return [("", explain(error))]


def explain(error: Any) -> str:
    """Say what is wrong in the manner of the service's validator."""
    deepest = _deepest(error)
    phrase = PHRASES.get(deepest.validator, "Invalid input")
    wanted = deepest.validator_value
    if deepest.validator == "enum":
        wanted = "|".join(json.dumps(one) for one in wanted)
    return phrase.format(wanted)
