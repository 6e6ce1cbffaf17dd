"""Values that the contract allows, as hypothesis strategies.

Small and our own: hypothesis-jsonschema does not run on the current Hypothesis, and schemathesis takes a fifth of a
second for one chat. It knows the words of JSON Schema that the contract uses and stumbles over any other.
"""

from functools import cache
from math import ceil, floor

from hypothesis import strategies as st
from tools.schemas import kinds_of

from pollination_api import contract

CONTRACT = contract.load()
MOST = 2**53 - 1  # beyond it the two sides of the wire read different numbers
TEXTS = st.text(max_size=20)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-MOST, MOST), st.floats(allow_nan=False, allow_infinity=False), TEXTS
)
FLAT = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(TEXTS, SCALARS, max_size=2))
JSON = st.one_of(FLAT, st.lists(FLAT, max_size=2), st.dictionaries(TEXTS, FLAT, max_size=2))
FORMATS = {
    "date-time": st.datetimes(timezones=st.sampled_from([None])).map(lambda one: f"{one.isoformat()}Z"),
    "email": st.just("someone@example.com"),
}
REMARKS = {"deprecated", "description", "example", "default", "x-deviation"}
WORDS = REMARKS | {
    "$ref", "type", "enum", "const", "anyOf", "allOf", "format", "pattern", "minLength", "maxLength",
    "minimum", "maximum", "items", "minItems", "maxItems", "properties", "required", "additionalProperties",
}  # fmt: skip


def component(name):
    """Return a schema of the contract by its name."""
    return CONTRACT["components"]["schemas"][name]


@cache
def of_component(name, *, closed=False):
    """Return the strategy for the values of a component."""
    return of_schema(component(name), closed=closed)


def of_schema(schema, *, closed=True):
    """Return the strategy for the values of a schema.

    Args:
        schema: A schema of the contract.
        closed: Whether objects hold the described fields only.

    Raises:
        NotImplementedError: The schema uses a word that is not known here: teach it.
    """
    unknown = {word for word in schema.keys() - WORDS if not word.startswith("x-")}
    if unknown:
        raise NotImplementedError(f"tests/contract/strategies.py does not know {unknown}: teach it.")
    if "$ref" in schema:
        return of_component(schema["$ref"].rpartition("/")[2], closed=closed)
    for union in ("anyOf", "allOf"):  # in the contract `allOf` holds one schema, beside a default
        if union in schema:
            return st.one_of([of_schema(one, closed=closed) for one in schema[union]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    kinds = kinds_of(schema)
    return st.one_of([_of_kind(kind, schema, closed) for kind in kinds]) if kinds else JSON


def texts():
    """Return text that a person might type, the odd kinds included."""
    odd = ["models", ".", "..", "a/b//c/", "100%", "%41", "e\u0301", "\U0001f98a", "a\nb\tc", "?&=#+;:,@$", " "]
    return st.one_of(st.text(), st.sampled_from(odd))


def _of_kind(kind, schema, closed):
    low, high = schema.get("minimum", -MOST), schema.get("maximum", MOST)
    if kind == "integer":
        return st.integers(low, high)
    if kind == "number":
        return st.one_of(st.integers(ceil(low), floor(high)), st.floats(low, high))
    if kind == "array":
        most = min(schema.get("maxItems", 3), 3)
        return st.lists(of_schema(schema["items"], closed=closed), min_size=schema.get("minItems", 0), max_size=most)
    if kind == "object":
        return _of_object(schema, closed)
    if kind == "string":
        return _of_string(schema)
    return {"boolean": st.booleans(), "null": st.none()}[kind]


def _of_string(schema):
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].replace("$", r"\Z"))
    return FORMATS.get(
        schema.get("format"),
        st.text(min_size=schema.get("minLength", 0), max_size=min(20, schema.get("maxLength", 20))),
    )


def _of_object(schema, closed):
    fields = {name: of_schema(one, closed=closed) for name, one in schema.get("properties", {}).items()}
    required = {name: fields.pop(name) for name in schema.get("required", ())}
    described = st.fixed_dictionaries(required, optional=fields)
    further = schema.get("additionalProperties", not closed)
    if further is False:
        return described
    values = of_schema(further, closed=closed) if isinstance(further, dict) else JSON
    names = TEXTS.filter(lambda name: name not in schema.get("properties", {}))
    return st.builds(lambda more, known: {**more, **known}, st.dictionaries(names, values, max_size=2), described)
