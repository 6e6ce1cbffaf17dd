"""Match the raw path of a request to an operation of the contract.

Paths are matched before a framework decodes them, because the result depends on the encoding. The service decodes a
prompt once for routing, and once more before the model.
"""

import re
from urllib.parse import unquote, unquote_to_bytes

import attrs

from pollination_sdk.sandbox._contract.validation import Contract
from pollination_sdk.sandbox._errors import EdgeError, ServiceError

MODEL_LISTS = ("/image/models", "/text/models", "/video/models")
TEXT_PROMPT = "/text/{prompt}"
IMAGE_PROMPT = "/image/{prompt}"
VIDEO_PROMPT = "/video/{prompt}"
# Escapes that decoding a whole path does not change: the model receives them encoded.
RESERVED_ESCAPE = re.compile(r"(%(?:3[ABDF]|2[3456BCF]|40))", re.IGNORECASE)
BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@attrs.frozen
class Route:
    """An operation by its path template, with the value in its path: a prompt after the first decoding, or an id."""

    template: str
    prompt: str | None = None
    method: str = ""


def match(method: str, raw_path: str, contract: Contract) -> Route:
    """Return the operation for a raw path.

    Raises:
        ServiceError: 404 in plain text, or 405.
    """
    route = _find(method, raw_path, contract)
    if route is None:
        raise EdgeError(404, "404 Not Found")
    allowed = contract.methods(route.template)
    if method not in allowed:
        raise ServiceError(405, "Method Not Allowed", headers={"Allow": ", ".join(allowed)})
    return attrs.evolve(route, method=method)


def _find(sent: str, raw_path: str, contract: Contract) -> Route | None:
    decoded = "/".join(unquote(part).replace("/", "%2F") for part in raw_path.split("/"))
    prompts = {"/image/": _image, "/text/": _text, "/video/": _video}
    if decoded not in MODEL_LISTS:
        for prefix, read in prompts.items():
            if raw_path.startswith(prefix):
                return read(raw_path.removeprefix(prefix))
    template = contract.find(sent, decoded)
    return None if template is None else Route(template, contract.value_in(template, decoded))


def _image(raw: str) -> Route | None:
    prompt = unquote(raw)
    return Route(IMAGE_PROMPT, prompt) if prompt.strip("/") not in ("", ".", "..") else None


def _video(raw: str) -> Route | None:
    route = _image(raw)
    return route and Route(VIDEO_PROMPT, route.prompt)


def _text(raw: str) -> Route | None:
    if not raw or raw in (".", ".."):
        return None
    parts = RESERVED_ESCAPE.split(raw)
    kept = [part if index % 2 else unquote(part) for index, part in enumerate(parts)]
    return Route(TEXT_PROMPT, "".join(kept))


def decode_image_prompt(once_decoded: str) -> str:
    """Decode an image prompt for the second time, like the URL parser of the image service.

    Raises:
        ValueError: A `%` is not part of an escape, or the escapes are not UTF-8.
    """
    if BROKEN_ESCAPE.search(once_decoded):
        raise ValueError("URI malformed")
    path = re.sub(r"[\n\r\t]", "", once_decoded)
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    return unquote_to_bytes("/".join(segments)).decode("utf-8")
