# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The models of what is sent and received; each is loaded when first asked for."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .account_balance import AccountBalance
    from .account_daily_usage import AccountDailyUsage
    from .account_key import AccountKey
    from .account_profile import AccountProfile
    from .account_usage import AccountUsage
    from .assistant_function_call import AssistantFunctionCall
    from .assistant_message import AssistantMessage
    from .assistant_tool_call import AssistantToolCall
    from .audio_answer import AudioAnswer
    from .audio_content_part import AudioContentPart
    from .audio_format import AudioFormat
    from .audio_input import AudioInput
    from .audio_instrumental import AudioInstrumental
    from .audio_options import AudioOptions
    from .audio_response_format import AudioResponseFormat
    from .audio_transcriptions_answer import AudioTranscriptionsAnswer
    from .audio_transcriptions_request import AudioTranscriptionsRequest
    from .audio_transcriptions_request_response_format import AudioTranscriptionsRequestResponseFormat
    from .audio_voice import AudioVoice
    from .built_in_tool import BuiltInTool
    from .built_in_tool_type import BuiltInToolType
    from .cache_control import CacheControl
    from .cache_kind import CacheKind
    from .chat_choice import ChatChoice
    from .chat_completion import ChatCompletion
    from .chat_completion_chunk import ChatCompletionChunk
    from .chat_completion_message import ChatCompletionMessage
    from .chat_completion_request import ChatCompletionRequest
    from .chat_delta import ChatDelta
    from .choice_logprobs import ChoiceLogprobs
    from .chunk_choice import ChunkChoice
    from .completion_tokens_details import CompletionTokensDetails
    from .completion_usage import CompletionUsage
    from .content_block_delta import ContentBlockDelta
    from .content_filter_detection import ContentFilterDetection
    from .content_filter_result import ContentFilterResult
    from .content_filter_severity import ContentFilterSeverity
    from .content_filter_verdict import ContentFilterVerdict
    from .create_speech_request import CreateSpeechRequest
    from .daily_usage_record import DailyUsageRecord
    from .developer_message import DeveloperMessage
    from .error_details import ErrorDetails
    from .error_envelope import ErrorEnvelope
    from .error_reason import ErrorReason
    from .field_errors import FieldErrors
    from .file_content_part import FileContentPart
    from .file_reference import FileReference
    from .function_call import FunctionCall
    from .function_call_mode import FunctionCallMode
    from .function_definition import FunctionDefinition
    from .function_message import FunctionMessage
    from .function_name import FunctionName
    from .function_tool import FunctionTool
    from .image_content_part import ImageContentPart
    from .image_detail import ImageDetail
    from .image_quality import ImageQuality
    from .image_reference import ImageReference
    from .json_object_response_format import JsonObjectResponseFormat
    from .json_schema import JsonSchema
    from .json_schema_response_format import JsonSchemaResponseFormat
    from .key_permissions import KeyPermissions
    from .known_error_code import KnownErrorCode
    from .known_image_model import KnownImageModel
    from .known_key_type import KnownKeyType
    from .known_meter_source import KnownMeterSource
    from .known_text_model import KnownTextModel
    from .known_tier import KnownTier
    from .known_usage_type import KnownUsageType
    from .known_user_tier import KnownUserTier
    from .legacy_function import LegacyFunction
    from .listed_model import ListedModel
    from .logit_bias import LogitBias
    from .modality import Modality
    from .model import Model
    from .model_list import ModelList
    from .model_pricing import ModelPricing
    from .named_json_schema import NamedJsonSchema
    from .named_tool_choice import NamedToolChoice
    from .other_audio_voice import OtherAudioVoice
    from .other_content_part import OtherContentPart
    from .prompt_filter_result import PromptFilterResult
    from .prompt_tokens_details import PromptTokensDetails
    from .reasoning_effort import ReasoningEffort
    from .redacted_thinking_block import RedactedThinkingBlock
    from .stream_options import StreamOptions
    from .system_message import SystemMessage
    from .text_content_part import TextContentPart
    from .text_response_format import TextResponseFormat
    from .thinking_block import ThinkingBlock
    from .thinking_mode import ThinkingMode
    from .thinking_options import ThinkingOptions
    from .token_logprob import TokenLogprob
    from .tool_call import ToolCall
    from .tool_call_delta import ToolCallDelta
    from .tool_choice_mode import ToolChoiceMode
    from .tool_message import ToolMessage
    from .top_logprob import TopLogprob
    from .usage_format import UsageFormat
    from .usage_record import UsageRecord
    from .user_message import UserMessage
    from .validation_error_details import ValidationErrorDetails
    from .video_content_part import VideoContentPart
    from .video_reference import VideoReference

