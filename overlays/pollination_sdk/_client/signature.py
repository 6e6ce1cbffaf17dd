"""Method signatures that print like source code."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class MethodSignature(inspect.Signature):
    """A signature that prints types without quotes, and one parameter per line if one line is too long.

    The types are text: evaluating them would import all models in them.
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
            max_width: The longest line in characters; 80 by default.
        """
        parts = list(_parts(self.parameters.values()))
        returned = "" if self.return_annotation is self.empty else f" -> {self.return_annotation}"
        line = f"({', '.join(parts)}){returned}"
        if len(line) <= (max_width or 80):
            return line
        return "".join(["(\n", *(f"    {part},\n" for part in parts), f"){returned}"])


def _parts(parameters: Iterable[inspect.Parameter]) -> Iterator[str]:
    """Yield the comma-separated parts of a signature."""
    before = None
    for param in parameters:
        if before is param.POSITIONAL_ONLY and param.kind is not before:
            yield "/"
        if param.kind is param.KEYWORD_ONLY and before not in (param.KEYWORD_ONLY, param.VAR_POSITIONAL):
            yield "*"
        yield str(param if param.annotation is param.empty else param.replace(annotation=_Source(param.annotation)))
        before = param.kind


def wrapped_in_help(function: F) -> F:
    """Set a signature that `help` prints with one parameter per line; Python 3.13 and later do so themselves."""
    plain = inspect.signature(function)
    signature = MethodSignature(list(plain.parameters.values()), return_annotation=plain.return_annotation)
    function.__signature__ = signature  # type: ignore[attr-defined]  # a function takes any attribute
    return function


class _Source:
    """An annotation that prints as its source text."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __repr__(self) -> str:
        return self._source
