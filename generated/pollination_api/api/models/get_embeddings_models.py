# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""List the embedding models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ... import models as _models
from ...types import UNSET, Response, Unset, media_type_of

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client
    from ...models.error_envelope import ErrorEnvelope
    from ...models.model import Model
    from ...models.model_reliability import ModelReliability
    from ...models.model_source import ModelSource


def _get_kwargs(
    *,
    source: ModelSource | Unset = UNSET,
    community: bool | Unset = UNSET,
    query: str | Unset = UNSET,
    capabilities: str | Unset = UNSET,
    agent: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    reliability: ModelReliability | Unset = "reliable",
) -> dict[str, Any]:
    params: dict[str, Any] = {}
    params["source"] = source
    params["community"] = community
    params["query"] = query
    params["capabilities"] = capabilities
    params["agent"] = agent
    params["limit"] = limit
    params["reliability"] = reliability
    params = {name: value for name, value in params.items() if value is not UNSET and value is not None}
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/embeddings/models",
        "params": params,
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> list[Model] | ErrorEnvelope | str | None:
    media_type = media_type_of(response)
    if response.status_code in (400, 401, 402, 403, 404, 429, 500, 502, 503, 504, 524, 530):
        return errors.read_error(response, media_type)
    if response.status_code == 200:
        if media_type == "application/json":
            answer = []
            for answer_item_data in response.json():
                answer_item = _models.Model.from_dict(answer_item_data)
                answer.append(answer_item)

            return answer

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[list[Model] | ErrorEnvelope | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    source: ModelSource | Unset = UNSET,
    community: bool | Unset = UNSET,
    query: str | Unset = UNSET,
    capabilities: str | Unset = UNSET,
    agent: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    reliability: ModelReliability | Unset = "reliable",
) -> Response[list[Model] | ErrorEnvelope | str]:
    """List the embedding models.

    Returns each embedding model. With a key, only the models that it may use are listed.

    Args:
        source: Whose models to list; all when left out.
        community: Whether to list the models of the community alone, or none of them; `source` is the newer form.
        query: The words that the name, title, description or publisher must hold, all of them.
        capabilities: What the model must be able to do, separated by commas, such as `reasoning,tool_calling`.
        agent: Whether to list agents alone, or none of them.
        limit: The most models to list, 1 to 500.
        reliability: Whether models of the community that fail often are listed too.
        client: What the request has in common with others.

    Returns:
        The answer with its status, headers and parsed body.

    Raises:
        errors.UnexpectedStatus: The contract does not describe the answer and the client asks to be told.
        httpx.HTTPError: The request could not be made or the answer did not come in time.
    """
    response = client.get_httpx_client().request(
        **_get_kwargs(
            source=source,
            community=community,
            query=query,
            capabilities=capabilities,
            agent=agent,
            limit=limit,
            reliability=reliability,
        )
    )
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    source: ModelSource | Unset = UNSET,
    community: bool | Unset = UNSET,
    query: str | Unset = UNSET,
    capabilities: str | Unset = UNSET,
    agent: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    reliability: ModelReliability | Unset = "reliable",
) -> list[Model] | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, and return the parsed body alone."""
    return sync_detailed(
        client=client,
        source=source,
        community=community,
        query=query,
        capabilities=capabilities,
        agent=agent,
        limit=limit,
        reliability=reliability,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    source: ModelSource | Unset = UNSET,
    community: bool | Unset = UNSET,
    query: str | Unset = UNSET,
    capabilities: str | Unset = UNSET,
    agent: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    reliability: ModelReliability | Unset = "reliable",
) -> Response[list[Model] | ErrorEnvelope | str]:
    """Do as `sync_detailed`, without blocking."""
    response = await client.get_async_httpx_client().request(
        **_get_kwargs(
            source=source,
            community=community,
            query=query,
            capabilities=capabilities,
            agent=agent,
            limit=limit,
            reliability=reliability,
        )
    )
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    source: ModelSource | Unset = UNSET,
    community: bool | Unset = UNSET,
    query: str | Unset = UNSET,
    capabilities: str | Unset = UNSET,
    agent: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
    reliability: ModelReliability | Unset = "reliable",
) -> list[Model] | ErrorEnvelope | str | None:
    """Do as `sync_detailed`, without blocking, and return the parsed body alone."""
    return (
        await asyncio_detailed(
            client=client,
            source=source,
            community=community,
            query=query,
            capabilities=capabilities,
            agent=agent,
            limit=limit,
            reliability=reliability,
        )
    ).parsed
