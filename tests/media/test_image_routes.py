"""The operations that send an image: which of them is chosen, and that their answers are alike."""

import base64
import itertools
import json
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import few
from tests.helpers.flavours import every_flavour
from tests.helpers.hosts import PNG, mocked
from tests.operations.test_prompts_on_the_wire import texts

from pollination_api.contract import load
from pollination_sdk import Media, Pollinations, Retry, errors, without_waiting
from pollination_sdk._operations import image_bodies, image_routes  # what the contract says too is held against it
from pollination_sdk.sandbox import Fault, Sandbox

GET, POST, EDIT = "get_generate_image_prompt", "post_v1_images_generations", "post_v1_images_edits"
SMALL = {"width": 16, "height": 8}
LONG = ("100% of //a\n/../ 🦊 \t" * 2_000)[:30_000]
OPTIONS = st.fixed_dictionaries(
    {"width": st.integers(1, 40)},
    optional={
        "model": st.sampled_from(["flux", "zimage", "gptimage"]),
        "height": st.integers(1, 40),
        "quality": st.sampled_from(["low", "medium", "high"]),
        "transparent": st.booleans(),
        "safe": st.sampled_from([True, False, "privacy", ["privacy", "secrets"]]),
        "resolution": st.sampled_from(["1k", "2k"]),
    },
)
fresh = itertools.count(1000)


@pytest.fixture(scope="module")
def provider():
    """Give one sandbox to all the examples."""
    with Sandbox() as one:
        yield one


@pytest.fixture(scope="module")
def caller(provider):
    """Give one client to all the examples; routes are chosen alike in each flavour."""
    with Pollinations(provider.key, base_url=provider.url) as one:
        yield one


def told(answer):
    """Return what an answer tells, besides the bytes and the route."""
    media = answer.value
    return {
        "media": (media.media_type, media.width, media.height, media.url is not None),
        "answer": (answer.model, answer.model_substituted, answer.seed, answer.usage, answer.cached, answer.attempts),
        "safety": (answer.safety_applied, answer.safety_redacted, answer.safety_status),
    }


@few
@given(prompt=texts, options=OPTIONS)
def test_both_routes_answer_alike(caller, provider, prompt, options):
    """A prompt by the GET and by the POST gives answers and costs that differ only in the image and the route."""
    seed, found = next(fresh), []
    for route in ("get", "post"):
        before, billed = provider.balance, provider.billed
        try:
            answer = caller.detailed.image(prompt, **options, seed=seed, route=route)
        except errors.PromptError:
            assert not found or any("\ud800" <= letter <= "\udfff" for letter in prompt)
            return
        assert answer.route == {"get": GET, "post": POST}[route]
        found.append({**told(answer), "cost": round(before - provider.balance, 9), "billed": provider.billed - billed})
    assert found[0] == found[1]


@every_flavour
async def test_what_a_url_cannot_carry_is_sent_in_a_body(flavour, provider):
    """A short, plain prompt keeps the GET; 30 kB of all that a URL loses arrive as given."""
    client = flavour.client(provider.key, base_url=provider.url)
    for prompt, route in {"a fox": GET, "a/b? c & d": GET, "a\nb": POST, "100%": POST, "..": POST, LONG: POST}.items():
        answer = await client.detailed.image(prompt, **SMALL)
        assert answer.route == route
        assert (answer.value.width, answer.value.height) == (16, 8)
        if route == POST:
            assert provider.requests[-1].json()["prompt"] == prompt
    assert len(provider.requests[-1].body) > len(LONG.encode())


def test_the_post_sends_the_defaults_of_the_get(caller, provider):
    """The POST sends the GET's model and seed, and reports no seed, as the GET; `size` has a missing side of 1024."""
    sent = {}
    for options in ({}, {"width": 8}, {"height": 8}, {"model": "flux", "seed": 5, "safe": ["privacy", "secrets"]}):
        answer = caller.detailed.image("a\nfox", **options, **({} if options else SMALL))
        assert answer.seed == options.get("seed")
        sent = provider.requests[-1].json()
        assert (sent["model"], sent["seed"]) == (options.get("model", "zimage"), options.get("seed", 42))
    assert sent["safe"] == "privacy,secrets"
    assert "size" not in sent
    assert [one.json().get("size") for one in provider.requests[-4:]] == ["16x8", "8x1024", "1024x8", None]


