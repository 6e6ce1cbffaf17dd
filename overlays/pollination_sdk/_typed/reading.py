"""Make shapes of types: of annotations, classes, and the types of their fields."""

import collections.abc
import enum
import types
import typing
from typing import Annotated, Any

import msgspec

from pollination_sdk._typed.collections import FixedTuple, Map, Sequence
from pollination_sdk._typed.dialect import KINDS
from pollination_sdk._typed.objects import Field, Foreign, Record, Union
from pollination_sdk._typed.records import FieldHint, description_of, field_hints, is_record
from pollination_sdk._typed.shapes import Choice, Described, Leaf, Shape
from pollination_sdk.errors import ArgumentValueError

_LIMITS = ("gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "pattern")
"""The constraints of `msgspec.Meta`, `annotated_types` and pydantic's `Field`, which have the same names."""
_SEQUENCES: dict[Any, Any] = {
    **dict.fromkeys((list, collections.abc.Sequence, collections.abc.MutableSequence), list),
    **dict.fromkeys((collections.abc.Collection, collections.abc.Iterable), list),
    **dict.fromkeys((set, collections.abc.Set, collections.abc.MutableSet), set),
    tuple: tuple,
    frozenset: frozenset,
    collections.deque: collections.deque,
}
_MAPS = {dict, collections.abc.Mapping, collections.abc.MutableMapping}


class Reader:
    """Reads a type and the types that it names. A class is read once, so that it may name itself."""

    def __init__(self) -> None:
        self._classes: dict[Any, Record | Foreign] = {}

    def shape(self, hint: Any) -> Shape:
        """Return the shape of a type.

        Raises:
            ArgumentValueError: The type has no shape in JSON, or an annotation in it cannot be resolved.
        """
        if typing.get_origin(hint) is Annotated:
            text = next(filter(None, map(_text, hint.__metadata__)), None)
            shape = self._limited(hint.__origin__, _limits(hint.__metadata__))
            return Described(shape, text) if text else shape
        return self._limited(hint, {})

    def _limited(self, hint: Any, limits: dict[str, Any]) -> Shape:
        """Return the shape of a type with constraints; those of a union hold for its members."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            members = [one for one in arguments if one is not msgspec.UnsetType]
            return Union(tuple(self.shape(one if one is types.NoneType else _with(one, limits)) for one in members))
        if origin is typing.Literal:
            return _choice(hint, [(_value(one), one) for one in arguments])
        return self._plain(hint, origin or hint, arguments, limits)

    def _plain(self, hint: Any, origin: Any, arguments: tuple[Any, ...], limits: dict[str, Any]) -> Shape:
        """Return the shape of a class or of a generic alias."""
        if alias := _aliased(origin):
            return self.shape(_with(alias[arguments] if arguments else alias, limits))
        if isinstance(origin, typing.TypeVar):
            return self.shape(origin.__bound__ or Any)
        if isinstance(origin, type) and issubclass(origin, enum.Enum):
            return _choice(origin, [(member.value, member) for member in origin])
        if isinstance(origin, type) and hasattr(origin, "model_json_schema"):
            return self._classes.setdefault(hint, Foreign(hint))
        if is_record(origin):
            return self._record(hint, origin, arguments)
        return self._collection(origin, arguments, limits) or _leaf(Any if hint is object else hint, limits)

    def _collection(self, origin: Any, arguments: tuple[Any, ...], limits: dict[str, Any]) -> Shape | None:
        """Return the shape of a collection; None for other types."""
        if origin is tuple and arguments and arguments[-1] is not Ellipsis:
            return FixedTuple(tuple(self.shape(one) for one in arguments))
        if origin in _SEQUENCES:
            item = arguments[0] if arguments else Any
            return Sequence(Leaf(_with(list, limits)), self.shape(item), _SEQUENCES[origin])
        if origin in _MAPS:
            key, item = arguments or (str, Any)
            return Map(Leaf(_with(dict, limits)), self.shape(key), self.shape(item))
        return None

    def _record(self, hint: Any, origin: Any, arguments: tuple[Any, ...]) -> Shape:
        """Return the shape of a class with fields; its type parameters take the arguments of the alias."""
        if hint not in self._classes:
            name = "_".join(getattr(one, "__name__", str(one)) for one in (origin, *arguments))
            config = getattr(origin, "__struct_config__", None)
            closed = config is not None and config.forbid_unknown_fields
            record = self._classes[hint] = Record(name, origin, description_of(origin), closed)
            parameters = _parameters(origin, arguments)
            fields = tuple(self._field(one, parameters) for one in field_hints(origin))
            record.fields = (*_tag(config), *fields)
        return self._classes[hint]

    def _field(self, field: FieldHint, parameters: dict[Any, Any]) -> Field:
        shape = self.shape(_substituted(field.hint, parameters))
        return Field(field.key, field.keyword, shape, field.required, field.convert)


def _tag(config: Any) -> tuple[Field, ...]:
    """Return the field that tells the structs of a union apart, if a struct has one."""
    if config is None or config.tag is None:
        return ()
    return (Field(config.tag_field, None, Choice(((config.tag, config.tag),)), required=True),)


def _choice(hint: Any, results: list[tuple[Any, Any]]) -> Choice:
    if not all(type(value) in KINDS for value, _ in results):
        raise _no_json(hint)
    return Choice(tuple(results))


def _value(value: Any) -> Any:
    """Return the JSON value for a value of a `Literal`, which may be a member of an enum."""
    return value.value if isinstance(value, enum.Enum) else value


def _aliased(origin: Any) -> Any:
    """Return what a `NewType` or a `type` statement stands for; None for all others."""
    return getattr(origin, "__supertype__", None) or getattr(origin, "__value__", None)


def _parameters(origin: Any, arguments: tuple[Any, ...]) -> dict[Any, Any]:
    """Return the arguments of a generic class by its type parameters, with those of its bases."""
    found = dict(zip(getattr(origin, "__parameters__", ()), arguments, strict=False))
    for base in getattr(origin, "__orig_bases__", ()):
        given = tuple(_substituted(one, found) for one in typing.get_args(base))
        found = _parameters(typing.get_origin(base), given) | found
    return found


def _substituted(hint: Any, parameters: dict[Any, Any]) -> Any:
    """Return an annotation with the arguments of a generic class in place of its parameters."""
    if isinstance(hint, typing.TypeVar):
        return parameters.get(hint, hint)
    free = getattr(hint, "__parameters__", ())
    is_alias = typing.get_origin(hint) is not None
    return hint[tuple(parameters.get(one, one) for one in free)] if free and is_alias and parameters else hint


def _text(note: Any) -> str | None:
    """Return the text of an annotation: itself, or that of `msgspec.Meta`, pydantic's `Field` or `Doc`."""
    texts = (note, getattr(note, "description", None), getattr(note, "documentation", None))
    return next((one for one in texts if isinstance(one, str)), None)


def _limits(notes: tuple[Any, ...]) -> dict[str, Any]:
    """Return the constraints of annotations by the names that `msgspec.Meta` has for them."""
    parts = [part for one in notes for part in (one, *getattr(one, "metadata", ()))]  # pydantic's `Field` holds others
    found = ((name, getattr(part, name, None)) for part in parts if not isinstance(part, str) for name in _LIMITS)
    return {name: limit for name, limit in found if limit is not None}


def _with(hint: Any, limits: dict[str, Any]) -> Any:
    return Annotated[hint, msgspec.Meta(**limits)] if limits else hint


def _leaf(hint: Any, limits: dict[str, Any]) -> Leaf:
    """Return the shape of a type that msgspec knows."""
    try:
        leaf = Leaf(_with(hint, limits))
        msgspec.json.schema(leaf.hint)
    except TypeError:
        raise _no_json(hint) from None
    return leaf


def _no_json(hint: Any) -> ArgumentValueError:
    name = getattr(hint, "__qualname__", None) or repr(hint)
    return ArgumentValueError(
        f"{name} has no JSON Schema. Use a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct, a "
        "pydantic model, an enum, list[...], dict[str, ...], a union of them, or a JSON Schema as a dict."
    )
