"""The table: every call as a method, written once for both clients.

Each line names a builder of `_calls`. The descriptors turn it into what a client of its flavour offers: a method that
returns the value, or one to be awaited, with the builder's own signature for type checkers, `help` and editors.
"""

import functools
import inspect
import types
import typing
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar, overload

from pollination_sdk import _calls
from pollination_sdk._answers import Answer
from pollination_sdk._call import Call
from pollination_sdk._calls._chat import StreamedCall
from pollination_sdk._calls._deprecation import DEPRECATED, Located, noted
from pollination_sdk._calls._given import Link
from pollination_sdk._calls._images import MediaCall
from pollination_sdk._media_stream import AsyncMediaStream, MediaStream
from pollination_sdk._stream import AsyncStream, Stream

if TYPE_CHECKING:
    import httpx

    from pollination_sdk._client import AsyncPollinations, Pollinations
    from pollination_sdk._exchange import Terms

P = ParamSpec("P")
T = TypeVar("T")


class _Verb(Generic[P]):
    """Offer a builder of `_calls` as a method, made once for each flavour."""

    def __init__(self, builder: Callable[P, Any]) -> None:
        self._builder = builder
        self._methods: dict[str, Callable[..., Any]] = {}

    def _bound(self, client: Any, owner: type[Any]) -> Any:
        if client is None:
            return self._method(owner._flavour)  # noqa: SLF001 - the classes below and the clients have it
        return types.MethodType(self._method(client._flavour), client)  # noqa: SLF001 - as above

    def _method(self, flavour: str) -> Callable[..., Any]:
        if flavour not in self._methods:
            self._methods[flavour] = self._described(self._make(flavour), self._signature(flavour))
        return self._methods[flavour]

    def _described(self, method: Callable[..., Any], signature: inspect.Signature) -> Callable[..., Any]:
        """Give a method the name and the docstring of its builder, and a signature of its own."""
        functools.update_wrapper(method, self._builder)
        del method.__wrapped__  # type: ignore[attr-defined]  # else `signature` leaves out `self`
        method.__qualname__ = method.__name__
        told = {one.name: one.annotation for one in signature.parameters.values() if one.name != "self"}
        method.__annotations__ = {**told, "return": signature.return_annotation}
        method.__signature__ = signature  # type: ignore[attr-defined]  # a function takes any attribute
        return method

    def _make(self, flavour: str) -> Callable[..., Any]:
        raise NotImplementedError

    def _signature(self, flavour: str) -> inspect.Signature:
        told = inspect.signature(self._builder)
        client = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        returned = self._returned(flavour, *typing.get_args(told.return_annotation))
        return told.replace(parameters=[client, *told.parameters.values()], return_annotation=returned)

    def _returned(self, flavour: str, *parts: Any) -> Any:
        """Return the annotation of the method's value, given what stands in the brackets of the builder's."""
        raise NotImplementedError


