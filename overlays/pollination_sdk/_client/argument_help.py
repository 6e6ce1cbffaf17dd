"""Say what is wrong with the arguments of a method or a client, and what to write instead.

This is loaded only when the arguments do not fit. The tables hold the names that users of other clients bring along:
those of openai's client, and those of this service in earlier years.
"""

import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from pollination_sdk import _operations
from pollination_sdk._client.settings import Settings
from pollination_sdk._operations.arguments import listed, nearest

Hints = Mapping[str, tuple[tuple[str, str], ...]]

_ANY = ""
"""The requirement of a hint that holds for each method."""

_ATTACHMENTS = "attachments= takes files and URLs, in a list"
_FORMAT = "the model chooses the file format; media_type tells which it is"


def _of_text(hint: str) -> tuple[tuple[str, str], ...]:
    """Return a hint for the methods that take a text or a conversation."""
    return ("prompt", hint), ("messages", hint)


_OF_METHODS: Hints = {
    "size": (
        ("width", "width= and height= set it"),
        *_of_text("image(width=..., height=...) sets that of an image"),
    ),
    "n": (("seed", 'each call makes one result; call it again with seed="random"'),),
    "stream": tuple((f"stream_{one}", f"use stream_{one}()") for one in ("chat", "text", "image", "video")),
    "stop_sequences": (("stop", "stop= takes them"), ("prompt", "chat(stop=...) takes them")),
    "max_output_tokens": (("max_tokens", "max_tokens= sets it"), ("prompt", "chat(max_tokens=...) takes it")),
    "max_new_tokens": (("max_tokens", "max_tokens= sets it"),),
    "max_tokens_to_sample": (("max_tokens", "max_tokens= sets it"),),
    "input": (("messages", "messages= takes it"), ("prompt", "prompt= takes it")),
    "prompt": (("messages", "messages= takes it, as text or as a list of messages"),),
    "messages": (("prompt", "prompt= takes one text; chat() takes a conversation"),),
    "instructions": (
        ("system", "system= takes it"),
        ("messages", 'messages= holds it, as a message with the role "system"'),
        ("prompt", "write them into the prompt"),
    ),
    "system": (("messages", 'messages= holds it, as a message with the role "system"'),),
    "system_prompt": (
        ("system", "system= takes it"),
        ("messages", 'messages= holds it, as a message with the role "system"'),
    ),
    "response_format": (
        ("answer_type", "answer_type= takes the type"),
        ("json", "json=True asks for JSON; chat() takes response_format="),
        ("width", "the answer is a Media, which has the bytes and the URL"),
    ),
    **dict.fromkeys(
        ("output_type", "response_model", "response_schema", "schema", "text_format"),
        (("answer_type", "answer_type= takes it"), ("messages", "parse() takes a type or a JSON Schema")),
    ),
    **dict.fromkeys(
        ("max_iterations", "max_rounds", "max_steps", "max_tool_roundtrips"), (("max_turns", "max_turns= limits them"),)
    ),
    "max_tool_calls": (("max_calls", "max_calls= limits them"),),
    "reasoning": (
        ("reasoning_effort", "reasoning_effort= sets it"),
        ("prompt", "chat(reasoning_effort=...) takes it"),
    ),
    "verbosity": (("max_tokens", "max_tokens= limits the answer"), ("prompt", "chat(max_tokens=...) limits a text")),
    "top_k": (("top_p", "top_p= limits the choice of tokens"),),
    "background": (
        ("transparent", "transparent=True makes it transparent"),
        *_of_text("each call waits for its answer; AsyncPollinations runs many at once"),
    ),
    "output_format": (
        ("width", _FORMAT),
        ("response_format", "response_format= sets it"),
        ("json", "json=True asks for JSON"),
    ),
    "output_compression": (("quality", "quality= sets it"), *_of_text("image(quality=...) sets that of an image")),
    "moderation": (("safe", "safe= names the checks"),),
    "seconds": (("duration", "duration= sets it"), *_of_text("video(duration=...) sets that of a video")),
    "aspect": (("aspect_ratio", "aspect_ratio= sets it"),),
    "ratio": (("aspect_ratio", "aspect_ratio= sets it"),),
    "input_reference": (("image", "image= takes its URL"), ("attachments", _ATTACHMENTS)),
    **dict.fromkeys(
        ("image", "image_url", "input_image"), (("image", "image= takes its URL"), ("attachments", _ATTACHMENTS))
    ),
    **dict.fromkeys(
        ("images", "reference_images", "input_images"),
        (("image", "image= takes their URLs"), ("attachments", _ATTACHMENTS)),
    ),
    **dict.fromkeys(
        ("attachment", "document", "documents", "file", "files", "media", "pdf", "video_url", "videos"),
        (("attachments", _ATTACHMENTS), ("image", "image= takes the URLs of images")),
    ),
    **dict.fromkeys(
        ("steps", "num_inference_steps", "guidance", "guidance_scale", "cfg_scale"),
        (("width", "the model decides about it, so leave it out"),),
    ),
    "style": (("width", "describe it in the prompt"),),
    **dict.fromkeys(("format", "file_format", "mime_type"), (("width", _FORMAT),)),
    **dict.fromkeys(("filename", "path", "output", "save_to"), (("width", "save() of the answer takes it"),)),
    "nologo": (("width", "there is no logo any more; leave it out"),),
    "private": (("width", "the service no longer takes it; leave it out"),),
    "referrer": ((_ANY, "the key says who asks; leave it out"),),
    "service_tier": ((_ANY, "the service has one tier; leave it out"),),
    "store": ((_ANY, "the service has no such option; leave it out"),),
    "metadata": (("user", "user= names your end user"), (_ANY, "extra_headers= can carry it")),
    "previous_response_id": (
        ("messages", "messages= holds the conversation so far"),
        ("prompt", "chat() takes a conversation"),
    ),
    "conversation": (
        ("messages", "messages= holds the conversation so far"),
        ("prompt", "chat() takes a conversation"),
    ),
    "since": (("before_event_id", "iter_usage() takes it"),),
    "until": (("before_event_id", "iter_usage() takes it"),),
    "extra_body": (("extra", "extra= takes fields that are not documented"),),
    "extra_query": (("extra", "extra= takes fields that are not documented"),),
    "headers": (("extra_headers", "extra_headers= adds them to this call"),),
    "default_headers": (("extra_headers", "extra_headers= adds them to this call"),),
    "request_timeout": (("timeout", "timeout= limits the whole call"),),
    "timeout": (("with_key", "a link sends nothing"),),
    "extra_headers": (("with_key", "a link sends nothing"),),
    "with_raw_response": ((_ANY, "client.detailed has the same methods with the headers"),),
}
"""For each name the options or methods that a method must have, and the hint; the first that holds counts."""

