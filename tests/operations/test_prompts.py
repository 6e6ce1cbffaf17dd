"""Prompts, seeds and reference images: as the service receives them, or refused.

Uses private names: what a prompt becomes is a pure decision; `test_prompts_on_the_wire` proves it through calls.
"""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.examples import each

from pollination_api.types import path_segment
from pollination_sdk import _operations
from pollination_sdk._engine import url as _url
from pollination_sdk._operations import prompts as _prompts
from pollination_sdk._operations import seeds as _seeds
from pollination_sdk.errors import PromptError

BASE = "https://gen.pollinations.ai"


def image_path(prompt: str) -> str:
    """Write the path as the generated builder does."""
    return f"/image/{path_segment(_prompts.image_prompt(prompt))}"


def text_path(prompt: str) -> str:
    """Write the path as the generated builder does."""
    return f"/text/{path_segment(_prompts.text_prompt(prompt))}"


HAZARDS = "/.%\n\t\r ?#&=+,;:@$\\|\"'<>{}[]^`~aA41-_!*()é狐🦊\u2028\uff05\x00\x7f"
PIECES = [
    "models",
    "..",
    ".",
    "/",
    "//",
    "%2e",
    "%41",
    "%",
    "\r\n",
    " ",
    "fox",
    "https://a.b/c?d=e",
]
typed_text = (
    st.text() | st.text(alphabet=HAZARDS) | st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
)


class RefusedError(Exception):
    """The modelled service did not hand a prompt to a model."""


def percent_decode(text: str) -> str:
    """Decode as the service does: an ill-formed escape is an error."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise RefusedError
    return unquote(text, errors="strict")


def walk(path: str) -> str:
    """Resolve dot segments, also encoded ones, as a URL parser does."""
    kept: list[str] = []
    for segment in path.split("/"):
        plain = segment.replace("%2e", ".").replace("%2E", ".")
        if plain == "..":
            kept = kept[:-1]
        elif plain != ".":
            kept.append(segment)
    return "/".join(kept)


def received_by_image_model(target: str) -> str:
    """Model the way of an image prompt: two decodes with a URL parser before each."""
    path = walk(target.partition("?")[0])
    if not path.startswith("/image/") or len(path) == len("/image/"):
        raise RefusedError
    gateway = percent_decode(path.removeprefix("/image/"))
    if gateway == "models":
        raise RefusedError
    inner = walk("/prompt/" + re.sub(r"[\t\n\r]", "", gateway))
    inner = re.sub("/{2,}", "/", inner).removesuffix("/")
    if not inner.startswith("/prompt/") or inner == "/prompt/":
        raise RefusedError
    return percent_decode(inner.removeprefix("/prompt/"))


def received_by_text_model(target: str) -> str:
    """Model the way of a text prompt: one segment, some characters stay encoded."""
    path = walk(target.partition("?")[0])
    segment = path.removeprefix("/text/")
    if "/" in segment or not segment or unquote(segment) == "models" or "%0A" in segment:
        raise RefusedError
    kept = re.sub(r"%(2F|3F|2B|26|3D|23|25|3A|3B|2C|40|24)", r"%25\1", segment)
    return unquote(kept, errors="strict")


def split_references(value: str) -> list[str]:
    """Model the service's splitting of `image=`."""
    urls = value.split("|" if "|" in value else ",")
    if not all(re.match("https?://", url) for url in urls):
        raise RefusedError
    return urls


def on_one_line(text: str) -> str:
    """Replace line breaks and tabs by a space."""
    return re.sub("\r\n|[\r\n\t]", " ", text)


def narrowed(text: str) -> str:
    """Undo the documented full-width replacements."""
    return re.sub("[\uff01-\uff5e]", lambda wide: chr(ord(wide[0]) - 0xFEE0), text)


@pytest.mark.slow(reason="sends many prompts")
@given(typed_text)
@example("models")
@example("models/")
@example("..")
@example("a/../b")
@example("//x//")
@example("100%")
@example("%41")
@example("a\nb\tc\r\nd")
@example("https://example.com/a%20b?c=d#e")
def test_an_image_prompt_arrives_as_documented_or_is_refused(prompt: str) -> None:
    """What the image model receives is what was typed, but for the documented replacements."""
    try:
        url = _url.raw_url(BASE, image_path(prompt), {"seed": 1})
    except PromptError:
        assert not prompt.strip() or re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", prompt)
        return
    arrived = received_by_image_model(url.raw_path.decode())
    assert arrived == _prompts.image_prompt(prompt)
    assert narrowed(arrived).rstrip() == narrowed(on_one_line(prompt)).rstrip()


