"""Chat completions, whole and as a stream."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, ParamSpec, TypeVar, cast, get_origin

from pollination_api import models
from pollination_api.api.chat import post_generate_v1_chat_completions
from pollination_api.types import UNSET, Unset
from pollination_sdk import types
from pollination_sdk._engine.call import changed
from pollination_sdk._operations.messages import check_message
from pollination_sdk._operations.parameters import (
    Extra,
    as_boolean,
    as_integer,
    as_list,
    as_number,
    as_object,
    as_safety,
    as_seed,
    as_text,
    generation,
    plain,
    refuse_stream,
)
from pollination_sdk._operations.prompts import check_prompt
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk._responses.decode import decode, read_json, says_anything, warn_of_empty
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx

    from pollination_api.models import (
        AnyObject,
        AudioOptions,
        BuiltInTool,
        ChatCompletionChunk,
        ChatCompletionRequest,
        FunctionCallMode,
        FunctionName,
        FunctionTool,
        LegacyFunction,
        LogitBias,
        Modality,
        NamedToolChoice,
        ReasoningEffort,
        StreamOptions,
        ThinkingOptions,
        ToolChoiceMode,
        WebSearchOptions,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import (
        Attachment,
        Conversation,
        Json,
        Message,
        ResponseFormat,
        Safety,
        Seed,
        TextModel,
    )
    from pollination_sdk._responses.streams.chat_decoder import ChatDecoder
    from pollination_sdk.types import ChatCompletion

P = ParamSpec("P")
T = TypeVar("T")


class StreamedCall(NamedTuple, Generic[T]):
    """A chat completion that is read as a stream.

    Args:
        call: The call.
        items: Returns the items of one chunk.
    """

    call: Call[Any]
    items: Callable[[dict[str, Any]], Iterable[T]]

    def decoder(self, response: Callable[[], httpx.Response]) -> ChatDecoder[T]:
        """Create the decoder of one stream.

        Args:
            response: Returns the answer that carries the stream, once it has arrived.
        """
        from pollination_sdk._failures.error_body import (  # noqa: PLC0415 - only streams need it
            error_from_completion,
            error_from_frame,
        )
        from pollination_sdk._responses.streams.chat_decoder import ChatDecoder  # noqa: PLC0415 - only streams need it

        return ChatDecoder(
            self.items,
            error_from_event=lambda frame: error_from_frame(frame, response=response()),
            complete=functools.partial(decode, types.ChatCompletion),
            refusal=lambda completion: error_from_completion(completion, response=response()),
        )


def chat(
    messages: Conversation,
    *,
    model: TextModel | None | Unset = UNSET,
    modalities: Sequence[Modality] | None | Unset = UNSET,
    audio: AudioOptions | Json | None | Unset = UNSET,
    frequency_penalty: float | None | Unset = UNSET,
    repetition_penalty: float | None | Unset = UNSET,
    logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
    logprobs: bool | None | Unset = UNSET,
    top_logprobs: int | None | Unset = UNSET,
    max_tokens: int | None | Unset = UNSET,
    presence_penalty: float | None | Unset = UNSET,
    response_format: ResponseFormat | None | Unset = UNSET,
    seed: Seed | Unset = UNSET,
    stop: str | Sequence[str] | None | Unset = UNSET,
    stream_options: StreamOptions | Json | None | Unset = UNSET,
    thinking: ThinkingOptions | Json | None | Unset = UNSET,
    reasoning_effort: ReasoningEffort | None | Unset = UNSET,
    thinking_budget: int | None | Unset = UNSET,
    temperature: float | None | Unset = UNSET,
    top_p: float | None | Unset = UNSET,
    tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
    tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
    parallel_tool_calls: bool | None | Unset = UNSET,
    user: str | None | Unset = UNSET,
    function_call: FunctionCallMode | FunctionName | Json | None | Unset = UNSET,
    functions: Sequence[LegacyFunction | Json] | None | Unset = UNSET,
    safe: Safety | None | Unset = UNSET,
    max_completion_tokens: int | None | Unset = UNSET,
    web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
    prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
    attachments: Sequence[Attachment] | None = None,
    extra: Extra = None,
) -> Call[ChatCompletion]:
    """Create a chat completion.

    An option that is left out is not sent. None means the same, so that a function can pass on its own options. Only an
    option whose type in the contract has null, such as `max_tokens` or `stop`, is sent as null if it is None.

    Args:
        messages: The user's text; or the conversation, oldest message first, as dicts or models.
        model: The name or alias of the model; see `text_models`. The service uses `openai` by default.
        modalities: The modalities of the answer, `text` and `audio`.
        audio: The voice and the file format of a spoken answer.
        frequency_penalty: The penalty for tokens by their frequency so far, -2 to 2.
        repetition_penalty: The penalty for repeated tokens, 0 to 2.
        logit_bias: The bias of single tokens, by token id.
        logprobs: Whether to return the log probabilities of the tokens.
        top_logprobs: The number of most likely tokens to return at each position, 0 to 20.
        max_tokens: The most tokens to generate.
        presence_penalty: The penalty for tokens that occurred before, -2 to 2.
        response_format: The format of the answer, such as `"json_object"`, or a dict with a schema. The answer is text
            in any case; `parse` takes a class and returns a value of it.
        seed: The seed, from 0. Without a seed, the same arguments give the same answer again: the service stores each
            result and gives it to all its users. `"random"` and -1 draw a new number for each call, which `detailed`
            reports.
        stop: The stop sequences: one text, or a list of 1 to 4.
        stream_options: The options of a stream; the service always sends the usage.
        thinking: Whether the model thinks first, and for how long.
        reasoning_effort: The reasoning effort of a reasoning model.
        thinking_budget: The most tokens for thinking.
        temperature: The sampling temperature, 0 to 2; some models ignore it.
        top_p: The probability mass for nucleus sampling, 0 to 1.
        tools: The tools that the model may call, as descriptions. `run_tools` takes functions, and runs them.
        tool_choice: Whether the model must call a tool, and which one.
        parallel_tool_calls: Whether the model may call several tools at once.
        user: Your own identifier of the end user.
        function_call: The older form of `tool_choice`.
        functions: The older form of `tools`, 1 to 128.
        safe: The checks that the messages pass first, such as `"privacy,secrets"`; True means these two.
        max_completion_tokens: The most tokens to generate, with those for reasoning.
        web_search_options: The options of a model that searches the web.
        prompt_cache_options: How the prompt is cached, as `{"mode": ...}`.
        attachments: Images, videos, audio and PDFs, as path objects, bytes, open files, `Media` or URLs. They become
            the last parts of the user's last message. Text is a URL or a data URI, never a path.
        extra: Undocumented fields of the body.

    Raises:
        PromptError: The text is empty, or the messages cannot be encoded, or are too large.
        ArgumentError: An attachment is neither a file nor a URL, or a file that a chat does not take.
        OSError: An attachment cannot be read.
        PaymentRequiredError: The balance, the key's budget or the model's terms do not allow the call.
        OutcomeUnknownError: The answer may have been generated and billed, and `retry=` does not allow another attempt.
        UnexpectedResponseError: The answer breaks the contract; `field` names the place.
    """
    options = dict(locals())  # the options have the same names in the request
    del options["messages"], options["attachments"], options["extra"]
    return chat_call(messages, read_completion, options, extra, attachments)


def read_completion(response: httpx.Response) -> ChatCompletion:
    """Read the answer of a chat; an empty one is logged."""
    data = read_json(response)
    completion = decode(types.ChatCompletion, data, response)
    if not says_anything(data):
        warn_of_empty(response)
    return completion


def streamed(
    builder: Callable[P, Call[Any]], item: str, items: Callable[[dict[str, Any]], Iterable[T]], doc: str
) -> Callable[P, StreamedCall[T]]:
    """Return a builder with the same arguments whose answer is read as a stream.

    Args:
        builder: The builder of the call whose answer is read whole.
        item: The name of the type of the stream's items.
        items: Returns the items of one chunk.
        doc: The first line of the docstring.
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
    chat, "ChatCompletionChunk", _chunk, "Create a chat completion and read it as a stream, chunk by chunk."
)


