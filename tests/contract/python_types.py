"""Types as sets of words, whether Python or the contract tells them, so that the two can be compared."""

import collections.abc
import types
import typing
from functools import cache

from tools.schemas import kinds_of, resolve

from pollination_api import models
from pollination_api import types as api_types
from pollination_sdk._media import media
from pollination_sdk._operations import names, parameters
from pollination_sdk._support import dates
from pollination_sdk.types import Unset

PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def words_of_annotation(annotation):
    """Return the members of a Python annotation; `Unset` says only that nothing was given."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return frozenset().union(*map(words_of_annotation, parts))
    if origin is typing.Literal:
        return frozenset(map(repr, parts))
    if origin is not None and issubclass(origin, collections.abc.Mapping):
        return frozenset({f"Mapping[str, {formatted(words_of_annotation(parts[1]))}]"})
    if origin is not None and issubclass(origin, collections.abc.Sequence):
        return frozenset({f"Sequence[{formatted(words_of_annotation(parts[0]))}]"})
    if annotation is Unset:
        return frozenset()
    return frozenset({"None" if annotation is type(None) else getattr(annotation, "__name__", str(annotation))})


def words_of_schema(schema, contract, name=""):
    """Return the members of the Python type that a schema of the contract asks for.

    Args:
        schema: The schema, or a reference to one.
        contract: The document that references lead into.
        name: The component's name, which is that of the generated model.
    """
    if "$ref" in schema:
        return words_of_schema(resolve(contract, schema["$ref"]), contract, schema["$ref"].rpartition("/")[2])
    for union in ("anyOf", "oneOf", "allOf"):
        if union in schema:
            return frozenset().union(*(words_of_schema(one, contract) for one in schema[union]))
    if "enum" in schema or "const" in schema:
        return frozenset(map(repr, schema.get("enum", [schema.get("const")])))
    known = frozenset(map(repr, schema.get("x-known-ids", ())))  # names for editors, beside any text
    return known.union(*(_words_of_kind(one, schema, contract, name) for one in kinds_of(schema)))


def formatted(words):
    """Write a set of words as a person would write the annotation; long lists of texts are cut."""
    literal = sorted(one for one in words if one[0] in "'\"")
    plain = sorted(words - set(literal) - {"None"})
    texts = [f"Literal[{', '.join(literal)}]"] if literal else []
    return " | ".join([*texts, *plain, *(["None"] if "None" in words else [])])


def _words_of_kind(kind, schema, contract, name):
    if kind == "array":
        return {f"Sequence[{formatted(words_of_schema(schema['items'], contract))}]"}
    if kind != "object":
        return {PLAIN[kind]}
    values = schema.get("additionalProperties")
    of_values = formatted(words_of_schema(values, contract)) if isinstance(values, dict) and values else "Any"
    return {name, f"Mapping[str, {of_values}]"} - {""}


@cache
def evaluated(annotation):
    """Return the type that an annotation of a method names."""
    return eval(annotation, {**_NAMES, **{name: getattr(models, name) for name in models.__all__}})  # noqa: S307 - our own annotations


_NAMES = {
    name: value
    for module in (typing, collections.abc, api_types, names, media, parameters, dates)
    for name, value in vars(module).items()
    if not name.startswith("_")
}
