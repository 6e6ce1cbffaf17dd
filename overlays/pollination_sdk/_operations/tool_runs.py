"""`run_tools`: a chat in which the model calls functions of the caller until it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pollination_api.types import UNSET, Unset
from pollination_sdk._engine.call import changed
from pollination_sdk._operations.bounds import check_number
from pollination_sdk._operations.chat_completions import chat, sent_messages
from pollination_sdk._operations.parameters import Extra, as_integer
from pollination_sdk._typed.tools.runner import Runner
from pollination_sdk._typed.tools.tool import Tool, tools_of
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pollination_api.models import (
        AnyObject,
        BuiltInTool,
        LogitBias,
        NamedToolChoice,
        ReasoningEffort,
        ThinkingOptions,
        ToolChoiceMode,
        WebSearchOptions,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import (
        Attachment,
        Conversation,
        Json,
        ResponseFormat,
        Safety,
        Seed,
        TextModel,
    )
    from pollination_sdk._typed.tools.steps import Approve, OnEvent, Send
    from pollination_sdk.types import ChatCompletion

_MOST = 1_000_000
"""The largest limit that makes sense."""


@attrs.frozen
class ToolRunCall:
    """A run of tools that has not started.

    Args:
        call: The chat of the first turn.
        runner: Decides what comes next.
    """

    call: Call[ChatCompletion]
    runner: Runner

    def request(self, step: Send) -> Call[ChatCompletion]:
        """Return the chat of a turn. Only the first one may force the model to call a tool, or it would never end."""
        body = {**(self.call.body or {}), "messages": step.messages}
        if step.turn > 0 and body.get("tool_choice") not in {None, "none", "auto"}:
            del body["tool_choice"]
        return changed(self.call, body=body)


def run_tools(
    messages: Conversation,
    *,
    tools: Sequence[Callable[..., Any] | Tool | BuiltInTool | Json],
    max_turns: int = 5,
    max_calls: int = 20,
    approve: Approve | None = None,
    on_event: OnEvent | None = None,
    model: TextModel | None | Unset = UNSET,
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
    thinking: ThinkingOptions | Json | None | Unset = UNSET,
    reasoning_effort: ReasoningEffort | None | Unset = UNSET,
    thinking_budget: int | None | Unset = UNSET,
    temperature: float | None | Unset = UNSET,
    top_p: float | None | Unset = UNSET,
    tool_choice: ToolChoiceMode | NamedToolChoice | Json | None | Unset = UNSET,
    parallel_tool_calls: bool | None | Unset = UNSET,
    user: str | None | Unset = UNSET,
    safe: Safety | None | Unset = UNSET,
    max_completion_tokens: int | None | Unset = UNSET,
    web_search_options: WebSearchOptions | Json | None | Unset = UNSET,
    prompt_cache_options: AnyObject | Json | None | Unset = UNSET,
    attachments: Sequence[Attachment] | None = None,
    extra: Extra = None,
) -> ToolRunCall:
    """Create chat completions, and run the functions that the model calls, until it answers.

    The calls of one answer run together, at most 8 at a time, each in a thread of its own. The async client awaits
    coroutine functions in the event loop. What a function raises goes back to the model, as type and message. Each turn
    is billed; the run has the sum. The extra `typed` is needed: `pip install "pollinations-sdk[typed]"`.

    `timeout=` limits the whole run. If it ends by an error, `error.run` is the `ToolRun` so far, also for
    `KeyboardInterrupt`, and `run_tools(error.run.messages, ...)` goes on from there.

    Args:
        messages: As for `chat`.
        tools: Functions, methods, other callables, or `Tool`s. A function gets its description and the texts of its
            arguments from its docstring, in the style of Google, NumPy or Sphinx. Their types are the annotations. A
            dict is a tool of the model itself, such as `{"type": "google_search"}`.
        max_turns: The most answers of the model. After the last one, its calls are run, and no answer follows.
        max_calls: The most calls of functions.
        approve: Called with the name and the arguments of each call, before any call of the answer runs. It returns
            True, or False to end the run, or the arguments to use.
        on_event: Called with a `TurnEvent`, a `CallEvent` or a `ResultEvent`. With the async client, it and `approve`
            may be coroutine functions.
        model: As for `chat`.
        frequency_penalty: As for `chat`.
        repetition_penalty: As for `chat`.
        logit_bias: As for `chat`.
        logprobs: As for `chat`.
        top_logprobs: As for `chat`.
        max_tokens: As for `chat`; it holds for each answer.
        presence_penalty: As for `chat`.
        response_format: As for `chat`.
        seed: As for `chat`.
        stop: As for `chat`.
        thinking: As for `chat`.
        reasoning_effort: As for `chat`.
        thinking_budget: As for `chat`.
        temperature: As for `chat`.
        top_p: As for `chat`.
        tool_choice: As for `chat`. A choice that forces a call holds for the first answer only.
        parallel_tool_calls: As for `chat`.
        user: As for `chat`.
        safe: As for `chat`.
        max_completion_tokens: As for `chat`; it holds for each answer.
        web_search_options: As for `chat`.
        prompt_cache_options: As for `chat`.
        attachments: As for `chat`.
        extra: As for `chat`.

    Raises:
        ArgumentError: A tool is no function, or `approve` returns something else.
        ArgumentValueError: Two tools have one name, or an argument of a function has no JSON Schema.
        ConfigurationError: The extra `typed` is not installed.
        APITimeoutError: `timeout` has passed while a function ran; it is not waited for.
        PromptError: As for `chat`.
        PaymentRequiredError: As for `chat`.
        OutcomeUnknownError: As for `chat`.
    """
    options = dict(locals())  # the other options have the same names in `chat`
    for name in ("messages", "tools", "max_turns", "max_calls", "approve", "on_event"):
        del options[name]
    functions, definitions = tools_of(tools)
    call = chat(messages, tools=definitions or UNSET, **options)
    runner = Runner(
        (call.body or {})["messages"],
        functions,
        max_turns=_limit("max_turns", max_turns),
        max_calls=_limit("max_calls", max_calls),
        approve=_function("approve", approve),
        on_event=_function("on_event", on_event),
        convert=sent_messages,
    )
    return ToolRunCall(call, runner)


def _limit(name: str, value: Any) -> int:
    limit: int = as_integer(name, value)
    check_number(name, limit, 1, _MOST)
    return limit


def _function(name: str, value: Any) -> Any:
    if value is not None and not callable(value):
        raise ArgumentError(f"{name} takes a function, not {type(value).__name__}.")
    return value
