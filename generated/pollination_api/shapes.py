# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Whether an answer surely has what the contract requires; after a no it is to be looked at closely."""

from collections.abc import Callable
from typing import Any


def _each(fits: Callable[[Any], bool], values: list[Any]) -> bool:
    for value in values:
        if not fits(value):
            return False
    return True


def _AccountProfile(value: Any) -> bool:
    return type(value) is dict


def _KnownTier(value: Any) -> bool:
    return type(value) is str


def _AccountBalance(value: Any) -> bool:
    return (
        type(value) is dict
        and "balance" in value
        and (type(value["balance"]) in (int, float))
        and ((inside_1 := value.get("accountBalance")) is None or _AccountPots(inside_1))
    )


def _AccountKey(value: Any) -> bool:
    return (
        type(value) is dict
        and "valid" in value
        and (type(value["valid"]) is bool)
        and ((inside_5 := value.get("permissions")) is None or _KeyPermissions(inside_5))
    )


def _KnownKeyType(value: Any) -> bool:
    return type(value) is str


def _KeyPermissions(value: Any) -> bool:
    return (
        type(value) is dict
        and (
            (inside_1 := value.get("models")) is None
            or type(inside_1) is list
            and _each(lambda one: type(one) is str, inside_1)
        )
        and (
            (inside_2 := value.get("account")) is None
            or type(inside_2) is list
            and _each(lambda one: type(one) is str, inside_2)
        )
    )


def _UsageFormat(value: Any) -> bool:
    return type(value) is str


def _AccountUsage(value: Any) -> bool:
    return (
        type(value) is dict
        and "usage" in value
        and (type(value["usage"]) is list and _each(_UsageRecord, value["usage"]))
    )


def _UsageRecord(value: Any) -> bool:
    return type(value) is dict and "timestamp" in value and (type(value["timestamp"]) is str)


def _KnownUsageType(value: Any) -> bool:
    return type(value) is str


def _KnownMeterSource(value: Any) -> bool:
    return type(value) is str


def _AccountDailyUsage(value: Any) -> bool:
    return (
        type(value) is dict
        and "usage" in value
        and (type(value["usage"]) is list and _each(_DailyUsageRecord, value["usage"]))
    )


def _DailyUsageRecord(value: Any) -> bool:
    return type(value) is dict


def _ModelList(value: Any) -> bool:
    return (
        type(value) is dict and "data" in value and (type(value["data"]) is list and _each(_ListedModel, value["data"]))
    )


def _ListedModel(value: Any) -> bool:
    return (
        type(value) is dict
        and "id" in value
        and (type(value["id"]) is str)
        and (
            (inside_8 := value.get("aliases")) is None
            or type(inside_8) is list
            and _each(lambda one: type(one) is str, inside_8)
        )
        and (
            (inside_9 := value.get("input_modalities")) is None
            or type(inside_9) is list
            and _each(lambda one: type(one) is str, inside_9)
        )
        and (
            (inside_10 := value.get("output_modalities")) is None
            or type(inside_10) is list
            and _each(lambda one: type(one) is str, inside_10)
        )
        and (
            (inside_11 := value.get("supported_endpoints")) is None
            or type(inside_11) is list
            and _each(lambda one: type(one) is str, inside_11)
        )
        and (
            (inside_12 := value.get("capabilities")) is None
            or type(inside_12) is list
            and _each(lambda one: type(one) is str, inside_12)
        )
        and (
            (inside_13 := value.get("supported_parameters")) is None
            or type(inside_13) is list
            and _each(lambda one: type(one) is str, inside_13)
        )
        and ((inside_14 := value.get("pricing")) is None or _ModelPricing(inside_14))
        and ((inside_21 := value.get("health")) is None or _ModelHealth(inside_21))
    )


def _ModelCatalogue(value: Any) -> bool:
    return type(value) is list and _each(_Model, value)


def _Model(value: Any) -> bool:
    return (
        type(value) is dict
        and "name" in value
        and (type(value["name"]) is str)
        and (
            (inside_1 := value.get("aliases")) is None
            or type(inside_1) is list
            and _each(lambda one: type(one) is str, inside_1)
        )
        and ((inside_2 := value.get("pricing")) is None or _ModelPricing(inside_2))
        and (
            (inside_4 := value.get("input_modalities")) is None
            or type(inside_4) is list
            and _each(lambda one: type(one) is str, inside_4)
        )
        and (
            (inside_5 := value.get("output_modalities")) is None
            or type(inside_5) is list
            and _each(lambda one: type(one) is str, inside_5)
        )
        and (
            (inside_9 := value.get("voices")) is None
            or type(inside_9) is list
            and _each(lambda one: type(one) is str, inside_9)
        )
        and (
            (inside_17 := value.get("capabilities")) is None
            or type(inside_17) is list
            and _each(lambda one: type(one) is str, inside_17)
        )
        and (
            (inside_18 := value.get("supported_endpoints")) is None
            or type(inside_18) is list
            and _each(lambda one: type(one) is str, inside_18)
        )
        and (
            (inside_19 := value.get("supported_parameters")) is None
            or type(inside_19) is list
            and _each(lambda one: type(one) is str, inside_19)
        )
        and (
            (inside_27 := value.get("allowed_durations")) is None
            or type(inside_27) is list
            and _each(lambda one: type(one) in (int, float), inside_27)
        )
        and ((inside_38 := value.get("health")) is None or _ModelHealth(inside_38))
    )


def _ModelPricing(value: Any) -> bool:
    return type(value) is dict


def _ImageQuality(value: Any) -> bool:
    return type(value) is str