def as_stream(call: Call[Any]) -> Call[Any]:
    """Return the call with streaming switched on."""
    if call.body is None:
        return changed(call, params={**call.params, "stream": True}, accept="text/event-stream")
    return changed(call, body={**call.body, "stream": True}, accept="text/event-stream")


def chat_call(
    messages: Conversation,
    read: Callable[[httpx.Response], T],
    options: Json,
    extra: Extra,
    attachments: Sequence[Attachment] | None = None,
) -> Call[T]:
    """Build the call of a chat completion.

    Args:
        messages: As for `chat`.
        read: Returns the value of an answer.
        options: The fields of the body. `UNSET` ones are left out, and so is None where the contract allows no null.
        extra: Undocumented fields of the body.
        attachments: As for `chat`.
    """
    more: dict[str, Any] = as_object("extra", extra) or {}
    refuse_stream(more)
    given = {
        name: _READERS[name](name, value)
        for name, value in options.items()
        if type(value) is not Unset and (value is not None or name in _WITH_NULL)
    }
    if not _OBJECTS.isdisjoint(given):
        from pollination_sdk._operations.chat_options import check_options  # noqa: PLC0415 - few chats have them

        check_options(given)
    conversation = sent_messages(messages)
    if attachments is not None:
        from pollination_sdk._operations.attachments import attach  # noqa: PLC0415 - few chats have files

        attach(conversation, attachments)
    body = {"messages": conversation, **given, **more}
    # A stand-in for the generated model: building the model and converting it back to a dict would take time.
    request = cast("ChatCompletionRequest", SimpleNamespace(to_dict=lambda: body))
    kwargs = post_generate_v1_chat_completions._get_kwargs(body=request)  # noqa: SLF001 - the generated half that sends nothing
    return generation(post_generate_v1_chat_completions, kwargs, read)


