"""Turn the functions of `_operations` into methods, for each of the four flavours of the clients."""

import functools
import inspect
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

import attrs

from pollination_sdk import _operations
from pollination_sdk._client.signature import MethodSignature, docstring, parameters_of, wrong_call
from pollination_sdk._engine.call import Call
from pollination_sdk._operations.bounds import check_bounds
from pollination_sdk._operations.call_options import NOT_GIVEN, with_call_options
from pollination_sdk._operations.deprecation import DEPRECATED, Located, warn_if_deprecated
from pollination_sdk._support.caller import shorten, shortened
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    import httpx

Flavour = Literal["sync", "async", "detailed", "async detailed", "estimate", "async estimate"]
V = TypeVar("V")


class Method:
    """A descriptor that offers a builder of `_operations` as a method. It imports the builder at its first use.

    Args:
        name: The name of the builder and of the method.
        flavour: The flavour of the class that has the method.
    """

    def __init__(self, name: str, flavour: Flavour) -> None:
        self._name = name
        self._flavour: Flavour = flavour
        self._function: Callable[..., Any] | None = None

    @property
    def function(self) -> Callable[..., Any]:
        """The method as a plain function, with the docstring and the parameters of its builder."""
        if self._function is None:
            self._function = _method(getattr(_operations, self._name), self._flavour)
        return self._function

    def __get__(self, client: Any, owner: type[Any]) -> Any:
        if client is None:
            return self.function
        if DEPRECATED and self._flavour.startswith("async"):
            client = Located(client)
        return types.MethodType(self._function or self.function, client)

    def __call__(self, client: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call the function, with the client as its first argument."""
        return self.function(client, *args, **kwargs)

    @property  # type: ignore[misc]  # it is never set
    def __class__(self) -> type[Any]:  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        """The type `function`: `unittest.mock` removes `self` from a signature only for functions."""
        return types.FunctionType

    @property
    def __code__(self) -> types.CodeType:
        """The code of the function, by which `inspect` recognises a coroutine function."""
        return self.function.__code__

    @property
    def __name__(self) -> str:
        """The name of the function."""
        return self._name

    @property
    def __signature__(self) -> inspect.Signature:
        """The signature of the function, including `self`."""
        signature: inspect.Signature = self.function.__signature__  # type: ignore[attr-defined]  # set above
        return signature


def _method(build: Callable[..., Any], flavour: Flavour) -> Callable[..., Any]:
    """Create the function of a method with the name, docstring and parameters of its builder."""
    function: Any = _function(build, flavour)
    function.__name__ = function.__qualname__ = build.__name__
    function.__code__ = function.__code__.replace(co_name=build.__name__)  # tracebacks of tasks show this name
    function.__module__, function.__doc__ = build.__module__, docstring(build, estimate=flavour.endswith("estimate"))
    function.__signature__ = MethodSignature.of(build, return_annotation(build, flavour))
    return function  # type: ignore[no-any-return]  # a function takes any attribute


def _function(build: Callable[..., Any], flavour: Flavour) -> Callable[..., Any]:
    """Create the function of a method, by the return type of its builder."""
    match _returned(build):
        case "StreamedCall":
            return _chat_stream(build, flavour)
        case "MediaCall":
            return _media_stream(build, flavour)
        case "Link":
            return _link(build)
        case "ToolRunCall":
            return _async_tool_run(build) if flavour == "async" else _tool_run(build)
    return _async_value(build) if flavour.startswith("async") else _value(build)


def _value(build: Callable[..., Any]) -> Callable[..., Any]:
    def call(client: Any, /, *args: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None, **kwargs: Any) -> Any:
        try:
            made = _ready(_built(build, args, kwargs), client, timeout, extra_headers)
            return client._call(made, build.__name__)  # noqa: SLF001 - the method is part of the client
        except PollinationsError as error:
            shorten(error)
            raise

    return call


def _async_value(build: Callable[..., Any]) -> Callable[..., Any]:
    async def call(
        client: Any, /, *args: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None, **kwargs: Any
    ) -> Any:
        try:
            made = _ready(_built(build, args, kwargs), client, timeout, extra_headers)
            return await client._call(made, build.__name__)  # noqa: SLF001 - as above
        except PollinationsError as error:
            shorten(error)
            raise

    return call


def _tool_run(build: Callable[..., Any]) -> Callable[..., Any]:
    from pollination_sdk._client.tool_runs import run  # noqa: PLC0415 - only runs of tools need it

    def call(client: Any, /, *args: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None, **kwargs: Any) -> Any:
        try:
            return run(client, _ready_run(_built(build, args, kwargs), client, timeout, extra_headers))
        except PollinationsError as error:
            shorten(error)
            raise

    return call


def _async_tool_run(build: Callable[..., Any]) -> Callable[..., Any]:
    from pollination_sdk._client.tool_runs import run_async  # noqa: PLC0415 - as above

    async def call(
        client: Any, /, *args: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None, **kwargs: Any
    ) -> Any:
        try:
            return await run_async(client, _ready_run(_built(build, args, kwargs), client, timeout, extra_headers))
        except PollinationsError as error:
            shorten(error)
            raise

    return call


def _ready_run(plan: Any, client: Any, timeout: Any, extra_headers: Any) -> Any:
    return attrs.evolve(plan, call=_ready(plan.call, client, timeout, extra_headers))


def _chat_stream(build: Callable[..., Any], flavour: Flavour) -> Callable[..., Any]:
    from pollination_sdk._responses.streams.chat import AsyncStream, Stream  # noqa: PLC0415 - only streams need it

    kind: Any = AsyncStream if flavour == "async" else Stream

    @shortened
    def open_stream(
        client: Any, /, *args: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None, **kwargs: Any
    ) -> Any:
        streamed = _built(build, args, kwargs)
        call = _ready(streamed.call, client, timeout, extra_headers)
        answers: list[httpx.Response] = []  # filled when the request is sent
        decoder = streamed.decoder(lambda: answers[-1])
        opener = client._opener(call, answers.append, decoder, method=build.__name__)  # noqa: SLF001 - as above
        return _priced(kind(opener, decoder), client, call)

    return open_stream


def _media_stream(build: Callable[..., Any], flavour: Flavour) -> Callable[..., Any]:
    from pollination_sdk._responses.streams.media import AsyncMediaStream, MediaStream  # noqa: PLC0415 - only streams need it

    kind: Any = AsyncMediaStream if flavour == "async" else MediaStream

    @shortened
    def open_stream(
        client: Any, /, *args: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None, **kwargs: Any
    ) -> Any:
        media_call = _built(build, args, kwargs)
        call = _ready(media_call.call, client, timeout, extra_headers)
        opener = client._opener(call, method=build.__name__)  # noqa: SLF001 - as above
        return _priced(kind(opener, expect=media_call.expect), client, call)

    return open_stream


def _priced(stream: Any, client: Any, call: Call[Any]) -> Any:
    """Return a stream that can tell what it has cost, and whether its model is the one asked for."""
    stream._price = functools.partial(client._cost, call)  # noqa: SLF001 - both are parts of the client
    stream._compare = functools.partial(client._context.catalogue.substituted, call.model)  # noqa: SLF001 - as above
    return stream


def _link(build: Callable[..., Any]) -> Callable[..., Any]:
    @shortened
    def write(client: Any, /, *args: Any, **kwargs: Any) -> str:
        link = _built(build, args, kwargs)
        _ready(link.call, client)
        context = client._context  # noqa: SLF001 - as above
        url: str = link.url(context.base_url, context.ring.keys)
        return url

    return write


def _built(build: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a builder.

    Raises:
        ArgumentError: The arguments do not fit it.
    """
    try:
        return build(*args, **kwargs)
    except TypeError as error:
        if (wrong := wrong_call(error, build.__name__, parameters_of(build), args, kwargs)) is None:
            raise
        raise wrong from None


def _ready(call: Call[Any], client: Any, timeout: Any = NOT_GIVEN, extra_headers: Any = None) -> Call[Any]:
    """Return a checked call with the options that every method takes."""
    check_bounds(call)
    return warn_if_deprecated(with_call_options(call, timeout, extra_headers), client)


def _returned(build: Callable[..., Any]) -> str:
    """Return the kind of call that a builder makes: `Call`, `StreamedCall`, `MediaCall`, `Link` or `ToolRunCall`."""
    return _annotation(build).partition("[")[0]


def _annotation(build: Callable[..., Any]) -> str:
    annotation: str = build.__annotations__["return"]
    return annotation


def return_annotation(build: Callable[..., Any], flavour: Flavour) -> str:
    """Return the type of a method's value as source text; for an async method, the type of the awaited value."""
    kind, _, value = _annotation(build).partition("[")
    value = value.removesuffix("]")
    prefix = "Async" if flavour.startswith("async") else ""
    match kind:
        case "StreamedCall":
            return f"{prefix}Stream[{value}]"
        case "MediaCall":
            return f"{prefix}MediaStream"
        case "Link":
            return "str"
        case "ToolRunCall":
            return "ToolRun"
    if flavour.endswith("estimate"):
        return "Estimate"
    return f"Answer[{value}]" if flavour.endswith("detailed") else value


class view(Generic[V]):  # noqa: N801 - used like a decorator
    """A descriptor that returns a view of the client. On the class it returns the view's class, for `unittest.mock`.

    Args:
        kind: The class of the view; its argument is the client.
        doc: What `help` says of it.
    """

    def __init__(self, kind: type[V], doc: str) -> None:
        self._kind: type[V] = kind
        self.__doc__ = doc

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, client: None, owner: type[Any]) -> type[V]: ...
    @overload
    def __get__(self, client: Any, owner: type[Any]) -> V: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._kind if client is None else self._kind(client)  # type: ignore[call-arg]  # each view takes the client

    def __set__(self, client: Any, value: V) -> None:
        raise AttributeError(f"`{self._name}` cannot be set.")
