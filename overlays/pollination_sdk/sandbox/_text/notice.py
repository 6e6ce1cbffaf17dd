"""Answer a refusal as a reply with status 200, in the format that was asked for, as the service does for text.

JSON modes, spoken answers and all other operations get the refusal as a 402 or a 403.
"""

import time
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.refusals import FixableError
from pollination_sdk.sandbox._models.catalogue import DEFAULT_TEXT, find, models_for_text
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._text.formats.responses import to_answer, wanted_format
from pollination_sdk.sandbox._text.formats.responses_events import to_events
from pollination_sdk.sandbox._text.frames import STREAM_TYPE, to_frames

CHAT = "/v1/chat/completions"
TEXT_PROMPT = "/text/{prompt}"
RESPONSES = "/v1/responses"
TEXTS = (TEXT_PROMPT, "/text", CHAT, RESPONSES)
JSON_FORMATS = ("json_object", "json_schema")


def as_reply(refusal: FixableError, template: str, exchange: Exchange) -> Response | None:
    """Return the reply of a text operation to a refusal; None if it is answered with its status."""
    asked = exchange.query if template == TEXT_PROMPT else exchange.body
    if template not in TEXTS or _wants_json(asked) or _wants_audio(asked):
        return None
    if template == RESPONSES:
        return _as_response(_completion(refusal, asked), stream=bool(asked.get("stream")))
    if asked.get("stream"):
        return _private(to_frames(_completion(refusal, asked)), STREAM_TYPE)
    if template == CHAT:
        return _private(write_json(_completion(refusal, asked)), "application/json; charset=utf-8")
    return _private(refusal.notice.encode(), "text/plain; charset=utf-8")


def _as_response(completion: dict[str, Any], *, stream: bool) -> Response:
    answer = to_answer(completion)
    if stream:
        return _private(to_events(answer), STREAM_TYPE)
    return _private(write_json(answer), "application/json; charset=utf-8")


def _private(content: bytes, media_type: str) -> Response:
    return Response(content, headers={"Content-Type": media_type, "Cache-Control": "private, no-store"})


def _wants_json(asked: dict[str, Any]) -> bool:
    wanted = asked.get("response_format")
    kind = (wanted if isinstance(wanted, dict) else wanted_format(asked)).get("type")
    return kind in JSON_FORMATS or bool(asked.get("json"))


def _wants_audio(asked: dict[str, Any]) -> bool:
    model = find(models_for_text(), asked.get("model") or DEFAULT_TEXT)
    modalities = asked.get("modalities")
    wanted = modalities if isinstance(modalities, list) and modalities else model.outputs if model else ()
    return "audio" in wanted


def _completion(refusal: FixableError, asked: dict[str, Any]) -> dict[str, Any]:
    message = {"role": "assistant", "content": refusal.notice}
    return {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": asked.get("model") or DEFAULT_TEXT,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    }