def _ChatCompletionRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "messages" in value
        and (type(value["messages"]) is list and _each(_ChatMessage, value["messages"]))
        and ((inside_2 := value.get("modalities")) is None or type(inside_2) is list and _each(_Modality, inside_2))
        and ((inside_3 := value.get("audio")) is None or _AudioOptions(inside_3))
        and ((inside_6 := value.get("logit_bias")) is None or _LogitBias(inside_6))
        and (
            (inside_11 := value.get("response_format")) is None
            or (
                (_TextResponseFormat(inside_11))
                or (_JsonSchemaResponseFormat(inside_11))
                or (_JsonObjectResponseFormat(inside_11))
            )
        )
        and ((inside_15 := value.get("stream_options")) is None or _StreamOptions(inside_15))
        and ((inside_16 := value.get("thinking")) is None or _ThinkingOptions(inside_16))
        and ((inside_21 := value.get("tools")) is None or type(inside_21) is list and _each(_ChatTool, inside_21))
        and (
            (inside_26 := value.get("functions")) is None
            or type(inside_26) is list
            and _each(_LegacyFunction, inside_26)
        )
        and ((inside_29 := value.get("web_search_options")) is None or _WebSearchOptions(inside_29))
        and ((inside_30 := value.get("prompt_cache_options")) is None or _AnyObject(inside_30))
    )


def _WebSearchOptions(value: Any) -> bool:
    return type(value) is dict


def _ChatMessage(value: Any) -> bool:
    return (
        (_SystemMessage(value))
        or (_DeveloperMessage(value))
        or (_UserMessage(value))
        or (_AssistantMessage(value))
        or (_ToolMessage(value))
        or (_FunctionMessage(value))
    )


def _SystemMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "content" in value
        and (_MessageContent(value["content"]))
        and "role" in value
        and (type(value["role"]) is str)
        and ((inside_2 := value.get("cache_control")) is None or _CacheControl(inside_2))
    )


def _DeveloperMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "content" in value
        and (_MessageContent(value["content"]))
        and "role" in value
        and (type(value["role"]) is str)
        and ((inside_2 := value.get("cache_control")) is None or _CacheControl(inside_2))
    )


def _UserMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "content" in value
        and (_MessageContent(value["content"]))
        and "role" in value
        and (type(value["role"]) is str)
    )


def _AssistantMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "role" in value
        and (type(value["role"]) is str)
        and (
            (inside_3 := value.get("tool_calls")) is None
            or type(inside_3) is list
            and _each(_AssistantToolCall, inside_3)
        )
        and ((inside_4 := value.get("function_call")) is None or _AssistantFunctionCall(inside_4))
        and ((inside_5 := value.get("cache_control")) is None or _CacheControl(inside_5))
    )


def _ToolMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "role" in value
        and (type(value["role"]) is str)
        and "content" in value
        and ((_MessageContent(value["content"])) or (value["content"] is None))
        and "tool_call_id" in value
        and (type(value["tool_call_id"]) is str)
        and ((inside_1 := value.get("cache_control")) is None or _CacheControl(inside_1))
    )


def _FunctionMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "role" in value
        and (type(value["role"]) is str)
        and "content" in value
        and ((type(value["content"]) is str) or (value["content"] is None))
        and "name" in value
        and (type(value["name"]) is str)
    )


def _AssistantToolCall(value: Any) -> bool:
    return (
        type(value) is dict
        and "id" in value
        and (type(value["id"]) is str)
        and "type" in value
        and (type(value["type"]) is str)
        and "function" in value
        and (_AssistantFunctionCall(value["function"]))
    )


def _AssistantFunctionCall(value: Any) -> bool:
    return (
        type(value) is dict
        and "name" in value
        and (type(value["name"]) is str)
        and "arguments" in value
        and (type(value["arguments"]) is str)
    )


def _MessageContent(value: Any) -> bool:
    return (type(value) is str) or (_ContentParts(value))


def _ContentParts(value: Any) -> bool:
    return type(value) is list and _each(_MessageContentPart, value)


def _MessageContentPart(value: Any) -> bool:
    return (
        (_TextContentPart(value))
        or (_ImageContentPart(value))
        or (_VideoContentPart(value))
        or (_AudioContentPart(value))
        or (_FileContentPart(value))
        or (_OtherContentPart(value))
    )


def _TextContentPart(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "text" in value
        and (type(value["text"]) is str)
        and ((inside_1 := value.get("cache_control")) is None or _CacheControl(inside_1))
    )


def _ImageContentPart(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "image_url" in value
        and (_ImageReference(value["image_url"]))
    )


def _ImageReference(value: Any) -> bool:
    return type(value) is dict and "url" in value and (type(value["url"]) is str)


def _ImageDetail(value: Any) -> bool:
    return type(value) is str


def _VideoContentPart(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "video_url" in value
        and (_VideoReference(value["video_url"]))
    )


def _VideoReference(value: Any) -> bool:
    return type(value) is dict and "url" in value and (type(value["url"]) is str)


def _AudioContentPart(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "input_audio" in value
        and (_AudioInput(value["input_audio"]))
        and ((inside_1 := value.get("cache_control")) is None or _CacheControl(inside_1))
    )


def _AudioInput(value: Any) -> bool:
    return (
        type(value) is dict
        and "data" in value
        and (type(value["data"]) is str)
        and "format" in value
        and (_AudioFormat(value["format"]))
    )


def _FileContentPart(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "file" in value
        and (_FileReference(value["file"]))
        and ((inside_1 := value.get("cache_control")) is None or _CacheControl(inside_1))
    )


def _FileReference(value: Any) -> bool:
    return type(value) is dict


def _OtherContentPart(value: Any) -> bool:
    return type(value) is dict and "type" in value and (type(value["type"]) is str)


def _CacheControl(value: Any) -> bool:
    return type(value) is dict and "type" in value and (_CacheKind(value["type"]))


def _CacheKind(value: Any) -> bool:
    return type(value) is str


def _Modality(value: Any) -> bool:
    return type(value) is str


def _AudioOptions(value: Any) -> bool:
    return (
        type(value) is dict
        and "voice" in value
        and (_AudioVoice(value["voice"]))
        and "format" in value
        and (_AudioFormat(value["format"]))
    )


