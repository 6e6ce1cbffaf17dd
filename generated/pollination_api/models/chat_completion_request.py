# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..models.function_call_mode import check_function_call_mode
from ..models.modality import check_modality
from ..models.reasoning_effort import check_reasoning_effort
from ..models.tool_choice_mode import check_tool_choice_mode
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.assistant_message import AssistantMessage
    from ..models.audio_options import AudioOptions
    from ..models.built_in_tool import BuiltInTool
    from ..models.developer_message import DeveloperMessage
    from ..models.function_call_mode import FunctionCallMode
    from ..models.function_message import FunctionMessage
    from ..models.function_name import FunctionName
    from ..models.function_tool import FunctionTool
    from ..models.json_object_response_format import JsonObjectResponseFormat
    from ..models.json_schema_response_format import JsonSchemaResponseFormat
    from ..models.legacy_function import LegacyFunction
    from ..models.logit_bias import LogitBias
    from ..models.modality import Modality
    from ..models.named_tool_choice import NamedToolChoice
    from ..models.reasoning_effort import ReasoningEffort
    from ..models.stream_options import StreamOptions
    from ..models.system_message import SystemMessage
    from ..models.text_response_format import TextResponseFormat
    from ..models.thinking_options import ThinkingOptions
    from ..models.tool_choice_mode import ToolChoiceMode
    from ..models.tool_message import ToolMessage
    from ..models.user_message import UserMessage
    from ..models.web_search_options import WebSearchOptions


