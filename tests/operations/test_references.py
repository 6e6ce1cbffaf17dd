"""`video` and `mesh` with references: URLs are sent, files are uploaded where the caller says so, and never else."""

import io
import re
from urllib.parse import unquote

import pytest
from tests.flavours import driven

from pollination_sdk import Media
from pollination_sdk.errors import ArgumentError, ArgumentValueError, BadRequestError, PromptError
from pollination_sdk.errors import ServiceDeprecationWarning as DeprecationOfService

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
SHORT = {"duration": 1}
STREAMED = {"video": "stream_video", "mesh": "stream_mesh"}


@pytest.fixture
def files(tmp_path):
    """The same image as each kind of file, and another one."""
    path = tmp_path / "fox.png"
    path.write_bytes(PNG)
    return [path, PNG, bytearray(PNG), memoryview(PNG), io.BytesIO(PNG), Media(PNG)]


@pytest.mark.parametrize("method", ["video", "mesh", "stream_video", "stream_mesh"])
def test_no_file_is_uploaded_unasked(client, flavour, sandbox, files, method):
    """A file is refused by its place with both ways out, also in a stream, and nothing is sent."""
    for file in files:
        with pytest.raises(ArgumentError, match=r"image\[1\] is .*client\.upload\(path\)\.url, or auto_upload=True"):
            read(flavour, getattr(client, method)("fox", image=["https://a.example/1.png", file]))
    assert sandbox.requests == []


def read(flavour, answer):
    """Read a stream to its end."""
    if hasattr(answer, "save"):
        flavour.items(answer)


@pytest.mark.parametrize("method", ["video", "mesh", "stream_video", "stream_mesh"])
def test_a_file_is_uploaded_where_the_caller_says_so(client, flavour, sandbox, files, method):
    """Each file is uploaded once, its URL takes its place, and URLs stay."""
    asked = ["https://a.example/1.png", *files[:4]]
    answer = getattr(client, method)("fox", image=asked, auto_upload=True)
    read(flavour, answer) if method.startswith("stream") else answer
    *uploads, call = sandbox.requests
    assert {upload.path for upload in uploads} == {"/x-media/upload"}
    assert len(uploads) == 2  # the path, and the bytes
    first, *others = call.params["image"].split("|")
    assert (first, len(others)) == (asked[0], 4)
    assert others[1] == others[2] == others[3]
    assert all(url.startswith(f"{sandbox.url}/x-media/") for url in others)


def test_the_client_may_upload_for_all_calls(sandbox, flavour):
    """`Pollinations(auto_upload=True)` holds for each call that does not say otherwise."""
    with driven(flavour, sandbox.key, base_url=sandbox.url, auto_upload=True) as client:
        answer = client.detailed.video("sea", reference_images=PNG, **SHORT)
        assert [stored.url for stored in answer.uploads] == [sandbox.requests[-1].params["reference_images"]]
        with pytest.raises(ArgumentError, match="reference_images is bytes"):
            client.video("sea", reference_images=PNG, auto_upload=False)


def test_a_stored_medium_is_sent_by_its_url(client, sandbox):
    """A `Media` that the service has stored is not uploaded again."""
    client.video("sea", image=Media(PNG, url="https://media.example/1"), **SHORT)
    assert sandbox.requests[-1].params["image"] == "https://media.example/1"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"duration": 0}, "duration must be from 1 to 120, not 0"),
        ({"duration": 121}, "duration must be from 1 to 120, not 121"),
        ({"width": 0}, "width must be 1 or more, not 0"),
        ({"seed": -2}, "seed must be from -1 to 2147483647, not -2"),
    ],
)
def test_bounds_hold_before_anything_is_sent(client, sandbox, options, words):
    """A number out of bounds is refused."""
    with pytest.raises(ArgumentValueError, match=re.escape(words)):
        client.video("sea", **options)
    assert sandbox.requests == []


@pytest.mark.parametrize("method", ["video", "mesh"])
def test_the_prompt_keeps_to_the_rules_of_paths(client, sandbox, method):
    """What a URL would lose is replaced, what is too long or cannot be sent is refused, and `models` is no list."""
    for prompt, heard in (("50%\nfox", "50\uff05 fox"), ("models", "models "), ("a/../b", "a/\uff0e\uff0e/b")):
        getattr(client, method)(prompt, seed=1)
        assert unquote(sandbox.requests[-1].path).split("/", 2)[2] == heard
    for prompt in ("a\0b", "x" * 9_000, " "):
        with pytest.raises(PromptError):
            getattr(client, method)(prompt)
    assert len(sandbox.requests) == 3


def test_a_video_still_takes_what_it_took(client, sandbox):
    """Options that the service no longer takes are sent with a warning, as those of images are."""
    with pytest.warns(DeprecationOfService) as caught:
        client.video("sea", enhance=True, negative_prompt="blur", quality="hd", transparent=True, **SHORT)
    assert [str(one.message).split()[2] for one in caught] == ["enhance", "negative_prompt"]
    sent = {"enhance": "true", "negative_prompt": "blur", "quality": "hd", "transparent": "true", "duration": "1"}
    assert sandbox.requests[-1].params == sent


def test_a_drawn_seed_is_reported(client, sandbox):
    """`"random"` and -1 draw a number for each call, which is sent and reported."""
    for seed in ("random", -1):
        answer = client.detailed.mesh("fox", seed=seed)
        assert answer.seed > 0
        assert sandbox.requests[-1].params["seed"] == str(answer.seed)


@pytest.mark.parametrize(
    ("method", "model", "words"),
    [
        ("video", "flux", "'flux' is an image model: image() takes it."),
        ("video", "veoo", "is 'veo' meant?"),
        ("video", "xyzzy", "video_models() shows what there is."),
        ("mesh", "xyzzy", "mesh_models() shows what there is."),
        ("mesh", "veo", "'veo' is a video model: video() takes it."),
        ("text", "microsoft/trellis-2", "is a 3d model: mesh() takes it."),
    ],
)
def test_an_unknown_model_is_explained(client, method, model, words):
    """The error names the nearest model, the list of the right kind, or the method that takes the model."""
    with pytest.raises(BadRequestError, match=re.escape(words)):
        getattr(client, method)("fox", model=model)


def test_a_mesh_is_a_glb_with_its_facts(client):
    """The bytes tell the type; the answer names the model and what was used."""
    answer = client.detailed.mesh("fox", resolution="medium")
    assert (answer.value.media_type, answer.value.suffix) == ("model/gltf-binary", ".glb")
    assert (answer.model, bool(answer.usage)) == ("microsoft/trellis-2", True)


def test_a_video_tells_its_length(client):
    """A `Media` reads the seconds from the header."""
    assert client.video("sea", duration=2).duration == 2
