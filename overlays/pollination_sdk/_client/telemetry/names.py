"""The names of OpenTelemetry that spans and metrics have. Nothing else of the package writes them.

Those of `gen_ai.*`, `http.*`, `server.*`, `url.*` and `error.*` are of the semantic conventions, at the version of
`SCHEMA_URL`; see https://opentelemetry.io/docs/specs/semconv/gen-ai/. Those of `pollinations.*` are ours.
"""

from typing import NamedTuple

SCHEMA_URL = "https://opentelemetry.io/schemas/1.41.0"
"""The schema of the names, which each span and each metric carries."""
SCOPE = "pollination_sdk"
"""The instrumentation scope."""
PROVIDER = "pollinations"
"""The value of `gen_ai.provider.name`; the conventions allow one of their own for providers that they do not list."""

OPERATION_NAME = "gen_ai.operation.name"
PROVIDER_NAME = "gen_ai.provider.name"
REQUEST_MODEL = "gen_ai.request.model"
REQUEST_SEED = "gen_ai.request.seed"
REQUEST_STREAM = "gen_ai.request.stream"
OUTPUT_TYPE = "gen_ai.output.type"
RESPONSE_MODEL = "gen_ai.response.model"
RESPONSE_ID = "gen_ai.response.id"
FINISH_REASONS = "gen_ai.response.finish_reasons"
TIME_TO_FIRST_CHUNK = "gen_ai.response.time_to_first_chunk"
INPUT_TOKENS = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS = "gen_ai.usage.output_tokens"
CACHED_TOKENS = "gen_ai.usage.cache_read.input_tokens"
REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens"
INPUT_MESSAGES = "gen_ai.input.messages"
OUTPUT_MESSAGES = "gen_ai.output.messages"
TOKEN_TYPE = "gen_ai.token.type"  # noqa: S105 - the kind of token that a model counts

ERROR_TYPE = "error.type"
SERVER_ADDRESS = "server.address"
SERVER_PORT = "server.port"
URL_TEMPLATE = "url.template"
HTTP_METHOD = "http.request.method"
HTTP_RESENDS = "http.request.resend_count"
HTTP_STATUS = "http.response.status_code"
EXCEPTION = "exception"
EXCEPTION_TYPE = "exception.type"

ERROR_CODE = "pollinations.error.code"
OUTCOME = "pollinations.outcome"
METHOD = "pollinations.method"
ROUTE = "pollinations.route"
ATTEMPTS = "pollinations.attempts"
REQUEST_ID = "pollinations.request_id"
CACHED = "pollinations.cached"
COST = "pollinations.cost"
COST_SOURCE = "pollinations.cost.source"
USAGE = "pollinations.usage."
"""The start of the units of media, such as `pollinations.usage.completion_image_tokens`."""


class Metric(NamedTuple):
    """A histogram.

    Args:
        name: Its name.
        unit: The unit of its values.
        description: What it measures.
        boundaries: The limits of its buckets, as the conventions advise.
    """

    name: str
    unit: str
    description: str
    boundaries: tuple[float, ...]


_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = tuple(float(4**power) for power in range(14))
_POLLEN = (0.00001, 0.0001, 0.001, 0.01, 0.1, 1.0, 10.0)

DURATION = Metric("gen_ai.client.operation.duration", "s", "GenAI operation duration.", _SECONDS)
FIRST_CHUNK = Metric("gen_ai.client.operation.time_to_first_chunk", "s", "Time to receive the first chunk.", _SECONDS)
TOKEN_USAGE = Metric("gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.", _TOKENS)
POLLEN = Metric("pollinations.client.operation.cost", "{pollen}", "What a call has cost.", _POLLEN)
METRICS = (DURATION, FIRST_CHUNK, TOKEN_USAGE, POLLEN)

_CHAT = ("chat", "text")
_GENERATE = "generate_content"
OPERATIONS: dict[str, tuple[str, str | None]] = {
    "get_generate_text_prompt": _CHAT,
    "post_generate_v1_chat_completions": _CHAT,
    "post_text": _CHAT,
    "post_v1_responses": _CHAT,
    "post_v1_messages": _CHAT,
    "post_alpha_decisions": (_GENERATE, "json"),
    "post_alpha_ocr": (_GENERATE, "text"),
    "get_generate_image_prompt": (_GENERATE, "image"),
    "post_v1_images_generations": (_GENERATE, "image"),
    "post_v1_images_edits": (_GENERATE, "image"),
    "get_video_by_prompt": (_GENERATE, "video"),
    "get_3d_by_prompt": (_GENERATE, "mesh"),
    "post_3d_by_prompt": (_GENERATE, "mesh"),
    "get_generate_audio_by_text": (_GENERATE, "speech"),
    "post_generate_v1_audio_speech": (_GENERATE, "speech"),
    "post_v1_audio_speech_with_timestamps": (_GENERATE, "speech"),
    "post_generate_v1_audio_transcriptions": (_GENERATE, "text"),
    "post_v1_audio_voice_changer": (_GENERATE, "speech"),
    "post_v1_audio_voice_isolator": (_GENERATE, "speech"),
    "post_alpha_audio_stem_separation": (_GENERATE, "audio"),
    "post_v1_embeddings": ("embeddings", None),
}
"""The operation and the output type of what models do, by operationId. All others are named by their operationId."""
COUNTED_IN_TOKENS = frozenset({"chat", "embeddings"})
"""The operations whose usage counts tokens. The units of media may be images, seconds or characters."""

TEMPLATES: dict[str, str] = {
    "get_generate_text_prompt": "/text/{prompt}",
    "get_generate_image_prompt": "/image/{prompt}",
    "get_video_by_prompt": "/video/{prompt}",
    "get_3d_by_prompt": "/3d/{prompt}",
    "post_3d_by_prompt": "/3d/{prompt}",
    "get_generate_audio_by_text": "/audio/{text}",
    "get_v1_model": "/v1/models/{model}",
    "delete_account_keys_by_id": "/account/keys/{id}",
    "delete_media_by_id": "/x-media/media/{id}",
    "get_media_by_id": "/x-media/{id}",
    "head_media_by_id": "/x-media/{id}",
    "get_media_metadata": "/x-media/{id}/metadata",
}
"""The paths of the contract that hold a prompt, a name or an id."""