def _AudioVoice(value: Any) -> bool:
    return type(value) is str


def _AudioFormat(value: Any) -> bool:
    return type(value) is str


def _LogitBias(value: Any) -> bool:
    return type(value) is dict


def _TextResponseFormat(value: Any) -> bool:
    return type(value) is dict and "type" in value and (type(value["type"]) is str)


def _JsonSchemaResponseFormat(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "json_schema" in value
        and (_NamedJsonSchema(value["json_schema"]))
    )


def _NamedJsonSchema(value: Any) -> bool:
    return type(value) is dict and "schema" in value and (_JsonSchema(value["schema"]))


def _JsonSchema(value: Any) -> bool:
    return type(value) is dict


def _JsonObjectResponseFormat(value: Any) -> bool:
    return type(value) is dict and "type" in value and (type(value["type"]) is str)


def _StopSequences(value: Any) -> bool:
    return type(value) is list and _each(lambda one: type(one) is str, value)


def _StreamOptions(value: Any) -> bool:
    return type(value) is dict


def _ThinkingOptions(value: Any) -> bool:
    return type(value) is dict


def _ThinkingMode(value: Any) -> bool:
    return type(value) is str


def _ReasoningEffort(value: Any) -> bool:
    return type(value) is str


def _ChatTool(value: Any) -> bool:
    return (_FunctionTool(value)) or (_BuiltInTool(value))


def _FunctionTool(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "function" in value
        and (_FunctionDefinition(value["function"]))
    )


def _FunctionDefinition(value: Any) -> bool:
    return (
        type(value) is dict
        and "name" in value
        and (type(value["name"]) is str)
        and ((inside_2 := value.get("parameters")) is None or _JsonSchema(inside_2))
    )


def _BuiltInTool(value: Any) -> bool:
    return type(value) is dict and "type" in value and (_BuiltInToolType(value["type"]))


def _BuiltInToolType(value: Any) -> bool:
    return type(value) is str


def _ToolChoiceMode(value: Any) -> bool:
    return type(value) is str


def _NamedToolChoice(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "function" in value
        and (_FunctionName(value["function"]))
    )


def _FunctionName(value: Any) -> bool:
    return type(value) is dict and "name" in value and (type(value["name"]) is str)


def _FunctionCallMode(value: Any) -> bool:
    return type(value) is str


def _LegacyFunction(value: Any) -> bool:
    return (
        type(value) is dict
        and "name" in value
        and (type(value["name"]) is str)
        and ((inside_2 := value.get("parameters")) is None or _JsonSchema(inside_2))
    )


def _ChatCompletion(value: Any) -> bool:
    return (
        type(value) is dict
        and "choices" in value
        and (type(value["choices"]) is list and _each(_ChatChoice, value["choices"]))
        and (
            (inside_2 := value.get("prompt_filter_results")) is None
            or type(inside_2) is list
            and _each(_PromptFilterResult, inside_2)
        )
        and ((inside_7 := value.get("usage")) is None or _CompletionUsage(inside_7))
        and (
            (inside_9 := value.get("citations")) is None
            or type(inside_9) is list
            and _each(lambda one: type(one) is str, inside_9)
        )
    )


def _KnownUserTier(value: Any) -> bool:
    return type(value) is str


def _ChatChoice(value: Any) -> bool:
    return (
        type(value) is dict
        and "message" in value
        and (_ChatCompletionMessage(value["message"]))
        and ((inside_3 := value.get("logprobs")) is None or _ChoiceLogprobs(inside_3))
        and ((inside_4 := value.get("content_filter_results")) is None or _ContentFilterResult(inside_4))
    )


def _ChatCompletionMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and ((inside_2 := value.get("tool_calls")) is None or type(inside_2) is list and _each(_ToolCall, inside_2))
        and ((inside_4 := value.get("function_call")) is None or _FunctionCall(inside_4))
        and (
            (inside_5 := value.get("content_blocks")) is None
            or type(inside_5) is list
            and _each(_ContentBlock, inside_5)
        )
        and ((inside_6 := value.get("audio")) is None or _AudioAnswer(inside_6))
    )


def _ToolCall(value: Any) -> bool:
    return type(value) is dict and ((inside_3 := value.get("function")) is None or _FunctionCall(inside_3))


def _FunctionCall(value: Any) -> bool:
    return type(value) is dict


def _FunctionCallDelta(value: Any) -> bool:
    return type(value) is dict


def _ContentBlock(value: Any) -> bool:
    return (
        (_TextContentPart(value))
        or (_ImageContentPart(value))
        or (_ThinkingBlock(value))
        or (_RedactedThinkingBlock(value))
        or (_OtherContentPart(value))
    )


def _ThinkingBlock(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "thinking" in value
        and (type(value["thinking"]) is str)
    )


def _RedactedThinkingBlock(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and "data" in value
        and (type(value["data"]) is str)
    )


def _AudioAnswer(value: Any) -> bool:
    return type(value) is dict


def _ChoiceLogprobs(value: Any) -> bool:
    return type(value) is dict and (
        (inside_1 := value.get("content")) is None or type(inside_1) is list and _each(_TokenLogprob, inside_1)
    )


def _TokenLogprob(value: Any) -> bool:
    return (
        type(value) is dict
        and (
            (inside_3 := value.get("bytes")) is None
            or type(inside_3) is list
            and _each(lambda one: type(one) in (int, float), inside_3)
        )
        and ((inside_4 := value.get("top_logprobs")) is None or type(inside_4) is list and _each(_TopLogprob, inside_4))
    )


def _TopLogprob(value: Any) -> bool:
    return type(value) is dict and (
        (inside_3 := value.get("bytes")) is None
        or type(inside_3) is list
        and _each(lambda one: type(one) in (int, float), inside_3)
    )


