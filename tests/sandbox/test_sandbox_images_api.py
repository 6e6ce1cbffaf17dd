"""Images in OpenAI's format in the sandbox: as base64 or as a stored file, made and edited."""

import base64

import httpx
import pytest

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


def test_an_image_is_edited_from_a_url_and_from_a_form(client):
    """JSON and a form give the same image."""
    asked = {**PROMPT, "image": "https://example.com/fox.png", "seed": 1}
    sent = {"data": {**PROMPT, "seed": "1"}, "files": {"image": ("fox.png", b"\x89PNG")}}
    edited = image_of(client.post("/v1/images/edits", json=asked))
    assert edited == image_of(client.post("/v1/images/edits", **sent))


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
