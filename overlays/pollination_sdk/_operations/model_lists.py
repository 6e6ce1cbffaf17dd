"""The lists of models, one model, and how the models have done lately."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, ParamSpec

from pollination_api import models as models_
from pollination_api.api.models import (
    get_3d_models,
    get_embeddings_models,
    get_generate_audio_models,
    get_generate_image_models,
    get_generate_text_models,
    get_generate_v1_models,
    get_models_status,
    get_v1_model,
    get_video_models,
)
from pollination_api.types import UNSET
from pollination_sdk._engine.call import changed
from pollination_sdk._operations.parameters import Extra, as_boolean, as_integer, as_text, call_of, in_path, or_unset
from pollination_sdk._responses.decode import read_model, read_models
from pollination_sdk.errors import ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from pollination_api.models import (
        ListedModel,
        Model,
        ModelList,
        ModelReliability,
        ModelSource,
        ModelStatusTable,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.names import ModelKind

P = ParamSpec("P")

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


_KINDS = ("text", "image", "video", "audio", "3d", "embedding", "realtime")


def models(
    *,
    kind: ModelKind | None = None,
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

    With a key, only the models that it may use are listed: a name that is missing may still exist.

    Args:
        kind: What the models make: `text`, `image`, `video`, `audio`, `3d`, `embedding` or `realtime`; all by default.
        source: Whose models to list, `official` or `community`; all by default.
        community: The older form of `source`.
        query: The words that the name, title, description or publisher must hold.
        capabilities: What the models must be able to do, separated by commas, such as `reasoning,tool_calling`.
        agent: Whether to list agents alone, or none of them.
        limit: The most models to list, 1 to 500.
        reliability: `all` lists the models of the community that fail often too.
        extra: Undocumented parameters of the query.

    Raises:
        ArgumentValueError: `kind` is none of these.
    """
    if kind is None:
        read = read_model(models_.ModelList)
    else:
        read, limit = _of_kind(kind, as_integer("limit", limit)), None  # the service cuts before the kind is known
    kwargs = get_generate_v1_models._get_kwargs(**_filters(locals()))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_generate_v1_models, kwargs, read, extra, needs_key=False)


def model(model: str, *, extra: Extra = None) -> Call[ListedModel]:
    """Return the entry of one model, with its health, its prices and its aliases; works without a key.

    With a key, a model that it may not use counts as unknown.

    Args:
        model: The id, such as `openai/gpt-5.4-nano`, or an alias, such as `openai`.
        extra: Undocumented parameters of the query.

    Raises:
        NotFoundError: There is no such model.
    """
    kwargs = get_v1_model._get_kwargs(model=in_path("model", model))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_v1_model, kwargs, read_model(models_.ListedModel), extra, needs_key=False)


def model_status(*, minutes: int | None = None, extra: Extra = None) -> Call[ModelStatusTable]:
    """Return how the models have done lately: requests, errors and response times; works without a key.

    The headers `X-Model-Status-Timestamp` and `X-Model-Status-Stale` of `detailed` tell how old the numbers are.

    Args:
        minutes: How many minutes to look back, 1 to 10080; 60 by default.
        extra: Undocumented parameters of the query.
    """
    kwargs = get_models_status._get_kwargs(minutes=or_unset(as_integer("minutes", minutes)))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_models_status, kwargs, read_model(models_.ModelStatusTable), extra, needs_key=False)


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


def _list_of(
    kind: str, name: str, operation: Any, like: Callable[P, Call[list[Model]]]
) -> Callable[P, Call[list[Model]]]:
    """Return the builder of another list, with the same filters and the same type of answer.

    Args:
        kind: The kind of its models, for the docstring.
        name: The name of the builder.
        operation: The generated module.
        like: The builder of the list of images.
    """
    identifier, path = operation.__name__.rpartition(".")[2], operation._get_kwargs()["url"]  # noqa: SLF001 - as above

    @functools.wraps(like)
    def build(*args: P.args, **kwargs: P.kwargs) -> Call[list[Model]]:
        return changed(like(*args, **kwargs), operation=identifier, path=path)

    build.__name__, build.__doc__ = name, (like.__doc__ or "").replace("image and video", kind, 1)
    return build


text_models = _list_of("text", "text_models", get_generate_text_models, image_models)
video_models = _list_of("video", "video_models", get_video_models, image_models)
audio_models = _list_of("audio", "audio_models", get_generate_audio_models, image_models)
embedding_models = _list_of("embedding", "embedding_models", get_embeddings_models, image_models)
mesh_models = _list_of("3D", "mesh_models", get_3d_models, image_models)


def _of_kind(kind: str, limit: int | None) -> Callable[[httpx.Response], ModelList]:
    """Return a reader of the list that leaves out other kinds; the service has no such filter."""
    if (wanted := as_text("kind", kind)) not in _KINDS:
        raise ArgumentValueError(f"kind must be one of {', '.join(_KINDS)}, not {wanted!r}.")
    read_all = read_model(models_.ModelList)

    def read(response: httpx.Response) -> ModelList:
        listed = read_all(response)
        listed.data = [entry for entry in listed.data if _kind_of(entry) == wanted][:limit]
        return listed

    return read


def _kind_of(entry: ListedModel) -> str | None:
    """Return the kind of a model; an entry without one makes what its first output modality says."""
    return entry.category or next(iter(entry.output_modalities or ()), None)


def _filters(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the filters of a list as they are sent; those not given are `UNSET`."""
    given = ((name, read, options[name]) for name, read in _READERS.items())
    return {name: UNSET if value is None else or_unset(read(name, value)) for name, read, value in given}
