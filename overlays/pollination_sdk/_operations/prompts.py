"""What a prompt must become to survive the journey through a URL.

The service decodes paths more than once and normalises in between, so some text never arrives
however it is encoded: line breaks and tabs vanish, ``//`` collapses, a last ``/`` is dropped, ``.``
and ``..`` are steps of the path, ``%41`` becomes ``A``, and the word ``models`` asks for a list.
Such characters are replaced by their full-width twins, which mean the same and are turned back into
what was typed by Unicode normalisation (NFKC); line breaks and tabs become a space. What has no
such replacement is refused before anything is sent.
"""

import re
from collections.abc import Sequence
from typing import Literal
from urllib.parse import quote

import httpx

from pollination_sdk._engine.url import Params, check_text, encode_query
from pollination_sdk.errors import PromptError

# A GET that every proxy carries; longer texts have the road of the chat operation.
MAXIMUM_TEXT_GET_BYTES = 2_000
MAXIMUM_IMAGE_SEED = 2_147_483_647
MAXIMUM_TEXT_SEED = 9_007_199_254_740_991

# Written here, compiled when first used.
_BREAKS = r"\r\n|[\t\n\r]"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
# A slash at either end, or beside another one.
_LOST_SLASH = r"\A/|/\Z|(?<=/)/|/(?=/)"
_DOT_SEGMENT = r"(?:(?<=/)|\A)\.{1,2}(?=/|\Z)"
# The text operation hands these to the model still percent-encoded.
_ENCODED_FOR_TEXT = r"[?+/&=#%:;,@$]"
_TRIVIALLY_SAFE = r"[\w!\"'()*.-]+(?: +[\w!\"'()*.-]+)*"
_MODEL_LIST = "models"

_REFERENCE_BORDER = re.compile(r"\s*[|,]\s*(?=https?://|data:)", re.IGNORECASE)
_HTTP = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def image_prompt(prompt: str) -> str:
    """Return the prompt as the image model will receive it.

    A line break or a tab becomes a space; ``%``, a slash that would be lost, and the dots of a
    ``.`` or ``..`` between slashes become full-width; the lone word ``models`` gets a space behind
    it. All other text stays as it is.

    Raises:
        PromptError: the prompt is blank or holds a control character or half a surrogate pair.
    """
    return _escape_model_list(_protect_path(_without_breaks(prompt).replace("%", "\uff05")))


def text_prompt(prompt: str) -> str:
    """Return the prompt as a text model will receive it by way of ``GET /text/{prompt}``.

    As `image_prompt`, and each of ``? + / & = # % : ; , @ $`` becomes full-width: by this road the
    model would be given their percent-encoded form. Meant for links; a call has the chat operation
    for what cannot travel.

    Raises:
        PromptError: the prompt is blank or holds a control character or half a surrogate pair.
    """
    widened = re.sub(_ENCODED_FOR_TEXT, _full_width, _without_breaks(prompt))
    return _escape_model_list(_protect_path(widened))


def text_survives_get(prompt: str, params: Params | None = None) -> bool:
    """Tell whether ``GET /text/{prompt}`` hands the model exactly what was typed.

    True for short, plain prompts only: words, spaces and a little punctuation. Everything else
    should take ``POST /v1/chat/completions``, which reaches the same models. `params` are the query
    parameters of the call; texts among them must be as plain.
    """
    texts = [value for _, value in httpx.QueryParams(params).multi_items()] if params else []
    if not all(re.fullmatch(_TRIVIALLY_SAFE, text) for text in [prompt, *texts]):
        return False
    if prompt in {".", "..", _MODEL_LIST}:
        return False
    return len(f"/text/{quote(prompt)}?{encode_query(params)}") <= MAXIMUM_TEXT_GET_BYTES


def join_reference_images(images: str | Sequence[str]) -> str:
    """Join reference image URLs into one value of ``image=`` that the service takes apart again.

    The service splits on ``|`` if there is one, else on ``,``. So several URLs are joined by ``|``
    and keep their commas; the comma of a single URL is percent-encoded, and so is every ``|`` and
    space inside a URL.

    Args:
        images: one URL as typed; or several in the service's own notation, where a new URL begins
            after ``|`` or ``,`` only if ``http://`` or ``https://`` follows; or a sequence with
            exactly one URL an item.

    Raises:
        PromptError: there is no URL, or one is not http or https (data URIs are not accepted).
    """
    items = _REFERENCE_BORDER.split(images) if isinstance(images, str) else list(images)
    if not items:
        raise PromptError("The list of reference images is empty; leave the option out or give a URL.")
    urls = [_reference_url(item, position) for position, item in enumerate(items, start=1)]
    return "|".join(urls) if len(urls) > 1 else urls[0].replace(",", "%2C")


def draw_seed(seed: int | Literal["random"] | None, maximum: int) -> int | None:
    """Return the seed to send: for ``"random"`` a fresh number from 0 to `maximum`.

    Call it once per call, before any retry, so that a repeated request is the identical one.

    Raises:
        ValueError: the seed is some other text.
    """
    if not isinstance(seed, str):
        return seed
    if seed != "random":
        raise ValueError(f"seed must be an integer or 'random', not {seed!r}.")
    import secrets  # noqa: PLC0415 - few seeds are drawn

    return secrets.randbelow(maximum + 1)


def check_prompt(prompt: str) -> None:
    """Refuse a prompt that no road carries.

    Raises:
        PromptError: it is empty, consists of white space, or holds half a surrogate pair.
        TypeError: it is no text.
    """
    if not isinstance(prompt, str):
        raise TypeError(f"A prompt is text, not {type(prompt).__name__}.")
    if not prompt.strip():
        raise PromptError("The prompt is empty; it needs at least one visible character.")
    check_text(prompt, "The prompt")


def _without_breaks(prompt: str) -> str:
    """Return the prompt on one line, or refuse it."""
    check_prompt(prompt)
    if control := re.search(_CONTROL, prompt):
        raise PromptError(
            f"The prompt holds the control character U+{ord(control[0]):04X} at position "
            f"{control.start()}, which cannot travel in a URL; remove it."
        )
    return re.sub(_BREAKS, " ", prompt)


def _protect_path(text: str) -> str:
    """Widen the slashes and dots that path normalisation would swallow."""
    return re.sub(_DOT_SEGMENT, _full_width, re.sub(_LOST_SLASH, _full_width, text))


def _full_width(match: re.Match[str]) -> str:
    """Return the full-width twins of the matched ASCII characters (U+FF01 to U+FF5E)."""
    return "".join(chr(ord(character) + 0xFEE0) for character in match[0])


def _escape_model_list(text: str) -> str:
    """Keep the word that the service takes for another operation from standing alone."""
    return f"{text} " if text == _MODEL_LIST else text


def _reference_url(url: str, position: int) -> str:
    """Check one reference image and encode what would break the list."""
    if not isinstance(url, str):
        raise TypeError(f"Reference image {position} is {type(url).__name__}; give each as the text of its URL.")
    url = url.strip()
    if not _HTTP.match(url):
        raise PromptError(
            f"Reference image {position} is not an http:// or https:// URL. The service fetches "
            "the images itself: upload a file or data URI somewhere public and give its address."
        )
    if control := re.search(_CONTROL, url) or re.search(_BREAKS, url):
        raise PromptError(f"Reference image {position} holds a control character at {control.start()}; remove it.")
    check_text(url, f"Reference image {position}")
    return url.replace("|", "%7C").replace(" ", "%20")
