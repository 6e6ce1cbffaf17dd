"""`GET /image/{prompt}`: an image, or a video with a video model; `GET /video/{prompt}`: a video."""

import re
from typing import Any

import attrs

from pollination_sdk.sandbox._contract.routes import decode_image_prompt
from pollination_sdk.sandbox._errors import ServiceError, invalid_input, nested_message
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import choose
from pollination_sdk.sandbox._media.images.sources import Source, fetched, split
from pollination_sdk.sandbox._models.catalogue import DEFAULT_IMAGE, Model, models_for_media
from pollination_sdk.sandbox._models.media_units import image_units, modes, video_units
from pollination_sdk.sandbox._storage.generation import Generation

DEFAULT_SIZE = 1024
DEFAULT_VIDEO = "veo"
MOST_SECONDS = 10  # longer videos would take long to encode, and show no more; they are billed in full
DEFAULT_SEED = 42  # the service uses it without a seed, although its description differs
SHAPES = ("16:9", "9:16")


def image(exchange: Exchange) -> Generation:
    """Generate the image or the video of a prompt."""
    model = choose(models_for_media(), exchange.query.get("model", DEFAULT_IMAGE), exchange.owner)
    prompt, urls = _prompt(exchange), split(exchange.query.get("image"))
    if "image" in model.inputs and not all(url.startswith(("http://", "https://")) for url in urls):
        raise invalid_input({"image": ["Invalid input: expected http(s) URLs"]})
    return imagine(exchange, prompt, exchange.query, urls)


def video(exchange: Exchange) -> Generation:
    """Generate the video of a prompt; an image model is unknown here."""
    query = {"model": DEFAULT_VIDEO, **exchange.query}
    choose(tuple(model for model in models_for_media() if "video" in model.outputs), query["model"], exchange.owner)
    return image(attrs.evolve(exchange, query=query))


def imagine(
    exchange: Exchange, prompt: str, query: dict[str, Any], urls: list[str], sources: list[Source] | None = None
) -> Generation:
    """Generate an image or a video, in the same way for each operation.

    Args:
        exchange: The request.
        prompt: The prompt as the model receives it.
        query: The options, by their names in the query of the GET operation.
        urls: The reference images, which some models do not use.
        sources: The images to edit, which every model uses.

    Raises:
        ServiceError: 400 for an unknown model, or an image that cannot be used.
    """
    model = choose(models_for_media(), query.get("model", DEFAULT_IMAGE), exchange.owner)
    if sources is None:
        sources = fetched(exchange, urls) if "image" in model.inputs else []
    name = re.sub(r"[^a-z0-9]+", "-", prompt.lower()).strip("-")[:40] or "image"
    if "video" in model.outputs:
        references = fetched(exchange, split(query.get("reference_images")))
        return _video(prompt, model, query, name, frames=sources, references=references)
    return _draw(prompt, model, query, name, sources)


def _draw(prompt: str, model: Model, query: dict[str, Any], name: str, sources: list[Source]) -> Generation:
    from pollination_sdk.sandbox._media.images import drawing  # noqa: PLC0415 - Pillow is imported at its first use

    seed = query.get("seed", DEFAULT_SEED)
    units, found = image_units(model, prompt, query, len(sources)), modes(query, len(sources))
    width, height = (drawing.clamp(query.get(side, DEFAULT_SIZE)) for side in ("width", "height"))
    if model.vector:
        content = drawing.vector(prompt, width, height, seed, model.name)
        return Generation(content, "image/svg+xml", model, units, f"{name}.svg", modes=found)
    clear = bool(query.get("transparent"))
    canvas = drawing.draw(prompt, width, height, seed, model.name, clear=clear, sources=sources)
    return Generation(drawing.encode(canvas), "image/jpeg", model, units, f"{name}.jpg", modes=found)


def _video(
    prompt: str,
    model: Model,
    query: dict[str, Any],
    name: str,
    *,
    frames: list[Source],
    references: list[Source],
) -> Generation:
    from pollination_sdk.sandbox._media.images import mp4  # noqa: PLC0415 - importing PyAV takes 0.2 s

    shape = query.get("aspectRatio", SHAPES[query.get("height", 0) > query.get("width", 0)])
    if shape not in SHAPES:
        raise invalid_input({"aspectRatio": ['Invalid option: expected one of "16:9"|"9:16"']})
    seconds = query.get("duration", mp4.DEFAULT_SECONDS)
    content = mp4.video(
        prompt,
        min(seconds, MOST_SECONDS),
        query.get("seed", DEFAULT_SEED),
        model.name,
        portrait=shape == "9:16",
        sound=bool(query.get("audio")) and model.with_sound,
        frames=frames,
        references=references,
    )
    units = video_units(model, seconds, query, len(frames))
    return Generation(content, "video/mp4", model, units, f"{name}.mp4", modes=modes(query))


def _prompt(exchange: Exchange) -> str:
    try:
        return decode_image_prompt(exchange.prompt)
    except ValueError:
        request_id = exchange.request.headers.get("x-request-id", "")
        parameters = {"prompt": exchange.prompt, **exchange.query}
        message = nested_message("Bad Request", "URI malformed", request_id, parameters)
        raise ServiceError(400, message) from None
