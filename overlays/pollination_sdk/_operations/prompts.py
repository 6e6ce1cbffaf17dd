"""What a prompt must become to survive the journey through a URL.

The service decodes paths more than once and normalises in between, so some text never arrives
however it is encoded: line breaks and tabs vanish, ``//`` collapses, a last ``/`` is dropped, ``.``
and ``..`` are steps of the path, ``%41`` becomes ``A``, and the word ``models`` asks for a list.
Such characters are replaced by their full-width twins, which mean the same and are turned back into
what was typed by Unicode normalisation (NFKC); line breaks and tabs become a space. What has no
such replacement is refused before anything is sent.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import quote

import httpx

from pollination_sdk.errors import PromptError

# The edge refuses URLs above "about 8 KB"; the cautious reading leaves room for `?key=`.
MAXIMUM_URL_BYTES = 8_000
# A GET that every proxy carries; longer texts have the road of the chat operation.
MAXIMUM_TEXT_GET_BYTES = 2_000
MAXIMUM_IMAGE_SEED = 2_147_483_647
MAXIMUM_TEXT_SEED = 9_007_199_254_740_991

Primitive = str | int | float | bool
Params = Mapping[str, Primitive]

# Written here, compiled when first used.
_BREAKS = r"\r\n|[\t\n\r]"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_SURROGATE = r"[\ud800-\udfff]"
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


def encode_query(params: Params | None) -> str:
    """Return the parameters as a query string in their order, all reserved characters encoded.

    A space is ``%20``, a comma ``%2C``, true and false are ``true`` and ``false``.

    Raises:
        PromptError: a value holds half a surrogate pair, which no encoding can carry.
    """
    items = httpx.QueryParams(params).multi_items() if params else []
    for name, value in items:
        _refuse_surrogates(value, f"The value of {name!r}")
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in items)


def raw_url(base_url: str | httpx.URL, path: str, params: Params | None = None) -> httpx.URL:
    """Build a URL whose path and query go out on the wire byte for byte.

    httpx leaves ``%XX`` alone in either case, encodes only what may not stand in a URL, and drops
    literal dot segments, so a path that is already encoded passes unchanged. Give the result to a
    request without ``params=``: httpx replaces a URL's query by those, and by the default
    ``params`` of a client; setting ``request.url`` to this URL after ``client.build_request``
    avoids both.

    Args:
        base_url: where the service is; its path is kept as a prefix, its query and fragment are not
            used.
        path: starts with a slash, percent-encoded.
        params: query parameters, encoded by `encode_query`.

    Raises:
        PromptError: the URL would be longer than the service's edge accepts; the message has the
            numbers.
    """
    base = httpx.URL(base_url)
    prefix = base.raw_path.partition(b"?")[0].decode("ascii").rstrip("/")
    query = encode_query(params)
    target = f"{prefix}{path}?{query}" if query else prefix + path
    origin = f"{base.scheme}://{base.netloc.decode('ascii')}"
    # Before httpx sees it: httpx refuses 64 KB itself, with a message that helps nobody.
    _refuse_long_url(len(origin) + len(target), len(path), len(query))
    return base.copy_with(raw_path=target.encode("ascii"), fragment=None)


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
    _refuse_surrogates(prompt, "The prompt")


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


def _refuse_surrogates(text: str, what: str) -> None:
    if surrogate := re.search(_SURROGATE, text):
        raise PromptError(
            f"{what} holds half a surrogate pair (U+{ord(surrogate[0]):04X}) at position "
            f"{surrogate.start()}, which is no character; decode the text correctly or remove it."
        )


def refuse_surrogates(value: object, place: str) -> None:
    """Refuse text that holds half a surrogate pair, also where it stands inside of lists and objects.

    Raises:
        PromptError: There is such a text; the message names its place.
    """
    if isinstance(value, str):
        _refuse_surrogates(value, place)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            _refuse_surrogates(name, f"A name in {place or 'the body'}")
            refuse_surrogates(item, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            refuse_surrogates(item, f"{place}[{index}]")


def _refuse_long_url(total: int, path: int, query: int) -> None:
    if total > MAXIMUM_URL_BYTES:
        raise PromptError(
            f"The URL would be {total:,} bytes long and may be {MAXIMUM_URL_BYTES:,}: the path "
            f"with the prompt takes {path:,} bytes encoded, the other options {query:,}. Shorten "
            f"them by {total - MAXIMUM_URL_BYTES:,} bytes; a space counts 3, an accented letter 6, "
            "an emoji 12.",
            size=total,
            limit=MAXIMUM_URL_BYTES,
        )


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
    _refuse_surrogates(url, f"Reference image {position}")
    return url.replace("|", "%7C").replace(" ", "%20")