_OF_CLIENTS: Hints = {
    "key": (("api_key", "api_key= takes the key"),),
    "token": (("api_key", "api_key= takes the key"),),
    "access_token": (("api_key", "api_key= takes the key"),),
    "auth_token": (("api_key", "api_key= takes the key"),),
    "api_keys": (("api_key", "api_key= takes one key or a list of keys"),),
    **dict.fromkeys(
        ("api_base", "api_url", "azure_endpoint", "endpoint", "host", "server", "url"),
        (("base_url", "base_url= names the service"),),
    ),
    "referrer": ((_ANY, "the key says who asks; leave it out"),),
    "default_headers": (("headers", "headers= adds them to each request"),),
    "extra_headers": (("headers", "headers= adds them to each request"),),
    "default_query": ((_ANY, "extra= of a method adds parameters to its query"),),
    "organization": ((_ANY, "the key says whose account pays; leave it out"),),
    "project": ((_ANY, "the key says whose account pays; leave it out"),),
    "api_version": ((_ANY, "the service has one version; leave it out"),),
    "request_timeout": (("timeout", "timeout= limits a whole call"),),
    "requests_per_second": ((_ANY, "max_per_second= limits them"),),
    "rate_limit": ((_ANY, "max_per_second= sets it"),),
    "max_concurrency": ((_ANY, "max_in_flight= sets it"),),
    "max_connections": ((_ANY, "max_in_flight= limits the calls at the same time"),),
    "proxy": ((_ANY, "http_client=httpx.Client(proxy=...) of Pollinations() sets it"),),
    "proxies": ((_ANY, "http_client=httpx.Client(proxy=...) of Pollinations() sets them"),),
    "verify": ((_ANY, "http_client=httpx.Client(verify=...) of Pollinations() sets it"),),
    **dict.fromkeys(
        ("callback", "callbacks", "event_hooks", "hooks", "on_request", "on_response"),
        ((_ANY, "on_call= takes a function that gets the record of each call"),),
    ),
    **dict.fromkeys(
        ("tracer", "tracer_provider", "tracing"),
        ((_ANY, "calls are traced once the program has set a provider of OpenTelemetry"),),
    ),
    "model": ((_ANY, "model= of each method names it"),),
    "safe": ((_ANY, "safe= of each method names the checks"),),
}
"""The hints for the arguments of the clients and of `with_options`."""

