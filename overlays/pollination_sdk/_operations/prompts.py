"""Convert prompts so that they arrive unchanged in a URL.

The service decodes paths more than once and normalises them in between. So some text is lost in any encoding:

- Line breaks and tabs disappear.
- `//` becomes `/`, and a last `/` is dropped.
- `.` and `..` are path segments.
- `%41` becomes `A`.
- The word `models` is the path of a list.

Line breaks and tabs become a space. Other such characters become their full-width forms, which mean the same and which
Unicode normalisation (NFKC) turns back into the original. Text without a replacement is refused before the request.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

import httpx

from pollination_sdk._engine.url import MAXIMUM_URL_BYTES, Params, check_text, encode_query
from pollination_sdk.errors import ArgumentError, PromptError

# The length of a GET that every proxy accepts; longer texts are sent with the chat operation.
MAXIMUM_TEXT_GET_BYTES = 2_000

# The length of the path and the query of an image's GET; the rest of the 8000 bytes is for `base_url` and a key.
MAXIMUM_IMAGE_GET_BYTES = MAXIMUM_URL_BYTES - 500

# Patterns as text: `re` compiles and caches them at their first use.
_BREAKS = r"\r\n|[\t\n\r]"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
# A slash at the start or the end, or next to another one.
_LOST_SLASH = r"\A/|/\Z|(?<=/)/|/(?=/)"
_DOT_SEGMENT = r"(?:(?<=/)|\A)\.{1,2}(?=/|\Z)"
# The text operation passes these to the model still percent-encoded.
_ENCODED_FOR_TEXT = r"[?+/&=#%:;,@$]"
_TRIVIALLY_SAFE = r"[\w!\"'()*.-]+(?: +[\w!\"'()*.-]+)*"
_MODEL_ID = r"[\w.:/-]+"
_MODEL_LIST = "models"
_MOST_BYTES = 12
"""The bytes of one character in a URL, at most: four of UTF-8, each percent-encoded."""

_REFERENCE_BORDER = re.compile(r"\s*[|,]\s*(?=https?://|data:)", re.IGNORECASE)
_HTTP = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)


def image_prompt(prompt: str) -> str:
    """Return the prompt as the image model will receive it.

    A line break or a tab becomes a space. `%`, a slash that would be lost, and the dots of a `.` or `..` segment become
    full-width. The prompt `models` gets a space at its end. All other text is unchanged.

    Raises:
        PromptError: The prompt is blank, or contains a control character or half a surrogate pair.
    """
    return _escape_model_list(_protect_path(_without_breaks(prompt).replace("%", "\uff05")))


def text_prompt(prompt: str) -> str:
    """Return the prompt as a text model will receive it from `GET /text/{prompt}`.

    Like `image_prompt`, and each of `? + / & = # % : ; , @ $` becomes full-width: the model would receive their
    percent-encoded form. This function is for links; calls use the chat operation for such text.

    Raises:
        PromptError: The prompt is blank, or contains a control character or half a surrogate pair.
    """
    widened = re.sub(_ENCODED_FOR_TEXT, _full_width, _without_breaks(prompt))
    return _escape_model_list(_protect_path(widened))


def text_survives_get(prompt: str, params: Params | None = None) -> bool:
    """Return True if `GET /text/{prompt}` passes the prompt to the model unchanged.

    True only for short, plain prompts: words, spaces and some punctuation. Send all other prompts with
    `POST /v1/chat/completions`, which has the same models.

    Args:
        prompt: The prompt.
        params: The query parameters of the call; text in them must be plain too. The id of a model may hold slashes.
    """
    if len(prompt) > MAXIMUM_TEXT_GET_BYTES:
        return False
    items = httpx.QueryParams(params).multi_items() if params else []
    if not all(re.fullmatch(_MODEL_ID if name == "model" else _TRIVIALLY_SAFE, text) for name, text in items):
        return False
    if not re.fullmatch(_TRIVIALLY_SAFE, prompt):
        return False
    if prompt in {".", "..", _MODEL_LIST}:
        return False
    return len(f"/text/{quote(prompt)}?{encode_query(params)}") <= MAXIMUM_TEXT_GET_BYTES


def arrives_in_url(prompt: str) -> bool:
    """Return True if `GET /image/{prompt}` passes the prompt to the model unchanged, whatever its length."""
    try:
        return image_prompt(prompt) == prompt
    except PromptError:
        return False


def short_enough_for_get(path: str, params: Params) -> bool:
    """Return True if the URL of an image is short enough for any `base_url` that is not very long.

    Args:
        path: The path with the prompt, percent-encoded.
        params: The query parameters.
    """
    room = MAXIMUM_IMAGE_GET_BYTES - len(path)
    if sum(len(name) + _MOST_BYTES * len(str(value)) + 2 for name, value in params.items()) <= room:
        return True  # without the time that encoding takes
    return len(encode_query(params)) <= room


def join_reference_images(images: str | Sequence[str]) -> str:
    """Join reference image URLs to one value of `image=`.

    The service splits the value at `|` if there is one, otherwise at `,`. So several URLs are joined by `|` and keep
    their commas. The commas of a single URL are percent-encoded, and so are `|` and spaces inside a URL.

    Args:
        images: One URL, a sequence of URLs, or several URLs in the notation of the service. In that notation, a new
            URL starts after `|` or `,` only if `http://` or `https://` follows.

    Raises:
        PromptError: There is no URL, or one is not http or https (data URIs are not accepted).
    """
    urls = reference_urls(images)
    return "|".join(urls) if len(urls) > 1 else urls[0].replace(",", "%2C")


def reference_urls(images: str | Sequence[str], *, start: int = 1) -> list[str]:
    """Return each reference image URL; see `join_reference_images`.

    Args:
        images: The URLs.
        start: The position of the first one, for errors.

    Raises:
        PromptError: There is no URL, or one is not http or https.
    """
    items = split_references(images) if isinstance(images, str) else list(images)
    if not items:
        raise PromptError("The list of reference images is empty; leave the option out or give a URL.")
    return [_reference_url(item, position) for position, item in enumerate(items, start=start)]


def split_references(images: str) -> list[str]:
    """Split several reference image URLs in the notation of the service."""
    return _REFERENCE_BORDER.split(images)


def check_prompt(prompt: str) -> None:
    """Refuse a prompt that no operation can send.

    Raises:
        PromptError: It is blank, or contains half a surrogate pair.
        ArgumentError: It is not text.
    """
    if not isinstance(prompt, str):
        raise ArgumentError(f"A prompt is text, not {type(prompt).__name__}.")
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
    """Replace the slashes and dots that path normalisation would remove by their full-width forms."""
    return re.sub(_DOT_SEGMENT, _full_width, re.sub(_LOST_SLASH, _full_width, text))


def _full_width(match: re.Match[str]) -> str:
    """Return the full-width forms (U+FF01 to U+FF5E) of the matched ASCII characters."""
    return "".join(chr(ord(character) + 0xFEE0) for character in match[0])


def _escape_model_list(text: str) -> str:
    """Add a space to the word `models`, which alone would be the path of another operation."""
    return f"{text} " if text == _MODEL_LIST else text


def _reference_url(url: str, position: int) -> str:
    """Check one reference image URL, and encode the characters that separate URLs."""
    if not isinstance(url, str):
        raise ArgumentError(f"Reference image {position} is {type(url).__name__}; give each as the text of its URL.")
    url = url.strip()
    if not _HTTP.match(url):
        raise PromptError(
            f"Reference image {position} is not an http:// or https:// URL, from which the service fetches it. Text is "
            "never a path: image() and edit_image() take Path(...) for a file. Other methods need its URL: give "
            "client.upload(Path(...)).url."
        )
    if control := re.search(_CONTROL, url) or re.search(_BREAKS, url):
        raise PromptError(f"Reference image {position} holds a control character at {control.start()}; remove it.")
    check_text(url, f"Reference image {position}")
    return url.replace("|", "%7C").replace(" ", "%20")
