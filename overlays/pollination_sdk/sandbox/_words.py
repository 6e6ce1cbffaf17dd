"""Text without a model: an echo of the prompt."""

import json
from typing import Any

from pollination_sdk.sandbox._catalogue import DEFAULT_TEXT, Model, admits, find, models_for_text
from pollination_sdk.sandbox._errors import invalid_input
from pollination_sdk.sandbox._keys import Key
from pollination_sdk.sandbox._refusals import model_not_allowed


def echo(model: Model, prompt: str) -> str:
    """Reply with the prompt exactly as the model received it."""
    return f"{model.name} heard: {prompt}"


def echo_json(model: Model, prompt: str) -> str:
    """Reply with the prompt as JSON text."""
    return json.dumps({"model": model.name, "heard": prompt}, ensure_ascii=False)


def text_model(name: str | None, key: Key) -> Model:
    """Return the text model of a request."""
    return choose(models_for_text(), name or DEFAULT_TEXT, key)


def choose(models: tuple[Model, ...], name: str, key: Key) -> Model:
    """Return the model with a name, if the key may use it.

    Raises:
        ServiceError: 400 for an unknown name, 403 for one of a kind that the key may not use.
    """
    model = find(models, name)
    if model is None:
        names = "|".join(json.dumps(model.id) for model in models)
        raise invalid_input({"model": [f"Invalid option: expected one of {names}"]})
    if not admits(key.models, model):
        raise model_not_allowed(model.name)
    return model


def prompt_of(messages: list[dict[str, Any]]) -> str:
    """Return what the echo repeats of a conversation: the text of its last message."""
    return text_of(messages[-1].get("content")) if messages else ""


def text_of(content: Any) -> str:
    """Return the text of a message's content, which is text or a list of parts."""
    if isinstance(content, str):
        return content
    parts = content or []
    return "\n".join(part["text"] for part in parts if isinstance(part.get("text"), str))
