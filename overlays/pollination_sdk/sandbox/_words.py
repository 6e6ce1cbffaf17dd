"""Words without a model: a reply that repeats what was said, and a count of its tokens."""

import json
import re
from typing import Any

from pollination_sdk.sandbox._catalogue import DEFAULT_TEXT, Model, find, models_for_text
from pollination_sdk.sandbox._errors import ServiceError, invalid_input
from pollination_sdk.sandbox._keys import Key

TOKEN = re.compile(r"\w+|[^\w\s]")


def count_tokens(text: str) -> int:
    """Count words and signs, which is close enough to a tokeniser to rehearse with."""
    return len(TOKEN.findall(text))


def echo(model: Model, prompt: str) -> str:
    """Reply with the prompt exactly as the model received it."""
    return f"{model.name} heard: {prompt}"


def echo_json(model: Model, prompt: str) -> str:
    """Reply with the prompt as JSON text."""
    return json.dumps({"model": model.name, "heard": prompt}, ensure_ascii=False)


def text_model(name: str | None, key: Key) -> Model:
    """Choose the text model of a request."""
    return choose(models_for_text(), name or DEFAULT_TEXT, key)


def choose(models: tuple[Model, ...], name: str, key: Key) -> Model:
    """Find a model that exists and that the key may use.

    Raises:
        ServiceError: 400 for an unknown name, 403 for one outside the key's allow-list.
    """
    model = find(models, name)
    if model is None:
        names = "|".join(json.dumps(one.name) for one in models)
        raise invalid_input({"model": [f"Invalid option: expected one of {names}"]})
    if key.models is not None and model.name not in key.models:
        raise ServiceError(403, f"Model '{model.name}' is not allowed for this API key.")
    return model


def text_of(content: Any) -> str:
    """Read the text of a message's content, be it text or parts."""
    if isinstance(content, str):
        return content
    parts = content or []
    return "\n".join(part["text"] for part in parts if isinstance(part.get("text"), str))
