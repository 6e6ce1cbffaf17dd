"""The signature of a method, printed as source has it."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class MethodSignature(inspect.Signature):
    """Print types without quotes, and one parameter a line where one line is too long.

    The types are text: to evaluate them would load every model that an option or an answer names.
    """

    @classmethod
    def of(cls, build: Callable[..., Any], returned: str) -> Self:
        """Return the signature of the method for a builder.

        Args:
            build: The builder; its parameters are those of the method, after `self`.
            returned: The type of the method's value.
        """
        client = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        return cls([client, *inspect.signature(build).parameters.values()], return_annotation=returned)

    def __str__(self) -> str:
        return self.format()

    def format(self, *, max_width: int | None = None, **_: Any) -> str:
        """Return the signature as text.

        Args:
            max_width: The longest line; 80 characters if left out.
        """
        parts = list(_parts(self.parameters.values()))
        returned = "" if self.return_annotation is self.empty else f" -> {self.return_annotation}"
        line = f"({', '.join(parts)}){returned}"
        return (
            line
            if len(line) <= (max_width or 80)
            else "".join(["(\n", *(f"    {one},\n" for one in parts), f"){returned}"])
        )


def _parts(parameters: Iterable[inspect.Parameter]) -> Iterator[str]:
    """Yield what stands between the commas of a signature."""
    before = None
    for one in parameters:
        if before is one.POSITIONAL_ONLY and one.kind is not before:
            yield "/"
        if one.kind is one.KEYWORD_ONLY and before not in (one.KEYWORD_ONLY, one.VAR_POSITIONAL):
            yield "*"
        yield str(one if one.annotation is one.empty else one.replace(annotation=_Source(one.annotation)))
        before = one.kind


def wrapped_in_help(function: F) -> F:
    """Give a function a signature that `help` prints with one parameter a line; `help` does so itself from 3.13 on."""
    plain = inspect.signature(function)
    signature = MethodSignature(list(plain.parameters.values()), return_annotation=plain.return_annotation)
    function.__signature__ = signature  # type: ignore[attr-defined]  # a function takes any attribute
    return function


class _Source:
    """Print a type as its source."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __repr__(self) -> str:
        return self._source