def _text_or_list(name: str, value: Any) -> Any:
    """Convert an option to text or a list of texts; None stays."""
    result = plain(list(value) if isinstance(value, tuple) else value, name)
    if result is not None and not isinstance(result, (str, list)):
        raise ArgumentError(f"{name} takes text or a list of texts, not {kind_of(value)}.")
    return result


def _text_or_object(name: str, value: Any) -> Any:
    """Convert an option to text or an object; None stays."""
    result = plain(value, name)
    if result is not None and not isinstance(result, (str, dict)):
        raise ArgumentError(f"{name} takes text or a dict, not {kind_of(value)}.")
    return result


def _tools(name: str, value: Any) -> Any:
    """Convert descriptions of tools to a list; None stays."""
    if callable(value) or (isinstance(value, (list, tuple)) and any(map(callable, value))):
        raise ArgumentError(f"{name} takes descriptions of tools; run_tools() takes functions, and runs them.")
    return as_list(name, value)


def _response_format(name: str, value: Any) -> Any:
    """Convert the format of an answer to an object; `"json_object"` and `"text"` stand for theirs."""
    if isinstance(value, type) or get_origin(value) is not None:
        raise ArgumentError(f"{name} takes no type; use parse(messages, Person), which returns a Person.")
    written = plain(value, name)
    if type(written) is dict:
        return written
    if type(written) is not str:
        return as_object(name, written)  # which refuses it
    if written in {"json_object", "text"}:
        return {"type": written}
    raise ArgumentValueError(f'{name} takes "json_object", "text", or a dict with the schema, not {written!r}.')


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
    "response_format": _response_format,
    "seed": as_seed,
    "stop": _text_or_list,
    "stream_options": as_object,
    "thinking": as_object,
    "reasoning_effort": as_text,
    "thinking_budget": as_integer,
    "temperature": as_number,
    "top_p": as_number,
    "tools": _tools,
    "tool_choice": _text_or_object,
    "parallel_tool_calls": as_boolean,
    "user": as_text,
    "function_call": _text_or_object,
    "functions": as_list,
    "max_completion_tokens": as_integer,
    "safe": as_safety,
    "web_search_options": as_object,
    "prompt_cache_options": as_object,
}
"""The conversion of each option, by its type in the contract."""
_OBJECTS = frozenset({"tools", "tool_choice", "response_format", "audio"})
"""The options whose form `check_options` checks."""
_WITH_NULL = frozenset(
    {
        "frequency_penalty",
        "repetition_penalty",
        "logit_bias",
        "logprobs",
        "top_logprobs",
        "max_tokens",
        "presence_penalty",
        "seed",
        "stop",
        "stream_options",
        "thinking",
        "temperature",
        "top_p",
        "max_completion_tokens",
    }
)
"""The options whose type in the contract has null."""


