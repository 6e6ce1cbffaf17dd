"""The attributes of spans: what is known when a call starts, and what its record tells at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from pollination_sdk._client.telemetry import names
from pollination_sdk._secrets.redact import redact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk._client.telemetry.record import CallRecord
    from pollination_sdk._engine.attempt import ClientContext
    from pollination_sdk._engine.call import Call

_LONGEST = 200
_INPUT = ("prompt_text_tokens", "prompt_cached_tokens", "prompt_audio_tokens", "prompt_image_tokens")
_OUTPUT = (
    "completion_text_tokens",
    "completion_reasoning_tokens",
    "completion_audio_tokens",
    "completion_image_tokens",
)


def operation_of(call: Call[Any]) -> tuple[str, str | None]:
    """Return the operation of a call by the conventions, and its output type; None for other operations."""
    return names.OPERATIONS.get(call.operation, (call.operation, None))


def asked(call: Call[Any], context: ClientContext, *, streamed: bool) -> tuple[str, dict[str, Any]]:
    """Return the name of a call's span, and the attributes that are known when it starts."""
    operation, output = operation_of(call)
    model = call.model
    attributes: dict[str, Any] = {
        names.OPERATION_NAME: operation,
        names.PROVIDER_NAME: names.PROVIDER,
        names.ROUTE: call.operation,
        **server_of(_url_of(call, context)),
    }
    if model is not None:
        model = redact(model)[:_LONGEST]
        attributes[names.REQUEST_MODEL] = model
    if call.seed is not None:
        attributes[names.REQUEST_SEED] = call.seed
    if streamed:
        attributes[names.REQUEST_STREAM] = True
    if output is not None:
        attributes[names.OUTPUT_TYPE] = output
    if (template := template_of(call)) is not None:
        attributes[names.URL_TEMPLATE] = template
    return operation if model is None else f"{operation} {model}", attributes


def template_of(call: Call[Any]) -> str | None:
    """Return the path of a call without what the caller has put into it; None for a URL that an answer names."""
    if (template := names.TEMPLATES.get(call.operation)) is not None:
        return template
    return None if call.path.startswith("http") else call.path


def server_of(url: httpx.URL) -> dict[str, Any]:
    """Return the attributes of a host."""
    port = {} if url.port is None else {names.SERVER_PORT: url.port}
    return {names.SERVER_ADDRESS: url.host, **port}


def _url_of(call: Call[Any], context: ClientContext) -> httpx.URL:
    if call.path.startswith("http"):
        return httpx.URL(call.path)
    hosts = context.host_urls.items()
    return next((url for prefix, url in hosts if prefix and call.path.startswith(prefix)), context.base_url)


def known_at_end(record: CallRecord) -> dict[str, Any]:
    """Return the attributes of a call that has ended, from its record."""
    known: dict[str, Any] = {
        names.RESPONSE_MODEL: record.model,
        names.RESPONSE_ID: record.answer_id,
        names.FINISH_REASONS: record.finish_reasons or None,
        names.TIME_TO_FIRST_CHUNK: record.first_item,
        names.ERROR_TYPE: record.error,
        names.ERROR_CODE: record.error_code,
        names.METHOD: record.method,
        names.OUTCOME: record.outcome,
        names.ATTEMPTS: record.attempts,
        names.REQUEST_ID: record.request_id,
        names.CACHED: record.cached,
        names.COST: record.cost.pollen,
        names.COST_SOURCE: record.cost.source,
    }
    if record.usage is not None:
        known |= _units(record.route, record.usage)
    return {name: value for name, value in known.items() if value is not None}


def tokens_of(route: str, usage: Mapping[str, float] | None) -> tuple[int, int] | None:
    """Return the tokens that went in and came out; None for media, and if the answer does not count them."""
    operation, _ = names.OPERATIONS.get(route, ("", None))
    if usage is None or operation not in names.COUNTED_IN_TOKENS:
        return None
    return _sum(usage, "prompt_tokens", _INPUT), _sum(usage, "completion_tokens", _OUTPUT)


def _units(route: str, usage: Mapping[str, float]) -> dict[str, Any]:
    if (tokens := tokens_of(route, usage)) is None:
        return {f"{names.USAGE}{unit}": count for unit, count in usage.items() if count}
    return {
        names.INPUT_TOKENS: tokens[0],
        names.OUTPUT_TOKENS: tokens[1],
        names.CACHED_TOKENS: _whole(usage.get("prompt_cached_tokens")),
        names.REASONING_TOKENS: _whole(usage.get("completion_reasoning_tokens")),
    }


def _sum(usage: Mapping[str, float], total: str, parts: tuple[str, ...]) -> int:
    """Return the total that an answer counts, or the sum of its parts: a body has the one, headers have the others."""
    return int(usage[total]) if total in usage else int(sum(usage.get(part, 0) for part in parts))


def _whole(count: float | None) -> int | None:
    return None if not count else int(count)
