"""Text without a model: an echo of the prompt."""

import json

from pollination_sdk.sandbox._models.catalogue import Model


def echo(model: Model, prompt: str) -> str:
    """Reply with the prompt exactly as the model received it."""
    return f"{model.name} heard: {prompt}"


def echo_json(model: Model, prompt: str) -> str:
    """Reply with the prompt as JSON text."""
    return json.dumps({"model": model.name, "heard": prompt}, ensure_ascii=False)
