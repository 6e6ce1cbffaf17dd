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
from typing import Any

import attrs
from starlette.responses import Response

from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._media.audio import speech
from pollination_sdk.sandbox._media.audio.transcripts import transcription
from pollination_sdk.sandbox._media.images import openai_format
from pollination_sdk.sandbox._media.images.by_prompt import image, video
from pollination_sdk.sandbox._media.mesh import mesh
from pollination_sdk.sandbox._requests.identity import question
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._server.reported_cost import report_cost
from pollination_sdk.sandbox._storage.files import file_url, generated_id
from pollination_sdk.sandbox._storage.generation import Generation
from pollination_sdk.sandbox._storage.script import Reply, Script
from pollination_sdk.sandbox._storage.state import State
from pollination_sdk.sandbox._text import chat, plain
from pollination_sdk.sandbox._text.embeddings import embeddings
from pollination_sdk.sandbox._text.formats import messages, responses

Generator = Callable[[Exchange], Generation]
GENERATORS: dict[str, Generator] = {
    "/text/{prompt}": plain.text,
    "/image/{prompt}": image,
    "/video/{prompt}": video,
    "/v1/chat/completions": chat.chat,
    "/text": plain.post_text,
    "/v1/responses": responses.responses,
    "/v1/messages": messages.messages,
    "/v1/images/generations": openai_format.generations,
    "/v1/images/edits": openai_format.edits,
    "/3d/{prompt}": mesh,
    "/audio/{text}": speech.spoken_path,
    "/v1/audio/speech": speech.speech,
    "/v1/audio/speech/with-timestamps": speech.timed_speech,
    "/v1/audio/voice-changer": speech.voice_changer,
    "/v1/audio/voice-isolator": speech.voice_isolator,
    "/alpha/audio/stem-separation": speech.stem_separation,
    "/v1/audio/transcriptions": transcription,
    "/v1/embeddings": embeddings,
}
CHATS: dict[str, Callable[[Exchange], dict[str, Any]]] = {
    "/text/{prompt}": plain.as_chat,
    "/text": chat.as_chat,
    "/v1/chat/completions": chat.as_chat,
    "/v1/responses": responses.as_chat,
    "/v1/messages": messages.as_chat,
}
"""The chat of each operation that takes scripted replies."""


async def generate(template: str, exchange: Exchange, state: State) -> Response:
    """Answer with a stored result, or with that of a running generation, for free; otherwise start a generation.

    A scripted reply goes before a stored result. If a fault has changed that result, the stored one goes first: this
    may be the same call again, which is not paid twice.

    Raises:
        ServiceError: 402 without pollen for the model, 429 for a busy publishable key, or an error of the generator.
    """
    make, request, asked = GENERATORS[template], exchange.request, question(exchange.request)
    kept = state.look_up(request)
    repeated = kept is not None and asked in state.lost
    state.lost.discard(asked)
    if not repeated and (reply := _reply_for(template, exchange, state.script)) is not None:
        return present(await _scripted(make, attrs.evolve(exchange, reply=reply), state), request, state)
    if kept is not None:
        return present(kept, request, state, hit=True)
    if exchange.streamed:
        return present(await _new(make, exchange, state), request, state)
    if (running := state.running.get(asked)) is not None:
        return present(await asyncio.shield(running), request, state, hit=True)
    started = state.running[asked] = asyncio.ensure_future(_new(make, exchange, state))
    started.add_done_callback(lambda _: state.running.pop(asked, None))
    return present(await asyncio.shield(started), request, state)


def _reply_for(template: str, exchange: Exchange, script: Script) -> Reply | None:
    if not script.waiting or template not in CHATS:
        return None
    return script.take(CHATS[template](exchange), template)


async def _scripted(make: Generator, exchange: Exchange, state: State) -> Generation:
    """Generate with a scripted reply, which waits for the next request if this one is refused."""
    try:
        return await _new(make, exchange, state)
    except ServiceError:
        if exchange.reply is not None:
            state.script.put_back(exchange.reply)
        raise


async def _new(make: Generator, exchange: Exchange, state: State) -> Generation:
    """Generate, bill and store."""
    key = exchange.owner
    state.ledger.pot(key)
    started = time.monotonic()
    with key.slot():
        generation = await asyncio.to_thread(make, exchange)
    pot = state.ledger.pot(key, paid_only=generation.model.paid_only)
    milliseconds = round((time.monotonic() - started) * 1000)
    cost = state.bill(key, generation, milliseconds, pot)
    state.keep(exchange.request, generation)
    return attrs.evolve(generation, cost=cost)


def present(generation: Generation, request: RecordedRequest, state: State, *, hit: bool = False) -> Response:
    """Return the response for a generation, with the headers of the service; a hit has cost nothing."""
    response = Response(generation.content, headers={"Content-Type": generation.media_type})
    response.headers["x-model-used"] = generation.model.id
    response.headers["X-Cache"] = "HIT" if hit else "MISS"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if generation.filename:
        response.headers["Link"] = f'<{file_url(request, generated_id(request))}>; rel="enclosure"'
    if generation.filename and not generation.file:
        response.headers["Content-Disposition"] = f'inline; filename="{generation.filename}"'
    else:
        response.headers["X-Cache-Key"] = hashlib.sha256(repr(question(request)).encode()).hexdigest()[:16]
        response.headers["X-Cache-Date"] = generation.made.isoformat(timespec="milliseconds")
    if not generation.media_type.startswith("text/event-stream"):
        for unit, count in generation.units.items():
            response.headers[_usage_header(unit)] = json.dumps(count)
    if state.report_costs:
        report_cost(response, 0 if hit else generation.cost or 0)
    return response


def _usage_header(unit: str) -> str:
    return "x-usage-" + re.sub(r"([A-Z])", r"-\1", unit).lower()
