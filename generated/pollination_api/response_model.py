# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""What all models of answers have in common: None for what is missing, and the very fields that arrived."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from . import contract
from .types import OpenObject

if TYPE_CHECKING:
    from .formats import Format

MISSING: Final[Any] = object()
"""Stands for a field that did not arrive, where None may arrive."""
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
"""The types of values that are sent as they are, whatever the format of their field."""
_LONGEST_TEXT = 80
_MOST_FIELDS = 6
"""The fields that a representation shows, where the contract names none."""
_NOT_LISTED = frozenset({"additional_keys", "attribute_names", "formats", "raw", "required_fields", "shown_fields"})
"""What completion in a terminal leaves out: it says how an object is read, not what is in it."""
_KEPT = ("title", "type", "description", "enum", "const", "format")
"""What the page of an API shows of a schema."""


class ResponseModel(OpenObject):
    """An object of an answer.

    A field that is missing, or null, reads as None; a list reads as an empty list. `to_dict` returns the fields as they
    arrived, and what was changed since. `name in answer` tells whether a field arrived, by its name in JSON.
    """

    __slots__ = ("_received", "_unlike")

    attribute_names: ClassVar[Mapping[str, str]] = {}
    """The described fields: the name of each in JSON, and that of its attribute."""
    required_fields: ClassVar[frozenset[str]] = frozenset()
    """The names in JSON of the fields that are always there."""
    shown_fields: ClassVar[tuple[str, ...]] = ()
    """The names in JSON of the fields that a representation shows; empty for the first ones."""
    formats: ClassVar[Mapping[str, Format]] = {}
    """How the fields are read and written whose attribute has another type than JSON."""

    _received: tuple[str, ...]
    """The names of the fields that arrived."""
    _unlike: dict[str, Any]
    """The fields as they arrived whose attribute does not tell that."""

    def __attrs_post_init__(self) -> None:
        """Keep in mind that nothing arrived: this object was made by its fields."""
        self._received = tuple(name for name in self.attribute_names if name in self.required_fields)
        self._unlike = {}

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it arrived, with the changes made since; what did not arrive is left out."""
        more = self.additional_properties
        fields = {name: _encoded(value) for name, value in more.items()} if more else {}
        received, unlike = self._received, self._unlike
        for name, attribute in self.attribute_names.items():
            value = getattr(self, attribute)
            arrived = name in received
            if arrived and type(value) in _AS_THEY_ARE and name not in unlike:  # most fields, in one check
                fields[name] = value
            elif arrived or (value is not None and self._has(name, attribute)):
                fields[name] = self._written(name, value)
        return fields

    def to_json(self) -> str:
        """Return the object as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a field by its name in JSON, or the default if it did not arrive."""
        return self[key] if key in self else default

    def raw(self, key: str) -> Any:
        """Return a field by its name in JSON, as `to_dict` has it.

        Raises:
            KeyError: It did not arrive.
        """
        value = self[key]
        return self._written(key, value) if key in self.attribute_names else _encoded(value)

    def _has(self, name: str, attribute: str) -> bool:
        """Return True if a described field arrived or was set."""
        if name in self._received:
            return True
        value = getattr(self, attribute)
        return bool(_encoded(value)) if name in self.required_fields else not _is_empty(value)

    def _written(self, name: str, value: Any) -> Any:
        form = self.formats.get(name)
        if name in self._unlike:
            arrived = self._unlike[name]
            same = not _encoded(value) if form is None else value == form.read(arrived)
            if same:
                return arrived
        return _encoded(value) if form is None or value is None else form.write(value)

    def __contains__(self, key: str) -> bool:
        attribute = self.attribute_names.get(key)
        return key in self.additional_properties if attribute is None else self._has(key, attribute)

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise KeyError(key)
        attribute = self.attribute_names.get(key)
        return self.additional_properties[key] if attribute is None else getattr(self, attribute)

    def __setitem__(self, key: str, value: Any) -> None:
        attribute = self.attribute_names.get(key)
        if attribute is None:
            self.additional_properties[key] = value
        else:
            setattr(self, attribute, value)

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        attribute = self.attribute_names.get(key)
        if attribute is None:
            del self.additional_properties[key]
        else:
            setattr(self, attribute, [] if isinstance(getattr(self, attribute), list) else None)
            self._received = tuple(name for name in self._received if name != key)
            self._unlike.pop(key, None)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield the items of `to_dict()`, so that `dict(answer)` is the same; FastAPI writes objects in this way."""
        return iter(self.to_dict().items())

    def __dir__(self) -> list[str]:
        names = (name for name in super().__dir__() if name not in _NOT_LISTED)
        return [name for name in names if name.startswith("__") or not name.startswith("_")]

    def __repr__(self) -> str:
        filled = [
            name for name in (*self.attribute_names, *self.additional_properties) if not _is_empty(self.get(name))
        ]
        shown = [name for name in self.shown_fields or filled[:_MOST_FIELDS] if name in filled]
        fields = [f"{self.attribute_names.get(name, name)}={_short(self[name])}" for name in shown]
        rest = ["..."] if len(shown) < len(filled) else []
        return f"{type(self).__name__}({', '.join([*fields, *rest])})"

    def _repr_html_(self) -> str | None:
        """Return the rows of a page as a table, for notebooks; None for other objects, whose text is shown."""
        from .notebook import page

        return page({name: getattr(self, attribute) for name, attribute in self.attribute_names.items()})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic, and so FastAPI, read the object from a dict or as it is, and write it as `to_dict` does."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls._validated,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.to_dict()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Describe the object for the page of an API, as the contract describes it; nothing is required."""
        components = contract.load()["components"]["schemas"]
        return {"title": cls.__name__, **_json_schema(components.get(cls.__name__, {"type": "object"}), components)}

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        raise NotImplementedError

    @classmethod
    def _validated(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValueError(f"expected an object or a {cls.__name__}")
        try:
            return cls.from_dict(value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"expected the fields of a {cls.__name__} ({error})") from error


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, list) and not value)


def _encoded(value: Any) -> Any:
    """Return a value as it is sent: models inside it as dicts."""
    if isinstance(value, list):
        return [_encoded(item) for item in value]
    to_dict = getattr(value, "to_dict", None)
    return value if to_dict is None else to_dict()


def _short(value: Any) -> str:
    """Return a short representation of a value."""
    if isinstance(value, datetime.date):
        return str(value)
    if isinstance(value, list) and isinstance(value[0], ResponseModel):
        return repr(value) if len(value) == 1 else f"<{len(value)} {type(value[0]).__name__}>"
    text = repr(value)
    is_long = isinstance(value, (str, list, dict)) and len(text) > _LONGEST_TEXT
    return f"{text[:_LONGEST_TEXT]}..." if is_long else text


def _json_schema(schema: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with the objects that it refers to in place; no object of an answer contains itself."""
    if name := schema.get("$ref", "").rpartition("/")[2]:
        schema = {"title": name, **components[name], **schema}
    plain = {key: schema[key] for key in _KEPT if key in schema}
    if "properties" in schema:
        plain["properties"] = {name: _json_schema(field, components) for name, field in schema["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            plain[key] = _json_schema(schema[key], components)
    if "anyOf" in schema:
        plain["anyOf"] = [_json_schema(one, components) for one in schema["anyOf"]]
    return plain