__all__ = (
    "AccountBalance",
    "AccountDailyUsage",
    "AccountKey",
    "AccountProfile",
    "AccountUsage",
    "AssistantFunctionCall",
    "AssistantMessage",
    "AssistantToolCall",
    "AudioAnswer",
    "AudioContentPart",
    "AudioFormat",
    "AudioInput",
    "AudioInstrumental",
    "AudioOptions",
    "AudioResponseFormat",
    "AudioTranscriptionsAnswer",
    "AudioTranscriptionsRequest",
    "AudioTranscriptionsRequestResponseFormat",
    "AudioVoice",
    "BuiltInTool",
    "BuiltInToolType",
    "CacheControl",
    "CacheKind",
    "ChatChoice",
    "ChatCompletion",
    "ChatCompletionChunk",
    "ChatCompletionMessage",
    "ChatCompletionRequest",
    "ChatDelta",
    "ChoiceLogprobs",
    "ChunkChoice",
    "CompletionTokensDetails",
    "CompletionUsage",
    "ContentBlockDelta",
    "ContentFilterDetection",
    "ContentFilterResult",
    "ContentFilterSeverity",
    "ContentFilterVerdict",
    "CreateSpeechRequest",
    "DailyUsageRecord",
    "DeveloperMessage",
    "ErrorDetails",
    "ErrorEnvelope",
    "ErrorReason",
    "FieldErrors",
    "FileContentPart",
    "FileReference",
    "FunctionCall",
    "FunctionCallMode",
    "FunctionDefinition",
    "FunctionMessage",
    "FunctionName",
    "FunctionTool",
    "ImageContentPart",
    "ImageDetail",
    "ImageQuality",
    "ImageReference",
    "JsonObjectResponseFormat",
    "JsonSchema",
    "JsonSchemaResponseFormat",
    "KeyPermissions",
    "KnownErrorCode",
    "KnownImageModel",
    "KnownKeyType",
    "KnownMeterSource",
    "KnownTextModel",
    "KnownTier",
    "KnownUsageType",
    "KnownUserTier",
    "LegacyFunction",
    "ListedModel",
    "LogitBias",
    "Modality",
    "Model",
    "ModelList",
    "ModelPricing",
    "NamedJsonSchema",
    "NamedToolChoice",
    "OtherAudioVoice",
    "OtherContentPart",
    "PromptFilterResult",
    "PromptTokensDetails",
    "ReasoningEffort",
    "RedactedThinkingBlock",
    "StreamOptions",
    "SystemMessage",
    "TextContentPart",
    "TextResponseFormat",
    "ThinkingBlock",
    "ThinkingMode",
    "ThinkingOptions",
    "TokenLogprob",
    "ToolCall",
    "ToolCallDelta",
    "ToolChoiceMode",
    "ToolMessage",
    "TopLogprob",
    "UsageFormat",
    "UsageRecord",
    "UserMessage",
    "ValidationErrorDetails",
    "VideoContentPart",
    "VideoReference",
)

