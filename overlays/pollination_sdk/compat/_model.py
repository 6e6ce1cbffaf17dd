"""The interface of the earlier SDK's models, as a wrapper of the generated ones.

In the earlier SDK fields have their plain names (`object`) or start with `var_` (`var_date`). In the generated models,
names that Python uses itself end with an underscore. The earlier SDK reads times and prices as JSON has them; only
the dates of a profile are `datetime` objects. A missing list is None there.
"""

import copy
import json
import pprint
import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self, cast

import attrs

from pollination_sdk._operations.parameters import plain
from pollination_sdk._responses.schema_check import checker
from pollination_sdk.compat._exceptions import ApiAttributeError, ApiTypeError, ApiValueError
from pollination_sdk.types import ModelPricing

_HUMP = re.compile(r"_([a-z])")


class Model:
    """A wrapper of a generated model, with the names and methods of the earlier SDK.

    Args:
        fields: The fields as keyword arguments, with the names of attributes or those in JSON.

    Raises:
        ApiValueError: A field is missing or has an invalid format.
    """

    _component: ClassVar[type[Any] | None] = None
    """The generated model; None for models inside another."""
    _dates: ClassVar[frozenset[str]] = frozenset()
    """The attributes that are dates, not text."""
    _value: Any

    def __init__(self, **fields: Any) -> None:
        object.__setattr__(
            self, "_value", _decode(self._component, type(self).__name__, _plain(type(self).__name__, fields))
        )

    @classmethod
    def of(cls, value: Any) -> Self:
        """Wrap a generated model; both share later changes."""
        shown = cls.__new__(cls)
        object.__setattr__(shown, "_value", value)
        return shown

    @classmethod
    def from_dict(cls, obj: Mapping[str, Any] | None) -> Self | None:
        """Create the object from decoded JSON; None stays None."""
        return None if obj is None else cls(**obj)

    @classmethod
    def from_json(cls, json_str: str) -> Self | None:
        """Create the object from JSON text."""
        return cls.from_dict(json.loads(json_str))

    def to_dict(self) -> dict[str, Any]:
        """Return the object as decoded JSON, without unset fields."""
        return cast("dict[str, Any]", self._value.to_dict())

    def to_json(self) -> str:
        """Return the object as JSON text."""
        return json.dumps(self.to_dict())

    def to_str(self) -> str:
        """Return the object as readable text."""
        return pprint.pformat(self.to_dict())

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The fields that are not in the contract, by their names in JSON."""
        return cast("dict[str, Any]", self._value.additional_properties)

    @property
    def actual_instance(self) -> Self:
        """The object itself: the earlier SDK wrapped values with several possible types."""
        return self

    def _names(self) -> Iterable[str]:
        return list(self._value.attribute_names.values())

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if own := self._own(name):
            return self._read(own)
        if name in self.additional_properties:
            return self.additional_properties[name]
        raise self._unknown(name)

    def _read(self, own: str) -> Any:
        """Return a described field in the type that the earlier SDK has; None if it did not arrive."""
        name = next(name for name, attribute in self._value.attribute_names.items() if attribute == own)
        if name not in self._value:
            return None
        value = getattr(self._value, own)
        if attrs.has(type(value)) or (isinstance(value, list) and value) or (own in self._dates and value):
            return _shown(value)
        return self._value.raw(name)

    def __setattr__(self, name: str, value: Any) -> None:
        own = self._own(name)
        if own is None:
            raise self._unknown(name)
        setattr(self._value, own, _hidden(value))

    def _own(self, name: str) -> str | None:
        """Return the generated model's name for a field; None if there is no such field."""
        names = self._names()
        return next((own for own in (name, f"{name}_", name.removeprefix("var_")) if own in names), None)

    def _unknown(self, name: str) -> ApiAttributeError:
        names = ", ".join(self._plain_names())
        return ApiAttributeError(f"{type(self).__name__} has no field {name!r}; it has {names}.")

    def _plain_names(self) -> list[str]:
        return [name.removesuffix("_") for name in self._names()]

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._plain_names()})

    def __repr__(self) -> str:
        fields = {name: getattr(self, name) for name in self._plain_names()} | self.additional_properties
        name = type(self._value if self._component is None else self).__name__
        return f"{name}({', '.join(f'{field}={value!r}' for field, value in fields.items())})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and type(self) is type(other) and bool(self._value == other._value)

    __hash__: ClassVar[None]  # type: ignore[assignment]  # a mutable value is not hashable

    def __copy__(self) -> Self:
        return self.of(copy.copy(self._value))

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self.of(copy.deepcopy(self._value, memo))

    def __getstate__(self) -> Any:
        return self._value

    def __setstate__(self, value: Any) -> None:
        object.__setattr__(self, "_value", value)


class Pricing(Model):
    """The prices of a model, which the earlier SDK has as additional properties."""

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The prices by their names in JSON, as JSON has them."""
        return {name: price for name, price in self.to_dict().items() if name != "currency"}

    def _names(self) -> Iterable[str]:
        return ["currency"]


def _plain(name: str, fields: Mapping[str, Any]) -> Any:
    """Return the fields of a model as plain JSON.

    Raises:
        ApiValueError: A value cannot be written as JSON.
        ApiTypeError: A value has a type that cannot be written as JSON.
    """
    try:
        return plain(fields, name)
    except TypeError as error:
        raise ApiTypeError(str(error)) from error
    except ValueError as error:
        raise ApiValueError(str(error)) from error


def _shown(value: Any) -> Any:
    if attrs.has(type(value)):
        return (Pricing if isinstance(value, ModelPricing) else Model).of(value)
    return [_shown(item) for item in value] if isinstance(value, list) else value


def _hidden(value: Any) -> Any:
    if isinstance(value, Model):
        return value._value  # noqa: SLF001 - of the same class
    return [_hidden(item) for item in value] if isinstance(value, list) else value


def _decode(component: type[Any] | None, name: str, fields: dict[str, Any]) -> Any:
    """Create a generated model; attribute names are translated to camelCase if JSON uses it."""
    if component is None:
        raise ApiValueError(f"{name} is made by the service's answers only.")
    known = set(component.attribute_names.values()) - component.attribute_names.keys()
    written = {_camel(field) if field in known else field: value for field, value in fields.items()}
    if problem := checker(component.__name__)(written, name):
        raise ApiValueError(f"{name} cannot be read: {problem}.")
    return component.from_dict(written)


def _camel(name: str) -> str:
    return _HUMP.sub(lambda hump: hump[1].upper(), name)
