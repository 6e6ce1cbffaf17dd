"""The lists of models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_api import models as models_
from pollination_api.api.models import get_generate_image_models, get_generate_text_models, get_generate_v1_models
from pollination_sdk._operations.parameters import Extra, as_boolean, as_integer, as_text, call_of, or_unset
from pollination_sdk._responses.decode import read_model, read_models

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pollination_api.models import Model, ModelList, ModelReliability, ModelSource
    from pollination_sdk._engine.call import Call

_READERS: dict[str, Callable[[str, Any], Any]] = {
    "source": as_text,
    "community": as_boolean,
    "query": as_text,
    "capabilities": as_text,
    "agent": as_boolean,
    "limit": as_integer,
    "reliability": as_text,
}
"""The conversion of each filter, by its type in the contract."""


def models(
    *,
    source: ModelSource | None = None,
    community: bool | None = None,
    query: str | None = None,
    capabilities: str | None = None,
    agent: bool | None = None,
    limit: int | None = None,
    reliability: ModelReliability | None = None,
    extra: Extra = None,
) -> Call[ModelList]:
    """List the models of all kinds in the format of OpenAI's list; works without a key.

    With a key, only the models that it may use are listed.

    Args:
        source: Whose models to list, `official` or `community`; all by default.
        community: The older form of `source`.
        query: The words that the name, title, description or publisher must hold.
        capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
        agent: Whether to list agents alone, or none of them.
        limit: The most models to list, 1 to 500.
        reliability: `all` lists the models of the community that fail often too.
        extra: Undocumented parameters of the query.
    """
    kwargs = get_generate_v1_models._get_kwargs(**_filters(locals()))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_generate_v1_models, kwargs, read_model(models_.ModelList), extra, needs_key=False)


def text_models(
    *,
    source: ModelSource | None = None,
    community: bool | None = None,
    query: str | None = None,
    capabilities: str | None = None,
    agent: bool | None = None,
    limit: int | None = None,
    reliability: ModelReliability | None = None,
    extra: Extra = None,
) -> Call[list[Model]]:
    """List the text models with their prices in pollen and their capabilities; works without a key.

    With a key, only the models that it may use are listed.

    Args:
        source: Whose models to list, `official` or `community`; all by default.
        community: The older form of `source`.
        query: The words that the name, title, description or publisher must hold.
        capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
        agent: Whether to list agents alone, or none of them.
        limit: The most models to list, 1 to 500.
        reliability: `all` lists the models of the community that fail often too.
        extra: Undocumented parameters of the query.
    """
    kwargs = get_generate_text_models._get_kwargs(**_filters(locals()))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(
        get_generate_text_models, kwargs, read_models(models_.Model, "ModelCatalogue"), extra, needs_key=False
    )


def image_models(
    *,
    source: ModelSource | None = None,
    community: bool | None = None,
    query: str | None = None,
    capabilities: str | None = None,
    agent: bool | None = None,
    limit: int | None = None,
    reliability: ModelReliability | None = None,
    extra: Extra = None,
) -> Call[list[Model]]:
    """List the image and video models with their prices in pollen and their capabilities; works without a key.

    With a key, only the models that it may use are listed.

    Args:
        source: Whose models to list, `official` or `community`; all by default.
        community: The older form of `source`.
        query: The words that the name, title, description or publisher must hold.
        capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
        agent: Whether to list agents alone, or none of them.
        limit: The most models to list, 1 to 500.
        reliability: `all` lists the models of the community that fail often too.
        extra: Undocumented parameters of the query.
    """
    kwargs = get_generate_image_models._get_kwargs(**_filters(locals()))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(
        get_generate_image_models, kwargs, read_models(models_.Model, "ModelCatalogue"), extra, needs_key=False
    )


def _filters(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the filters of a list as they are sent; those not given are `UNSET`."""
    return {name: or_unset(read(name, options[name])) for name, read in _READERS.items()}