@given(typed_text)
def test_only_what_cannot_travel_is_replaced(prompt: str) -> None:
    """A prompt without a break, percent sign, lost slash, dot step or `models` is untouched."""
    hazard = r"[\x00-\x1f\x7f-\x9f%]|^/|/$|//|(^|/)\.{1,2}(/|$)|^models$"
    if prompt.strip() and not re.search(hazard, prompt):
        assert _prompts.image_prompt(prompt) == prompt


@given(typed_text)
@example("what is love?")
@example("models")
def test_a_text_link_arrives_as_documented_or_is_refused(prompt: str) -> None:
    """What a text model receives through a link is what was typed, but for full-width signs."""
    try:
        path = text_path(prompt)
    except PromptError:
        return
    arrived = received_by_text_model(path)
    assert narrowed(arrived).rstrip() == narrowed(on_one_line(prompt)).rstrip()


@given(typed_text, st.dictionaries(st.sampled_from(["system", "model"]), typed_text))
@example("a haiku about moss", {})
def test_a_text_that_survives_get_arrives_exactly(prompt: str, params: dict[str, str]) -> None:
    """Only a prompt that arrives character for character is sent with GET."""
    if _prompts.text_survives_get(prompt, params):
        assert prompt == _prompts.text_prompt(prompt)
        url = _url.raw_url(BASE, text_path(prompt), params)
        assert received_by_text_model(url.raw_path.decode()) == prompt


@each(
    ("prompt", "params", "survives"),
    [
        ("a haiku about moss", {}, True),
        ("ein Gedicht über Moos!", {"model": "openai", "seed": 7, "json": True}, True),
        ("a fox", {"model": "openai/gpt-5.4-nano"}, True),
        ("a fox", {"model": "a model, spoken"}, False),
        ("models", {}, False),
        ("..", {}, False),
        ("a, b", {}, False),
        ("a\nb", {}, False),
        ("fox " * 600, {}, False),
        ("a fox", {"system": "be kind; be brief"}, False),
        ("", {}, False),
    ],
)
def test_the_route_of_a_text(prompt: str, params: dict[str, str], survives: bool) -> None:
    """Short plain prompts with plain options go through GET, all others through chat."""
    assert _prompts.text_survives_get(prompt, params) is survives


@each(
    ("prompt", "arrives"),
    [
        ("100% wool", "100\uff05 wool"),
        ("a\r\nb\tc", "a b c"),
        ("..", "\uff0e\uff0e"),
        ("a/./b", "a/\uff0e/b"),
        ("/a//b/", "\uff0fa\uff0f\uff0fb\uff0f"),
        ("and/or ...", "and/or ..."),
        ("models", "models "),
        ("Models", "Models"),
    ],
)
def test_the_documented_replacements(prompt: str, arrives: str) -> None:
    """Each documented replacement is the one that is made, and NFKC gives back what was typed."""
    assert _prompts.image_prompt(prompt) == arrives
    assert unicodedata.normalize("NFKC", arrives).rstrip() == on_one_line(prompt)


@each("prompt", ["", " \n\t", "a\x00b", "a\x1b[1m", "a\ud800b"])
def test_what_cannot_travel_is_refused(prompt: str) -> None:
    """Blank prompts, control characters and half surrogate pairs are refused before sending."""
    for path in (image_path, text_path):
        with pytest.raises(PromptError):
            path(prompt)


@each("method", ["text", "stream_text", "text_url", "image", "stream_image", "image_url", "video"])
@each("prompt", ["", " \n\t", "a\ud800b"])
def test_every_method_refuses_what_no_route_carries(method: str, prompt: str) -> None:
    """Whichever method gets it, a prompt that cannot be sent is a `PromptError`."""
    with pytest.raises(PromptError):
        getattr(_operations, method)(prompt)


def test_a_url_too_long_is_refused_with_the_numbers() -> None:
    """The message and the fields tell how long the URL is and how long it may be, in bytes."""
    room = _url.MAXIMUM_URL_BYTES - len(f"{BASE}/image/?seed=1")
    longest = _url.raw_url(BASE, image_path("x" * room), {"seed": 1})
    assert len(str(longest)) == 8000
    with pytest.raises(PromptError, match=r"8,001 bytes and may have 8,000") as caught:
        _url.raw_url(BASE, image_path("x" * (room + 1)), {"seed": 1})
    assert (caught.value.size, caught.value.limit) == (8001, 8000)
    with pytest.raises(PromptError, match=r"480,\d\d\d bytes"):
        _url.raw_url(BASE, image_path("🦊" * 40_000))


def test_a_reference_image_that_is_no_text_is_named() -> None:
    """For bytes or a `Media`, the error says which item it is and what to give."""
    with pytest.raises(TypeError, match="Reference image 2 is bytes"):
        _prompts.join_reference_images(["https://h.test/a.png", b"\x89PNG"])  # type: ignore[list-item]  # on purpose