def test_the_defaults_are_those_of_the_contract():
    """The constants that stand for the contract's defaults and bounds are the contract's."""
    document = load()
    options = {one.get("name"): one for one in document["paths"]["/image/{prompt}"]["get"]["parameters"]}
    assert options["model"]["schema"]["default"] == image_routes.DEFAULT_MODEL
    for name in ("ImageGenerationRequest", "ImageEditRequest", "ImageEditForm"):
        longest = document["components"]["schemas"][name]["properties"]["prompt"]["maxLength"]
        assert longest == image_bodies.LONGEST_PROMPT


def test_the_seed_is_that_of_the_get(caller):
    """Without a seed, the two routes give the same image."""
    assert caller.image("foxes", **SMALL, route="get") == caller.image("foxes", **SMALL, route="post")


@pytest.mark.parametrize("letter", ["x", "🦊"])
def test_a_prompt_that_no_route_takes_is_refused(caller, provider, letter):
    """More than 32,000 characters as the service counts them, in UTF-16, are refused with the numbers, unsent."""
    before, count = len(provider.requests), 32_000 // (len(letter.encode("utf-16-le")) // 2)
    caller.image(letter * count, **SMALL)
    for call in (caller.image, lambda prompt: caller.edit_image(prompt, image="https://a.example/x")):
        with pytest.raises(errors.PromptError, match=r"UTF-16, where an emoji counts as two, .* 32,000") as caught:
            call(letter * (count + 1))
        assert caught.value.size > caught.value.limit == 32_000
    assert len(provider.requests) == before + 1


def test_what_worked_in_a_url_works_in_a_body(caller, provider):
    """A call with deprecated and undocumented parameters is sent by the POST too, without what the service ignores."""
    with pytest.warns(errors.ServiceDeprecationWarning, match="negative_prompt"):
        caller.image("a\nfox", **SMALL, negative_prompt="blur", extra={"nologo": True})
    sent = provider.requests[-1].json()
    assert sent["nologo"] is True
    assert "negative_prompt" not in sent


def test_bounds_hold_on_each_route(caller, provider):
    """A number out of bounds is refused in the words of the GET."""
    before = len(provider.requests)
    for call in (caller.image, lambda prompt, **options: caller.edit_image(prompt, image=PNG, **options)):
        with pytest.raises(errors.ArgumentValueError, match=r"^width must be 1 or more, not 0\.$"):
            call("a\nfox", width=0)
        with pytest.raises(errors.ArgumentValueError, match=r"^seed must be"):
            call("a\nfox", seed=2**31)
    assert len(provider.requests) == before


def test_a_video_model_answers_the_post_too(caller, provider):
    """A video comes back by the POST, with its options in the body."""
    made = caller.image("sea\nwaves", model="veo", duration=1, aspect_ratio="9:16", audio=True)
    assert made.media_type == "video/mp4"
    sent = provider.requests[-1].json()
    assert (sent["duration"], sent["aspectRatio"], sent["audio"]) == (1, "9:16", True)


# -- files --


@every_flavour
async def test_a_reference_image_may_be_a_file(flavour, provider, tmp_path):
    """A path, bytes, an open file, a `Media` and a data URI are sent as a form, with URLs as text beside them."""
    client = flavour.client(provider.key, base_url=provider.url)
    (tmp_path / "fox.png").write_bytes(PNG)
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    with (tmp_path / "fox.png").open("rb") as opened:
        for file in (tmp_path / "fox.png", PNG, bytearray(PNG), opened, Media(PNG), uri):
            answer = await client.detailed.image("night\n100%", image=[file, "https://a.example/x.png"], **SMALL)
            assert answer.route == EDIT
            request = provider.requests[-1]
            assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
            parts = parts_of(request)
            assert parts[0] == ('name="prompt"', b"night\n100%")
            assert parts[-2:] == [
                ('name="image"; filename="image.png"', PNG),
                ('name="image"', b"https://a.example/x.png"),
            ]
            assert ('name="seed"', b"42") in parts
            assert answer.seed is None


def parts_of(request):
    """Return the parts of a form: the rest of the disposition, and the content."""
    boundary = request.headers["content-type"].partition("boundary=")[2].encode()
    parts = request.body.split(b"--" + boundary)[1:-1]
    pairs = [part.removeprefix(b"\r\n").partition(b"\r\n\r\n") for part in parts]
    return [(head.split(b"\r\n")[0].decode().partition("; ")[2], body.removesuffix(b"\r\n")) for head, _, body in pairs]


