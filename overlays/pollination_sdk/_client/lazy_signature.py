"""Descriptions of functions that are worked out when somebody looks: naming the types of all options loads them."""

import inspect
from collections.abc import Callable
from typing import Any


class LateSignature(inspect.Signature):
    """Be the signature that a function makes when first needed."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], inspect.Signature]) -> None:
        self._make = make
        self._made: inspect.Signature | None = None

    def now(self) -> inspect.Signature:
        """Return the signature itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def parameters(self) -> Any:
        """The parameters by name."""
        return self.now().parameters

    @property
    def return_annotation(self) -> Any:
        """The type of what is returned."""
        return self.now().return_annotation

    def replace(self, **changes: Any) -> Any:
        """Return a signature like this one but for what is given."""
        return self.now().replace(**changes)

    __replace__ = replace

    def __reduce__(self) -> Any:
        return self.now().__reduce__()


class LateAnnotations(dict[str, Any]):
    """Be the annotations that belong to a late signature; every way to read a dict fills it first."""

    def __init__(self, signature: LateSignature) -> None:
        super().__init__()
        self._signature: LateSignature | None = signature

    def fill(self) -> None:
        """Take the annotations from the signature."""
        signature = self._signature
        if signature is not None:
            told = {name: one.annotation for name, one in signature.parameters.items() if name != "self"}
            self.update({**told, "return": signature.return_annotation})
            self._signature = None  # last: another thread may ask meanwhile


def _filled(read: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: LateAnnotations, *args: Any) -> Any:
        self.fill()
        return read(self, *args)

    return method


_OPERATORS = ("__contains__", "__eq__", "__getitem__", "__iter__", "__len__", "__ne__", "__or__", "__repr__")
for _name in (*_OPERATORS, "__reversed__", "copy", "get", "items", "keys", "values"):
    setattr(LateAnnotations, _name, _filled(getattr(dict, _name)))
