"""`POST /v1/embeddings`: vectors of a hash, so that equal texts have equal vectors."""

import base64
import hashlib
import json
import math
import struct
from typing import Any

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import choose
from pollination_sdk.sandbox._models.catalogue import models_of
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.generation import Generation
from pollination_sdk.sandbox._text.content_tokens import image_tokens, sound_tokens, text_tokens

DEFAULT_MODEL = "openai-3-small"
DEFAULT_DIMENSIONS = 1536


def embeddings(exchange: Exchange) -> Generation:
    """Turn each input into a vector of length 1."""
    body = exchange.body
    model = choose(models_of("embedding"), body.get("model") or DEFAULT_MODEL, exchange.owner)
    inputs = body["input"] if isinstance(body["input"], list) else [body["input"]]
    texts = [one if isinstance(one, str) else json.dumps(one, sort_keys=True) for one in inputs]
    tokens = sum(text_tokens(one) + image_tokens(one) + sound_tokens(one) for one in inputs)
    dimensions, form = int(body.get("dimensions", DEFAULT_DIMENSIONS)), body.get("encoding_format")
    data = [
        {"object": "embedding", "index": index, "embedding": _encoded(_vector(text, dimensions), form)}
        for index, text in enumerate(texts)
    ]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    answer = {"object": "list", "data": data, "model": model.name, "usage": usage}
    return Generation(write_json(answer), "application/json", model, {"promptTextTokens": tokens})


def _vector(text: str, dimensions: int) -> list[float]:
    digest = hashlib.shake_128(text.encode("utf-8", "replace")).digest(2 * dimensions)
    numbers = struct.unpack(f"<{dimensions}h", digest)
    length = math.hypot(*numbers) or 1.0
    return [number / length for number in numbers]


def _encoded(vector: list[float], form: str | None) -> Any:
    if form != "base64":
        return vector
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
