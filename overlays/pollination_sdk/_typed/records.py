"""Which fields the classes of records have: dataclass, attrs, `NamedTuple`, `TypedDict`, msgspec `Struct`."""

import dataclasses
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import msgspec

from pollination_sdk.errors import ArgumentValueError


@attrs.frozen
class FieldHint:
    """A field of a class: its key in JSON, the argument that takes it, and its annotation."""

    key: str
    keyword: str
    hint: Any
    required: bool
    convert: bool = False


def is_record(cls: Any) -> bool:
    """Return True for a class whose fields are known."""
    return isinstance(cls, type) and any(kind(cls) for kind, _ in _KINDS)


def field_hints(cls: type) -> list[FieldHint]:
    """Return the fields of a class, as its `__init__` takes them.

    Raises:
        ArgumentValueError: An annotation cannot be resolved.
    """
    try:
        hints = typing.get_type_hints(cls, include_extras=True)
    except (AttributeError, NameError, SyntaxError) as error:
        raise ArgumentValueError(
            f"The annotations of {cls.__name__} cannot be read: {error}. Define the class and the types that it names "
            "at the top level of a module."
        ) from None
    read = next(read for kind, read in _KINDS if kind(cls))
    return list(read(cls, hints))


def description_of(cls: type) -> str | None:
    """Return the docstring that a class has itself; those that Python writes list the fields only."""
    text = cls.__dict__.get("__doc__")
    return None if not text or text.startswith(f"{cls.__name__}(") else inspect.cleandoc(text)


def is_typed_dict(cls: Any) -> bool:
    """Return True for a `TypedDict`, that of `typing_extensions` too."""
    return isinstance(cls, type) and issubclass(cls, dict) and hasattr(cls, "__required_keys__")


def _is_named_tuple(cls: Any) -> bool:
    return issubclass(cls, tuple) and hasattr(cls, "_fields")


def _of_struct(cls: Any, hints: Mapping[str, Any]) -> Iterator[FieldHint]:
    for one in msgspec.structs.fields(cls):
        yield FieldHint(one.encode_name, one.name, hints[one.name], one.required)


def _of_typed_dict(cls: Any, hints: Mapping[str, Any]) -> Iterator[FieldHint]:
    for name, hint in hints.items():
        required = name in cls.__required_keys__
        while (qualifier := getattr(typing.get_origin(hint), "_name", "")) in _QUALIFIERS:
            required = qualifier == "Required" or (qualifier == "ReadOnly" and required)
            (hint,) = typing.get_args(hint)  # noqa: PLW2901 - it is unwrapped
        yield FieldHint(name, name, hint, required)


_QUALIFIERS = {"NotRequired", "ReadOnly", "Required"}


def _of_named_tuple(cls: Any, hints: Mapping[str, Any]) -> Iterator[FieldHint]:
    for name in cls._fields:
        yield FieldHint(name, name, hints.get(name, Any), name not in cls._field_defaults)


def _of_attrs(cls: Any, hints: Mapping[str, Any]) -> Iterator[FieldHint]:
    for one in attrs.fields(cls):
        if not one.init:
            continue
        hint, convert = hints.get(one.name, Any), one.converter is not None
        if convert:
            hint = _input_of(one.converter, hint)
        yield FieldHint(one.alias, one.alias, hint, one.default is attrs.NOTHING, convert)


def _input_of(converter: Any, default: Any) -> Any:
    """Return the annotation of what a converter takes; without one, the type of the field."""
    function: Any = getattr(converter, "converter", converter)  # inside an `attrs.Converter`
    try:
        first = next(iter(inspect.signature(function).parameters))
        return typing.get_type_hints(function, include_extras=True).get(first, default)
    except (NameError, StopIteration, TypeError, ValueError):  # a class of C, or names that cannot be resolved
        return default


def _of_dataclass(cls: Any, hints: Mapping[str, Any]) -> Iterator[FieldHint]:
    for name, parameter in inspect.signature(cls).parameters.items():  # it has each `InitVar`, and no init=False
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):  # of an `__init__` of its own
            continue
        hint = hints.get(name, Any)
        hint = hint.type if isinstance(hint, dataclasses.InitVar) else hint
        yield FieldHint(name, name, hint, parameter.default is parameter.empty)


_KINDS: tuple[tuple[Callable[[Any], bool], Callable[[Any, Mapping[str, Any]], Iterator[FieldHint]]], ...] = (
    (lambda cls: issubclass(cls, msgspec.Struct), _of_struct),
    (is_typed_dict, _of_typed_dict),
    (_is_named_tuple, _of_named_tuple),
    (attrs.has, _of_attrs),
    (dataclasses.is_dataclass, _of_dataclass),
)
"""How each kind of class is recognised, and how its fields are read."""