def _CompletionUsage(value: Any) -> bool:
    return (
        type(value) is dict
        and ((inside_2 := value.get("completion_tokens_details")) is None or _CompletionTokensDetails(inside_2))
        and ((inside_4 := value.get("prompt_tokens_details")) is None or _PromptTokensDetails(inside_4))
    )


def _CompletionTokensDetails(value: Any) -> bool:
    return type(value) is dict


def _PromptTokensDetails(value: Any) -> bool:
    return type(value) is dict


def _PromptFilterResult(value: Any) -> bool:
    return type(value) is dict and (
        (inside_2 := value.get("content_filter_results")) is None or _ContentFilterResult(inside_2)
    )


def _ContentFilterResult(value: Any) -> bool:
    return (
        type(value) is dict
        and ((inside_1 := value.get("hate")) is None or _ContentFilterVerdict(inside_1))
        and ((inside_2 := value.get("self_harm")) is None or _ContentFilterVerdict(inside_2))
        and ((inside_3 := value.get("sexual")) is None or _ContentFilterVerdict(inside_3))
        and ((inside_4 := value.get("violence")) is None or _ContentFilterVerdict(inside_4))
        and ((inside_5 := value.get("jailbreak")) is None or _ContentFilterDetection(inside_5))
        and ((inside_6 := value.get("protected_material_text")) is None or _ContentFilterDetection(inside_6))
        and ((inside_7 := value.get("protected_material_code")) is None or _ContentFilterDetection(inside_7))
    )


def _ContentFilterVerdict(value: Any) -> bool:
    return type(value) is dict


def _ContentFilterSeverity(value: Any) -> bool:
    return type(value) is str


def _ContentFilterDetection(value: Any) -> bool:
    return type(value) is dict


def _ChatCompletionChunk(value: Any) -> bool:
    return (
        type(value) is dict
        and ((inside_6 := value.get("choices")) is None or type(inside_6) is list and _each(_ChunkChoice, inside_6))
        and ((inside_7 := value.get("usage")) is None or _CompletionUsage(inside_7))
        and (
            (inside_9 := value.get("citations")) is None
            or type(inside_9) is list
            and _each(lambda one: type(one) is str, inside_9)
        )
    )


def _ChunkChoice(value: Any) -> bool:
    return (
        type(value) is dict
        and ((inside_2 := value.get("delta")) is None or _ChatDelta(inside_2))
        and ((inside_4 := value.get("logprobs")) is None or _ChoiceLogprobs(inside_4))
        and ((inside_5 := value.get("content_filter_results")) is None or _ContentFilterResult(inside_5))
    )


def _ChatDelta(value: Any) -> bool:
    return (
        type(value) is dict
        and (
            (inside_3 := value.get("content_blocks")) is None
            or type(inside_3) is list
            and _each(_ContentBlockDelta, inside_3)
        )
        and (
            (inside_5 := value.get("tool_calls")) is None or type(inside_5) is list and _each(_ToolCallDelta, inside_5)
        )
        and ((inside_6 := value.get("function_call")) is None or _FunctionCallDelta(inside_6))
        and ((inside_7 := value.get("audio")) is None or _AudioAnswer(inside_7))
    )


def _ContentBlockDelta(value: Any) -> bool:
    return type(value) is dict


def _ToolCallDelta(value: Any) -> bool:
    return type(value) is dict and ((inside_4 := value.get("function")) is None or _FunctionCallDelta(inside_4))


def _ErrorEnvelope(value: Any) -> bool:
    return type(value) is dict


def _ErrorReason(value: Any) -> bool:
    return type(value) is dict and (
        (inside_4 := value.get("details")) is None or ((_ValidationErrorDetails(inside_4)) or (_ErrorDetails(inside_4)))
    )


def _KnownErrorCode(value: Any) -> bool:
    return type(value) is str


def _ValidationErrorDetails(value: Any) -> bool:
    return (
        type(value) is dict
        and "name" in value
        and (type(value["name"]) is str)
        and "formErrors" in value
        and (type(value["formErrors"]) is list and _each(lambda one: type(one) is str, value["formErrors"]))
        and "fieldErrors" in value
        and (_FieldErrors(value["fieldErrors"]))
    )


def _FieldErrors(value: Any) -> bool:
    return type(value) is dict


def _ErrorDetails(value: Any) -> bool:
    return type(value) is dict and "name" in value and (type(value["name"]) is str)


def _TextModel(value: Any) -> bool:
    return type(value) is str


def _ImageModel(value: Any) -> bool:
    return type(value) is str


def _VideoModel(value: Any) -> bool:
    return type(value) is str


def _AudioModel(value: Any) -> bool:
    return type(value) is str


def _EmbeddingModel(value: Any) -> bool:
    return type(value) is str


def _MeshModel(value: Any) -> bool:
    return type(value) is str


def _AnyObject(value: Any) -> bool:
    return type(value) is dict


def _FileContent(value: Any) -> bool:
    return type(value) is str


def _CsvText(value: Any) -> bool:
    return type(value) is str


def _SafetyChecks(value: Any) -> bool:
    return (type(value) is bool) or (type(value) is str)


def _MediaResolution(value: Any) -> bool:
    return type(value) is str


def _ResponsesRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "input" in value
        and ((type(value["input"]) is str) or (_ItemList(value["input"])))
        and ((inside_8 := value.get("tools")) is None or _ItemList(inside_8))
        and ((inside_11 := value.get("reasoning")) is None or _AnyObject(inside_11))
        and ((inside_12 := value.get("text")) is None or _AnyObject(inside_12))
    )


def _ItemList(value: Any) -> bool:
    return type(value) is list and _each(_AnyObject, value)


def _ResponsesAnswer(value: Any) -> bool:
    return (
        type(value) is dict
        and "output" in value
        and (_ItemList(value["output"]))
        and ((inside_6 := value.get("usage")) is None or _ResponsesUsage(inside_6))
    )


def _ResponsesUsage(value: Any) -> bool:
    return type(value) is dict


