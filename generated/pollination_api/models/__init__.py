# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The models of what is sent and received; each is loaded when first asked for."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .access_token import AccessToken
    from .account_balance import AccountBalance
    from .account_daily_usage import AccountDailyUsage
    from .account_key import AccountKey
    from .account_pots import AccountPots
    from .account_profile import AccountProfile
    from .account_usage import AccountUsage
    from .any_object import AnyObject
    from .assistant_function_call import AssistantFunctionCall
    from .assistant_message import AssistantMessage
    from .assistant_tool_call import AssistantToolCall
    from .audio_answer import AudioAnswer
    from .audio_content_part import AudioContentPart
    from .audio_format import AudioFormat
    from .audio_input import AudioInput
    from .audio_options import AudioOptions
    from .audio_voice import AudioVoice
    from .authorization_server import AuthorizationServer
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
    from .created_key import CreatedKey
    from .daily_usage_record import DailyUsageRecord
    from .decision_kind import DecisionKind
    from .decision_question import DecisionQuestion
    from .decision_questions import DecisionQuestions
    from .decisions_answer import DecisionsAnswer
    from .decisions_request import DecisionsRequest
    from .developer_message import DeveloperMessage
    from .device_code import DeviceCode
    from .device_code_request import DeviceCodeRequest
    from .device_token_request import DeviceTokenRequest
    from .earnings import Earnings
    from .earnings_row import EarningsRow
    from .earnings_transaction import EarningsTransaction
    from .earnings_transactions import EarningsTransactions
    from .edited_image import EditedImage
    from .embedding import Embedding
    from .embedding_format import EmbeddingFormat
    from .embedding_input_type import EmbeddingInputType
    from .embedding_list import EmbeddingList
    from .embedding_request import EmbeddingRequest
    from .embedding_usage import EmbeddingUsage
    from .error_details import ErrorDetails
    from .error_envelope import ErrorEnvelope
    from .error_reason import ErrorReason
    from .field_errors import FieldErrors
    from .file_content_part import FileContentPart
    from .file_reference import FileReference
    from .function_call import FunctionCall
    from .function_call_delta import FunctionCallDelta
    from .function_call_mode import FunctionCallMode
    from .function_definition import FunctionDefinition
    from .function_message import FunctionMessage
    from .function_name import FunctionName
    from .function_tool import FunctionTool
    from .generated_image import GeneratedImage
    from .generation_quality import GenerationQuality
    from .image_answer_form import ImageAnswerForm
    from .image_content_part import ImageContentPart
    from .image_detail import ImageDetail
    from .image_edit_form import ImageEditForm
    from .image_edit_request import ImageEditRequest
    from .image_generation_answer import ImageGenerationAnswer
    from .image_generation_request import ImageGenerationRequest
    from .image_quality import ImageQuality
    from .image_reference import ImageReference
    from .json_object_response_format import JsonObjectResponseFormat
    from .json_schema import JsonSchema
    from .json_schema_response_format import JsonSchemaResponseFormat
    from .key_kind import KeyKind
    from .key_list import KeyList
    from .key_permissions import KeyPermissions
    from .key_request import KeyRequest
    from .known_error_code import KnownErrorCode
    from .known_key_type import KnownKeyType
    from .known_meter_source import KnownMeterSource
    from .known_tier import KnownTier
    from .known_usage_type import KnownUsageType
    from .known_user_tier import KnownUserTier
    from .known_voice import KnownVoice
    from .legacy_function import LegacyFunction
    from .listed_key import ListedKey
    from .listed_model import ListedModel
    from .logit_bias import LogitBias
    from .media_resolution import MediaResolution
    from .mesh_request import MeshRequest
    from .mesh_resolution import MeshResolution
    from .messages_answer import MessagesAnswer
    from .messages_event import MessagesEvent
    from .messages_message import MessagesMessage
    from .messages_request import MessagesRequest
    from .messages_role import MessagesRole
    from .messages_usage import MessagesUsage
    from .modality import Modality
    from .model import Model
    from .model_health import ModelHealth
    from .model_list import ModelList
    from .model_pricing import ModelPricing
    from .model_reliability import ModelReliability
    from .model_source import ModelSource
    from .model_status_row import ModelStatusRow
    from .model_status_table import ModelStatusTable
    from .named_json_schema import NamedJsonSchema
    from .named_tool_choice import NamedToolChoice
    from .oauth_error import OauthError
    from .ocr_answer import OcrAnswer
    from .ocr_document import OcrDocument
    from .ocr_request import OcrRequest
    from .other_content_part import OtherContentPart
    from .prompt_filter_result import PromptFilterResult
    from .prompt_tokens_details import PromptTokensDetails
    from .quest import Quest
    from .quest_list import QuestList
    from .reasoning_effort import ReasoningEffort
    from .redacted_thinking_block import RedactedThinkingBlock
    from .responses_answer import ResponsesAnswer
    from .responses_event import ResponsesEvent
    from .responses_request import ResponsesRequest
    from .responses_usage import ResponsesUsage
    from .speech_alignment import SpeechAlignment
    from .speech_format import SpeechFormat
    from .speech_request import SpeechRequest
    from .stem_separation_form import StemSeparationForm
    from .stem_variation import StemVariation
    from .stored_file import StoredFile
    from .stored_file_list import StoredFileList
    from .stream_options import StreamOptions
    from .system_message import SystemMessage
    from .text_content_part import TextContentPart
    from .text_response_format import TextResponseFormat
    from .thinking_block import ThinkingBlock
    from .thinking_mode import ThinkingMode
    from .thinking_options import ThinkingOptions
    from .timed_speech import TimedSpeech
    from .timed_speech_request import TimedSpeechRequest
    from .token_form import TokenForm
    from .token_logprob import TokenLogprob
    from .tool_call import ToolCall
    from .tool_call_delta import ToolCallDelta
    from .tool_choice_mode import ToolChoiceMode
    from .tool_message import ToolMessage
    from .top_logprob import TopLogprob
    from .transcription import Transcription
    from .transcription_form import TranscriptionForm
    from .transcription_format import TranscriptionFormat
    from .transcription_segment import TranscriptionSegment
    from .upload_form import UploadForm
    from .upload_request import UploadRequest
    from .usage_format import UsageFormat
    from .usage_granularity import UsageGranularity
    from .usage_record import UsageRecord
    from .user_info import UserInfo
    from .user_message import UserMessage
    from .validation_error_details import ValidationErrorDetails
    from .video_content_part import VideoContentPart
    from .video_reference import VideoReference
    from .voice_changer_form import VoiceChangerForm
    from .voice_format import VoiceFormat
    from .voice_isolator_form import VoiceIsolatorForm
    from .web_search_options import WebSearchOptions

