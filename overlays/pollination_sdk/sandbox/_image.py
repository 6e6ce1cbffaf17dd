"""`GET /image/{prompt}`: an image, or a video with a video model; `GET /video/{prompt}`: a video."""

import re
from typing import Any

import attrs

from pollination_sdk.sandbox._catalogue import DEFAULT_IMAGE, Model, models_for_media
from pollination_sdk.sandbox._errors import ServiceError, invalid_input, nested_message
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._routes import decode_image_prompt
from pollination_sdk.sandbox._words import choose

DEFAULT_SIZE = 1024
DEFAULT_VIDEO = "veo"
MOST_SECONDS = 10  # longer videos would take long to encode, and show no more
DEFAULT_SEED = 42  # the service uses it without a seed, although its description differs
SHAPES = ("16:9", "9:16")


def image(exchange: Exchange) -> Generation:
    """Generate the image or the video of a prompt."""
    query = exchange.query
    model = choose(models_for_media(), query.get("model", DEFAULT_IMAGE), exchange.owner)
    prompt = _prompt(exchange)
    seed = query.get("seed", DEFAULT_SEED)
    _check_references(model, query)
    name = re.sub(r"[^a-z0-9]+", "-", prompt.lower()).strip("-")[:40] or "image"
    if "video" in model.outputs:
        return _video(prompt, seed, model, query, name)
    return _draw(prompt, seed, model, query, name)


def video(exchange: Exchange) -> Generation:
    """Generate the video of a prompt; an image model is unknown here."""
    query = {"model": DEFAULT_VIDEO, **exchange.query}
    choose(tuple(model for model in models_for_media() if "video" in model.outputs), query["model"], exchange.owner)
    return image(attrs.evolve(exchange, query=query))


def _draw(prompt: str, seed: int, model: Model, query: dict[str, Any], name: str) -> Generation:
    from pollination_sdk.sandbox import _drawing  # noqa: PLC0415 - Pillow is imported at its first use

    width, height = (_drawing.clamp(query.get(side, DEFAULT_SIZE)) for side in ("width", "height"))
    clear = bool(query.get("transparent"))
    canvas = _drawing.draw(prompt, width, height, seed, model.name, clear=clear)
    content = _drawing.encode(canvas)
    return Generation(content, "image/jpeg", model, {"completionImageTokens": 1}, f"{name}.jpg")


def _video(prompt: str, seed: int, model: Model, query: dict[str, Any], name: str) -> Generation:
    from pollination_sdk.sandbox import _video  # noqa: PLC0415 - importing PyAV takes 0.2 s

    shape = query.get("aspectRatio", SHAPES[query.get("height", 0) > query.get("width", 0)])
    if shape not in SHAPES:
        raise invalid_input({"aspectRatio": ['Invalid option: expected one of "16:9"|"9:16"']})
    seconds = min(query.get("duration", _video.DEFAULT_SECONDS), MOST_SECONDS)
    sound = bool(query.get("audio")) and model.with_sound
    content = _video.video(prompt, seconds, seed, model.name, portrait=shape == "9:16", sound=sound)
    return Generation(content, "video/mp4", model, {"completionVideoSeconds": seconds}, f"{name}.mp4")


def _prompt(exchange: Exchange) -> str:
    try:
        return decode_image_prompt(exchange.prompt)
    except ValueError:
        request_id = exchange.request.headers.get("x-request-id", "")
        parameters = {"prompt": exchange.prompt, **exchange.query}
        message = nested_message("Bad Request", "URI malformed", request_id, parameters)
        raise ServiceError(400, message) from None


def _check_references(model: Model, query: dict[str, Any]) -> None:
    """Refuse reference images that are not URLs, if the model uses reference images."""
    sent = query.get("image")
    if sent is None or "image" not in model.inputs:
        return
    references = sent.split("|" if "|" in sent else ",")
    if not all(reference.startswith(("http://", "https://")) for reference in references):
        raise invalid_input({"image": ["Invalid input: expected http(s) URLs"]})