def _ResponsesEvent(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and ((inside_2 := value.get("response")) is None or _AnyObject(inside_2))
    )


def _MessagesRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "model" in value
        and (_TextModel(value["model"]))
        and "max_tokens" in value
        and (type(value["max_tokens"]) in (int, float))
        and "messages" in value
        and (type(value["messages"]) is list and _each(_MessagesMessage, value["messages"]))
        and (
            (inside_3 := value.get("stop_sequences")) is None
            or type(inside_3) is list
            and _each(lambda one: type(one) is str, inside_3)
        )
        and ((inside_6 := value.get("tools")) is None or _ItemList(inside_6))
        and ((inside_7 := value.get("tool_choice")) is None or _AnyObject(inside_7))
        and ((inside_8 := value.get("thinking")) is None or _AnyObject(inside_8))
        and ((inside_9 := value.get("output_config")) is None or _AnyObject(inside_9))
    )


def _MessagesMessage(value: Any) -> bool:
    return (
        type(value) is dict
        and "role" in value
        and (_MessagesRole(value["role"]))
        and "content" in value
        and ((type(value["content"]) is str) or (_ItemList(value["content"])))
    )


def _MessagesRole(value: Any) -> bool:
    return type(value) is str


def _MessagesAnswer(value: Any) -> bool:
    return (
        type(value) is dict
        and "content" in value
        and (_ItemList(value["content"]))
        and ((inside_7 := value.get("usage")) is None or _MessagesUsage(inside_7))
    )


def _MessagesUsage(value: Any) -> bool:
    return type(value) is dict


def _MessagesEvent(value: Any) -> bool:
    return (
        type(value) is dict
        and "type" in value
        and (type(value["type"]) is str)
        and ((inside_2 := value.get("message")) is None or _AnyObject(inside_2))
        and ((inside_3 := value.get("delta")) is None or _AnyObject(inside_3))
        and ((inside_4 := value.get("usage")) is None or _MessagesUsage(inside_4))
        and ((inside_5 := value.get("error")) is None or _AnyObject(inside_5))
    )


def _DecisionsRequest(value: Any) -> bool:
    return (
        type(value) is dict and "state" in value and "questions" in value and (_DecisionQuestions(value["questions"]))
    )


def _DecisionQuestions(value: Any) -> bool:
    return type(value) is dict


def _DecisionQuestion(value: Any) -> bool:
    return type(value) is dict and "type" in value and (_DecisionKind(value["type"]))


def _DecisionKind(value: Any) -> bool:
    return type(value) is str


def _DecisionsAnswer(value: Any) -> bool:
    return (
        type(value) is dict
        and "answers" in value
        and (_AnyObject(value["answers"]))
        and ((inside_4 := value.get("usage")) is None or _ResponsesUsage(inside_4))
    )


def _OcrRequest(value: Any) -> bool:
    return type(value) is dict and "document" in value and (_OcrDocument(value["document"]))


def _OcrDocument(value: Any) -> bool:
    return type(value) is dict and "type" in value and (type(value["type"]) is str)


def _OcrAnswer(value: Any) -> bool:
    return (
        type(value) is dict
        and "pages" in value
        and (_ItemList(value["pages"]))
        and ((inside_2 := value.get("usage_info")) is None or _AnyObject(inside_2))
    )


def _ImageGenerationRequest(value: Any) -> bool:
    return type(value) is dict and "prompt" in value and (type(value["prompt"]) is str)


def _UrlList(value: Any) -> bool:
    return type(value) is list and _each(lambda one: type(one) is str, value)


def _GenerationQuality(value: Any) -> bool:
    return type(value) is str


def _ImageAnswerForm(value: Any) -> bool:
    return type(value) is str


def _ImageGenerationAnswer(value: Any) -> bool:
    return (
        type(value) is dict
        and "data" in value
        and (type(value["data"]) is list and _each(_GeneratedImage, value["data"]))
        and ((inside_2 := value.get("usage")) is None or _AnyObject(inside_2))
    )


def _GeneratedImage(value: Any) -> bool:
    return type(value) is dict


def _ImageEditRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "prompt" in value
        and (type(value["prompt"]) is str)
        and "image" in value
        and ((type(value["image"]) is str) or (_EditedImages(value["image"])))
    )


def _EditedImages(value: Any) -> bool:
    return type(value) is list and _each(_EditedImage, value)


def _EditedImage(value: Any) -> bool:
    return type(value) is dict and "image_url" in value and (type(value["image_url"]) is str)


def _ImageEditForm(value: Any) -> bool:
    return (
        type(value) is dict
        and "prompt" in value
        and (type(value["prompt"]) is str)
        and "image" in value
        and (type(value["image"]) is list and _each(_FileContent, value["image"]))
    )


def _MeshResolution(value: Any) -> bool:
    return type(value) is str


def _MeshRequest(value: Any) -> bool:
    return type(value) is dict


def _SpeechVoice(value: Any) -> bool:
    return (_KnownVoice(value)) or (type(value) is str)


def _KnownVoice(value: Any) -> bool:
    return type(value) is str


def _SpeechFormat(value: Any) -> bool:
    return type(value) is str


def _VoiceFormat(value: Any) -> bool:
    return type(value) is str


def _SpeechRequest(value: Any) -> bool:
    return type(value) is dict and "input" in value and (type(value["input"]) is str)


def _TimedSpeechRequest(value: Any) -> bool:
    return type(value) is dict and "input" in value and (type(value["input"]) is str)


def _TimedSpeech(value: Any) -> bool:
    return (
        type(value) is dict
        and "audio_base64" in value
        and (type(value["audio_base64"]) is str)
        and ((inside_1 := value.get("alignment")) is None or _SpeechAlignment(inside_1))
        and ((inside_2 := value.get("normalized_alignment")) is None or _SpeechAlignment(inside_2))
    )


