"""Images in OpenAI's format in the sandbox: as base64 or as a stored file, made and edited."""

import base64
import io
import re
from urllib.parse import quote

import av
import httpx
import pytest
from PIL import Image

PROMPT = {"prompt": "a fox", "size": "32x16"}


@pytest.fixture
def client(sandbox):
    """Give a client that carries the key."""
    with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as one:
        yield one


def image_of(answer):
    """Return the bytes of an answer's only image, which a URL leads to without a key."""
    assert answer.status_code == 200, answer.text
    (one,) = answer.json()["data"]
    return base64.b64decode(one["b64_json"]) if "b64_json" in one else httpx.get(one["url"]).content


def test_an_image_comes_as_base64_or_as_a_stored_file(client):
    """Both forms have the same bytes, of the size that was asked for."""
    as_base64 = image_of(client.post("/v1/images/generations", json={**PROMPT, "seed": 1}))
    answer = client.post("/v1/images/generations", json={**PROMPT, "seed": 1, "response_format": "url"})
    assert "/x-media/" in answer.json()["data"][0]["url"]
    assert image_of(answer) == as_base64
    drawn = client.get("/image/a%20fox?width=32&height=16&seed=1&model=flux").content
    assert as_base64 == drawn


def test_without_a_seed_one_is_drawn_and_the_result_is_stored(sandbox, client):
    """An identical request gets the stored image; another one draws another seed."""
    first, again = (client.post("/v1/images/generations", json=PROMPT) for _ in range(2))
    other = client.post("/v1/images/generations", json={**PROMPT, "user": "u"})
    assert image_of(first) == image_of(again) != image_of(other)
    assert sandbox.billed == 2


