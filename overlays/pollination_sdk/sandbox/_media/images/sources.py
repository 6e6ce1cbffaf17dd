"""The images that a request gives: uploaded files, data URIs, and URLs."""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import attrs

from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._requests.forms import MEBIBYTE, Form
from pollination_sdk.sandbox._storage.files import PREFIX

DATA_URI = re.compile(r"data:([^;,]*)((?:;[^;,]*)*);base64,(.*)", re.DOTALL)
LARGEST = 20  # MiB
MEDIA_HOST = "media.pollinations.ai"
UNTYPED = ("", "application/octet-stream", "text/plain")  # of a part without a type


@attrs.frozen
class Source:
    """An image: its bytes, or only a label for one that the sandbox does not fetch."""

    label: str
    content: bytes = attrs.field(default=b"", repr=False)


def split(joined: str | None) -> list[str]:
    """Return the URLs of a query, which `|` or commas join."""
    return joined.split("|" if "|" in joined else ",") if joined else []


def listed(image: Any) -> list[str]:
    """Return the URLs of the `image` of a JSON body: one, or a list of URLs or of objects that hold one."""
    return [_url(one) for one in (image if isinstance(image, list) else [image]) if one]


def fetched(exchange: Exchange, urls: Iterable[str]) -> list[Source]:
    """Return the images of URLs: those of data URIs and of the sandbox's own media host have their bytes.

    Raises:
        ServiceError: 400 for what is no URL, or an image that is missing, too large, or of another type.
    """
    return [_fetch(exchange, url) for url in urls]


def sent(exchange: Exchange, form: Form, *names: str) -> list[Source]:
    """Return the images of a form: its files, then its URLs.

    Raises:
        ServiceError: 400 as in `fetched`.
    """
    files = [file for name in names for file in form.files.get(name, ())]
    urls = [url for name in names for url in form.values.get(name, ())]
    return [_checked(file.name, file.media_type, file.content) for file in files] + fetched(exchange, urls)


def _fetch(exchange: Exchange, url: str) -> Source:
    if found := DATA_URI.fullmatch(url):
        try:
            return _checked("data URI", found[1], base64.b64decode(found[3], validate=True))
        except (binascii.Error, ValueError):
            raise ServiceError(400, "The data URI is no base64", code="invalid_image_url") from None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ServiceError(400, "Expected an http(s) URL or a data URI", code="invalid_image_url")
    own = parts.netloc == exchange.request.headers.get("host")
    if not own and parts.hostname != MEDIA_HOST:
        return Source(parts.hostname)
    file = exchange.files.read(parts.path.removeprefix(PREFIX if own else "").strip("/"))
    if file is not None:
        return _checked(parts.hostname, file.media_type, file.part.read())
    if own:
        raise ServiceError(400, f"Failed to download the image {url}", code="failed_to_download_image")
    return Source(parts.hostname)


def _checked(label: str, media_type: str, content: bytes) -> Source:
    if len(content) > LARGEST * MEBIBYTE:
        raise ServiceError(400, f"The image is larger than {LARGEST} MiB", code="image_too_large")
    if media_type not in UNTYPED and not media_type.startswith("image/"):
        raise ServiceError(400, f"{media_type} is no image", code="unsupported_image_media_type")
    return Source(label, content)


def _url(one: Any) -> str:
    """Return the URL of an item, also where an object of OpenAI's format holds it."""
    inner = one.get("image_url") or one.get("url") if isinstance(one, dict) else one
    return _url(inner) if isinstance(inner, dict) else str(inner)
