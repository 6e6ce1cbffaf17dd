"""Chat completions, whole and streamed."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, ParamSpec, TypeVar, cast

import attrs

from pollination_api import models
from pollination_api.api.chat import post_generate_v1_chat_completions
from pollination_api.types import UNSET, Unset
from pollination_sdk._operations.parameters import (
    Extra,
    as_boolean,
    as_integer,
    as_list,
    as_number,
    as_object,
    as_seed,
    as_text,
    generation,
    kind_of,
    plain,
    refuse_stream,
)
from pollination_sdk._operations.prompts import MAXIMUM_TEXT_SEED, check_prompt, draw_seed
from pollination_sdk._responses.decode import decode, read_json, says_anything, warn_of_empty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx

    from pollination_api.models import (
        AudioOptions,
        BuiltInTool,
        ChatCompletion,
        ChatCompletionChunk,
        ChatCompletionRequest,
        FunctionCallMode,
        FunctionName,
        FunctionTool,
        JsonObjectResponseFormat,
        JsonSchemaResponseFormat,
        LegacyFunction,
        LogitBias,
        Modality,
        NamedToolChoice,
        ReasoningEffort,
        StreamOptions,
        TextResponseFormat,
        ThinkingOptions,
        ToolChoiceMode,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import ChatMessage, Json, Messages, Seed, TextModel
    from pollination_sdk._streams.chat_decoder import ChatDecoder

P = ParamSpec("P")
T = TypeVar("T")


class StreamedCall(NamedTuple, Generic[T]):
    """Hold a chat that is read as it arrives.

    Args:
        call: What to send.
        items: Makes the items of one chunk.
    """

    call: Call[Any]
    items: Callable[[dict[str, Any]], Iterable[T]]

    def decoder(self, response: Callable[[], httpx.Response]) -> ChatDecoder[T]:
        """Make the decoder of one stream.

        Args:
            response: Gives the answer that carries the stream, once there is one.
        """
        from pollination_sdk._failures.error_body import error_from_frame  # noqa: PLC0415 - as above
        from pollination_sdk._streams.chat_decoder import ChatDecoder  # noqa: PLC0415 - for streams alone

        return ChatDecoder(
            self.items,
            error_from_event=lambda frame: error_from_frame(frame, response=response()),
            complete=functools.partial(decode, models.ChatCompletion),
        )


def chat(
    messages: Messages,
    *,
    model: TextModel | Unset = UNSET,
    modalities: Sequence[Modality] | Unset = UNSET,
    audio: AudioOptions | Json | Unset = UNSET,
    frequency_penalty: float | None | Unset = UNSET,
    repetition_penalty: float | None | Unset = UNSET,
    logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
    logprobs: bool | None | Unset = UNSET,
    top_logprobs: int | None | Unset = UNSET,
    max_tokens: int | None | Unset = UNSET,
    presence_penalty: float | None | Unset = UNSET,
    response_format: TextResponseFormat | JsonSchemaResponseFormat | JsonObjectResponseFormat | Json | Unset = UNSET,
    seed: Seed | Unset = UNSET,
    stop: str | Sequence[str] | None | Unset = UNSET,
    stream_options: StreamOptions | Json | None | Unset = UNSET,
    thinking: ThinkingOptions | Json | None | Unset = UNSET,
    reasoning_effort: ReasoningEffort | Unset = UNSET,
    thinking_budget: int | Unset = UNSET,
    temperature: float | None | Unset = UNSET,
    top_p: float | None | Unset = UNSET,
    tools: Sequence[FunctionTool | BuiltInTool | Json] | Unset = UNSET,
    tool_choice: ToolChoiceMode | NamedToolChoice | Json | Unset = UNSET,
    parallel_tool_calls: bool | Unset = UNSET,
    user: str | Unset = UNSET,
    function_call: FunctionCallMode | FunctionName | Json | Unset = UNSET,
    functions: Sequence[LegacyFunction | Json] | Unset = UNSET,
    extra: Extra = None,
) -> Call[ChatCompletion]:
    """Answer a conversation.

    What is not given is not sent. None is sent as null, which the service takes for "no such limit".

    Args:
        messages: What the person says as text; or the conversation, oldest first, as dicts or models.
        model: The model, by name or alias; see `text_models`. The service takes `openai` if it is left out.
        modalities: What the answer may consist of, `text` and `audio`.
        audio: The voice and file form of a spoken answer.
        frequency_penalty: How much frequent tokens are avoided, -2 to 2.
        repetition_penalty: How much repetition is avoided, 0 to 2.
        logit_bias: How much single tokens are favoured, by token id.
        logprobs: Whether the probabilities of the tokens are returned.
        top_logprobs: How many likely tokens to show at each place, 0 to 20.
        max_tokens: The most tokens to make.
        presence_penalty: How much tokens that occurred are avoided, -2 to 2.
        response_format: The form that the answer must have, `{"type": "json_object"}` for example.
        seed: What fixes the result, from 0; -1 is fresh each time and cannot be repeated, `"random"` draws a number
            that `detailed` reports. Equal requests are answered from a cache that all users share.
        stop: Where to stop: one text, or 1 to 4 of them.
        stream_options: What a stream tells besides the chunks; the service always tells the usage.
        thinking: Whether and how long the model thinks first.
        reasoning_effort: How hard a reasoning model thinks.
        thinking_budget: The most tokens to think with.
        temperature: How freely the model chooses, 0 to 2; some models ignore it.
        top_p: The share of likely tokens to choose from, 0 to 1.
        tools: What the model may call.
        tool_choice: Whether it must call a tool, and which.
        parallel_tool_calls: Whether it may call several tools at once.
        user: A name of yours for the end user.
        function_call: The older form of `tool_choice`.
        functions: The older form of `tools`, 1 to 128.
        extra: Undocumented fields of the body.

    Raises:
        PromptError: The text is empty, or the messages cannot be encoded, or take more than 20 MB.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow it.
        OutcomeUnknownError: It may have been answered and billed, and would be billed again.
        UnexpectedResponseError: The answer breaks the contract; `field` says where.
    """
    options = dict(locals())  # all of them by their names on the wire, which are the same
    del options["messages"], options["extra"]
    return chat_call(messages, _read_completion, options, extra)


def _read_completion(response: httpx.Response) -> ChatCompletion:
    data = read_json(response)
    completion = decode(models.ChatCompletion, data, response)
    if not says_anything(data):
        warn_of_empty(response)
    return completion


def streamed(
    builder: Callable[P, Call[Any]], item: str, items: Callable[[dict[str, Any]], Iterable[T]], doc: str
) -> Callable[P, StreamedCall[T]]:
    """Return a builder with the arguments of another, for an answer that is read as it arrives.

    Args:
        builder: Makes the call whose answer comes whole.
        item: The name of the type of what the stream consists of.
        items: Makes those of one chunk.
        doc: What it does, in one sentence.
    """

    @functools.wraps(builder)
    def build(*args: P.args, **kwargs: P.kwargs) -> StreamedCall[T]:
        return StreamedCall(as_stream(builder(*args, **kwargs)), items)

    parts = (builder.__doc__ or "").partition("\n\n")
    build.__name__, build.__doc__ = f"stream_{builder.__name__}", f"{doc}\n\n{parts[2]}"
    build.__annotations__ = {**builder.__annotations__, "return": f"StreamedCall[{item}]"}
    return build


def _chunk(fields: dict[str, Any]) -> list[ChatCompletionChunk]:
    return [decode(models.ChatCompletionChunk, fields)]


stream_chat = streamed(
    chat, "ChatCompletionChunk", _chunk, "Answer a conversation and read the answer chunk by chunk, as it is made."
)


def as_stream(call: Call[Any]) -> Call[Any]:
    """Return a call whose answer is sent in chunks as it is made."""
    if call.body is None:
        return attrs.evolve(call, params={**call.params, "stream": True}, accept="text/event-stream")
    return attrs.evolve(call, body={**call.body, "stream": True}, accept="text/event-stream")


def chat_call(messages: Messages, read: Callable[[httpx.Response], T], options: Json, extra: Extra) -> Call[T]:
    """Make the call of a chat.

    Args:
        messages: As for `chat`.
        read: Makes the value.
        options: The fields of the body; `UNSET` ones are left out.
        extra: Undocumented fields of the body.
    """
    more: dict[str, Any] = as_object("extra", extra) or {}
    refuse_stream(more)
    given = {name: _READERS[name](name, value) for name, value in options.items() if type(value) is not Unset}
    body = {"messages": _messages(messages), **given, **more}
    if "seed" in body:
        body["seed"] = draw_seed(body["seed"], MAXIMUM_TEXT_SEED)
    # The generated builder gets the body as it is: building its models only to take them apart again costs time.
    as_it_is = cast("ChatCompletionRequest", SimpleNamespace(to_dict=lambda: body))
    kwargs = post_generate_v1_chat_completions._get_kwargs(body=as_it_is)  # noqa: SLF001 - the generated half that sends nothing
    return generation(post_generate_v1_chat_completions, kwargs, read)


def _text_or_list(name: str, value: Any) -> Any:
    """Return an option that takes text or a list of texts, None too."""
    read = plain(list(value) if isinstance(value, tuple) else value, name)
    if read is not None and not isinstance(read, (str, list)):
        raise TypeError(f"{name} takes text or a list of texts, not {kind_of(value)}.")
    return read


def _text_or_object(name: str, value: Any) -> Any:
    """Return an option that takes a word or an object, None too."""
    read = plain(value, name)
    if read is not None and not isinstance(read, (str, dict)):
        raise TypeError(f"{name} takes text or a dict, not {kind_of(value)}.")
    return read


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "model": as_text,
    "modalities": as_list,
    "audio": as_object,
    "frequency_penalty": as_number,
    "repetition_penalty": as_number,
    "logit_bias": as_object,
    "logprobs": as_boolean,
    "top_logprobs": as_integer,
    "max_tokens": as_integer,
    "presence_penalty": as_number,
    "response_format": as_object,
    "seed": as_seed,
    "stop": _text_or_list,
    "stream_options": as_object,
    "thinking": as_object,
    "reasoning_effort": as_text,
    "thinking_budget": as_integer,
    "temperature": as_number,
    "top_p": as_number,
    "tools": as_list,
    "tool_choice": _text_or_object,
    "parallel_tool_calls": as_boolean,
    "user": as_text,
    "function_call": _text_or_object,
    "functions": as_list,
}
"""How each option is read; what it takes is what the contract says."""


def _messages(messages: Messages) -> list[Any]:
    """Return a conversation as it is sent.

    Raises:
        TypeError: It is neither text nor a list of messages.
    """
    if type(messages) is str:
        check_prompt(messages)
        return [{"role": "user", "content": messages}]
    conversation = messages if isinstance(messages, (list, tuple)) else _other_conversation(messages)
    return [_message(f"messages[{index}]", message) for index, message in enumerate(conversation)]


def _other_conversation(messages: Any) -> Iterable[Any]:
    """Return the messages of what can be read like a list, or like a text."""
    from pollination_sdk._operations.other_values import items_of  # noqa: PLC0415 - few conversations are of this kind

    if (items := items_of(messages)) is not None:
        return items
    if messages is None or messages is UNSET:
        raise TypeError(f"messages takes text or a list of messages, not {messages}.")
    try:
        return _messages(as_text("messages", messages))
    except TypeError as error:
        raise TypeError(f"messages takes text or a list of messages: {error}") from error.__cause__


def _message(place: str, message: Json | ChatMessage) -> Any:
    """Return one message as it is sent; of a model without what it says is null, which requests may not hold."""
    fields = as_object(place, message)
    if fields is None or fields is UNSET:
        raise TypeError(f"{place} takes a message, as a dict or a model, not {kind_of(message)}.")
    if isinstance(message, Mapping):
        return fields
    said = {name: value for name, value in fields.items() if value is not None or name == "content"}
    if isinstance(message, models.ChatCompletionMessage):
        said["role"] = "assistant"  # the service may leave it out or empty
    return said
