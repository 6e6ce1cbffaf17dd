"""Choose the model of a request, if its key may use it."""

import json

from pollination_sdk.sandbox._errors import invalid_input
from pollination_sdk.sandbox._keys.refusals import model_not_allowed
from pollination_sdk.sandbox._keys.ring import Key
from pollination_sdk.sandbox._models.catalogue import DEFAULT_TEXT, Model, admits, find, models_for_text


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
