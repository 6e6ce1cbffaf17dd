"""Turn a description's inline schemas into components with names, in the form that the generator reads well."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tools.compare import Audience
from tools.contract.walk import mapping
from tools.drift.names import class_name, first_sentence, free_name, human, singular
from tools.drift.recorded import WHOLE
from tools.drift.simplify import Schema, Simplifier, kind_of, label_of
from tools.schemas import bounds_of, fits, is_regular_expression, kinds_of, only_value

REASONS = {
    "required": "The service leaves fields out from time to time; only what a caller cannot do without is required.",
    "defaulted": "The description requires fields that have a default; a caller need not send them.",
    "enum": "New values may come, so any string is allowed.",
    "const": "A label that nothing depends on is no reason to refuse an answer.",
    "formats": "Texts of several formats cannot be told apart, so they stay text.",
    "pattern": "The description's pattern is no regular expression that Python knows.",
    "default": "A default of this form cannot be written down for the generator.",
}
"""Why the contract says otherwise than a description, by what differs."""


class Hoist:
    """Makes components of what one description holds.

    Args:
        described: The description, whose references are followed.
        components: The contract's schemas, by name; what is made is added.
        questions: The components that are to be free-form JSON, each with what is asked about it.
    """

    def __init__(self, described: Schema, components: dict[str, Schema], questions: Mapping[str, str]) -> None:
        self._reader = Simplifier(described)
        self._components = components
        self._questions = questions
        self._by_content = {_content(schema): name for name, schema in components.items() if _is_shared(schema)}
        self._by_reference: dict[tuple[str, Audience], str] = {}
        self._under_way: list[str] = []
        self._mentioned: set[str] = set()  # a component that another one holds already keeps its name
        self.made: dict[str, Schema] = {}

    def use(self, schema: Any, name: str, audience: Audience, *, fallback: str = "") -> Schema:
        """Return the schema for a place that uses another; what needs a name is made a component.

        Args:
            schema: A schema of the description.
            name: What a component made from it is called, if it needs a name and has none.
            audience: `answer` where readers must not be strict.
            fallback: The description where the schema has none.
        """
        plain = mapping(schema)
        used = self._bare(plain, name, audience)
        described = first_sentence(
            plain.get("description") or self._reader.target(plain).get("description"), fallback or name
        )
        return _with_default({"description": described, **used}, plain.get("default"))

    def schema(self, schema: Any, name: str, audience: Audience) -> Schema:
        """Return the same without a description, for a place that has its own or needs none."""
        used = self.use(schema, name, audience)
        return {key: value for key, value in used.items() if key != "description"}

    def _bare(self, schema: Schema, name: str, audience: Audience) -> Schema:
        schema, null = self._reader.simplified(schema)
        members = schema.get("anyOf")
        if "$ref" in schema:
            made = self._named(schema["$ref"], audience)
        elif members:
            made = self._union(members, name, audience)
        elif "enum" in schema or "const" in schema:
            made = self._listing(schema, name, audience)
        elif kind_of(schema) == "object":
            made = self._component(self._object(schema, name, audience), name)
        elif kind_of(schema) == "array":
            inner = self._bare(mapping(schema.get("items")), singular(name), audience)
            made = {"type": "array", **_bounds(schema), "items": inner}
        else:
            named = {key: schema[key] for key in ("type", "format") if isinstance(schema.get(key), str)}
            made = {**named, **_bounds(schema)}
        return _or_null(made) if null else made

    def _named(self, reference: str, audience: Audience) -> Schema:
        key = (reference, audience)
        if key in self._by_reference:
            self._mentioned.add(self._by_reference[key])
            return _reference(self._by_reference[key])
        target = self._reader.target({"$ref": reference})
        own = class_name(reference.rsplit("/", 1)[-1])
        simplified, null = self._reader.simplified(target)
        if kind_of(simplified) != "object" or "anyOf" in simplified or null:
            if reference in self._under_way:
                return {}  # a schema that holds itself without an object between means anything
            self._under_way.append(reference)
            made = self._bare(target, own, audience)
            self._under_way.remove(reference)
            return made
        name = free_name(own, self._components)
        self._by_reference[key] = name  # so that an object may hold itself
        self._components[name] = {}
        made = self._object(simplified, name, audience)
        same = self._by_content.get(_content(made)) if name not in self._mentioned else None
        if same:
            del self._components[name]
            self._by_reference[key] = same
            return _reference(same)
        self._add(name, made)
        return _reference(name)

    def _object(self, schema: Schema, name: str, audience: Audience) -> Schema:
        fields = mapping(schema.get("properties"))
        made: Schema = {"type": "object", "description": first_sentence(schema.get("description"), human(name))}
        notes, required = self._required(schema, fields, audience)
        if required:
            made["required"] = required
        further = schema.get("additionalProperties")
        if fields:
            made["properties"] = {
                field: self.use(inner, class_name(name, field), audience, fallback=human(field))
                for field, inner in fields.items()
            }
        if isinstance(further, dict) and further:
            made["additionalProperties"] = self._bare(further, singular(class_name(name, "values")), audience)
        elif further is False and audience == "caller":
            made["additionalProperties"] = False
        elif not fields:
            made["additionalProperties"] = True
        return {**made, "x-deviation": notes} if notes else made

    def _required(self, schema: Schema, fields: Schema, audience: Audience) -> tuple[Schema, list[str]]:
        listed = [name for name in schema.get("required") or () if name in fields]
        if audience == "answer":
            return ({"required": REASONS["required"]} if listed else {}), []
        kept = [name for name in listed if "default" not in self._reader.resolved(mapping(fields[name]))]
        return ({"required": REASONS["defaulted"]} if len(kept) < len(listed) else {}), kept

    def _union(self, members: list[Any], name: str, audience: Audience) -> Schema:
        plain = [self._reader.resolved(mapping(one)) for one in members]
        if all("enum" in one or "const" in one for one in plain):
            values = [value for one in plain for value in one.get("enum", [one.get("const")])]
            return self._listing({"type": plain[0].get("type"), "enum": values}, name, audience)
        listed = [one for one in plain if "enum" in one]
        has_any_text = any(kind_of(one) == "string" and "enum" not in one for one in plain)
        if has_any_text and len(listed) == 1 and len(plain) == 2:
            return self._open(listed[0]["enum"], name)
        formats = {one.get("format") for one in plain}
        if len(formats) > 1 and all(one.get("type") == "string" and "enum" not in one for one in plain):
            return {"type": "string", "x-deviation": {"format": REASONS["formats"]}}
        made: list[Schema] = []
        for member, own in zip(members, self._form_names(plain, name), strict=True):
            form = self._form(mapping(member), own, audience)
            made += [one for one in form.get("anyOf", [form]) if one not in made]
        return made[0] if len(made) == 1 else {"anyOf": made}

    def _form(self, member: Schema, name: str, audience: Audience) -> Schema:
        simplified, _ = self._reader.simplified(self._reader.resolved(member))
        if kind_of(simplified) == "object" and "anyOf" not in simplified and "$ref" not in member:
            return self._component(self._object_with_label(simplified, name, audience), name)
        return self._bare(member, name, audience)

    def _object_with_label(self, schema: Schema, name: str, audience: Audience) -> Schema:
        """Make a form of a union, which keeps and requires what tells it from the others."""
        made = self._object(schema, name, audience)
        listed = schema.get("required") or ()
        labels = {field for field, one in mapping(schema.get("properties")).items() if only_value(mapping(one))}
        if audience == "answer" and listed and not labels:
            made["required"] = [field for field in listed if field in made.get("properties", {})]
        for field, inner in mapping(schema.get("properties")).items():
            value = only_value(self._reader.resolved(mapping(inner)))
            if isinstance(value, str):
                description = made["properties"][field]["description"]
                made["properties"][field] = {"description": description, "type": "string", "const": value}
                if field in (schema.get("required") or ()) and field not in made.get("required", ()):
                    made["required"] = [*made.get("required", ()), field]
        order = ("type", "description", "required", "additionalProperties", "x-deviation", "properties")
        return {key: made[key] for key in order if key in made}

    def _form_names(self, members: list[Schema], name: str) -> Iterator[str]:
        """Name each form by its constant, its title, or a field that only it has."""
        for member in members:
            fields = mapping(self._reader.flat(member).get("properties"))
            others = {field for one in members if one is not member for field in mapping(one.get("properties"))}
            own = [field for field in fields if field not in others]
            yield class_name(name, label_of(fields) or str(member.get("title") or (f"with {own[0]}" if own else "")))

    def _listing(self, schema: Schema, name: str, audience: Audience) -> Schema:
        written = schema.get("enum", [schema.get("const")])
        values = [value for place, value in enumerate(written) if value not in written[:place]]
        kinds = {type(value) for value in values}
        if len(values) == 1 and kinds == {str} and audience == "caller":
            return {"type": "string", "const": values[0]}
        if len(values) == 1 or kinds != {str}:
            kind = "string" if kinds == {str} else "boolean" if kinds == {bool} else "number"
            kind = "integer" if kinds == {int} else kind
            key = "const" if len(values) == 1 else "enum"
            return {"x-deviation": {key: REASONS["const"]}, "type": kind}
        if audience == "answer" or name.endswith("Model"):
            return self._open(values, name)
        return self._component(_enum(values, name), name)

    def _open(self, values: list[Any], name: str) -> Schema:
        """List known values beside any string."""
        texts = [value for value in values if isinstance(value, str)]
        listed = {**_enum(texts, name), "x-deviation": {"enum": REASONS["enum"]}}
        own = name if name.startswith("Known") else f"Known{name}"
        return {"anyOf": [self._component(listed, own), {"type": "string"}]}

    def _component(self, schema: Schema, name: str) -> Schema:
        """Return a reference to the component that a schema is made, or that is the same already."""
        content = _content(schema)
        same = self._by_content.get(content)
        if same is None or (not _is_shared(schema) and same not in self.made):
            same = free_name(name, self._components)
            self._add(same, schema)
        return _reference(same)

    def _add(self, name: str, schema: Schema) -> None:
        self._by_content.setdefault(_content(schema), name)
        if name in self._questions:
            schema = _free_form(schema, self._questions[name])
        self._components[name] = self.made[name] = schema


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _free_form(schema: Schema, question: str) -> Schema:
    """Say of a schema only what it is, an object or a text, and ask for the rest."""
    kept: Schema = {key: schema[key] for key in ("type", "description") if key in schema}
    further = {"additionalProperties": True} if schema.get("type") == "object" else {}
    return {**kept, "x-question": {WHOLE: question}, **further}


def _enum(values: Iterable[Any], name: str) -> Schema:
    return {"type": "string", "description": first_sentence(human(name), name), "enum": list(values)}


def _is_shared(schema: Schema) -> bool:
    """Return whether a component says enough that an equal schema must mean it."""
    return len(mapping(schema.get("properties"))) > 1 or len(schema.get("enum") or ()) > 1


def _content(schema: Any) -> str:
    """Return a text that is equal for schemas that allow the same."""
    return json.dumps(_without_prose(schema), sort_keys=True, default=str)


def _without_prose(node: Any, *, is_map: bool = False) -> Any:
    if isinstance(node, list):
        listed = [_without_prose(item) for item in node]
        return sorted(listed) if all(isinstance(item, str) for item in listed) else listed
    if not isinstance(node, dict):
        return node
    kept = {k: v for k, v in node.items() if is_map or not (k in {"description", "example"} or k.startswith("x-"))}
    return {key: _without_prose(value, is_map=key == "properties" and not is_map) for key, value in kept.items()}


def _bounds(schema: Schema) -> Schema:
    found = bounds_of(schema)
    if "pattern" in found and not is_regular_expression(found["pattern"]):
        del found["pattern"]
        found["x-deviation"] = {"pattern": REASONS["pattern"]}
    return found


def _or_null(schema: Schema) -> Schema:
    if "null" in kinds_of(schema) or {"type": "null"} in schema.get("anyOf", ()):
        return schema
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]} if schema else schema


def _with_default(schema: Schema, default: Any) -> Schema:
    if default is None:
        return schema
    described, rest = {"description": schema["description"]}, {**schema}
    del rest["description"]
    if "$ref" in rest or "anyOf" in rest:  # no reference is followed
        is_fitting = isinstance(default, str)
    else:
        is_fitting = not isinstance(default, list | dict) and fits(default, rest)
    if not is_fitting:
        notes = {**rest.pop("x-deviation", {}), "default": REASONS["default"]}
        return {**described, "x-deviation": notes, **rest}
    if "$ref" in rest:
        rest = {"allOf": [{"$ref": rest["$ref"]}]}
    return {**described, "default": default, **rest}