def image_in(colour, size=(64, 64)):
    """Encode an image of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def colours_of(content, *places):
    """Return the names of the strongest primary colours at some places."""
    with Image.open(io.BytesIO(content)) as opened:
        pixels = [opened.convert("RGB").getpixel(place) for place in places]
    return [("red", "green", "blue")[pixel.index(max(pixel))] for pixel in pixels]


def test_an_edit_shows_its_source_whichever_way_it_is_sent(client):
    """A form, a data URI and a stored file give the same image, which shows the source below the prompt."""
    source = image_in("red")
    asked = {"prompt": "a fox", "size": "64x64", "seed": 1}
    stored = client.post("/x-media/upload", files={"file": ("a.png", source, "image/png")}).json()["url"]
    uri = f"data:image/png;base64,{base64.b64encode(source).decode()}"
    answers = [
        client.post("/v1/images/edits", data=asked, files={"image": ("fox.png", source)}),
        client.post("/v1/images/edits", data={**asked, "image": uri}, files={"x": b""}),
        *(client.post("/v1/images/edits", json={**asked, "image": image}) for image in (uri, [{"image_url": stored}])),
    ]
    first, *others = map(image_of, answers)
    assert others == [first] * 3
    assert colours_of(first, (2, 2), (61, 61)) == ["red", "red"]
    plain = image_of(client.post("/v1/images/generations", json={**asked, "model": "kontext"}))
    assert plain != first


def test_several_sources_are_side_by_side(client):
    """Each has a column, from left to right, in a form and by reference."""
    files = [("image[]", ("a.png", image_in("red"))), ("image[]", ("b.png", image_in("blue")))]
    edited = image_of(client.post("/v1/images/edits", data={"prompt": "a", "size": "40x20"}, files=files))
    assert colours_of(edited, (3, 10), (36, 10)) == ["red", "blue"]
    urls = [
        client.post("/x-media/upload", files={"file": ("a", image_in(colour), "image/png")}).json()["url"]
        for colour in ("blue", "lime")
    ]
    query = {"model": "kontext", "width": 40, "height": 20, "image": "|".join(urls)}
    assert colours_of(client.get("/image/a", params=query).content, (3, 10), (36, 10)) == ["blue", "green"]


def test_a_url_elsewhere_is_a_frame_and_no_request(client):
    """The sandbox fetches nothing; two hosts give two images."""
    asked = {"prompt": "a", "size": "96x96", "seed": 1}
    edited = [
        image_of(client.post("/v1/images/edits", json={**asked, "image": f"https://{host}/a.png"}))
        for host in ("example.com", "example.org")
    ]
    assert edited[0] != edited[1]


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("ftp://example.com/a", "invalid_image_url"),
        ("data:image/png;base64,?", "invalid_image_url"),
        ("data:text/html;base64,PGI+", "unsupported_image_media_type"),
        ("{url}/x-media/missing", "failed_to_download_image"),
        ("data:image/png;base64," + "A" * (28 * 1024 * 1024), "image_too_large"),
    ],
)
def test_a_source_that_cannot_be_used_is_400_with_its_code(sandbox, client, image, code):
    """The codes are those of the service."""
    answer = client.post("/v1/images/edits", json={"prompt": "a", "image": image.format(url=sandbox.url)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


@pytest.mark.parametrize("model", ["flux", "recraft/recraft-v4.1-vector", "seedance"])
@pytest.mark.parametrize("prompt", ["a fox", "100 % fox"])
def test_get_and_post_give_the_same_image_at_the_same_price(sandbox, client, model, prompt):
    """The bytes, the model, the units and the records agree, and the stored file is the image."""
    query = {"model": model, "seed": 7, "width": 64, "height": 48, "duration": 1}
    got = client.get(f"/image/{quote(quote(prompt, safe=''))}", params=query)
    assert got.status_code == 200, got.text
    for form in ("b64_json", "url"):
        asked = {"prompt": prompt, "model": model, "seed": 7, "size": "64x48", "duration": 1, "response_format": form}
        posted = client.post("/v1/images/generations", json=asked)
        assert image_of(posted) == got.content
        same = ["x-model-used", *(name for name in got.headers if name.startswith("x-usage-"))]
        assert [posted.headers[name] for name in same] == [got.headers[name] for name in same]
        url = re.fullmatch(r'<(http://[^>]+)>; rel="enclosure"', posted.headers["link"])[1]
        stored = httpx.get(url)
        assert (stored.content, stored.headers["content-type"]) == (got.content, got.headers["content-type"])
        assert posted.json()["data"][0].get("media_type", "image/svg+xml") == "image/svg+xml"
    rows = client.get("/account/usage").json()["usage"]
    assert len({row["cost_usd"] for row in rows}) == 1
    assert rows[0]["cost_usd"] > 0


def test_the_prompt_of_a_post_arrives_as_it_is(client):
    """Line breaks, slashes and dots stay, which a path would lose."""
    prompt = "a\n//b/../%20 🦊"
    answer = client.post("/v1/images/generations", json={"prompt": prompt, "size": "8x8"})
    assert answer.json()["data"][0]["revised_prompt"] == prompt
    others = client.post("/v1/images/generations", json={"prompt": "a /b/%20 🦊", "size": "8x8", "seed": 1})
    same_seed = client.post("/v1/images/generations", json={"prompt": prompt, "size": "8x8", "seed": 1})
    assert image_of(others) != image_of(same_seed)


def test_a_video_goes_from_its_start_frame_to_its_end_frame(client):
    """The first frames show the one, the last frames the other."""
    urls = [
        client.post("/x-media/upload", files={"file": ("a", image_in(colour, (320, 180)), "image/png")}).json()["url"]
        for colour in ("red", "blue")
    ]
    content = client.get("/video/a", params={"image": "|".join(urls), "duration": 1}).content
    with av.open(io.BytesIO(content)) as opened:
        pixels = [frame.to_image().getpixel((20, 20)) for frame in opened.decode(video=0)]
    assert [max(range(3), key=pixel.__getitem__) for pixel in (pixels[0], pixels[-1])] == [0, 2]


def test_a_video_model_makes_a_video(client):
    """The same operation carries videos."""
    video = image_of(
        client.post("/v1/images/generations", json={"prompt": "waves", "model": "seedance", "duration": 1})
    )
    assert video[4:8] == b"ftyp"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("generations", {"json": {**PROMPT, "n": 2}}),
        ("generations", {"json": {"prompt": "a", "size": "big"}}),
        ("generations", {"json": {"prompt": "a", "model": "no-such-model"}}),
        ("edits", {"data": PROMPT, "files": {"other": ("a", b"1")}}),
        ("edits", {"data": {"size": "8x8"}, "files": {"image": ("a", b"1")}}),
    ],
)
def test_what_is_wrong_is_400(sandbox, client, path, sent):
    """More than one image, a wrong size or model, and a form without image or prompt."""
    assert client.post(f"/v1/images/{path}", **sent).status_code == 400
    assert sandbox.billed == 0
