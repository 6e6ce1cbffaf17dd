"""`parse`: a chat whose answer is a value of a type, with one repair by default."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from pollination_api.types import UNSET, Unset
from pollination_sdk._engine.call import changed
from pollination_sdk._operations.bounds import check_number
from pollination_sdk._operations.chat_completions import T, chat_call, read_completion
from pollination_sdk._operations.parameters import Extra, as_boolean, as_integer
from pollination_sdk._typed.reply import UnusableReplyError, repair_messages, response_format, value_in
from pollination_sdk._typed.schema import ShapeError, schema_of
from pollination_sdk.errors import AnswerFormatError, BadRequestError, PollinationsError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from pollination_api.models import (
        AnyObject,
        BuiltInTool,
        FunctionTool,
        LogitBias,
        NamedToolChoice,
        ReasoningEffort,
        ThinkingOptions,
        ToolChoiceMode,
        WebSearchOptions,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import Attachment, Conversation, Json, Safety, Seed, TextModel
    from pollination_sdk._responses.answer import Answer
    from pollination_sdk._typed.schema import Schema
    from pollination_sdk.types import ChatCompletion

_MOST_REPAIRS = 10
_ABOUT_SCHEMA = re.compile(r"schema|response_format|\bstrict\b", re.IGNORECASE)


def parse(
    messages: Conversation,
    answer_type: type[T],
    *,
    repair: int = 1,
    strict: bool = True,
    model: TextModel | None | Unset = UNSET,
    frequency_penalty: float | None | Unset = UNSET,
    repetition_penalty: float | None | Unset = UNSET,
    logit_bias: LogitBias | Mapping[str, int] | None | Unset = UNSET,
    logprobs: bool | None | Unset = UNSET,
    top_logprobs: int | None | Unset = UNSET,
    max_tokens: int | None | Unset = UNSET,
    presence_penalty: float | None | Unset = UNSET,
    seed: Seed | Unset = UNSET,
    stop: str | Sequence[str] | None | Unset = UNSET,
    thinking: ThinkingOptions | Json | None | Unset = UNSET,
    reasoning_effort: ReasoningEffort | None | Unset = UNSET,
    thinking_budget: int | None | Unset = UNSET,
    temperature: float | None | Unset = UNSET,
    top_p: float | None | Unset = UNSET,
    tools: Sequence[FunctionTool | BuiltInTool | Json] | None | Unset = UNSET,
    tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
    parallel_tool_calls: bool | None | Unset = UNSET,
    user: str | None | Unset = UNSET,
    safe: Safety | None | Unset = UNSET,
    max_completion_tokens: int | None | Unset = UNSET,
    web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
    prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
    attachments: Sequence[Attachment] | None = None,
    extra: Extra = None,
) -> Call[T]:
    """Create a chat completion, and return the answer as a value of a type.

    The model gets the JSON Schema of the type. An answer that does not fit is sent back once, with the place that does
    not fit, so that the model repairs it. Each request is billed: `detailed.parse` has the sum of `usage`, `cost` and
    `attempts`. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

    Args:
        messages: As for `chat`.
        answer_type: A class with fields: a dataclass, an attrs class, a TypedDict, a NamedTuple, a msgspec Struct or a
            pydantic model. Also an enum, or a type such as `list[Person]` or `Person | Invoice`. A dict is a JSON
            Schema, and the value is plain JSON.
        repair: The most requests to repair an answer, 0 to 10. An answer that was cut off, or that the model refused,
            is not repaired.
        strict: Whether to force the answer to fit, where the model and the type allow it; see `strict` of `Answer`.
        model: As for `chat`.
        frequency_penalty: As for `chat`.
        repetition_penalty: As for `chat`.
        logit_bias: As for `chat`.
        logprobs: As for `chat`.
        top_logprobs: As for `chat`.
        max_tokens: As for `chat`.
        presence_penalty: As for `chat`.
        seed: As for `chat`.
        stop: As for `chat`.
        thinking: As for `chat`.
        reasoning_effort: As for `chat`.
        thinking_budget: As for `chat`.
        temperature: As for `chat`.
        top_p: As for `chat`.
        tools: The tools of the model itself, such as a web search. `run_tools` runs your functions.
        tool_choice: As for `chat`.
        parallel_tool_calls: As for `chat`.
        user: As for `chat`.
        safe: As for `chat`.
        max_completion_tokens: As for `chat`.
        web_search_options: As for `chat`.
        prompt_cache_options: As for `chat`.
        attachments: As for `chat`.
        extra: As for `chat`.

    Raises:
        AnswerFormatError: The answer does not fit the type; it has the path, the text, and what all attempts cost.
        ArgumentValueError: The type has no JSON Schema, or `repair` is out of bounds.
        ConfigurationError: The extra `typed` is not installed.
        PromptError: As for `chat`.
        PaymentRequiredError: As for `chat`.
        OutcomeUnknownError: As for `chat`.
    """
    options = dict(locals())  # the options have the same names in the request
    for name in ("messages", "answer_type", "repair", "strict", "attachments", "extra"):
        del options[name]
    repairs = as_integer("repair", repair)
    check_number("repair", repairs, 0, _MOST_REPAIRS)
    schema = schema_of(answer_type, strict=bool(as_boolean("strict", strict)))
    options["response_format"] = response_format(schema)
    call: Call[Any] = chat_call(messages, read_completion, options, extra, attachments)
    return changed(call, prepare=functools.partial(_in_attempts, schema, repairs), repairs=repairs)


def _in_attempts(
    schema: Schema, repairs: int, call: Call[ChatCompletion], _auto_upload: object
) -> Generator[Call[ChatCompletion], Answer[ChatCompletion], Answer[Any]]:
    """Send the chat, and again with what does not fit, until the answer fits."""
    request = changed(call, prepare=None, repairs=0)
    answers: list[Answer[ChatCompletion]] = []
    while True:
        try:
            answers.append((yield request))
        except PollinationsError as error:
            if not (schema.strict and _refuses_schema(error)):
                _remark(error, answers, schema)
                raise
            schema = schema.without_strict()
            request = _with(request, response_format=response_format(schema))
            continue
        completion = answers[-1].value
        try:
            value = value_in(completion, schema)
        except UnusableReplyError as error:
            raise _format_error(str(error), answers) from None
        except ShapeError as error:
            if len(answers) > repairs:
                place = f"The answer does not fit {schema.name} at {error.path}: {error.message}."
                raise _format_error(f"{place} error.text has it.", answers, error.path) from error.__cause__
            messages = [*(call.body or {})["messages"], *repair_messages(completion.text, error, schema)]
            request = _with(request, messages=messages)
        else:
            return _joined(answers, value, schema)


def _with(request: Call[ChatCompletion], **fields: Any) -> Call[ChatCompletion]:
    return changed(request, body={**(request.body or {}), **fields})


def _refuses_schema(error: PollinationsError) -> bool:
    """Return True if the service refuses the form of a schema, which costs nothing."""
    return isinstance(error, BadRequestError) and _ABOUT_SCHEMA.search(error.message) is not None


def _joined(answers: Sequence[Answer[ChatCompletion]], value: Any, schema: Schema) -> Answer[Any]:
    from pollination_sdk._responses.joined_answer import joined  # noqa: PLC0415 - it loads what computes costs

    return joined(answers, value, strict=schema.strict)


def _format_error(message: str, answers: Sequence[Answer[ChatCompletion]], path: str = "$") -> AnswerFormatError:
    """Return the error of an answer that does not fit, with what all attempts have cost."""
    from pollination_sdk._responses.joined_answer import joined  # noqa: PLC0415 - as above

    last = joined(answers, answers[-1].value)
    return AnswerFormatError(
        message,
        path=path,
        text=last.value.text,
        usage=last.usage,
        cost=last.cost.pollen,
        response=last.response,
        request_id=last.request_id,
        attempts=last.attempts,
    )


def _remark(error: PollinationsError, answers: Sequence[Answer[ChatCompletion]], schema: Schema) -> None:
    """Say in an error what was sent and paid before it, and keep the text of it."""
    if _refuses_schema(error):
        error.remarks.append("parse sends a JSON Schema: a model that takes none needs another model=.")
    if answers:
        error.partial = answers[-1].value.text
        cost = _joined(answers, None, schema).cost.pollen
        paid = "" if cost is None else f" So far, {cost:.3g} pollen were charged."
        error.remarks.append(
            f"This was a repair of an answer that did not fit: error.partial is that answer's text.{paid}"
        )
