"""`pollinations video`: references, uploads that the user asked for, and long waits."""

import json
import os
import signal

import pytest
from tests.cli.test_stops import started

from pollination_sdk import Media
from pollination_sdk.sandbox import Fault


def sent(command, path="/video/"):
    """Return the requests for videos so far."""
    return [request for request in command.requests if request.path.startswith(path)]


@pytest.fixture
def fox(command):
    """Make an image in the folder of the command."""
    command("image", "fox", "--seed", "7", "-o", "fox.jpg")
    return command.folder / "fox.jpg"


def test_a_video_is_saved_under_its_seed(command):
    """Its options have the names of the API."""
    words = ["--duration", "2", "--aspect-ratio", "9:16", "--audio", "--model", "veo"]
    assert command("video", "A Fox", "--seed", "7", *words).out == "a-fox-7.mp4\n"
    assert Media.open(command.folder / "a-fox-7.mp4").media_type == "video/mp4"
    query = dict(sent(command)[-1].query)
    assert (query["duration"], query["aspectRatio"], query["audio"]) == ("2", "9:16", "true")


def test_several_videos_have_fresh_seeds(command):
    """As images have."""
    assert len(set(command("video", "fox", "-n", "2", "--duration", "2").out.split())) == 2


def test_a_file_is_not_uploaded_unasked(command, fox):
    """An upload is public."""
    before = len(command.requests)
    result = command("video", "run", "-i", "fox.jpg", "--duration", "2", "--json")
    assert (result.code, result.error["code"]) == (2, "NOT_A_URL")
    assert "--auto-upload" in result.error["hint"]
    assert len(command.requests) == before


def test_a_file_is_uploaded_once_if_the_user_says_so(command, fox):
    """Its URL is said, and sent wherever the file was named."""
    words = ["-i", "fox.jpg", "--reference-images", "fox.jpg", "--duration", "2", "--auto-upload"]
    before = len(sent(command, "/x-media/upload"))
    result = command("video", "run", "--seed", "1", *words)
    assert (result.code, result.out) == (0, "run-1.mp4\n")
    assert len(sent(command, "/x-media/upload")) == before + 1
    query = dict(sent(command)[-1].query)
    assert query["image"] == query["reference_images"]
    assert f"fox.jpg is at {query['image']}: everybody with its URL can read it" in result.err


def test_an_estimate_uploads_nothing(command, fox):
    """It is only shown."""
    before = len(command.requests)
    result = command("video", "run", "-i", "fox.jpg", "--duration", "2", "--auto-upload", "--estimate", "--json")
    assert json.loads(result.out)["high"] > 0
    assert len(command.requests) == before


def test_a_dear_video_is_asked_about_before_the_upload(command, fox):
    """Nothing is sent."""
    before = len(command.requests)
    result = command("video", "run", "-i", "fox.jpg", "--duration", "120", "--auto-upload", "--json")
    assert (result.code, result.error["code"]) == (6, "NOT_CONFIRMED")
    assert len(command.requests) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_stopped_video_with_an_uploaded_file_names_its_url(command, fox):
    """Another upload would have another URL, and would be another video that is billed."""
    command.fail(Fault.stall(seconds=5))
    words = ["-i", "fox.jpg", "--duration", "2", "--auto-upload", "--seed", "3"]
    process = started(command, "video", "run", *words, path="/video/")
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1].decode().splitlines()
    url = dict(sent(command)[-1].query)["image"]
    assert process.returncode == 130
    assert err[-2] == "Stopped. The service goes on with the video, and bills it once."
    assert err[-1].startswith("Fetch the same result: pollinations video ")
    assert f"--image {url}" in err[-1]
    assert "--seed 3" in err[-1]
    assert "fox.jpg" not in err[-1]


def test_the_printed_command_joins_the_same_video(command):
    """It is billed once."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "video", "fox", "--duration", "2", "--seed", "9")
    process.send_signal(signal.SIGINT)
    line = process.communicate(timeout=30)[1].decode().splitlines()[-1]
    assert line == "Fetch the same result: pollinations video --duration 2 --seed 9 fox"
    assert command("video", "--duration", "2", "--seed", "9", "fox").out == "fox-9.mp4\n"
    assert sent(command)[-1].query == sent(command)[-2].query


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="waits for a spinner")
def test_a_video_shows_its_time_on_a_terminal_only(command):
    """The line is gone at the end."""
    command.fail(Fault.stall(seconds=1.5))
    shown = command.on_terminal("video", "fox", "--duration", "2", NO_COLOR="1")[1]
    assert " video 1 s" in shown
    assert "\r\x1b[K" in shown
    assert "video" not in command("video", "fox", "--duration", "2", "--seed", "4").err