class endpoint(_Verb[P], Generic[P, T]):  # noqa: N801 - reads as a decorator does
    """A call: its value, or in `detailed` an `Answer` with the value."""

    def __init__(self, builder: Callable[P, Call[T]]) -> None:
        super().__init__(builder)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: "Pollinations", owner: type[Any]) -> Callable[P, T]: ...
    @overload
    def __get__(self, client: "AsyncPollinations", owner: type[Any]) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, client: "Detailed", owner: type[Any]) -> Callable[P, Answer[T]]: ...
    @overload
    def __get__(self, client: "AsyncDetailed", owner: type[Any]) -> Callable[P, Coroutine[Any, Any, Answer[T]]]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        if DEPRECATED and client is not None and client._flavour.startswith("async"):  # noqa: SLF001 - as above
            return self._bound(Located(client), owner)
        return self._bound(client, owner)

    def _make(self, flavour: str) -> Callable[..., Any]:
        build = self._builder

        def call(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            return client._call(noted(build(*args, **kwargs)))  # noqa: SLF001 - the descriptor is part of the client

        async def acall(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            return await client._call(noted(build(*args, **kwargs), client))  # noqa: SLF001 - as above

        return acall if flavour.startswith("async") else call

    def _returned(self, flavour: str, *parts: Any) -> Any:
        value: Any = Answer
        return value[parts[0]] if flavour.endswith("detailed") else parts[0]


class chat_stream(_Verb[P], Generic[P, T]):  # noqa: N801 - reads as a decorator does
    """A call whose answer is read item by item; sent when first read."""

    def __init__(self, builder: Callable[P, StreamedCall[T]]) -> None:
        super().__init__(builder)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: "Pollinations", owner: type[Any]) -> Callable[P, Stream[T]]: ...
    @overload
    def __get__(self, client: "AsyncPollinations", owner: type[Any]) -> Callable[P, AsyncStream[T]]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._bound(client, owner)

    def _make(self, flavour: str) -> Callable[..., Any]:
        kind: type[Any] = AsyncStream if flavour == "async" else Stream
        build = self._builder

        def open_stream(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            streamed = build(*args, **kwargs)
            answers: list[httpx.Response] = []  # filled when the request is sent
            decoder = streamed.decoder(lambda: answers[-1])
            opener = client._opener(noted(streamed.call), answers.append, lambda: decoder.begun)  # noqa: SLF001 - as above
            return kind(opener, decoder)

        return open_stream

    def _returned(self, flavour: str, *parts: Any) -> Any:
        kind: Any = AsyncStream if flavour == "async" else Stream
        return kind[parts[0]]


class media_stream(_Verb[P]):  # noqa: N801 - reads as a decorator does
    """A call whose answer is a picture or video of any size; sent when first read."""

    def __init__(self, builder: Callable[P, MediaCall]) -> None:
        super().__init__(builder)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: "Pollinations", owner: type[Any]) -> Callable[P, MediaStream]: ...
    @overload
    def __get__(self, client: "AsyncPollinations", owner: type[Any]) -> Callable[P, AsyncMediaStream]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._bound(client, owner)

    def _make(self, flavour: str) -> Callable[..., Any]:
        kind: type[Any] = AsyncMediaStream if flavour == "async" else MediaStream
        build = self._builder

        def open_stream(client: Any, /, *args: Any, **kwargs: Any) -> Any:
            asked = build(*args, **kwargs)
            return kind(client._opener(noted(asked.call)), expect=asked.expect)  # noqa: SLF001 - as above

        return open_stream

    def _returned(self, flavour: str, *parts: Any) -> Any:  # noqa: ARG002 - its items are always bytes
        return AsyncMediaStream if flavour == "async" else MediaStream


class link(_Verb[P]):  # noqa: N801 - reads as a decorator does
    """A call as a link to share; nothing is sent."""

    def __init__(self, builder: Callable[P, Link]) -> None:
        super().__init__(builder)

    @overload
    def __get__(self, client: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, client: "Pollinations | AsyncPollinations", owner: type[Any]) -> Callable[P, str]: ...
    def __get__(self, client: Any, owner: type[Any]) -> Any:
        return self._bound(client, owner)

    def _make(self, flavour: str) -> Callable[..., Any]:  # noqa: ARG002 - a link is the same for both
        build = self._builder

        def write(client: Any, /, *args: Any, **kwargs: Any) -> str:
            terms: Terms = client._terms  # noqa: SLF001 - as above
            asked: Link = build(*args, **kwargs)
            noted(asked.call)
            return asked.url(terms.base_url, terms.ring.keys)

        return write

    def _returned(self, flavour: str, *parts: Any) -> Any:  # noqa: ARG002 - a link is the same for both
        return str


class CallVerbs:
    """The verbs that return one value each."""

    text = endpoint(_calls.text)
    chat = endpoint(_calls.chat)
    image = endpoint(_calls.image)
    video = endpoint(_calls.video)
    models = endpoint(_calls.models)
    text_models = endpoint(_calls.text_models)
    image_models = endpoint(_calls.image_models)
    balance = endpoint(_calls.balance)
    profile = endpoint(_calls.profile)
    key = endpoint(_calls.key)
    usage = endpoint(_calls.usage)
    usage_csv = endpoint(_calls.usage_csv)
    daily_usage = endpoint(_calls.daily_usage)
    daily_usage_csv = endpoint(_calls.daily_usage_csv)


class OpenVerbs:
    """The verbs that return something to read from, and the links."""

    stream_text = chat_stream(_calls.stream_text)
    stream_chat = chat_stream(_calls.stream_chat)
    stream_image = media_stream(_calls.stream_image)
    stream_video = media_stream(_calls.stream_video)
    image_url = link(_calls.image_url)
    text_url = link(_calls.text_url)


class NamedVerb:
    """The one verb for every operation, those without a verb of their own too."""

    call = endpoint(_calls.call)


class Detailed(CallVerbs, NamedVerb):
    """The verbs of a `Pollinations` that return an `Answer` each."""

    _flavour = "detailed"

    def __init__(self, client: "Pollinations") -> None:
        self._call = client._answer  # noqa: SLF001 - a view of the client


class AsyncDetailed(CallVerbs, NamedVerb):
    """The verbs of an `AsyncPollinations` that return an `Answer` each."""

    _flavour = "async detailed"

    def __init__(self, client: "AsyncPollinations") -> None:
        self._call = client._answer  # noqa: SLF001 - a view of the client