__all__ = (
    "AccessToken",
    "AccountBalance",
    "AccountDailyUsage",
    "AccountKey",
    "AccountPots",
    "AccountProfile",
    "AccountUsage",
    "AnyObject",
    "AssistantFunctionCall",
    "AssistantMessage",
    "AssistantToolCall",
    "AudioAnswer",
    "AudioContentPart",
    "AudioFormat",
    "AudioInput",
    "AudioOptions",
    "AudioVoice",
    "AuthorizationServer",
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
    "CreatedKey",
    "DailyUsageRecord",
    "DecisionKind",
    "DecisionQuestion",
    "DecisionQuestions",
    "DecisionsAnswer",
    "DecisionsRequest",
    "DeveloperMessage",
    "DeviceCode",
    "DeviceCodeRequest",
    "DeviceTokenRequest",
    "Earnings",
    "EarningsRow",
    "EarningsTransaction",
    "EarningsTransactions",
    "EditedImage",
    "Embedding",
    "EmbeddingFormat",
    "EmbeddingInputType",
    "EmbeddingList",
    "EmbeddingRequest",
    "EmbeddingUsage",
    "ErrorDetails",
    "ErrorEnvelope",
    "ErrorReason",
    "FieldErrors",
    "FileContentPart",
    "FileReference",
    "FunctionCall",
    "FunctionCallDelta",
    "FunctionCallMode",
    "FunctionDefinition",
    "FunctionMessage",
    "FunctionName",
    "FunctionTool",
    "GeneratedImage",
    "GenerationQuality",
    "ImageAnswerForm",
    "ImageContentPart",
    "ImageDetail",
    "ImageEditForm",
    "ImageEditRequest",
    "ImageGenerationAnswer",
    "ImageGenerationRequest",
    "ImageQuality",
    "ImageReference",
    "JsonObjectResponseFormat",
    "JsonSchema",
    "JsonSchemaResponseFormat",
    "KeyKind",
    "KeyList",
    "KeyPermissions",
    "KeyRequest",
    "KnownErrorCode",
    "KnownKeyType",
    "KnownMeterSource",
    "KnownTier",
    "KnownUsageType",
    "KnownUserTier",
    "KnownVoice",
    "LegacyFunction",
    "ListedKey",
    "ListedModel",
    "LogitBias",
    "MediaResolution",
    "MeshRequest",
    "MeshResolution",
    "MessagesAnswer",
    "MessagesEvent",
    "MessagesMessage",
    "MessagesRequest",
    "MessagesRole",
    "MessagesUsage",
    "Modality",
    "Model",
    "ModelHealth",
    "ModelList",
    "ModelPricing",
    "ModelReliability",
    "ModelSource",
    "ModelStatusRow",
    "ModelStatusTable",
    "NamedJsonSchema",
    "NamedToolChoice",
    "OauthError",
    "OcrAnswer",
    "OcrDocument",
    "OcrRequest",
    "OtherContentPart",
    "PromptFilterResult",
    "PromptTokensDetails",
    "Quest",
    "QuestList",
    "ReasoningEffort",
    "RedactedThinkingBlock",
    "ResponsesAnswer",
    "ResponsesEvent",
    "ResponsesRequest",
    "ResponsesUsage",
    "SpeechAlignment",
    "SpeechFormat",
    "SpeechRequest",
    "StemSeparationForm",
    "StemVariation",
    "StoredFile",
    "StoredFileList",
    "StreamOptions",
    "SystemMessage",
    "TextContentPart",
    "TextResponseFormat",
    "ThinkingBlock",
    "ThinkingMode",
    "ThinkingOptions",
    "TimedSpeech",
    "TimedSpeechRequest",
    "TokenForm",
    "TokenLogprob",
    "ToolCall",
    "ToolCallDelta",
    "ToolChoiceMode",
    "ToolMessage",
    "TopLogprob",
    "Transcription",
    "TranscriptionForm",
    "TranscriptionFormat",
    "TranscriptionSegment",
    "UploadForm",
    "UploadRequest",
    "UsageFormat",
    "UsageGranularity",
    "UsageRecord",
    "UserInfo",
    "UserMessage",
    "ValidationErrorDetails",
    "VideoContentPart",
    "VideoReference",
    "VoiceChangerForm",
    "VoiceFormat",
    "VoiceIsolatorForm",
    "WebSearchOptions",
)