@pytest.mark.parametrize(
    ("image", "kind", "words"),
    [
        (b"RIFF\0\0\0\0WAVEfmt ", TypeError, r"^image holds audio/wav; give an image"),
        ([PNG, b"some text"], TypeError, r"^image\[1\] holds"),
        ([PNG, b""], TypeError, r"^image\[1\] holds"),
        ([], errors.PromptError, "empty"),
        ("fox.png", errors.PromptError, r"never a path"),
        ([PNG, "fox.png"], errors.PromptError, r"Reference image 2 .*never a path"),
        ("data:image/png;base64,%%%", TypeError, "^image is a data URI with invalid base64"),
        (7, TypeError, "^image takes URLs and files"),
        (Path("missing-fox.png"), FileNotFoundError, "missing-fox"),
    ],
)
@pytest.mark.parametrize("method", ["image", "edit_image"])
def test_what_is_no_image_is_refused_unsent(client, sandbox, method, image, kind, words):  # noqa: PLR0917 - the columns of the table
    """A paid call is not sent with something that is no image."""
    with pytest.raises(kind, match=words):
        getattr(client, method)("night", image=image)
    assert sandbox.requests == []


@pytest.mark.parametrize("option", [{"transparent": True}, {"duration": 3}, {"aspect_ratio": "1:1"}, {"audio": True}])
def test_an_option_that_edits_lack_is_refused_with_a_file(client, sandbox, option):
    """Nothing is paid for with an option that would be ignored."""
    with pytest.raises(TypeError, match=rf"^{next(iter(option))}= does not go with files"):
        client.image("night", image=PNG, **option)
    assert sandbox.requests == []


# -- edits --


@every_flavour
async def test_an_edit_sends_urls_as_json_and_files_as_a_form(flavour, provider):
    """One URL is text, several are objects, and a file makes a form of all; `size` comes from width and height."""
    client = flavour.client(provider.key, base_url=provider.url)
    urls = ["https://a.example/x,1.png", "https://b.example/y"]
    options = {"model": "gptimage", "quality": "hd", "resolution": "1k", "safe": ["privacy"], "seed": 3, **SMALL}
    fields = {"model": "gptimage", "quality": "hd", "resolution": "1k", "safe": "privacy", "seed": 3, "size": "16x8"}
    for image, sent in ((urls[0], urls[0]), (urls, [{"image_url": url} for url in urls])):
        answer = await client.detailed.edit_image("make it\nnight", image=image, **options)
        assert provider.requests[-1].json() == {"prompt": "make it\nnight", **fields, "image": sent}
        assert (answer.route, answer.seed, answer.value.width) == (EDIT, 3, 16)
    answer = await client.detailed.edit_image("make it\nnight", image=[*urls, PNG], **options)
    parts = parts_of(provider.requests[-1])
    assert dict(parts[: len(fields) + 1]) == {
        'name="prompt"': b"make it\nnight",
        **{f'name="{name}"': str(value).encode() for name, value in fields.items()},
    }
    assert [content for _, content in parts[len(fields) + 1 :]] == [*map(str.encode, urls), PNG]
    assert (answer.route, answer.seed) == (EDIT, 3)


@every_flavour
async def test_equal_forms_are_equal_in_bytes(flavour, provider, tmp_path):
    """The same edit twice is the same request to the byte, from any source of the file; another one is not."""
    client = flavour.client(provider.key, base_url=provider.url)
    (tmp_path / "any name.jpg").write_bytes(PNG)
    for image in (PNG, Media(PNG), tmp_path / "any name.jpg"):
        await client.edit_image("night", image=image, seed=1)
    await client.edit_image("Night", image=PNG, seed=1)
    *equal, other = [(one.headers["content-type"], one.body) for one in provider.requests[-4:]]
    assert len(set(equal)) == 1
    assert other not in equal


@every_flavour
async def test_an_edit_without_a_seed_is_not_repeated(flavour):
    """The service draws a seed for it, so a repetition could be billed again; with a seed it is repeated."""
    for seed, sent in ((None, 1), (7, 2)):
        with Sandbox() as sandbox:
            client = flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry(first_wait=0))
            sandbox.queue(Fault.status(504))
            with without_waiting():
                if seed is None:
                    with pytest.raises(errors.OutcomeUnknownError):
                        await client.edit_image("night", image=PNG)
                else:
                    await client.edit_image("night", image=PNG, seed=seed)
            assert len(sandbox.requests) == sent


# -- the answer --


def generated(data, headers=(), **fields):
    """Return a function that answers with a generated image."""
    return lambda _: httpx.Response(200, json={"data": data, **fields}, headers=dict(headers))


ENCODED = base64.b64encode(PNG).decode()


