"""What the templates must know of the models of answers: which they are, and how their fields are read.

The contract tells it in extensions:

- `x-read-as`: How a field is read whose JSON type tells less than its meaning. `time` and `date` are texts, `unix_time`
  is a number of seconds or milliseconds, `number` a text or a number, and `whole_number` a count.
- `x-promised`: The fields that a model always has, although JSON may lack them. They read as empty then.
- `x-expected`: The field may be missing, but is there nearly always. Its type is `X | Any`, not `X | None`, so that a
  program need not ask for None.
- `x-also`: The name of a second attribute for a field.
- `x-shown`: The representation of the object shows the field.
"""

from typing import Any

from attrs import evolve
from openapi_python_client.parser.openapi import GeneratorData
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.union import UnionProperty

from tools.contract import references_from
from tools.contract.walk import operations

_COUNT = "whole_number"
READ_AS: dict[str, dict[str, Any]] = {
    "time": {"type": "string", "format": "date-time"},
    "unix_time": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "number": {"type": "number"},
    _COUNT: {"type": "integer"},
}
"""The schema that gives the generator the Python type of each way to read a field."""

_KEPT = ("description", "deprecated")
_SCHEMAS = "#/components/schemas/"


def answers(contract: dict[str, Any]) -> frozenset[str]:
    """Return the names of the components that an answer of the contract may hold."""
    found: set[str] = set()
    for one in operations(contract):
        found |= references_from(contract, {"responses": one.value.get("responses")}, "operation")
    return frozenset(one.removeprefix(_SCHEMAS) for one in found if one.startswith(_SCHEMAS))


def marks(contract: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the extensions say of the fields of each component, by the name that the templates use."""
    read_as, also = _marked(contract, "x-read-as"), _marked(contract, "x-also")
    return {
        # Counts need no reading.
        "read_as": {one: {name: how for name, how in of.items() if how != _COUNT} for one, of in read_as.items()},
        "expected": _marked(contract, "x-expected"),
        "shown_fields": {one: list(fields) for one, fields in _marked(contract, "x-shown").items()},
        "aliases": {one: {alias: name for name, alias in fields.items()} for one, fields in also.items()},
    }


def as_read(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that gives the generator the Python type of a field with `x-read-as`."""
    return {**{key: schema[key] for key in _KEPT if key in schema}, **READ_AS[schema["x-read-as"]]}


def as_required(property_: PropertyProtocol) -> PropertyProtocol:
    """Return a property whose value is there."""
    return evolve(property_, required=True)  # type: ignore[misc] # all kinds are attrs classes


def without_none(data: GeneratorData, names: frozenset[str]) -> None:
    """Take null out of the types of the fields of answers: it is read as absence is."""
    for model in data.models:
        if isinstance(model, ModelProperty) and model.class_info.name in names:
            fields = [*(model.required_properties or []), *(model.optional_properties or [])]
            simple = [_without_none(one) for one in fields]
            model.required_properties = [one for one in simple if one.required]
            model.optional_properties = [one for one in simple if not one.required]


def _without_none(property_: Any) -> Any:
    if not isinstance(property_, UnionProperty):
        return property_
    members = [one for one in property_.inner_properties if not isinstance(one, NoneProperty)]
    if len(members) == len(property_.inner_properties):
        return property_
    named = {name: getattr(property_, name) for name in ("name", "python_name", "description")}
    if len(members) == 1:
        return evolve(members[0], required=False, **named)  # type: ignore[misc] # all kinds are attrs classes
    return evolve(property_, required=False, inner_properties=members)


def _marked(contract: dict[str, Any], word: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for component, schema in contract["components"]["schemas"].items():
        for name, field in schema.get("properties", {}).items():
            if word in field:
                found.setdefault(component, {})[name] = field[word]
    return found
