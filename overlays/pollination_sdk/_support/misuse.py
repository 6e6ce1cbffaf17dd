"""Special methods that say what to write instead, for uses that the other flavour of an object has.

They exist at run time only: type checkers refuse these uses by themselves.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from pollination_sdk.errors import ArgumentError


def _refusing(advice: str) -> Any:
    """Return a special method that refuses its use.

    The error is a `TypeError`, which Python itself raises for an object without such a method.

    Args:
        advice: What to write instead; `{name}` is the name of the object's class, and `{self}` the object.
    """

    def refuse(self: object, *_: object) -> NoReturn:
        raise ArgumentError(advice.format(name=type(self).__name__, self=self))

    return refuse


def no_attribute(hints: Mapping[str, str]) -> Any:
    """Return a `__getattr__`, which Python calls only for attributes that an object lacks.

    The error is an `AttributeError`, as `hasattr` needs.

    Args:
        hints: What to write instead, by the name of the attribute.
    """

    def refuse(self: object, name: str) -> NoReturn:
        hint = f"; {hints[name]}." if name in hints else ""
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}", name=name, obj=self)

    return refuse


_DETAILED = "client.detailed has the same methods, with the status and the headers"
_OF_CLIENTS = {
    "messages": "chat() takes a conversation",
    "completions": "chat() and text() answer",
    "responses": "chat() answers, and call('post_v1_responses', ...) has that form",
    "embeddings": "embed() makes them",
    "images": "image() makes one",
    "videos": "video() makes one",
    "audio": "speech() speaks, transcribe() listens",
    "files": "upload() uploads one",
    "with_raw_response": _DETAILED,
    "with_streaming_response": _DETAILED,
}
no_attribute_of_client = no_attribute({**_OF_CLIENTS, "aclose": "close() closes it"})
no_attribute_of_async_client = no_attribute({**_OF_CLIENTS, "close": "aclose() closes it"})
_COMPLETION = "completion holds the whole answer"
_OF_STREAMS = {"get_final_completion": _COMPLETION, "get_final_message": _COMPLETION}
no_attribute_of_stream = no_attribute({**_OF_STREAMS, "aclose": "close() closes it"})
no_attribute_of_async_stream = no_attribute({**_OF_STREAMS, "close": "aclose() closes it"})
no_attribute_of_chat = no_attribute(
    {
        "content": "text holds what the model says",
        "output_text": "text holds what the model says",
        "message": "choices[0].message is the message",
        "model_dump": "to_dict() makes a dict",
        "model_dump_json": "to_json() makes JSON",
    }
)
no_with = _refusing("{name} takes `async with`, not `with`; Pollinations takes `with`.")
no_async_with = _refusing("{name} takes `with`, not `async with`; AsyncPollinations takes `async with`.")
no_for = _refusing("{name} takes `async for`, not `for`; Pollinations has streams for `for`.")
no_for_records = _refusing(
    "{self.written} of AsyncPollinations takes `async for`, not `for`; Pollinations takes `for`."
)
no_await_of_records = _refusing(
    "{self.written} takes no `await`: write `for record in client.{self.written}`, or use AsyncPollinations."
)
no_await_of_async_records = _refusing(
    "{self.written} takes no `await`: write `async for record in client.{self.written}`."
)
no_await = _refusing("{name} takes no `await`: write `for item in ...`, or use AsyncPollinations.")
no_await_but_async_for = _refusing(
    "{name} takes no `await`: write `async for item in ...`, or `async with ... as stream`."
)
