"""`GET /text/{prompt}` and `POST /text`: the echo of the chat as plain text, or as a stream of chat chunks."""

import base64
from typing import Any

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import text_model
from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.generation import PLAIN, Generation
from pollination_sdk.sandbox._text.chat import complete
from pollination_sdk.sandbox._text.frames import STREAM_TYPE, to_frames
from pollination_sdk.sandbox._text.usage import units

OPTIONS = ("json", "max_tokens", "max_completion_tokens", "reasoning_effort")


def text(exchange: Exchange) -> Generation:
    """Answer one prompt; JSON is declared as plain text too, as the service does."""
    model = text_model(exchange.query.get("model"), exchange.owner)
    return _content(model, as_chat(exchange), exchange)


def post_text(exchange: Exchange) -> Generation:
    """Answer a chat with its content alone; a message without content is JSON."""
    model = text_model(exchange.body.get("model"), exchange.owner)
    return _content(model, exchange.body, exchange)


def _content(model: Model, body: dict[str, Any], exchange: Exchange) -> Generation:
    if "audio" in model.outputs and not exchange.streamed:
        body = {"modalities": ["audio"], **body}
    completion = complete(model, body, exchange)
    if exchange.streamed:
        return Generation(to_frames(completion), STREAM_TYPE, model, units(completion))
    message = completion["choices"][0]["message"]
    if "audio" in message:
        sound = base64.b64decode(message["audio"]["data"])
        return Generation(sound, "audio/mpeg", model, units(completion))  # whatever its format is, as in the service
    if message["content"] is None:
        return Generation(write_json(message), "application/json", model, units(completion))
    return Generation(message["content"].encode("utf-8", "replace"), PLAIN, model, units(completion))


def as_chat(exchange: Exchange) -> dict[str, Any]:
    """Return the chat that a prompt in the path stands for."""
    messages = [{"role": "user", "content": exchange.prompt}]
    if exchange.query.get("system"):
        messages.insert(0, {"role": "system", "content": exchange.query["system"]})
    return {"messages": messages, **{name: exchange.query.get(name) for name in OPTIONS}}
