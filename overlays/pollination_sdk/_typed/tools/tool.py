"""`Tool`: a function that a model may call, with the schema of its arguments."""

from __future__ import annotations

import functools
import inspect
import re
import typing
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NotRequired, TypedDict

from pollination_sdk._typed.schema import Schema, ShapeError, schema_of
from pollination_sdk._typed.tools.docstring import read_docstring
from pollination_sdk.errors import ArgumentError, ArgumentValueError

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NEVER_GIVEN = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
"""The kinds of parameters that a schema does not have: `*args` and `**kwargs`."""


class Tool:
    """A function that a model may call. `run_tools` makes one of each function; write it to say more than that.

    Args:
        function: A function or a coroutine function, a method, or another callable.
        name: Its name for the model, at most 64 of letters, digits, `_` and `-`. By default that of the function.
        description: What it does. By default the docstring, up to its sections.
        parameters: The JSON Schema of an object with the arguments, which are given by keyword and as plain JSON. By
            default it is made of the annotations, and of the texts in the docstring, such as those of `Args:`. A text
            in `Annotated` goes before that of the docstring.

    Raises:
        ArgumentError: `function` cannot be called.
        ArgumentValueError: It has no name, or an argument has no JSON Schema.
        ConfigurationError: The extra `typed` is not installed.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        name: str | None = None,
        description: str | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        if not callable(function):
            raise ArgumentError(f"A tool is a function, not {type(function).__name__}.")
        self.function = function
        self.name: str = _checked_name(_name_of(function) if name is None else name)
        text, texts = read_docstring(_docstring_of(function))
        self.description: str = text if description is None else description
        self._given: list[inspect.Parameter] | None = None
        if parameters is None:
            self._given = _parameters(self.name, function)
            self._schema = self._schema_of_signature(texts)
        else:
            self._schema = _schema_of_object(parameters)

    @property
    def definition(self) -> dict[str, Any]:
        """The tool as a chat takes it."""
        described = {"description": self.description} if self.description else {}
        return {
            "type": "function",
            "function": {"name": self.name, **described, "parameters": self._schema.json},
        }

    @property
    def is_async(self) -> bool:
        """Whether the function is to be awaited."""
        return inspect.iscoroutinefunction(self.function) or inspect.iscoroutinefunction(_target(self.function))

    def bind(self, arguments: Mapping[str, Any]) -> Callable[[], Any]:
        """Return the call of the function with arguments of the types that it names.

        Args:
            arguments: The arguments as plain JSON.

        Raises:
            ShapeError: They do not fit.
        """
        if self._given is None:
            return functools.partial(self.function, **self._schema.decode(dict(arguments)))
        known = [one.name for one in self._given]
        if unknown := [name for name in arguments if name not in known]:
            raise ShapeError("$", f"There is no argument `{unknown[0]}`; there are: {', '.join(known) or 'none'}")
        values = self._schema.decode(dict(arguments))
        by_place = [one for one in self._given if one.kind is one.POSITIONAL_ONLY]
        while by_place and by_place[-1].name not in values:
            by_place.pop()
        places = [values.pop(one.name, one.default) for one in by_place]
        return functools.partial(self.function, *places, **values)

    def __repr__(self) -> str:
        return f"Tool({self.name!r})"

    def _schema_of_signature(self, texts: Mapping[str, str]) -> Schema:
        hints = _hints(self.name, self.function)
        fields: dict[str, Any] = {}
        for one in self._given or ():
            hint = hints.get(one.name, Any)
            hint = Annotated[hint, texts[one.name]] if one.name in texts else hint
            fields[one.name] = hint if one.default is one.empty else NotRequired[hint]
        try:
            return schema_of(TypedDict("arguments", fields), strict=False)  # type: ignore[operator]  # the fields are made here
        except TypeError as error:
            if isinstance(error, ArgumentError) and not isinstance(error, ArgumentValueError):
                raise
            raise ArgumentValueError(f"The tool {self.name} cannot be described: {error}") from None


def tools_of(given: Any) -> tuple[dict[str, Tool], list[dict[str, Any]]]:
    """Return the tools of a run by name, and all tools as a chat takes them: also those of the model itself.

    Args:
        given: Functions, `Tool`s, and tools of the model such as `{"type": "google_search"}`.

    Raises:
        ArgumentError: One is none of these.
        ArgumentValueError: Two have one name, or one cannot be described.
    """
    if isinstance(given, str | bytes | Mapping | Tool) or callable(given) or not hasattr(given, "__iter__"):
        raise ArgumentError("tools takes a list of functions, such as [get_weather, search].")
    found: dict[str, Tool] = {}
    definitions = []
    for index, one in enumerate(given):
        if not isinstance(one, Tool) and not callable(one):
            definitions.append(_of_model(index, one))
            continue
        tool = one if isinstance(one, Tool) else Tool(one)
        if tool.name in found:
            raise ArgumentValueError(f"Two tools are named {tool.name!r}; write Tool(function, name=...) for one.")
        found[tool.name] = tool
        definitions.append(tool.definition)
    return found, definitions


def _of_model(index: int, given: Any) -> dict[str, Any]:
    """Return a tool that the model brings with it."""
    fields = given.to_dict() if hasattr(given, "to_dict") else given
    if not isinstance(fields, Mapping):
        raise ArgumentError(f"tools[{index}] takes a function, not {type(given).__name__}.")
    if fields.get("type", "function") == "function":
        raise ArgumentError(
            f"tools[{index}] describes a function; give the function itself, or Tool(function, parameters=...)."
        )
    return dict(fields)


def _schema_of_object(parameters: Any) -> Schema:
    if not isinstance(parameters, Mapping) or parameters.get("type") != "object":
        raise ArgumentValueError('parameters takes the JSON Schema of an object: {"type": "object", "properties": ...}')
    return schema_of(parameters, strict=False)


def _name_of(function: Callable[..., Any]) -> str:
    while isinstance(function, functools.partial):
        function = function.func
    return getattr(function, "__name__", None) or type(function).__name__


def _checked_name(name: Any) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ArgumentValueError(
            f"A tool cannot be named {name!r:.80}: write Tool(function, name=...) with letters, digits, _ and -."
        )
    return name


def _target(function: Any) -> Any:
    """Return what has the annotations and the docstring of a callable."""
    while isinstance(function, functools.partial):
        function = function.func
    if isinstance(function, type):
        return function.__init__  # type: ignore[misc]  # its annotations are those of the class's arguments
    is_plain = inspect.isroutine(function)
    return inspect.unwrap(function if is_plain else type(function).__call__)


def _docstring_of(function: Any) -> str:
    """Return the docstring of a function; for an object that is called, that of its class if its method has none."""
    if isinstance(function, type):
        return inspect.getdoc(function) or ""
    target = _target(function)
    return inspect.getdoc(target) or ("" if isinstance(function, functools.partial) else inspect.getdoc(function)) or ""


def _parameters(name: str, function: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters that a model gives: not those that a partial object has given already."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        raise ArgumentValueError(
            f"The tool {name} has no signature that Python knows; write Tool(function, parameters=...)."
        ) from None
    set_already: set[str] = set()
    while isinstance(function, functools.partial):
        set_already |= function.keywords.keys()
        function = function.func
    return [one for one in parameters if one.kind not in _NEVER_GIVEN and one.name not in set_already]


def _hints(name: str, function: Callable[..., Any]) -> dict[str, Any]:
    """Return the annotations of the parameters, evaluated; that of the result may stay unknown."""
    target = _target(function)
    holder: Any = lambda: None  # noqa: E731 - a function holds the annotations that are read
    try:
        given = getattr(target, "__annotations__", {})
        holder.__annotations__ = {key: hint for key, hint in given.items() if key != "return"}
        return typing.get_type_hints(holder, getattr(target, "__globals__", {}), include_extras=True)
    except (NameError, SyntaxError, TypeError) as error:
        raise ArgumentValueError(
            f"The annotations of the tool {name} cannot be read: {error}. Define the types that they name at the top "
            "level of a module."
        ) from None