def _SpeechAlignment(value: Any) -> bool:
    return (
        type(value) is dict
        and "characters" in value
        and (type(value["characters"]) is list and _each(lambda one: type(one) is str, value["characters"]))
        and "character_start_times_seconds" in value
        and (
            type(value["character_start_times_seconds"]) is list
            and _each(lambda one: type(one) in (int, float), value["character_start_times_seconds"])
        )
        and "character_end_times_seconds" in value
        and (
            type(value["character_end_times_seconds"]) is list
            and _each(lambda one: type(one) in (int, float), value["character_end_times_seconds"])
        )
    )


def _TranscriptionForm(value: Any) -> bool:
    return type(value) is dict and "file" in value and (_FileContent(value["file"]))


def _TranscriptionFormat(value: Any) -> bool:
    return type(value) is str


def _Transcription(value: Any) -> bool:
    return (
        type(value) is dict
        and "text" in value
        and (type(value["text"]) is str)
        and (
            (inside_3 := value.get("segments")) is None
            or type(inside_3) is list
            and _each(_TranscriptionSegment, inside_3)
        )
        and ((inside_4 := value.get("usage")) is None or _AnyObject(inside_4))
    )


def _TranscriptionSegment(value: Any) -> bool:
    return type(value) is dict


def _VoiceChangerForm(value: Any) -> bool:
    return type(value) is dict and "file" in value and (_FileContent(value["file"]))


def _VoiceIsolatorForm(value: Any) -> bool:
    return type(value) is dict and "file" in value and (_FileContent(value["file"]))


def _StemSeparationForm(value: Any) -> bool:
    return type(value) is dict and "file" in value and (_FileContent(value["file"]))


def _StemVariation(value: Any) -> bool:
    return type(value) is str


def _EmbeddingRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "input" in value
        and ((type(value["input"]) is str) or (_InputList(value["input"])) or (_AnyObject(value["input"])))
    )


def _InputList(value: Any) -> bool:
    return type(value) is list


def _EmbeddingInputType(value: Any) -> bool:
    return type(value) is str


def _EmbeddingFormat(value: Any) -> bool:
    return type(value) is str


def _EmbeddingList(value: Any) -> bool:
    return (
        type(value) is dict
        and "data" in value
        and (type(value["data"]) is list and _each(_Embedding, value["data"]))
        and ((inside_3 := value.get("usage")) is None or _EmbeddingUsage(inside_3))
    )


def _Embedding(value: Any) -> bool:
    return (
        type(value) is dict
        and "embedding" in value
        and ((_NumberList(value["embedding"])) or (type(value["embedding"]) is str))
    )


def _NumberList(value: Any) -> bool:
    return type(value) is list and _each(lambda one: type(one) in (int, float), value)


def _EmbeddingUsage(value: Any) -> bool:
    return type(value) is dict


def _ModelSource(value: Any) -> bool:
    return type(value) is str


def _ModelReliability(value: Any) -> bool:
    return type(value) is str


def _ModelHealth(value: Any) -> bool:
    return type(value) is dict


def _ModelStatusTable(value: Any) -> bool:
    return (
        type(value) is dict
        and "data" in value
        and (type(value["data"]) is list and _each(_ModelStatusRow, value["data"]))
    )


def _ModelStatusRow(value: Any) -> bool:
    return type(value) is dict and "model" in value and (type(value["model"]) is str)


def _AccountPots(value: Any) -> bool:
    return type(value) is dict


def _UsageGranularity(value: Any) -> bool:
    return type(value) is str


def _KeyList(value: Any) -> bool:
    return type(value) is dict and (
        (inside_1 := value.get("data")) is None or type(inside_1) is list and _each(_ListedKey, inside_1)
    )


def _ListedKey(value: Any) -> bool:
    return (
        type(value) is dict
        and "id" in value
        and (type(value["id"]) is str)
        and ((inside_6 := value.get("permissions")) is None or _KeyPermissions(inside_6))
    )


def _KeyRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "name" in value
        and (type(value["name"]) is str)
        and (
            (inside_3 := value.get("allowedModels")) is None
            or type(inside_3) is list
            and _each(lambda one: type(one) is str, inside_3)
        )
        and (
            (inside_6 := value.get("accountPermissions")) is None
            or type(inside_6) is list
            and _each(lambda one: type(one) is str, inside_6)
        )
        and (
            (inside_7 := value.get("redirectUris")) is None
            or type(inside_7) is list
            and _each(lambda one: type(one) is str, inside_7)
        )
    )


def _KeyKind(value: Any) -> bool:
    return type(value) is str


def _CreatedKey(value: Any) -> bool:
    return type(value) is dict and "key" in value and (type(value["key"]) is str)


def _QuestList(value: Any) -> bool:
    return (
        type(value) is dict and "quests" in value and (type(value["quests"]) is list and _each(_Quest, value["quests"]))
    )


def _Quest(value: Any) -> bool:
    return type(value) is dict


def _Earnings(value: Any) -> bool:
    return (
        type(value) is dict
        and ((inside_1 := value.get("daily")) is None or type(inside_1) is list and _each(_EarningsRow, inside_1))
        and ((inside_2 := value.get("perEntity")) is None or type(inside_2) is list and _each(_EarningsRow, inside_2))
    )


def _EarningsRow(value: Any) -> bool:
    return type(value) is dict


def _EarningsTransactions(value: Any) -> bool:
    return (
        type(value) is dict
        and "transactions" in value
        and (type(value["transactions"]) is list and _each(_EarningsTransaction, value["transactions"]))
    )


def _EarningsTransaction(value: Any) -> bool:
    return type(value) is dict


def _UploadForm(value: Any) -> bool:
    return type(value) is dict and "file" in value and (_FileContent(value["file"]))


def _UploadRequest(value: Any) -> bool:
    return (
        type(value) is dict
        and "data" in value
        and (type(value["data"]) is str)
        and (
            (inside_3 := value.get("tags")) is None
            or type(inside_3) is list
            and _each(lambda one: type(one) is str, inside_3)
        )
    )


