"""Answer a generation: with a stored result, with that of an identical running one, or with a new one.

A new result is billed once and stored. The generation goes on after its client has left, and identical requests join
it. Event streams do not join; a completed one is stored and replayed.
"""

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Callable

from starlette.responses import Response

from pollination_sdk.sandbox._cache import question
from pollination_sdk.sandbox._chat import chat
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._image import image, video
from pollination_sdk.sandbox._recording import RecordedRequest
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
    """Answer with a stored result, or with that of a running generation, for free; otherwise start a generation.

    Raises:
        ServiceError: 402 without pollen for the model, 429 for a busy publishable key, or an error of the generator.
    """
    request, asked = exchange.request, question(exchange.request)
    if (kept := state.look_up(request)) is not None:
        return present(kept, request, hit=True)
    if exchange.streamed:
        return present(await _new(make, exchange, state), request, hit=False)
    if (running := state.running.get(asked)) is not None:
        return present(await asyncio.shield(running), request, hit=True)
    started = state.running[asked] = asyncio.ensure_future(_new(make, exchange, state))
    started.add_done_callback(lambda _: state.running.pop(asked, None))
    return present(await asyncio.shield(started), request, hit=False)


async def _new(make: Generator, exchange: Exchange, state: State) -> Generation:
    """Generate, bill and store."""
    key = exchange.owner
    state.ledger.require_funds(key)
    started = time.monotonic()
    with key.slot():
        generation = await asyncio.to_thread(make, exchange)
    state.ledger.require_bought(generation.model)
    milliseconds = round((time.monotonic() - started) * 1000)
    state.bill(key, generation, milliseconds)
    state.keep(exchange.request, generation)
    return generation


def present(generation: Generation, request: RecordedRequest, *, hit: bool) -> Response:
    """Return the response for a generation, with the headers of the service."""
    response = Response(generation.content, headers={"Content-Type": generation.media_type})
    response.headers["x-model-used"] = generation.model.id
    response.headers["X-Cache"] = "HIT" if hit else "MISS"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if generation.filename:
        response.headers["Content-Disposition"] = f'inline; filename="{generation.filename}"'
    else:
        response.headers["X-Cache-Key"] = hashlib.sha256(repr(question(request)).encode()).hexdigest()[:16]
        response.headers["X-Cache-Date"] = generation.made.isoformat(timespec="milliseconds")
    if not generation.media_type.startswith("text/event-stream"):
        for unit, count in generation.units.items():
            response.headers[_usage_header(unit)] = json.dumps(count)
    return response


def _usage_header(unit: str) -> str:
    return "x-usage-" + re.sub(r"([A-Z])", r"-\1", unit).lower()
