"""Which models there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_api import models as models_
from pollination_api.api.models import get_generate_image_models, get_generate_text_models, get_generate_v1_models
from pollination_sdk._operations.parameters import Extra, call_of
from pollination_sdk._responses.decode import read_model, read_models

if TYPE_CHECKING:
    from pollination_api.models import Model, ModelList
    from pollination_sdk._engine.call import Call


def models(*, extra: Extra = None) -> Call[ModelList]:
    """List the text models in the form of OpenAI's list; works without a key.

    With a key that may use some models only, those are listed.

    Args:
        extra: Undocumented parameters of the query.
    """
    kwargs = get_generate_v1_models._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_generate_v1_models, kwargs, read_model(models_.ModelList), extra, needs_key=False)


def text_models(*, extra: Extra = None) -> Call[list[Model]]:
    """List the text models with their prices in pollen and their abilities; works without a key.

    With a key that may use some models only, those are listed.

    Args:
        extra: Undocumented parameters of the query.
    """
    kwargs = get_generate_text_models._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(
        get_generate_text_models, kwargs, read_models(models_.Model, "ModelCatalogue"), extra, needs_key=False
    )


def image_models(*, extra: Extra = None) -> Call[list[Model]]:
    """List the image and video models with their prices in pollen and their abilities; works without a key.

    With a key that may use some models only, those are listed.

    Args:
        extra: Undocumented parameters of the query.
    """
    kwargs = get_generate_image_models._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(
        get_generate_image_models, kwargs, read_models(models_.Model, "ModelCatalogue"), extra, needs_key=False
    )