def _StoredFile(value: Any) -> bool:
    return (
        type(value) is dict
        and "id" in value
        and (type(value["id"]) is str)
        and (
            (inside_4 := value.get("tags")) is None
            or type(inside_4) is list
            and _each(lambda one: type(one) is str, inside_4)
        )
    )


def _StoredFileList(value: Any) -> bool:
    return (
        type(value) is dict
        and "items" in value
        and (type(value["items"]) is list and _each(_StoredFile, value["items"]))
    )


def _AuthorizationServer(value: Any) -> bool:
    return (
        type(value) is dict
        and "issuer" in value
        and (type(value["issuer"]) is str)
        and (
            (inside_5 := value.get("scopes_supported")) is None
            or type(inside_5) is list
            and _each(lambda one: type(one) is str, inside_5)
        )
    )


def _TokenForm(value: Any) -> bool:
    return type(value) is dict and "grant_type" in value and (type(value["grant_type"]) is str)


def _AccessToken(value: Any) -> bool:
    return type(value) is dict and "access_token" in value and (type(value["access_token"]) is str)


def _DeviceCodeRequest(value: Any) -> bool:
    return type(value) is dict


def _DeviceCode(value: Any) -> bool:
    return (
        type(value) is dict
        and "device_code" in value
        and (type(value["device_code"]) is str)
        and "user_code" in value
        and (type(value["user_code"]) is str)
        and "verification_uri" in value
        and (type(value["verification_uri"]) is str)
    )


def _DeviceTokenRequest(value: Any) -> bool:
    return type(value) is dict and "device_code" in value and (type(value["device_code"]) is str)


def _OauthError(value: Any) -> bool:
    return type(value) is dict


def _UserInfo(value: Any) -> bool:
    return type(value) is dict and "sub" in value and (type(value["sub"]) is str)


