# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The models of what is sent and received."""

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
from .audio_options import AudioOptions
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
    "AudioOptions",
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