def sent_messages(messages: Conversation) -> list[Any]:
    """Return a conversation as it is sent.

    Raises:
        ArgumentError: It is neither text nor a list of messages.
    """
    if type(messages) is str:
        check_prompt(messages)
        return [{"role": "user", "content": messages}]
    conversation = messages if isinstance(messages, (list, tuple)) else _other_conversation(messages)
    return [_message(f"messages[{index}]", message) for index, message in enumerate(conversation)]


def _other_conversation(messages: Any) -> Iterable[Any]:
    """Return the messages of a value that behaves like a list or like text."""
    from pollination_sdk._operations.other_values import items_of  # noqa: PLC0415 - it loads slowly; most give a list

    if (items := items_of(messages)) is not None:
        return items
    if messages is None or messages is UNSET:
        raise ArgumentError(f"messages takes text or a list of messages, not {messages}.")
    if isinstance(messages, Mapping) or hasattr(messages, "to_dict"):
        raise ArgumentError(f"messages takes text or a list of messages, not {kind_of(messages)}; put it into a list.")
    if (described := _file_as_text(messages)) is not None:
        advice = "give it as attachments=, beside the text"
        raise ArgumentError(f"messages takes text or a list of messages, not {described}; {advice}.")
    try:
        return sent_messages(as_text("messages", messages))
    except ArgumentError as error:
        raise type(error)(f"messages takes text or a list of messages: {error}") from error.__cause__


def _file_as_text(value: Any) -> str | None:
    """Describe a file that was given where text belongs; None for another value. Bytes may hold text."""
    from pollination_sdk._operations.local_files import described_file  # noqa: PLC0415 - only wrong calls need it

    return None if isinstance(value, (bytes, bytearray, memoryview)) else described_file(value)


def _message(place: str, message: Message) -> Any:
    """Return one message as it is sent. Requests must not have null fields, which returned and saved messages have."""
    fields = as_object(place, _with_files(place, message))
    if fields is None or fields is UNSET:
        raise ArgumentError(f"{place} takes a message, as a dict or a model, not {kind_of(message)}.")
    sent = {name: value for name, value in fields.items() if value is not None or name == "content"}
    if isinstance(message, models.ChatCompletionMessage):
        sent["role"] = "assistant"  # in answers, the service may leave it out or empty
    check_message(place, sent)
    return sent


def _with_files(place: str, message: Any) -> Any:
    """Return a message with the data of the files in its content; one with plain text is returned unchanged."""
    content = message.get("content") if isinstance(message, Mapping) else getattr(message, "content", None)
    if content is None or isinstance(content, (str, Unset)):
        return message
    from pollination_sdk._operations.attachments import with_files  # noqa: PLC0415 - most messages are plain text

    return with_files(place, message)
