"""Answer a generation: from the cache, or generated, billed and cached."""

import asyncio
import json
import re
import time
from collections.abc import Callable

from starlette.responses import Response

from pollination_sdk.sandbox._chat import chat
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._image import image, video
from pollination_sdk.sandbox._state import State
from pollination_sdk.sandbox._text import text

Generator = Callable[[Exchange], Generation]
GENERATORS: dict[str, Generator] = {
    "/text/{prompt}": text,
    "/image/{prompt}": image,
    "/video/{prompt}": video,
    "/v1/chat/completions": chat,
}


async def generate(make: Generator, exchange: Exchange, state: State) -> Response:
    """Answer from the cache for free; otherwise generate, bill and cache.

    Raises:
        ServiceError: 402 without pollen for the model, 429 for a busy publishable key, or an error of the generator.
    """
    kept = state.look_up(exchange.request)
    if kept is not None:
        return present(kept, hit=True)
    key = exchange.owner
    state.ledger.require_funds(key)
    started = time.monotonic()
    with key.slot():
        generation = await asyncio.to_thread(make, exchange)
    state.ledger.require_bought(generation.model)
    milliseconds = round((time.monotonic() - started) * 1000)
    state.bill(key, generation, milliseconds)
    state.keep(exchange.request, generation)
    return present(generation, hit=False)


def present(generation: Generation, *, hit: bool) -> Response:
    """Return the response for a generation, with the headers of the service."""
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
