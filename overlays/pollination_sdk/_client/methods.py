"""The table: every call as a method, written once for both clients.

Each line names a builder of `_operations`. The descriptors turn it into what a client of its flavour offers: a method that
returns the value, or one to be awaited, with the builder's own signature for type checkers, `help` and editors.
"""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar, cast, overload

from pollination_sdk import _operations
from pollination_sdk._client.lazy_signature import LateAnnotations, LateSignature
from pollination_sdk._operations.deprecation import DEPRECATED, Located, warn_if_deprecated

if TYPE_CHECKING:
    import inspect
    from collections.abc import Callable, Coroutine

    import httpx

    from pollination_sdk._client.clients import AsyncPollinations, Pollinations
    from pollination_sdk._engine.attempt import ClientContext
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.chat_completions import StreamedCall
    from pollination_sdk._operations.images import MediaCall
    from pollination_sdk._operations.parameters import Link
    from pollination_sdk._responses.answer import Answer
    from pollination_sdk._streams.chat import AsyncStream, Stream
    from pollination_sdk._streams.media import AsyncMediaStream, MediaStream

P = ParamSpec("P")
T = TypeVar("T")


class _Verb(Generic[P]):
    """Offer a builder of `_operations` as a method, made once for each flavour.

    Args:
        find: Gives the builder; it is loaded when its verb is first asked for.
    """

    def __init__(self, find: Callable[[], Callable[P, Any]]) -> None:
        self._find = find
        self._flavour = "sync"
        self._methods: dict[str, Callable[..., Any]] = {}

    def of(self, flavour: str) -> Self:
        """Return the same for the class of one flavour."""
        twin = object.__new__(type(self))
        vars(twin).update(vars(self), _flavour=flavour)
        return twin

    @property
    def __code__(self) -> types.CodeType:
        """The code of the function: `inspect` reads there whether it is awaited."""
        code: types.CodeType = self._method(self._flavour).__code__
        return code

    @property
    def __name__(self) -> str:
        """The name of the function."""
        return self._method(self._flavour).__name__

    @property
    def __signature__(self) -> inspect.Signature:
        """The signature of the function, with its `self`."""
        return cast("Any", self._method(self._flavour)).__signature__  # type: ignore[no-any-return]

    def __call__(self, client: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call the function, as it can be called when it is taken from the class."""
        return self._method(self._flavour)(client, *args, **kwargs)

    @property  # type: ignore[misc]  # nobody sets it
    def __class__(self) -> type[Any]:  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        """Pass for the function that it gives: `unittest.mock` leaves `self` out of a signature for functions alone."""
        return types.FunctionType

    def _bound(self, client: Any, owner: type[Any]) -> Any:
        if client is None:
            return self._method(owner._flavour)  # noqa: SLF001 - the classes below and the clients have it
        return types.MethodType(self._method(client._flavour), client)  # noqa: SLF001 - as above

    def _method(self, flavour: str) -> Callable[..., Any]:
        method = self._methods.get(flavour)
        if method is None:
            build = self._find()
            method = self._methods[flavour] = self._described(self._make(flavour, build), build, flavour)
        return method

    def _described(self, method: Callable[..., Any], build: Callable[..., Any], flavour: str) -> Callable[..., Any]:
        """Give a method the name and the docstring of its builder, and a signature of its own."""
        method.__name__ = method.__qualname__ = build.__name__
        method.__module__, method.__doc__ = build.__module__, build.__doc__
        signature = LateSignature(lambda: self._signature(flavour))
        method.__annotations__ = LateAnnotations(signature)
        method.__signature__ = signature  # type: ignore[attr-defined]  # a function takes any attribute
        return method

    def _make(self, flavour: str, build: Callable[P, Any]) -> Callable[..., Any]:
        raise NotImplementedError

    def _signature(self, flavour: str) -> inspect.Signature:
        import inspect  # noqa: PLC0415 - whoever looks at a signature has loaded it, and nobody else needs it

        from pollination_sdk._operations.names import signature_of  # noqa: PLC0415 - it loads all that signatures name

        told = signature_of(self._find())
        client = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        returned = self._returned(flavour, *typing.get_args(told.return_annotation))
        return told.replace(parameters=[client, *told.parameters.values()], return_annotation=returned)

    def _returned(self, flavour: str, *parts: Any) -> Any:
        """Return the annotation of the method's value, given what stands in the brackets of the builder's."""
        raise NotImplementedError


def of_one_flavour(owner: type[T]) -> type[T]:
    """Give a class methods that know its flavour: `unittest.mock` looks at them without asking the class."""
    for base in owner.__mro__[1:]:
        for name, verb in vars(base).items():
            if isinstance(verb, _Verb) and name not in vars(owner):
                setattr(owner, name, verb.of(owner._flavour))  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    return owner


class endpoint(_Verb[P], Generic[P, T]):  # noqa: N801 - reads as a decorator does
    """A call: its value, or in `detailed` an `Answer` with the value."""

    def __init__(self, find: Callable[[], Callable[P, Call[T]]]) -> None:
        super().__init__(find)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: Pollinations, owner: type[Any]) -> Callable[P, T]: ...
    @overload
    def __get__(self, client: AsyncPollinations, owner: type[Any]) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, client: Detailed, owner: type[Any]) -> Callable[P, Answer[T]]: ...
    @overload
    def __get__(self, client: AsyncDetailed, owner: type[Any]) -> Callable[P, Coroutine[Any, Any, Answer[T]]]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        if DEPRECATED and client is not None and client._flavour.startswith("async"):  # noqa: SLF001 - as above
            return self._bound(Located(client), owner)
        return self._bound(client, owner)

    def _make(self, flavour: str, build: Callable[P, Any]) -> Callable[..., Any]:

        def call(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            return client._call(warn_if_deprecated(build(*args, **kwargs)))  # noqa: SLF001 - the descriptor is part of the client

        async def acall(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            return await client._call(warn_if_deprecated(build(*args, **kwargs), client))  # noqa: SLF001 - as above

        return acall if flavour.startswith("async") else call

    def _returned(self, flavour: str, *parts: Any) -> Any:
        from pollination_sdk._responses.answer import Answer  # noqa: PLC0415 - for `detailed` alone

        value: Any = Answer
        return value[parts[0]] if flavour.endswith("detailed") else parts[0]


class chat_stream(_Verb[P], Generic[P, T]):  # noqa: N801 - reads as a decorator does
    """A call whose answer is read item by item; sent when first read."""

    def __init__(self, find: Callable[[], Callable[P, StreamedCall[T]]]) -> None:
        super().__init__(find)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: Pollinations, owner: type[Any]) -> Callable[P, Stream[T]]: ...
    @overload
    def __get__(self, client: AsyncPollinations, owner: type[Any]) -> Callable[P, AsyncStream[T]]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._bound(client, owner)

    def _make(self, flavour: str, build: Callable[P, Any]) -> Callable[..., Any]:
        kind = self._kind(flavour)

        def open_stream(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            streamed = build(*args, **kwargs)
            answers: list[httpx.Response] = []  # filled when the request is sent
            decoder = streamed.decoder(lambda: answers[-1])
            opener = client._opener(warn_if_deprecated(streamed.call), answers.append, decoder)  # noqa: SLF001 - as above
            return kind(opener, decoder)

        return open_stream

    def _returned(self, flavour: str, *parts: Any) -> Any:
        return self._kind(flavour)[parts[0]]

    @staticmethod
    def _kind(flavour: str) -> Any:
        from pollination_sdk._streams.chat import AsyncStream, Stream  # noqa: PLC0415 - for streams alone

        return AsyncStream if flavour == "async" else Stream


class media_stream(_Verb[P]):  # noqa: N801 - reads as a decorator does
    """A call whose answer is a picture or video of any size; sent when first read."""

    def __init__(self, find: Callable[[], Callable[P, MediaCall]]) -> None:
        super().__init__(find)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: Pollinations, owner: type[Any]) -> Callable[P, MediaStream]: ...
    @overload
    def __get__(self, client: AsyncPollinations, owner: type[Any]) -> Callable[P, AsyncMediaStream]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._bound(client, owner)

    def _make(self, flavour: str, build: Callable[P, Any]) -> Callable[..., Any]:
        kind = self._kind(flavour)

        def open_stream(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            asked = build(*args, **kwargs)
            return kind(client._opener(warn_if_deprecated(asked.call)), expect=asked.expect)  # noqa: SLF001 - as above

        return open_stream

    def _returned(self, flavour: str, *parts: Any) -> Any:  # noqa: ARG002 - its items are always bytes
        return self._kind(flavour)

    @staticmethod
    def _kind(flavour: str) -> Any:
        from pollination_sdk._streams.media import AsyncMediaStream, MediaStream  # noqa: PLC0415 - for streams alone

        return AsyncMediaStream if flavour == "async" else MediaStream


class link(_Verb[P]):  # noqa: N801 - reads as a decorator does
    """A call as a link to share; nothing is sent."""

    def __init__(self, find: Callable[[], Callable[P, Link]]) -> None:
        super().__init__(find)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: Pollinations | AsyncPollinations, owner: type[Any]) -> Callable[P, str]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._bound(client, owner)

    def _make(self, flavour: str, build: Callable[P, Any]) -> Callable[..., Any]:  # noqa: ARG002 - a link is the same for both

        def write(client: Any, /, *args: Any, **kwargs: Any) -> str:
            context: ClientContext = client._context  # noqa: SLF001 - as above
            asked: Link = build(*args, **kwargs)
            warn_if_deprecated(asked.call)
            return asked.url(context.base_url, context.ring.keys)

        return write

    def _returned(self, flavour: str, *parts: Any) -> Any:  # noqa: ARG002 - a link is the same for both
        return str


class CallVerbs:
    """The verbs that return one value each."""

    text = endpoint(lambda: _operations.text)
    chat = endpoint(lambda: _operations.chat)
    image = endpoint(lambda: _operations.image)
    video = endpoint(lambda: _operations.video)
    models = endpoint(lambda: _operations.models)
    text_models = endpoint(lambda: _operations.text_models)
    image_models = endpoint(lambda: _operations.image_models)
    balance = endpoint(lambda: _operations.balance)
    profile = endpoint(lambda: _operations.profile)
    key = endpoint(lambda: _operations.key)
    usage = endpoint(lambda: _operations.usage)
    usage_csv = endpoint(lambda: _operations.usage_csv)
    daily_usage = endpoint(lambda: _operations.daily_usage)
    daily_usage_csv = endpoint(lambda: _operations.daily_usage_csv)


class OpenVerbs:
    """The verbs that return something to read from, and the links."""

    stream_text = chat_stream(lambda: _operations.stream_text)
    stream_chat = chat_stream(lambda: _operations.stream_chat)
    stream_image = media_stream(lambda: _operations.stream_image)
    stream_video = media_stream(lambda: _operations.stream_video)
    image_url = link(lambda: _operations.image_url)
    text_url = link(lambda: _operations.text_url)


class NamedVerb:
    """The one verb for every operation, those without a verb of their own too."""

    call = endpoint(lambda: _operations.call)


@of_one_flavour
class Detailed(CallVerbs, NamedVerb):
    """The verbs of a `Pollinations` that return an `Answer` each."""

    _flavour = "detailed"

    def __init__(self, client: Pollinations) -> None:
        self._call = client._answer  # noqa: SLF001 - a view of the client


@of_one_flavour
class AsyncDetailed(CallVerbs, NamedVerb):
    """The verbs of an `AsyncPollinations` that return an `Answer` each."""

    _flavour = "async detailed"

    def __init__(self, client: AsyncPollinations) -> None:
        self._call = client._answer  # noqa: SLF001 - a view of the client


V = TypeVar("V", Detailed, AsyncDetailed)


class view(Generic[V]):  # noqa: N801 - as above
    """The client seen another way; of the class it is the class of the view, from which `unittest.mock` learns it.

    Args:
        kind: The class of the view; it takes the client.
    """

    def __init__(self, kind: type[V]) -> None:
        self._kind: type[V] = kind
        self.__doc__ = "The same verbs, returning an `Answer` with what the service tells besides the value."

    @overload
    def __get__(self, client: None, owner: type[Any]) -> type[V]: ...
    @overload
    def __get__(self, client: Any, owner: type[Any]) -> V: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._kind if client is None else self._kind(client)

    def __set__(self, client: Any, value: V) -> None:
        raise AttributeError("`detailed` cannot be set.")
