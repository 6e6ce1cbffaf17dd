"""Method signatures that print like source code."""

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self, TypeVar, cast

from pollination_sdk._operations.call_options import OPTIONS
from pollination_sdk.errors import ArgumentError

F = TypeVar("F", bound=Callable[..., Any])


class MethodSignature(inspect.Signature):
    """A signature that prints types without quotes, and one parameter per line if one line is too long.

    The types are text: evaluating them would import all models in them.
    """

    @classmethod
    def of(cls, build: Callable[..., Any], returned: str) -> Self:
        """Return the signature of the method for a builder.

        Args:
            build: The builder; see `parameters_of`.
            returned: The type of the method's value.
        """
        client = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        return cls([client, *parameters_of(build)], return_annotation=returned)

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


@functools.cache  # each argument that is refused asks for them
def parameters_of(build: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters of the method for a builder: its own and, if it sends something, those of every call."""
    own = list(inspect.signature(build).parameters.values())
    if not sends(build):
        return own
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default, _) in OPTIONS.items()
    ]
    return sorted([*own, *added], key=lambda param: param.kind)  # `**arguments` stays last


def docstring(build: Callable[..., Any], *, estimate: bool = False) -> str:
    """Return the docstring of the method for a builder, with the options of every call.

    Args:
        build: The builder.
        estimate: Whether the method only estimates what the call will cost.
    """
    doc = estimated(build) if estimate else inspect.getdoc(build) or ""
    if not sends(build):
        return doc
    head, mark, rest = doc.partition("\nArgs:\n")
    arguments, gap, after = rest.partition("\n\n")
    added = "\n".join(f"    {name}: {text}" for name, (_, _, text) in OPTIONS.items())
    return f"{head}{mark}{arguments}\n{added}{gap}{after}" if mark else f"{doc}\n\nArgs:\n{added}"


def estimated(build: Callable[..., Any]) -> str:
    """Return the docstring of the method that estimates the call of a builder, with the arguments of the builder."""
    head = f"Estimate what `{build.__name__}` costs, in pollen, and send nothing of it; see `Estimate`."
    _, mark, rest = (inspect.getdoc(build) or "").partition("\nArgs:\n")
    arguments, _, _ = rest.partition("\n\n")
    return f"{head}\n{mark}{arguments}" if mark else head


def sends(build: Callable[..., Any]) -> bool:
    """Return False for the builder of a link, which sends nothing."""
    return bool(build.__annotations__["return"] != "Link")


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


def fitting(parameters: Iterable[inspect.Parameter], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """Return True if arguments fit a function, so that its `TypeError` was raised inside of it."""
    try:
        inspect.Signature(list(parameters)).bind(*args, **kwargs)
    except TypeError:
        return False
    return True


def wrong_call(
    error: TypeError, name: str, parameters: list[inspect.Parameter], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> ArgumentError | None:
    """Return the error for arguments that do not fit a function; None if they fit.

    Args:
        error: The error of the function, which may have been raised inside of it.
        name: The name of the method or the client, for the message.
        parameters: The parameters of the function, without `self`.
        args: The arguments by position.
        kwargs: The arguments by keyword.
    """
    if isinstance(error, ArgumentError) or fitting(parameters, args, kwargs):
        return None
    from pollination_sdk._client.argument_help import message  # noqa: PLC0415 - only wrong calls need it

    return ArgumentError(message(name, parameters, args, kwargs))


def explained(function: F) -> F:
    """Make a method, sync or async, explain arguments that do not fit, and print in `help` a parameter per line."""
    client, *parameters = inspect.signature(function).parameters.values()

    @functools.wraps(function)
    def checked(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return function(self, *args, **kwargs)
        except TypeError as error:
            name = type(self).__name__ if function.__name__ == "__init__" else function.__name__
            if (wrong := wrong_call(error, name, parameters, args, kwargs)) is None:
                raise
            raise wrong from None

    explaining: Callable[..., Any] = _awaited(checked) if inspect.iscoroutinefunction(function) else checked

    returned = inspect.signature(function).return_annotation
    explaining.__signature__ = MethodSignature([client, *parameters], return_annotation=returned)  # type: ignore[attr-defined]  # a function takes any attribute
    return cast("F", explaining)


def _awaited(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def call(*args: Any, **kwargs: Any) -> Any:
        return await function(*args, **kwargs)

    return call


class _Source:
    """An annotation that prints as its source text."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __repr__(self) -> str:
        return self._source