_MODULES = {
    "AccessToken": "access_token",
    "AccountBalance": "account_balance",
    "AccountDailyUsage": "account_daily_usage",
    "AccountKey": "account_key",
    "AccountPots": "account_pots",
    "AccountProfile": "account_profile",
    "AccountUsage": "account_usage",
    "AnyObject": "any_object",
    "AssistantFunctionCall": "assistant_function_call",
    "AssistantMessage": "assistant_message",
    "AssistantToolCall": "assistant_tool_call",
    "AudioAnswer": "audio_answer",
    "AudioContentPart": "audio_content_part",
    "AudioFormat": "audio_format",
    "AudioInput": "audio_input",
    "AudioOptions": "audio_options",
    "AudioVoice": "audio_voice",
    "AuthorizationServer": "authorization_server",
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
    "CreatedKey": "created_key",
    "DailyUsageRecord": "daily_usage_record",
    "DecisionKind": "decision_kind",
    "DecisionQuestion": "decision_question",
    "DecisionQuestions": "decision_questions",
    "DecisionsAnswer": "decisions_answer",
    "DecisionsRequest": "decisions_request",
    "DeveloperMessage": "developer_message",
    "DeviceCode": "device_code",
    "DeviceCodeRequest": "device_code_request",
    "DeviceTokenRequest": "device_token_request",
    "Earnings": "earnings",
    "EarningsRow": "earnings_row",
    "EarningsTransaction": "earnings_transaction",
    "EarningsTransactions": "earnings_transactions",
    "EditedImage": "edited_image",
    "Embedding": "embedding",
    "EmbeddingFormat": "embedding_format",
    "EmbeddingInputType": "embedding_input_type",
    "EmbeddingList": "embedding_list",
    "EmbeddingRequest": "embedding_request",
    "EmbeddingUsage": "embedding_usage",
    "ErrorDetails": "error_details",
    "ErrorEnvelope": "error_envelope",
    "ErrorReason": "error_reason",
    "FieldErrors": "field_errors",
    "FileContentPart": "file_content_part",
    "FileReference": "file_reference",
    "FunctionCall": "function_call",
    "FunctionCallDelta": "function_call_delta",
    "FunctionCallMode": "function_call_mode",
    "FunctionDefinition": "function_definition",
    "FunctionMessage": "function_message",
    "FunctionName": "function_name",
    "FunctionTool": "function_tool",
    "GeneratedImage": "generated_image",
    "GenerationQuality": "generation_quality",
    "ImageAnswerForm": "image_answer_form",
    "ImageContentPart": "image_content_part",
    "ImageDetail": "image_detail",
    "ImageEditForm": "image_edit_form",
    "ImageEditRequest": "image_edit_request",
    "ImageGenerationAnswer": "image_generation_answer",
    "ImageGenerationRequest": "image_generation_request",
    "ImageQuality": "image_quality",
    "ImageReference": "image_reference",
    "JsonObjectResponseFormat": "json_object_response_format",
    "JsonSchema": "json_schema",
    "JsonSchemaResponseFormat": "json_schema_response_format",
    "KeyKind": "key_kind",
    "KeyList": "key_list",
    "KeyPermissions": "key_permissions",
    "KeyRequest": "key_request",
    "KnownErrorCode": "known_error_code",
    "KnownKeyType": "known_key_type",
    "KnownMeterSource": "known_meter_source",
    "KnownTier": "known_tier",
    "KnownUsageType": "known_usage_type",
    "KnownUserTier": "known_user_tier",
    "KnownVoice": "known_voice",
    "LegacyFunction": "legacy_function",
    "ListedKey": "listed_key",
    "ListedModel": "listed_model",
    "LogitBias": "logit_bias",
    "MediaResolution": "media_resolution",
    "MeshRequest": "mesh_request",
    "MeshResolution": "mesh_resolution",
    "MessagesAnswer": "messages_answer",
    "MessagesEvent": "messages_event",
    "MessagesMessage": "messages_message",
    "MessagesRequest": "messages_request",
    "MessagesRole": "messages_role",
    "MessagesUsage": "messages_usage",
    "Modality": "modality",
    "Model": "model",
    "ModelHealth": "model_health",
    "ModelList": "model_list",
    "ModelPricing": "model_pricing",
    "ModelReliability": "model_reliability",
    "ModelSource": "model_source",
    "ModelStatusRow": "model_status_row",
    "ModelStatusTable": "model_status_table",
    "NamedJsonSchema": "named_json_schema",
    "NamedToolChoice": "named_tool_choice",
    "OauthError": "oauth_error",
    "OcrAnswer": "ocr_answer",
    "OcrDocument": "ocr_document",
    "OcrRequest": "ocr_request",
    "OtherContentPart": "other_content_part",
    "PromptFilterResult": "prompt_filter_result",
    "PromptTokensDetails": "prompt_tokens_details",
    "Quest": "quest",
    "QuestList": "quest_list",
    "ReasoningEffort": "reasoning_effort",
    "RedactedThinkingBlock": "redacted_thinking_block",
    "ResponsesAnswer": "responses_answer",
    "ResponsesEvent": "responses_event",
    "ResponsesRequest": "responses_request",
    "ResponsesUsage": "responses_usage",
    "SpeechAlignment": "speech_alignment",
    "SpeechFormat": "speech_format",
    "SpeechRequest": "speech_request",
    "StemSeparationForm": "stem_separation_form",
    "StemVariation": "stem_variation",
    "StoredFile": "stored_file",
    "StoredFileList": "stored_file_list",
    "StreamOptions": "stream_options",
    "SystemMessage": "system_message",
    "TextContentPart": "text_content_part",
    "TextResponseFormat": "text_response_format",
    "ThinkingBlock": "thinking_block",
    "ThinkingMode": "thinking_mode",
    "ThinkingOptions": "thinking_options",
    "TimedSpeech": "timed_speech",
    "TimedSpeechRequest": "timed_speech_request",
    "TokenForm": "token_form",
    "TokenLogprob": "token_logprob",
    "ToolCall": "tool_call",
    "ToolCallDelta": "tool_call_delta",
    "ToolChoiceMode": "tool_choice_mode",
    "ToolMessage": "tool_message",
    "TopLogprob": "top_logprob",
    "Transcription": "transcription",
    "TranscriptionForm": "transcription_form",
    "TranscriptionFormat": "transcription_format",
    "TranscriptionSegment": "transcription_segment",
    "UploadForm": "upload_form",
    "UploadRequest": "upload_request",
    "UsageFormat": "usage_format",
    "UsageGranularity": "usage_granularity",
    "UsageRecord": "usage_record",
    "UserInfo": "user_info",
    "UserMessage": "user_message",
    "ValidationErrorDetails": "validation_error_details",
    "VideoContentPart": "video_content_part",
    "VideoReference": "video_reference",
    "VoiceChangerForm": "voice_changer_form",
    "VoiceFormat": "voice_format",
    "VoiceIsolatorForm": "voice_isolator_form",
    "WebSearchOptions": "web_search_options",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
