"""`pollinations speech` and `pollinations transcribe`."""

import json
import signal

import pytest

from pollination_sdk import Media
from pollination_sdk.sandbox import Fault


@pytest.fixture
def recording(command):
    """Make a recording in the folder of the command."""
    command("speech", "hello there", "-o", "hello.wav", "--response-format", "wav")
    return command.folder / "hello.wav"


def test_speech_is_saved_under_its_words(command):
    """Without a seed: equal calls get the same sound."""
    assert command("speech", "Hello there!", "--voice", "nova").out == "hello-there.mp3\n"
    assert Media.open(command.folder / "hello-there.mp3").media_type == "audio/mpeg"
    body = json.loads(command.requests[-1].body)
    assert (body["input"], body["voice"]) == ("Hello there!", "nova")
    assert "seed" not in body


def test_the_format_of_a_sound_is_chosen(command, recording):
    """The suffix is that of the bytes."""
    assert recording.read_bytes().startswith(b"RIFF")
    assert command("speech", "hi", "--response-format", "flac").out == "hi.flac\n"


def test_a_sound_has_its_options(command):
    """Flags that are not given are not sent."""
    words = ["--model", "elevenlabs/music-v2", "--instrumental", "--duration", "2", "--seed", "5"]
    assert command("speech", "calm piano", *words).out == "calm-piano-5.mp3\n"
    body = json.loads(command.requests[-1].body)
    assert (body["instrumental"], body["duration"], body["seed"]) == (True, 2, 5)
    assert "loop" not in body


def test_a_recording_is_uploaded_only_if_the_user_says_so(command, recording):
    """The service takes a URL."""
    words = ["speech", "hi", "--reference-audio", "hello.wav", "-o", "hi.mp3"]
    result = command(*words, "--json")
    assert (result.code, result.error["code"]) == (2, "NOT_A_URL")
    result = command(*words, "--auto-upload")
    assert result.code == 0
    assert json.loads(command.requests[-1].body)["reference_audio"] in result.err


def test_sound_goes_into_a_pipe(command):
    """For a player."""
    done = command.start("speech", "hi", "-o", "-")
    assert done.communicate(timeout=60)[0].startswith((b"ID3", b"\xff"))


def test_a_pipe_gets_a_sound_as_it_comes(command):
    """A player starts before the last piece is there; Ctrl-C says that the rest is not made."""
    command.fail(Fault.stall(seconds=60, after_bytes=1500))
    process = command.start("speech", "hello there", "-o", "-")
    with process.stdout as out, process.stderr as errors:
        assert len(out.read(100)) == 100
        process.send_signal(signal.SIGINT)
        assert errors.read() == b"Stopped. The sound ends here; what was generated may be billed.\n"
    assert process.wait(timeout=30) == 130


def test_a_recording_is_written_down(command, recording):
    """The text is on stdout; the cost is talk."""
    result = command("transcribe", "hello.wav")
    assert result.out == "hello there\n"
    assert "pollen (computed)" in result.err


@pytest.mark.parametrize(
    ("kind", "start"), [("srt", "1\n00:00:00,000 --> "), ("vtt", "WEBVTT"), ("text", "hello there\n")]
)
def test_subtitles_are_written_as_they_are(command, recording, kind, start):
    """So a shell can put them into a file."""
    assert command("transcribe", "hello.wav", "--response-format", kind).out.startswith(start)


def test_times_are_written_as_json(command, recording):
    """They have no other form."""
    found = json.loads(command("transcribe", "hello.wav", "--response-format", "verbose_json").out)
    assert found["segments"][0]["text"] == "hello there"


def test_json_has_the_text_and_the_facts(command, recording):
    """One object."""
    found = json.loads(command("transcribe", "hello.wav", "--json").out)
    assert (found["text"], found["status"]) == ("hello there", 200)


def test_a_recording_comes_through_a_pipe(command, recording):
    """With -."""
    assert command.process("transcribe", "-", given=recording.read_bytes()).out == "hello there\n"


@pytest.mark.parametrize(
    ("name", "code"), [("nosuch.wav", 4), ("https://example.com/a.wav", 2), ("notes.txt", 2), ("-", 2)]
)
def test_what_is_no_recording_is_refused(command, name, code):
    """Nothing is sent."""
    (command.folder / "notes.txt").write_text("hello")
    before = len(command.requests)
    assert command.process("transcribe", name).code == code
    assert len(command.requests) == before
