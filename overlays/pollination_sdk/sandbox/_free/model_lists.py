"""The model lists, which cost nothing: filtered by the query and, with a key, by what the key may use."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from starlette.responses import Response

from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._free.encoding import json_response
from pollination_sdk.sandbox._models.catalogue import Model, admits, all_models, find
from pollination_sdk.sandbox._storage.ledger import Ledger

STATUS_HEADERS = {"X-Model-Status-Timestamp": "2026-10-01T00:00:00Z", "X-Model-Status-Stale": "false"}


def rich_list(*categories: str) -> Callable[[Exchange, Ledger], Response]:
    """Return the handler of a list with everything about each model; no category means all."""

    def answer(exchange: Exchange, ledger: Ledger) -> Response:
        models = _visible(exchange, ledger)
        chosen = [model for model in models if not categories or model.category in categories]
        return json_response(
            [model.describe(ledger.prices.of(model)) for model in chosen[: exchange.query.get("limit")]]
        )

    return answer


def v1_models(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /v1/models`, in the format of OpenAI's list."""
    models = list(_visible(exchange, ledger))[: exchange.query.get("limit")]
    return json_response({"object": "list", "data": [model.list_entry(ledger.prices.of(model)) for model in models]})


def v1_model(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /v1/models/{model}`, by id or alias.

    Raises:
        ServiceError: 404 for an unknown name, and for one that the key does not see.
    """
    name = unquote(exchange.request.path.rpartition("/")[2])
    model = find(tuple(_visible(exchange, ledger)), name)
    if model is None:
        raise ServiceError(404, f"Model '{name}' not found")
    return json_response(model.list_entry(ledger.prices.of(model)))


def status(_: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /models/status` with what this sandbox has generated."""
    counts: dict[Model, list[float]] = {}
    for entry in ledger.entries:
        counts.setdefault(entry.model, []).append(entry.milliseconds)
    rows = [_status_row(model, times) for model, times in counts.items()]
    response = json_response({"data": rows})
    response.headers.update(STATUS_HEADERS)
    return response


def _status_row(model: Model, times: list[float]) -> dict[str, Any]:
    average = sum(times) / len(times)
    return {
        "model": model.id,
        "event_type": "generate.text" if model.category == "text" else "generate.image",
        "provider": "sandbox",
        "model_used": model.id,
        "total_requests": len(times),
        "status_2xx": len(times),
        "errors_4xx": 0,
        "errors_5xx": 0,
        "fallback_rescues": 0,
        "latency_p50_ms": sorted(times)[len(times) // 2],
        "latency_p95_ms": max(times),
        "avg_latency_ms": average,
        "tokens_per_second": None,
    }


def _visible(exchange: Exchange, ledger: Ledger) -> list[Model]:
    """Return the models that the key and the filters admit; without a key, all that the filters admit."""
    key = exchange.key
    without_paid = key is not None and not ledger.pots()["paid"] > 0
    return [
        model
        for model in _filtered(exchange.query)
        if key is None or (admits(key.models, model) and not (without_paid and model.paid_only))
    ]


def _filtered(query: dict[str, Any]) -> Iterator[Model]:
    wanted = {"official": False, "community": True}.get(query.get("source", ""), query.get("community"))
    words = str(query.get("query", "")).lower().split()
    abilities = [name for name in str(query.get("capabilities", "")).split(",") if name]
    for model in all_models():
        text = " ".join((model.id, *model.aliases, model.publisher)).lower()
        if (
            wanted in (None, model.community)
            and all(word in text for word in words)
            and set(abilities) <= set(model.capabilities)
            and query.get("agent") in (None, model.agent)
        ):
            yield model