FITS: dict[str, Callable[[Any], bool]] = {
    "AccountProfile": _AccountProfile,
    "KnownTier": _KnownTier,
    "AccountBalance": _AccountBalance,
    "AccountKey": _AccountKey,
    "KnownKeyType": _KnownKeyType,
    "KeyPermissions": _KeyPermissions,
    "UsageFormat": _UsageFormat,
    "AccountUsage": _AccountUsage,
    "UsageRecord": _UsageRecord,
    "KnownUsageType": _KnownUsageType,
    "KnownMeterSource": _KnownMeterSource,
    "AccountDailyUsage": _AccountDailyUsage,
    "DailyUsageRecord": _DailyUsageRecord,
    "ModelList": _ModelList,
    "ListedModel": _ListedModel,
    "ModelCatalogue": _ModelCatalogue,
    "Model": _Model,
    "ModelPricing": _ModelPricing,
    "ImageQuality": _ImageQuality,
    "ChatCompletionRequest": _ChatCompletionRequest,
    "WebSearchOptions": _WebSearchOptions,
    "ChatMessage": _ChatMessage,
    "SystemMessage": _SystemMessage,
    "DeveloperMessage": _DeveloperMessage,
    "UserMessage": _UserMessage,
    "AssistantMessage": _AssistantMessage,
    "ToolMessage": _ToolMessage,
    "FunctionMessage": _FunctionMessage,
    "AssistantToolCall": _AssistantToolCall,
    "AssistantFunctionCall": _AssistantFunctionCall,
    "MessageContent": _MessageContent,
    "ContentParts": _ContentParts,
    "MessageContentPart": _MessageContentPart,
    "TextContentPart": _TextContentPart,
    "ImageContentPart": _ImageContentPart,
    "ImageReference": _ImageReference,
    "ImageDetail": _ImageDetail,
    "VideoContentPart": _VideoContentPart,
    "VideoReference": _VideoReference,
    "AudioContentPart": _AudioContentPart,
    "AudioInput": _AudioInput,
    "FileContentPart": _FileContentPart,
    "FileReference": _FileReference,
    "OtherContentPart": _OtherContentPart,
    "CacheControl": _CacheControl,
    "CacheKind": _CacheKind,
    "Modality": _Modality,
    "AudioOptions": _AudioOptions,
    "AudioVoice": _AudioVoice,
    "AudioFormat": _AudioFormat,
    "LogitBias": _LogitBias,
    "TextResponseFormat": _TextResponseFormat,
    "JsonSchemaResponseFormat": _JsonSchemaResponseFormat,
    "NamedJsonSchema": _NamedJsonSchema,
    "JsonSchema": _JsonSchema,
    "JsonObjectResponseFormat": _JsonObjectResponseFormat,
    "StopSequences": _StopSequences,
    "StreamOptions": _StreamOptions,
    "ThinkingOptions": _ThinkingOptions,
    "ThinkingMode": _ThinkingMode,
    "ReasoningEffort": _ReasoningEffort,
    "ChatTool": _ChatTool,
    "FunctionTool": _FunctionTool,
    "FunctionDefinition": _FunctionDefinition,
    "BuiltInTool": _BuiltInTool,
    "BuiltInToolType": _BuiltInToolType,
    "ToolChoiceMode": _ToolChoiceMode,
    "NamedToolChoice": _NamedToolChoice,
    "FunctionName": _FunctionName,
    "FunctionCallMode": _FunctionCallMode,
    "LegacyFunction": _LegacyFunction,
    "ChatCompletion": _ChatCompletion,
    "KnownUserTier": _KnownUserTier,
    "ChatChoice": _ChatChoice,
    "ChatCompletionMessage": _ChatCompletionMessage,
    "ToolCall": _ToolCall,
    "FunctionCall": _FunctionCall,
    "FunctionCallDelta": _FunctionCallDelta,
    "ContentBlock": _ContentBlock,
    "ThinkingBlock": _ThinkingBlock,
    "RedactedThinkingBlock": _RedactedThinkingBlock,
    "AudioAnswer": _AudioAnswer,
    "ChoiceLogprobs": _ChoiceLogprobs,
    "TokenLogprob": _TokenLogprob,
    "TopLogprob": _TopLogprob,
    "CompletionUsage": _CompletionUsage,
    "CompletionTokensDetails": _CompletionTokensDetails,
    "PromptTokensDetails": _PromptTokensDetails,
    "PromptFilterResult": _PromptFilterResult,
    "ContentFilterResult": _ContentFilterResult,
    "ContentFilterVerdict": _ContentFilterVerdict,
    "ContentFilterSeverity": _ContentFilterSeverity,
    "ContentFilterDetection": _ContentFilterDetection,
    "ChatCompletionChunk": _ChatCompletionChunk,
    "ChunkChoice": _ChunkChoice,
    "ChatDelta": _ChatDelta,
    "ContentBlockDelta": _ContentBlockDelta,
    "ToolCallDelta": _ToolCallDelta,
    "ErrorEnvelope": _ErrorEnvelope,
    "ErrorReason": _ErrorReason,
    "KnownErrorCode": _KnownErrorCode,
    "ValidationErrorDetails": _ValidationErrorDetails,
    "FieldErrors": _FieldErrors,
    "ErrorDetails": _ErrorDetails,
    "TextModel": _TextModel,
    "ImageModel": _ImageModel,
    "VideoModel": _VideoModel,
    "AudioModel": _AudioModel,
    "EmbeddingModel": _EmbeddingModel,
    "MeshModel": _MeshModel,
    "AnyObject": _AnyObject,
    "FileContent": _FileContent,
    "CsvText": _CsvText,
    "SafetyChecks": _SafetyChecks,
    "MediaResolution": _MediaResolution,
    "ResponsesRequest": _ResponsesRequest,
    "ItemList": _ItemList,
    "ResponsesAnswer": _ResponsesAnswer,
    "ResponsesUsage": _ResponsesUsage,
    "ResponsesEvent": _ResponsesEvent,
    "MessagesRequest": _MessagesRequest,
    "MessagesMessage": _MessagesMessage,
    "MessagesRole": _MessagesRole,
    "MessagesAnswer": _MessagesAnswer,
    "MessagesUsage": _MessagesUsage,
    "MessagesEvent": _MessagesEvent,
    "DecisionsRequest": _DecisionsRequest,
    "DecisionQuestions": _DecisionQuestions,
    "DecisionQuestion": _DecisionQuestion,
    "DecisionKind": _DecisionKind,
    "DecisionsAnswer": _DecisionsAnswer,
    "OcrRequest": _OcrRequest,
    "OcrDocument": _OcrDocument,
    "OcrAnswer": _OcrAnswer,
    "ImageGenerationRequest": _ImageGenerationRequest,
    "UrlList": _UrlList,
    "GenerationQuality": _GenerationQuality,
    "ImageAnswerForm": _ImageAnswerForm,
    "ImageGenerationAnswer": _ImageGenerationAnswer,
    "GeneratedImage": _GeneratedImage,
    "ImageEditRequest": _ImageEditRequest,
    "EditedImages": _EditedImages,
    "EditedImage": _EditedImage,
    "ImageEditForm": _ImageEditForm,
    "MeshResolution": _MeshResolution,
    "MeshRequest": _MeshRequest,
    "SpeechVoice": _SpeechVoice,
    "KnownVoice": _KnownVoice,
    "SpeechFormat": _SpeechFormat,
    "VoiceFormat": _VoiceFormat,
    "SpeechRequest": _SpeechRequest,
    "TimedSpeechRequest": _TimedSpeechRequest,
    "TimedSpeech": _TimedSpeech,
    "SpeechAlignment": _SpeechAlignment,
    "TranscriptionForm": _TranscriptionForm,
    "TranscriptionFormat": _TranscriptionFormat,
    "Transcription": _Transcription,
    "TranscriptionSegment": _TranscriptionSegment,
    "VoiceChangerForm": _VoiceChangerForm,
    "VoiceIsolatorForm": _VoiceIsolatorForm,
    "StemSeparationForm": _StemSeparationForm,
    "StemVariation": _StemVariation,
    "EmbeddingRequest": _EmbeddingRequest,
    "InputList": _InputList,
    "EmbeddingInputType": _EmbeddingInputType,
    "EmbeddingFormat": _EmbeddingFormat,
    "EmbeddingList": _EmbeddingList,
    "Embedding": _Embedding,
    "NumberList": _NumberList,
    "EmbeddingUsage": _EmbeddingUsage,
    "ModelSource": _ModelSource,
    "ModelReliability": _ModelReliability,
    "ModelHealth": _ModelHealth,
    "ModelStatusTable": _ModelStatusTable,
    "ModelStatusRow": _ModelStatusRow,
    "AccountPots": _AccountPots,
    "UsageGranularity": _UsageGranularity,
    "KeyList": _KeyList,
    "ListedKey": _ListedKey,
    "KeyRequest": _KeyRequest,
    "KeyKind": _KeyKind,
    "CreatedKey": _CreatedKey,
    "QuestList": _QuestList,
    "Quest": _Quest,
    "Earnings": _Earnings,
    "EarningsRow": _EarningsRow,
    "EarningsTransactions": _EarningsTransactions,
    "EarningsTransaction": _EarningsTransaction,
    "UploadForm": _UploadForm,
    "UploadRequest": _UploadRequest,
    "StoredFile": _StoredFile,
    "StoredFileList": _StoredFileList,
    "AuthorizationServer": _AuthorizationServer,
    "TokenForm": _TokenForm,
    "AccessToken": _AccessToken,
    "DeviceCodeRequest": _DeviceCodeRequest,
    "DeviceCode": _DeviceCode,
    "DeviceTokenRequest": _DeviceTokenRequest,
    "OauthError": _OauthError,
    "UserInfo": _UserInfo,
}