@given(st.dictionaries(st.text(min_size=1), st.text() | st.integers() | st.booleans()))
def test_options_survive_the_query(params: dict[str, str | int | bool]) -> None:
    """Every option is decoded to what was given, in its order, booleans as true and false."""
    query = _url.encode_query(params)
    formatted = [(k, str(v).lower() if isinstance(v, bool) else str(v)) for k, v in params.items()]
    assert parse_qsl(query, keep_blank_values=True) == formatted
    assert re.fullmatch(r"[\w.~%&=-]*", query, re.ASCII)


def test_half_a_surrogate_pair_in_an_option_is_refused() -> None:
    """Text that no encoding can carry is named by its option."""
    with pytest.raises(PromptError, match="negative_prompt"):
        _url.encode_query({"negative_prompt": "a\udcffb"})


@pytest.mark.parametrize("base", ["http://h", "http://h/", "http://h/pre/fix", "http://h/pre/fix/"])
def test_a_base_url_may_carry_a_path(base: str) -> None:
    """The path of the base stays in front, with one slash between."""
    prefix = "/pre/fix" if "pre" in base else ""
    url = _url.raw_url(base, "/image/a%2Fb", {"x": "a,b c"})
    assert url.raw_path.decode() == f"{prefix}/image/a%2Fb?x=a%2Cb%20c"


reference = st.text(alphabet="abc,|/?=&;.é~-", max_size=12).map(lambda rest: f"https://h{rest}")


@given(st.lists(reference, min_size=1, max_size=4))
def test_reference_images_come_apart_as_they_were_put_together(urls: list[str]) -> None:
    """As many URLs arrive as were given, commas and pipes included, each meaning the same."""
    wire = _url.encode_query({"image": _prompts.join_reference_images(urls)})
    value = unquote(wire.removeprefix("image="))
    assert [unquote(url) for url in split_references(value)] == urls


@given(st.lists(reference.map(lambda url: url.replace("|", "")), min_size=2, max_size=4))
def test_several_reference_images_survive_a_second_decode(urls: list[str]) -> None:
    """A list stays apart, commas included, even if the value is decoded once more."""
    value = unquote(_prompts.join_reference_images(urls))
    assert split_references(value) == urls


@each(
    ("images", "joined"),
    [
        ("https://h/a.png", "https://h/a.png"),
        ("https://h/w_1,h_2/a.png", "https://h/w_1%2Ch_2/a.png"),
        ("https://h/a,https://h/b", "https://h/a|https://h/b"),
        ("https://h/a,1 | https://h/b,2", "https://h/a,1|https://h/b,2"),
        (["https://h/a,b|c", "HTTP://h/my file"], "https://h/a,b%7Cc|HTTP://h/my%20file"),
        (["https://h/fetch,https://i/a"], "https://h/fetch%2Chttps://i/a"),
        (("https://h/%2C",), "https://h/%2C"),
    ],
)
def test_how_reference_images_are_joined(images: str | list[str], joined: str) -> None:
    """A text may be one URL or the service's list; an item of a sequence is exactly one URL."""
    assert _prompts.join_reference_images(images) == joined


@each(
    "images",
    [
        [],
        "",
        ["https://h/a", ""],
        "data:image/png;base64,AAAA",
        "https://h/a,data:image/png;base64,AAAA",
        ["https://h/a", "pictures/fox.png"],
        "https://",
        ["https://h/a\nb"],
        ["https://h/\ud800"],
    ],
)
def test_only_http_reference_images_are_taken(images: str | list[str]) -> None:
    """What the service could not fetch is refused before sending."""
    with pytest.raises(PromptError):
        _prompts.join_reference_images(images)


@pytest.mark.parametrize("seed", ["random", -1, -1.0, "-1"])
def test_a_random_seed_is_fresh_and_in_bounds(seed: object) -> None:
    """`random` and -1 draw a number from 1 to what every operation accepts; other seeds pass as they are."""
    drawn = {_seeds.draw_seed(seed) for _ in range(50)}
    assert len(drawn) > 40
    assert all(1 <= number <= 2_147_483_647 for number in drawn)


def test_the_bounds_of_a_random_seed_are_both_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """With two numbers to choose from, both come; a chosen seed is never replaced."""
    monkeypatch.setattr(_seeds, "MAXIMUM_SEED", 2)
    assert {_seeds.draw_seed("random") for _ in range(100)} == {1, 2}
    assert [_seeds.draw_seed(seed) for seed in (None, 0, 7, -2, "7", [-1])] == [None, 0, 7, -2, "7", [-1]]