@every_flavour
async def test_the_facts_of_the_body_count_where_headers_are_missing(flavour):
    """`usage` and `media.url` come from the headers, else from the body."""
    data = [{"b64_json": ENCODED, "url": "https://media.pollinations.ai/abc"}]
    client = mocked(flavour, [], generated(data, usage={"output_tokens": 7, "details": {"a": 1}}))
    answer = await client.detailed.image("a\nfox")
    assert (answer.usage, answer.value.url) == ({"output_tokens": 7}, "https://media.pollinations.ai/abc")
    headers = {"x-usage-completion-image-tokens": "3", "link": '<https://b.example/f>; rel="enclosure"'}
    client = mocked(flavour, [], generated(data, headers, usage={"output_tokens": 7}))
    answer = await client.detailed.image("a\nfox")
    assert (answer.usage, answer.value.url) == ({"completion_image_tokens": 3}, "https://b.example/f")


@every_flavour
@pytest.mark.parametrize(
    ("data", "words", "field"),
    [
        ([], "data is empty", "data"),
        ([{}], "does not hold the file", "data[0].b64_json"),
        ([{"b64_json": "%%"}], "not valid base64", "data[0].b64_json"),
        ([{"b64_json": base64.b64encode(PNG[:-9]).decode()}], "cut off", None),
        ([{"b64_json": base64.b64encode(b"<html></html>").decode()}], "Expected|web page|HTML", None),
        ([{"b64_json": "%%", "url": "https://b.example/f"}], r"paid for.*https://b\.example/f", "data[0].b64_json"),
    ],
)
async def test_an_answer_without_a_file_is_refused(flavour, data, words, field):
    """An answer that holds no whole file is an error that says the call may have been billed."""
    for call in (lambda client: client.image("a\nfox"), lambda client: client.edit_image("night", image=PNG)):
        with pytest.raises(errors.UnexpectedResponseError, match=words) as caught:
            await call(mocked(flavour, [], generated(data)))
        assert caught.value.field == field
        assert caught.value.response is not None
        assert "billed" in str(caught.value)


NAMED = "https://media.pollinations.ai/abc"


@every_flavour
async def test_a_paid_file_that_the_answer_only_names_is_read(flavour):
    """Where base64 was asked for and a URL came, the file is read from there, without a key and in the same call."""
    for seed in (None, 7):
        seen = []
        made = generated([{"url": NAMED}], usage={"output_tokens": 7})
        file = httpx.Response(200, content=PNG, headers={"content-type": "image/png"})
        client = mocked(flavour, seen, lambda request, made=made, file=file: made(request) if request.content else file)
        for call in (
            client.detailed.image("a\nfox", seed=seed),
            client.detailed.edit_image("fox", image=PNG, seed=seed),
        ):
            answer = await call
            paid, download = seen[-2:]
            assert (answer.value.bytes, answer.value.url, answer.usage) == (PNG, NAMED, {"output_tokens": 7})
            assert (answer.seed, answer.attempts) == (seed, 2)
            assert answer.route == (POST if paid.url.path.endswith("generations") else EDIT)
            assert "authorization" in paid.headers
            assert "authorization" not in download.headers
            assert str(download.url) == NAMED
        assert len(seen) == 4


@every_flavour
@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:22/id_rsa", "https://[::1]:22/", "http://127.0.0.1:22/", "file:///etc/passwd", NAMED]
)
async def test_a_paid_file_that_cannot_be_read_is_not_lost(flavour, url):
    """No request goes to a private place, and the error tells the URL of the paid file, whatever failed."""
    seen = []
    made, gone = generated([{"url": url}]), httpx.Response(404)
    client = mocked(flavour, seen, lambda request: made(request) if request.content else gone)
    with pytest.raises(errors.PollinationsError) as caught:
        await client.image("a\nfox")
    assert len(seen) == 1 + (url == NAMED)
    assert str(caught.value).count(f"The file is generated and paid for. The service keeps it for 30 days: {url}") == 1


def test_svg_is_told_by_the_answer(caller):
    """The declared type of the body decides for a vector with a long preamble, as the header does by GET."""
    svg = b"<?xml version='1.0'?><!-- " + b"x" * 400 + b" --><svg xmlns='http://www.w3.org/2000/svg'></svg>"
    data = [{"b64_json": base64.b64encode(svg).decode(), "media_type": "image/svg+xml"}]
    http = httpx.Client(transport=httpx.MockTransport(generated(data)))
    with Pollinations("sk_abcd1234", http_client=http) as client:
        assert client.image("a\nfox").media_type == "image/svg+xml"


def test_a_truncated_answer_says_so(caller, provider):
    """JSON that is cut off is an error of the answer, not of base64."""
    body = json.dumps({"data": [{"b64_json": ENCODED}]})[:-20]
    provider.queue(Fault.answer(200, body, media_type="application/json"))
    with pytest.raises(errors.UnexpectedResponseError, match="cut off or damaged"):
        caller.image("a\nfox", seed=next(fresh))
