"""One generation: from the cache, or made, billed, kept and described in headers."""

import asyncio
import json
import re
import time
from collections.abc import Callable

from starlette.responses import Response

from pollination_sdk.sandbox._chat import chat
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._image import image
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._state import State
from pollination_sdk.sandbox._text import text

Generator = Callable[[Exchange], Generation]
GENERATORS: dict[str, Generator] = {
    "/text/{prompt}": text,
    "/image/{prompt}": image,
    "/v1/chat/completions": chat,
}
RANDOM_SEED = -1


async def generate(make: Generator, exchange: Exchange, state: State) -> Response:
    """Answer from the cache for free, else make, bill and keep.

    Raises:
        ServiceError: 402 without funds, 429 for a busy publishable key, and whatever the generator refuses.
    """
    kept = look_up(state, exchange.request)
    if kept is not None:
        return present(kept, hit=True)
    key = exchange.owner
    state.ledger.require_funds(key)
    started = time.monotonic()
    with key.turn():
        generation = await asyncio.to_thread(make, exchange)
    milliseconds = round((time.monotonic() - started) * 1000)
    state.ledger.bill(key, generation.model, generation.units, milliseconds)
    if repeatable(exchange.request):
        state.cache.put(exchange.request, generation)
    return present(generation, hit=False)


def look_up(state: State, request: RecordedRequest) -> Generation | None:
    """Find what an identical request was answered, unless this one wants a fresh answer."""
    return state.cache.get(request) if repeatable(request) else None


def repeatable(request: RecordedRequest) -> bool:
    """Tell whether a request may be answered from the cache: not with the seed -1."""
    if request.method == "GET":
        return request.params.get("seed") != str(RANDOM_SEED)
    try:
        body = request.json()
    except ValueError:
        return False
    return not (isinstance(body, dict) and body.get("seed") == RANDOM_SEED)


def present(generation: Generation, *, hit: bool) -> Response:
    """Describe a generation in the service's headers."""
    response = Response(generation.content, headers={"Content-Type": generation.media_type})
    response.headers["x-model-used"] = generation.model.name
    response.headers["X-Cache"] = "HIT" if hit else "MISS"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if hit:
        response.headers["X-Cache-Type"] = "EXACT"
    elif generation.filename:
        response.headers["Content-Disposition"] = f'inline; filename="{generation.filename}"'
    if not generation.media_type.startswith("text/event-stream"):
        for unit, count in generation.units.items():
            response.headers[_usage_header(unit)] = json.dumps(count)
    return response


def _usage_header(unit: str) -> str:
    return "x-usage-" + re.sub(r"([A-Z])", r"-\1", unit).lower()