_MODULES = {
    "AccountBalance": "account_balance",
    "AccountDailyUsage": "account_daily_usage",
    "AccountKey": "account_key",
    "AccountProfile": "account_profile",
    "AccountUsage": "account_usage",
    "AssistantFunctionCall": "assistant_function_call",
    "AssistantMessage": "assistant_message",
    "AssistantToolCall": "assistant_tool_call",
    "AudioAnswer": "audio_answer",
    "AudioContentPart": "audio_content_part",
    "AudioFormat": "audio_format",
    "AudioInput": "audio_input",
    "AudioInstrumental": "audio_instrumental",
    "AudioOptions": "audio_options",
    "AudioResponseFormat": "audio_response_format",
    "AudioTranscriptionsAnswer": "audio_transcriptions_answer",
    "AudioTranscriptionsRequest": "audio_transcriptions_request",
    "AudioTranscriptionsRequestResponseFormat": "audio_transcriptions_request_response_format",
    "AudioVoice": "audio_voice",
    "BuiltInTool": "built_in_tool",
    "BuiltInToolType": "built_in_tool_type",
    "CacheControl": "cache_control",
    "CacheKind": "cache_kind",
    "ChatChoice": "chat_choice",
    "ChatCompletion": "chat_completion",
    "ChatCompletionChunk": "chat_completion_chunk",
    "ChatCompletionMessage": "chat_completion_message",
    "ChatCompletionRequest": "chat_completion_request",
    "ChatDelta": "chat_delta",
    "ChoiceLogprobs": "choice_logprobs",
    "ChunkChoice": "chunk_choice",
    "CompletionTokensDetails": "completion_tokens_details",
    "CompletionUsage": "completion_usage",
    "ContentBlockDelta": "content_block_delta",
    "ContentFilterDetection": "content_filter_detection",
    "ContentFilterResult": "content_filter_result",
    "ContentFilterSeverity": "content_filter_severity",
    "ContentFilterVerdict": "content_filter_verdict",
    "CreateSpeechRequest": "create_speech_request",
    "DailyUsageRecord": "daily_usage_record",
    "DeveloperMessage": "developer_message",
    "ErrorDetails": "error_details",
    "ErrorEnvelope": "error_envelope",
    "ErrorReason": "error_reason",
    "FieldErrors": "field_errors",
    "FileContentPart": "file_content_part",
    "FileReference": "file_reference",
    "FunctionCall": "function_call",
    "FunctionCallMode": "function_call_mode",
    "FunctionDefinition": "function_definition",
    "FunctionMessage": "function_message",
    "FunctionName": "function_name",
    "FunctionTool": "function_tool",
    "ImageContentPart": "image_content_part",
    "ImageDetail": "image_detail",
    "ImageQuality": "image_quality",
    "ImageReference": "image_reference",
    "JsonObjectResponseFormat": "json_object_response_format",
    "JsonSchema": "json_schema",
    "JsonSchemaResponseFormat": "json_schema_response_format",
    "KeyPermissions": "key_permissions",
    "KnownErrorCode": "known_error_code",
    "KnownImageModel": "known_image_model",
    "KnownKeyType": "known_key_type",
    "KnownMeterSource": "known_meter_source",
    "KnownTextModel": "known_text_model",
    "KnownTier": "known_tier",
    "KnownUsageType": "known_usage_type",
    "KnownUserTier": "known_user_tier",
    "LegacyFunction": "legacy_function",
    "ListedModel": "listed_model",
    "LogitBias": "logit_bias",
    "Modality": "modality",
    "Model": "model",
    "ModelList": "model_list",
    "ModelPricing": "model_pricing",
    "NamedJsonSchema": "named_json_schema",
    "NamedToolChoice": "named_tool_choice",
    "OtherAudioVoice": "other_audio_voice",
    "OtherContentPart": "other_content_part",
    "PromptFilterResult": "prompt_filter_result",
    "PromptTokensDetails": "prompt_tokens_details",
    "ReasoningEffort": "reasoning_effort",
    "RedactedThinkingBlock": "redacted_thinking_block",
    "StreamOptions": "stream_options",
    "SystemMessage": "system_message",
    "TextContentPart": "text_content_part",
    "TextResponseFormat": "text_response_format",
    "ThinkingBlock": "thinking_block",
    "ThinkingMode": "thinking_mode",
    "ThinkingOptions": "thinking_options",
    "TokenLogprob": "token_logprob",
    "ToolCall": "tool_call",
    "ToolCallDelta": "tool_call_delta",
    "ToolChoiceMode": "tool_choice_mode",
    "ToolMessage": "tool_message",
    "TopLogprob": "top_logprob",
    "UsageFormat": "usage_format",
    "UsageRecord": "usage_record",
    "UserMessage": "user_message",
    "ValidationErrorDetails": "validation_error_details",
    "VideoContentPart": "video_content_part",
    "VideoReference": "video_reference",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
