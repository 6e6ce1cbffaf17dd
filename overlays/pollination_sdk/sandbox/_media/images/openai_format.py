"""`POST /v1/images/generations` and `/v1/images/edits`: images in the format of OpenAI."""

import base64
import random
import re
import time
from typing import Any

import attrs

from pollination_sdk.sandbox._errors import invalid_input
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._media.images.by_prompt import imagine
from pollination_sdk.sandbox._media.images.sources import Source, fetched, listed, sent
from pollination_sdk.sandbox._requests.forms import FORMS, sent_form
from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._storage.files import file_url, generated_id
from pollination_sdk.sandbox._storage.generation import Generation

DEFAULT_MODEL = "flux"
DEFAULT_EDIT_MODEL = "kontext"
SIZE = re.compile("([0-9]{1,4})x([0-9]{1,4})")
EDIT_OPTIONS = ("quality", "resolution")
OPTIONS = (*EDIT_OPTIONS, "transparent", "duration", "aspectRatio", "audio", "reference_images")
SEEDS = 2**31


def generations(exchange: Exchange) -> Generation:
    """Make an image; without a seed, one is drawn."""
    return _answer(exchange, DEFAULT_MODEL, OPTIONS)


def edits(exchange: Exchange) -> Generation:
    """Make an image that shows its sources below the prompt; a form and JSON have the same fields."""
    if not exchange.body or exchange.request.headers.get("content-type", "").lower().startswith(FORMS):
        form = sent_form(exchange.request)  # refuses a body that is neither
        return _answer(exchange, DEFAULT_EDIT_MODEL, EDIT_OPTIONS, sent(exchange, form, "image", "image[]"))
    return _answer(exchange, DEFAULT_EDIT_MODEL, EDIT_OPTIONS, fetched(exchange, listed(exchange.body["image"])))


def _answer(
    exchange: Exchange, default: str, options: tuple[str, ...], sources: list[Source] | None = None
) -> Generation:
    body = exchange.body
    seed = body.get("seed", random.randrange(SEEDS))  # noqa: S311 - a seed is no secret
    query: dict[str, Any] = {
        **{name: body[name] for name in options if body.get(name) is not None},
        **_size(body.get("size")),
        "model": body.get("model") or default,
        "seed": seed,
    }
    made = imagine(exchange, body["prompt"], query, listed(body.get("image")), sources)
    url = {"url": file_url(exchange.request, generated_id(exchange.request))}
    data = url if body.get("response_format") == "url" else {"b64_json": base64.b64encode(made.content).decode()}
    kind = {"media_type": made.media_type} if made.model.vector else {}
    sent_tokens, made_tokens = (_tokens(made.units, side) for side in ("prompt", "completion"))
    answer = {
        "created": int(time.time()),
        "data": [{**data, "revised_prompt": body["prompt"], **kind}],
        "usage": {
            "input_tokens": sent_tokens,
            "output_tokens": made_tokens,
            "total_tokens": sent_tokens + made_tokens,
        },
    }
    return attrs.evolve(
        made, content=write_json(answer), media_type="application/json", file=made.content, file_type=made.media_type
    )


def _tokens(units: dict[str, float], side: str) -> float:
    return sum(count for unit, count in units.items() if unit.startswith(side) and unit.endswith("Tokens"))


def _size(size: str | None) -> dict[str, int]:
    found = SIZE.fullmatch(size or "1024x1024")
    if found is None:
        raise invalid_input({"size": ["Invalid string: expected WIDTHxHEIGHT"]})
    return {"width": int(found[1]), "height": int(found[2])}