_RETRIES = ("max_retries", "retries", "num_retries", "max_attempts")
_SHORTEST = 3
"""The fewest characters of a shortened name."""
_PLACES = ("first", "second", "third")
_BORROWED = ("chat", "text", "image")
"""The methods that are named for an option of theirs that another method lacks."""


def message(
    name: str, parameters: Iterable[inspect.Parameter], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> str:
    """Return what is wrong with arguments that do not fit, and what to write instead.

    Args:
        name: The name of the method or the client.
        parameters: Its parameters without `self`.
        args: The arguments by position.
        kwargs: The arguments by keyword.
    """
    known = {one.name: one for one in parameters if one.kind is not one.VAR_KEYWORD}
    leading = [one.name for one in known.values() if one.kind is not one.KEYWORD_ONLY]
    if len(args) > len(leading):
        return _too_many(name, known, leading, kwargs)
    for unknown in kwargs.keys() - known.keys():
        return _unknown(name, known, unknown, kwargs[unknown])
    for twice in leading[: len(args)]:
        if twice in kwargs:
            return f"{name}() got {twice!r} twice, by position and by keyword."
    missing = [one.name for one in known.values() if one.default is one.empty and one.name not in kwargs][len(args) :]
    places = [f"as the {_PLACES[leading.index(one)]} argument" if one in leading else f"as {one}=" for one in missing]
    pronoun = "it" if len(missing) == 1 else "them"
    return f"{name}() needs {listed(map(repr, missing))}; give {pronoun} {' and '.join(places)}."


def _too_many(name: str, known: Mapping[str, inspect.Parameter], leading: list[str], kwargs: Mapping[str, Any]) -> str:
    takes = f"the {leading[0]} alone" if leading else "no argument"
    missing = [one.name for one in known.values() if one.default is one.empty and one.name not in kwargs]
    example = next((one for one in (*missing, "model", *known) if one in known and one not in leading), None)
    rest = "model= names the model" if example == "model" else f"name the others, such as {example}="
    return f"{name}() takes {takes} by position; {rest}."


def _unknown(name: str, known: Mapping[str, inspect.Parameter], unknown: str, value: Any) -> str:
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", unknown).lower()
    if snake != unknown and snake in known:
        return f"{name}(): {unknown!r} is {snake} here."
    hint = _retries(known, snake, value) or _hint(name, known, snake) or _elsewhere(known, snake)
    if hint:
        return f"{name}() takes no {unknown!r}; {hint}."
    similar = nearest(unknown, known) or _begun(unknown, known)
    return f"{name}() takes no {unknown!r}{similar or f'; it takes {listed(known)}'}."


def _begun(unknown: str, known: Iterable[str]) -> str:
    """Return a hint with the one name that a shortened name stands for; empty if there is none, or several."""
    longer = [one for one in known if len(unknown) >= _SHORTEST and one.startswith(unknown.lower())]
    return f" (is {longer[0]!r} meant?)" if len(longer) == 1 else ""


def _hint(name: str, known: Mapping[str, inspect.Parameter], unknown: str) -> str | None:
    """Return the first hint of a table that holds for a method."""
    is_method = name in _operations.__all__ or name.startswith("iter_")
    offered = {*known, _ANY, f"stream_{name}"}
    table = _OF_METHODS if is_method else _OF_CLIENTS
    return next((hint for needed, hint in table.get(unknown, ()) if needed in offered), None)


def _retries(known: Mapping[str, inspect.Parameter], unknown: str, value: Any) -> str | None:
    if unknown not in _RETRIES:
        return None
    more = 0 if unknown == "max_attempts" else 1
    attempts = value + more if type(value) is int and value >= 1 - more else 3
    setting = f"retry=Retry(attempts={attempts})"
    return f"{setting} does it" if "retry" in known else f"with_options({setting}) does it"


def _elsewhere(known: Mapping[str, inspect.Parameter], unknown: str) -> str | None:
    """Return a hint for an option of the clients or of another method."""
    if unknown == "http_client":
        return "Pollinations(http_client=...) sets it"
    if unknown in {"api_key", *(field.name for field in attrs.fields(Settings) if field.name != "keys")}:
        return f"with_options({unknown}=...) sets it"
    if "prompt" not in known and "messages" not in known:
        return None
    takers = [one for one in _BORROWED if unknown in inspect.signature(getattr(_operations, one)).parameters]
    return f"{takers[0]}() takes it" if takers else None