@_attrs_define
class ChatCompletionRequest(OpenObject):
    """A conversation and how to go on with it.

    Attributes:
        messages: The conversation so far, oldest first.
        model: A text model by its id, `publisher/model`, or by a short alias.
        modalities: What the answer may consist of.
        audio: How a spoken answer sounds.
        frequency_penalty: How much frequent tokens are avoided, -2 to 2.
        repetition_penalty: How much repetition is avoided, 0 to 2.
        logit_bias: How much single tokens are favoured, by token id.
        logprobs: Whether the probabilities of the tokens are returned.
        top_logprobs: How many likely tokens to show at each place, 0 to 20.
        max_tokens: The most tokens to make.
        presence_penalty: How much tokens that occurred are avoided, -2 to 2.
        response_format: The form that the answer must have.
        seed: The number that fixes the result; the same seed gives the same answer, and so does -1.
        stop: Where to stop: one text, or 1 to 4 of them.
        stream: Whether the answer is sent in chunks as it is made.
        stream_options: What a stream tells besides the chunks.
        thinking: Whether and how long the model thinks first.
        reasoning_effort: How hard a model thinks.
        thinking_budget: The most tokens to think with.
        temperature: How freely the model chooses, 0 to 2; some models ignore it.
        top_p: The share of likely tokens to choose from, 0 to 1.
        tools: What the model may call.
        tool_choice: Whether it must call a tool, and which.
        parallel_tool_calls: Whether it may call several tools at once.
        user: A name of yours for the end user.
        function_call: The older form of `tool_choice`.
        functions: The older form of `tools`.
        safe: True or false, or the names of checks separated by commas.
        max_completion_tokens: The most tokens to make, thoughts included.
        web_search_options: How a model searches the web.
        prompt_cache_options: An object that is passed on as it is.
    """

    messages: list[AssistantMessage | DeveloperMessage | FunctionMessage | SystemMessage | ToolMessage | UserMessage]
    """The conversation so far, oldest first."""
    model: str | Unset = UNSET
    """A text model by its id, `publisher/model`, or by a short alias."""
    modalities: list[Modality] | Unset = UNSET
    """What the answer may consist of."""
    audio: AudioOptions | Unset = UNSET
    """How a spoken answer sounds."""
    frequency_penalty: float | None | Unset = UNSET
    """How much frequent tokens are avoided, -2 to 2."""
    repetition_penalty: float | None | Unset = UNSET
    """How much repetition is avoided, 0 to 2."""
    logit_bias: LogitBias | None | Unset = UNSET
    """How much single tokens are favoured, by token id."""
    logprobs: bool | None | Unset = UNSET
    """Whether the probabilities of the tokens are returned."""
    top_logprobs: int | None | Unset = UNSET
    """How many likely tokens to show at each place, 0 to 20."""
    max_tokens: int | None | Unset = UNSET
    """The most tokens to make."""
    presence_penalty: float | None | Unset = UNSET
    """How much tokens that occurred are avoided, -2 to 2."""
    response_format: JsonObjectResponseFormat | JsonSchemaResponseFormat | TextResponseFormat | Unset = UNSET
    """The form that the answer must have."""
    seed: int | None | Unset = UNSET
    """The number that fixes the result; the same seed gives the same answer, and so does -1."""
    stop: list[str] | None | str | Unset = UNSET
    """Where to stop: one text, or 1 to 4 of them."""
    stream: bool | None | Unset = UNSET
    """Whether the answer is sent in chunks as it is made."""
    stream_options: None | StreamOptions | Unset = UNSET
    """What a stream tells besides the chunks."""
    thinking: None | ThinkingOptions | Unset = UNSET
    """Whether and how long the model thinks first."""
    reasoning_effort: ReasoningEffort | Unset = UNSET
    """How hard a model thinks."""
    thinking_budget: int | Unset = UNSET
    """The most tokens to think with."""
    temperature: float | None | Unset = UNSET
    """How freely the model chooses, 0 to 2; some models ignore it."""
    top_p: float | None | Unset = UNSET
    """The share of likely tokens to choose from, 0 to 1."""
    tools: list[BuiltInTool | FunctionTool] | Unset = UNSET
    """What the model may call."""
    tool_choice: NamedToolChoice | ToolChoiceMode | Unset = UNSET
    """Whether it must call a tool, and which."""
    parallel_tool_calls: bool | Unset = UNSET
    """Whether it may call several tools at once."""
    user: str | Unset = UNSET
    """A name of yours for the end user."""
    function_call: FunctionCallMode | FunctionName | Unset = UNSET
    """The older form of `tool_choice`."""
    functions: list[LegacyFunction] | Unset = UNSET
    """The older form of `tools`."""
    safe: bool | str | Unset = UNSET
    """True or false, or the names of checks separated by commas."""
    max_completion_tokens: int | None | Unset = UNSET
    """The most tokens to make, thoughts included."""
    web_search_options: WebSearchOptions | Unset = UNSET
    """How a model searches the web."""
    prompt_cache_options: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        messages = []
        for messages_item_data in self.messages:
            messages_item: dict[str, Any]
            if isinstance(messages_item_data, _models.SystemMessage):
                messages_item = messages_item_data.to_dict()
            elif isinstance(messages_item_data, _models.DeveloperMessage):
                messages_item = messages_item_data.to_dict()
            elif isinstance(messages_item_data, _models.UserMessage):
                messages_item = messages_item_data.to_dict()
            elif isinstance(messages_item_data, _models.AssistantMessage):
                messages_item = messages_item_data.to_dict()
            elif isinstance(messages_item_data, _models.ToolMessage):
                messages_item = messages_item_data.to_dict()
            else:
                messages_item = messages_item_data.to_dict()
            messages.append(messages_item)
        audio: dict[str, Any] | Unset = UNSET
        if not isinstance(self.audio, Unset):
            audio = self.audio.to_dict()
        logit_bias: dict[str, Any] | None | Unset
        if isinstance(self.logit_bias, _models.LogitBias):
            logit_bias = self.logit_bias.to_dict()
        else:
            logit_bias = self.logit_bias
        response_format: dict[str, Any] | Unset
        if isinstance(self.response_format, Unset):
            response_format = UNSET
        elif isinstance(self.response_format, _models.TextResponseFormat):
            response_format = self.response_format.to_dict()
        elif isinstance(self.response_format, _models.JsonSchemaResponseFormat):
            response_format = self.response_format.to_dict()
        else:
            response_format = self.response_format.to_dict()
        stream_options: dict[str, Any] | None | Unset
        if isinstance(self.stream_options, _models.StreamOptions):
            stream_options = self.stream_options.to_dict()
        else:
            stream_options = self.stream_options
        thinking: dict[str, Any] | None | Unset
        if isinstance(self.thinking, _models.ThinkingOptions):
            thinking = self.thinking.to_dict()
        else:
            thinking = self.thinking
        tools: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tools, Unset):
            tools = []
            for tools_item_data in self.tools:
                tools_item: dict[str, Any]
                if isinstance(tools_item_data, _models.FunctionTool):
                    tools_item = tools_item_data.to_dict()
                else:
                    tools_item = tools_item_data.to_dict()
                tools.append(tools_item)
        tool_choice: dict[str, Any] | str | Unset
        if isinstance(self.tool_choice, _models.NamedToolChoice):
            tool_choice = self.tool_choice.to_dict()
        else:
            tool_choice = self.tool_choice
        function_call: dict[str, Any] | str | Unset
        if isinstance(self.function_call, _models.FunctionName):
            function_call = self.function_call.to_dict()
        else:
            function_call = self.function_call
        functions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.functions, Unset):
            functions = []
            for functions_item_data in self.functions:
                functions_item = functions_item_data.to_dict()
                functions.append(functions_item)
        web_search_options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.web_search_options, Unset):
            web_search_options = self.web_search_options.to_dict()
        prompt_cache_options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.prompt_cache_options, Unset):
            prompt_cache_options = self.prompt_cache_options.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["messages"] = messages
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.modalities is not UNSET:
            field_dict["modalities"] = self.modalities
        if audio is not UNSET:
            field_dict["audio"] = audio
        if self.frequency_penalty is not UNSET:
            field_dict["frequency_penalty"] = self.frequency_penalty
        if self.repetition_penalty is not UNSET:
            field_dict["repetition_penalty"] = self.repetition_penalty
        if logit_bias is not UNSET:
            field_dict["logit_bias"] = logit_bias
        if self.logprobs is not UNSET:
            field_dict["logprobs"] = self.logprobs
        if self.top_logprobs is not UNSET:
            field_dict["top_logprobs"] = self.top_logprobs
        if self.max_tokens is not UNSET:
            field_dict["max_tokens"] = self.max_tokens
        if self.presence_penalty is not UNSET:
            field_dict["presence_penalty"] = self.presence_penalty
        if response_format is not UNSET:
            field_dict["response_format"] = response_format
        if self.seed is not UNSET:
            field_dict["seed"] = self.seed
        if self.stop is not UNSET:
            field_dict["stop"] = self.stop
        if self.stream is not UNSET:
            field_dict["stream"] = self.stream
        if stream_options is not UNSET:
            field_dict["stream_options"] = stream_options
        if thinking is not UNSET:
            field_dict["thinking"] = thinking
        if self.reasoning_effort is not UNSET:
            field_dict["reasoning_effort"] = self.reasoning_effort
        if self.thinking_budget is not UNSET:
            field_dict["thinking_budget"] = self.thinking_budget
        if self.temperature is not UNSET:
            field_dict["temperature"] = self.temperature
        if self.top_p is not UNSET:
            field_dict["top_p"] = self.top_p
        if tools is not UNSET:
            field_dict["tools"] = tools
        if tool_choice is not UNSET:
            field_dict["tool_choice"] = tool_choice
        if self.parallel_tool_calls is not UNSET:
            field_dict["parallel_tool_calls"] = self.parallel_tool_calls
        if self.user is not UNSET:
            field_dict["user"] = self.user
        if function_call is not UNSET:
            field_dict["function_call"] = function_call
        if functions is not UNSET:
            field_dict["functions"] = functions
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        if self.max_completion_tokens is not UNSET:
            field_dict["max_completion_tokens"] = self.max_completion_tokens
        if web_search_options is not UNSET:
            field_dict["web_search_options"] = web_search_options
        if prompt_cache_options is not UNSET:
            field_dict["prompt_cache_options"] = prompt_cache_options
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        messages = []
        for messages_item_data in _pop("messages"):

            def _decode_messages_item(
                data: object,
            ) -> AssistantMessage | DeveloperMessage | FunctionMessage | SystemMessage | ToolMessage | UserMessage:
                try:
                    if not isinstance(data, dict):
                        raise TypeError
                    messages_item_system_message = _models.SystemMessage.from_dict(data)
                    return messages_item_system_message
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError
                    messages_item_developer_message = _models.DeveloperMessage.from_dict(data)
                    return messages_item_developer_message
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError
                    messages_item_user_message = _models.UserMessage.from_dict(data)
                    return messages_item_user_message
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError
                    messages_item_assistant_message = _models.AssistantMessage.from_dict(data)
                    return messages_item_assistant_message
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError
                    messages_item_tool_message = _models.ToolMessage.from_dict(data)
                    return messages_item_tool_message
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError("messages_item: no kind of it looks like this")
                messages_item_function_message = _models.FunctionMessage.from_dict(data)
                return messages_item_function_message

            messages_item = _decode_messages_item(messages_item_data)
            messages.append(messages_item)
        _decoded.messages = messages
        _decoded.model = _pop("model", UNSET)
        modalities_data = _pop("modalities", UNSET)
        modalities: list[Modality] | Unset = UNSET
        if modalities_data is not UNSET and modalities_data is not None:
            modalities = []
            for modalities_item_data in modalities_data:
                modalities_item = check_modality(modalities_item_data)
                modalities.append(modalities_item)
        _decoded.modalities = modalities
        audio_data = _pop("audio", UNSET)
        audio: AudioOptions | Unset = UNSET
        if audio_data is not UNSET and audio_data is not None:
            audio = _models.AudioOptions.from_dict(audio_data)
        _decoded.audio = audio
        _decoded.frequency_penalty = _pop("frequency_penalty", UNSET)
        _decoded.repetition_penalty = _pop("repetition_penalty", UNSET)

        def _decode_logit_bias(data: object) -> LogitBias | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                logit_bias_logit_bias = _models.LogitBias.from_dict(data)
                return logit_bias_logit_bias
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("LogitBias | None | Unset", data)

        logit_bias = _decode_logit_bias(_pop("logit_bias", UNSET))
        _decoded.logit_bias = logit_bias
        _decoded.logprobs = _pop("logprobs", UNSET)
        _decoded.top_logprobs = _pop("top_logprobs", UNSET)
        _decoded.max_tokens = _pop("max_tokens", UNSET)
        _decoded.presence_penalty = _pop("presence_penalty", UNSET)

        def _decode_response_format(
            data: object,
        ) -> JsonObjectResponseFormat | JsonSchemaResponseFormat | TextResponseFormat | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                response_format_text_response_format = _models.TextResponseFormat.from_dict(data)
                return response_format_text_response_format
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError
                response_format_json_schema_response_format = _models.JsonSchemaResponseFormat.from_dict(data)
                return response_format_json_schema_response_format
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError("response_format: no kind of it looks like this")
            response_format_json_object_response_format = _models.JsonObjectResponseFormat.from_dict(data)
            return response_format_json_object_response_format

        response_format = _decode_response_format(_pop("response_format", UNSET))
        _decoded.response_format = response_format
        _decoded.seed = _pop("seed", UNSET)
        _decoded.stop = _pop("stop", UNSET)
        _decoded.stream = _pop("stream", UNSET)

        def _decode_stream_options(data: object) -> None | StreamOptions | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                stream_options_stream_options = _models.StreamOptions.from_dict(data)
                return stream_options_stream_options
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("None | StreamOptions | Unset", data)

        stream_options = _decode_stream_options(_pop("stream_options", UNSET))
        _decoded.stream_options = stream_options

        def _decode_thinking(data: object) -> None | ThinkingOptions | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                thinking_thinking_options = _models.ThinkingOptions.from_dict(data)
                return thinking_thinking_options
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("None | ThinkingOptions | Unset", data)

        thinking = _decode_thinking(_pop("thinking", UNSET))
        _decoded.thinking = thinking
        reasoning_effort_data = _pop("reasoning_effort", UNSET)
        reasoning_effort: ReasoningEffort | Unset = UNSET
        if reasoning_effort_data is not UNSET and reasoning_effort_data is not None:
            reasoning_effort = check_reasoning_effort(reasoning_effort_data)
        _decoded.reasoning_effort = reasoning_effort
        _decoded.thinking_budget = _pop("thinking_budget", UNSET)
        _decoded.temperature = _pop("temperature", UNSET)
        _decoded.top_p = _pop("top_p", UNSET)
        tools_data = _pop("tools", UNSET)
        tools: list[BuiltInTool | FunctionTool] | Unset = UNSET
        if tools_data is not UNSET and tools_data is not None:
            tools = []
            for tools_item_data in tools_data:

                def _decode_tools_item(data: object) -> BuiltInTool | FunctionTool:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError
                        tools_item_function_tool = _models.FunctionTool.from_dict(data)
                        return tools_item_function_tool
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError("tools_item: no kind of it looks like this")
                    tools_item_built_in_tool = _models.BuiltInTool.from_dict(data)
                    return tools_item_built_in_tool

                tools_item = _decode_tools_item(tools_item_data)
                tools.append(tools_item)
        _decoded.tools = tools

        def _decode_tool_choice(data: object) -> NamedToolChoice | ToolChoiceMode | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                tool_choice_tool_choice_mode = check_tool_choice_mode(data)
                return tool_choice_tool_choice_mode
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError("tool_choice: no kind of it looks like this")
            tool_choice_named_tool_choice = _models.NamedToolChoice.from_dict(data)
            return tool_choice_named_tool_choice

        tool_choice = _decode_tool_choice(_pop("tool_choice", UNSET))
        _decoded.tool_choice = tool_choice
        _decoded.parallel_tool_calls = _pop("parallel_tool_calls", UNSET)
        _decoded.user = _pop("user", UNSET)

        def _decode_function_call(data: object) -> FunctionCallMode | FunctionName | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                function_call_function_call_mode = check_function_call_mode(data)
                return function_call_function_call_mode
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError("function_call: no kind of it looks like this")
            function_call_function_name = _models.FunctionName.from_dict(data)
            return function_call_function_name

        function_call = _decode_function_call(_pop("function_call", UNSET))
        _decoded.function_call = function_call
        functions_data = _pop("functions", UNSET)
        functions: list[LegacyFunction] | Unset = UNSET
        if functions_data is not UNSET and functions_data is not None:
            functions = []
            for functions_item_data in functions_data:
                functions_item = _models.LegacyFunction.from_dict(functions_item_data)
                functions.append(functions_item)
        _decoded.functions = functions
        _decoded.safe = _pop("safe", UNSET)
        _decoded.max_completion_tokens = _pop("max_completion_tokens", UNSET)
        web_search_options_data = _pop("web_search_options", UNSET)
        web_search_options: WebSearchOptions | Unset = UNSET
        if web_search_options_data is not UNSET and web_search_options_data is not None:
            web_search_options = _models.WebSearchOptions.from_dict(web_search_options_data)
        _decoded.web_search_options = web_search_options
        prompt_cache_options_data = _pop("prompt_cache_options", UNSET)
        prompt_cache_options: AnyObject | Unset = UNSET
        if prompt_cache_options_data is not UNSET and prompt_cache_options_data is not None:
            prompt_cache_options = _models.AnyObject.from_dict(prompt_cache_options_data)
        _decoded.prompt_cache_options = prompt_cache_options
        _decoded.additional_properties = _remaining
        return _decoded
