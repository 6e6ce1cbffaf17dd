"""Speech and recordings on both clients: what is sent, what is refused before sending, and what is returned."""

import base64
import io
import json
import os
import pickle
from email import message_from_bytes
from pathlib import Path

import pytest
from tests.flavours import driven
from tools.silence import silence

from pollination_sdk import Media
from pollination_sdk.errors import ArgumentError, ArgumentValueError, PromptError, UnexpectedResponseError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import TimedSpeech, Transcription

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

MIB = 1024 * 1024


SOUND = silence(6)
RECORDINGS = ["transcribe", "change_voice", "isolate_voice"]


def test_options_of_speech_are_fields_of_the_body(client, sandbox):
    """Each option has its name in the API, and what is not given is not sent."""
    options = {"voice": "nova", "duration": 2.5, "steps": 3, "loop": False, "seed": 4294967295, "safe": True}
    client.speech("hi", instrumental=True, composition_plan={"parts": []}, extra={"new": 1}, **options)
    expected = {"input": "hi", "instrumental": True, "composition_plan": {"parts": []}, "new": 1, **options}
    assert json.loads(sandbox.requests[-1].body) == expected


@pytest.mark.parametrize("seed", ["random", -1])
def test_a_drawn_seed_of_speech_is_sent(client, sandbox, seed):
    """The number of the call is drawn before sending."""
    client.speech("hi", seed=seed)
    client.speech_with_timestamps("hi", seed=seed)
    assert all(json.loads(request.body)["seed"] > 0 for request in sandbox.requests[-2:])


def speak(client, flavour, method, text):
    """Call a method, and read its stream."""
    made = getattr(client, method)(text)
    if method == "stream_speech":
        flavour.wait(made.save("never"))


@pytest.mark.parametrize("method", ["speech", "stream_speech", "speech_with_timestamps"])
def test_text_that_cannot_be_spoken_is_refused_before_sending(client, flavour, sandbox, method):
    """Blank text, too much of it, and what is no text cost nothing."""
    for text, error in ((" ", PromptError), ("a" * 10_001, PromptError), (b"hi", ArgumentError)):
        with pytest.raises(error, match="input"):
            speak(client, flavour, method, text)
    assert not sandbox.requests


@pytest.mark.parametrize("options", [{"duration": 0.4}, {"prompt_influence": 2}, {"steps": 0}, {"seed": 1 << 32}])
def test_numbers_of_speech_have_the_bounds_of_the_contract(client, sandbox, options):
    """They are checked before sending."""
    with pytest.raises(ArgumentValueError, match=next(iter(options))):
        client.speech("hi", **options)
    assert not sandbox.requests


def test_a_reference_is_a_url_and_a_file_is_not_uploaded_unasked(client, sandbox):
    """A file is refused with both ways to upload it."""
    client.speech("hi", reference_audio="https://files.example/a.mp3")
    assert json.loads(sandbox.requests[-1].body)["reference_audio"] == "https://files.example/a.mp3"
    with pytest.raises(ArgumentError, match=r"reference_audio.*auto_upload=True"):
        client.speech("hi", reference_audio=SOUND)
    assert len(sandbox.requests) == 1


def test_a_stream_saves_the_same_file(client, flavour, tmp_path):
    """Streamed and whole speech are equal."""
    path = flavour.wait(client.stream_speech("hi", seed=1).save(tmp_path / "said"))
    assert path.suffix == ".mp3"
    assert path.read_bytes() == client.speech("hi", seed=1).bytes


def test_speech_with_times_has_its_sound(client):
    """The sound is a `Media`, and the object can be written, pickled and read."""
    speech = client.speech_with_timestamps("hi")
    assert speech.media.media_type == "audio/mpeg"
    assert speech.alignment.characters == ["h", "i"]
    assert TimedSpeech.from_dict(speech.to_dict()).media == speech.media == pickle.loads(pickle.dumps(speech)).media


def test_samples_are_recognised_by_the_requested_format(client):
    """PCM has no signature, so what was asked for decides."""
    speech = client.speech_with_timestamps("hi", response_format="pcm")
    assert speech.media.media_type == "audio/pcm"
    assert pickle.loads(pickle.dumps(speech)).media.media_type == "audio/pcm"


@pytest.mark.parametrize(
    "sound", ["%%%", base64.b64encode(b"no sound").decode(), base64.b64encode(SOUND[:-9]).decode()]
)
def test_a_broken_sound_with_times_is_refused(client, sandbox, sound):
    """It is checked as every medium is, when it arrives."""
    sandbox.queue(Fault.answer(200, json.dumps({"audio_base64": sound}), media_type="application/json"))
    with pytest.raises(UnexpectedResponseError) as caught:
        client.speech_with_timestamps("hi")
    assert caught.value.field == "audio_base64"
    assert caught.value.response is not None


@pytest.mark.parametrize("form", ["text", "srt", "vtt"])
def test_plain_transcriptions_are_text(client, form):
    """Text and subtitles are a `str`."""
    assert isinstance(client.transcribe(SOUND, response_format=form), str)


@pytest.mark.parametrize("form", [None, "json", "verbose_json", "diarized_json"])
def test_transcriptions_in_json_are_objects(client, form):
    """The others are a `Transcription`, with segments where the format has them."""
    transcription = client.transcribe(SOUND, response_format=form, speakers_expected=1)
    assert isinstance(transcription, Transcription)
    assert transcription.text
    assert bool(transcription.segments) == (form in {"verbose_json", "diarized_json"})
    assert all(segment.end >= segment.start for segment in transcription.segments)


def test_an_unknown_format_is_refused_before_sending(client, sandbox):
    """The format decides how the answer is read, so it must be known."""
    with pytest.raises(ArgumentValueError, match="response_format"):
        client.transcribe(SOUND, response_format="docx")
    assert not sandbox.requests


def test_a_transcription_that_is_an_error_is_refused(client, sandbox):
    """An error with a status of success is no transcription."""
    for form in ("text", "json"):
        sandbox.queue(Fault.answer(200, '{"error": {"message": "no"}}', media_type="application/json"))
        with pytest.raises(UnexpectedResponseError):
            client.transcribe(SOUND, response_format=form)


def named(name: str, content: bytes = SOUND) -> io.BytesIO:
    """Return an open file with a name."""
    file = io.BytesIO(content)
    file.name = name
    return file


@pytest.mark.parametrize("method", RECORDINGS)
def test_a_file_is_sent_with_a_name_and_an_ending(client, sandbox, tmp_path, method):
    """Paths and open files keep their names; bytes and media get one by their type."""
    path = tmp_path / "talk.m4a"
    path.write_bytes(SOUND)
    given = {
        "talk.m4a": path,
        "memo.webm": named("/home/memo.webm"),
        "take.wav": named("take"),
        "audio.wav": SOUND,
    }
    for name, file in [*given.items(), ("audio.wav", Media(SOUND)), ("audio.wav", memoryview(SOUND))]:
        getattr(client, method)(file)
        assert f'name="file"; filename="{name}"'.encode() in sandbox.requests[-1].body
        assert SOUND in sandbox.requests[-1].body


def test_options_of_a_recording_are_fields_of_the_form(client, sandbox):
    """Each option has its name in the API, and what is not given is not sent."""
    options = {"model": "whisper-1", "language": "en", "prompt": "Moss, fern", "response_format": "diarized_json"}
    client.transcribe(SOUND, speakers_expected=2, temperature=0.5, **options)
    request = sandbox.requests[-1]
    head = b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n"
    parts = message_from_bytes(head + request.body).get_payload()
    found = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts}
    sent = {**options, "speakers_expected": "2", "temperature": "0.5"}
    assert found == {"file": SOUND, **{name: value.encode() for name, value in sent.items()}}


@pytest.mark.parametrize("method", RECORDINGS)
def test_equal_requests_are_equal_in_bytes(client, sandbox, method):
    """The service recognises a repeated request by its bytes."""
    for _ in range(2):
        getattr(client, method)(SOUND, model=None, extra={"new": "1"})
    first, second = sandbox.requests
    assert first.body == second.body
    assert first.headers["content-type"] == second.headers["content-type"]
    assert b'name="new"' in first.body


@pytest.mark.parametrize("method", RECORDINGS)
def test_what_is_no_recording_is_refused_before_sending(client, sandbox, method):
    """Text is never a path, and an empty file holds no sound."""
    for value in ("talk.mp3", b"", 7, None, io.StringIO("x"), io.BytesIO()):
        with pytest.raises(ArgumentError, match="file"):
            getattr(client, method)(value)
    with pytest.raises(OSError, match="nothing"):
        getattr(client, method)(Path("nothing.mp3"))
    assert not sandbox.requests


@pytest.mark.parametrize(
    ("method", "content", "error"),
    [
        ("transcribe", SOUND + bytes(25 * MIB), PromptError),
        ("change_voice", SOUND + bytes(50 * MIB), PromptError),
        ("isolate_voice", SOUND + bytes(50 * MIB), PromptError),
        ("change_voice", silence(301), ArgumentValueError),
        ("isolate_voice", silence(4.5), ArgumentValueError),
    ],
    ids=["transcribe", "change_voice", "isolate_voice", "too long", "too short"],
)
def test_sizes_and_lengths_are_checked_before_sending(client, sandbox, method, content, error):
    """The message names the switch of the check, which sends the file."""
    with pytest.raises(error, match="check_size=False"):
        getattr(client, method)(content)
    assert not sandbox.requests


def test_the_check_of_lengths_can_be_switched_off(flavour, sandbox):
    """With `check_size=False` the service decides."""
    sandbox.queue(Fault.answer(200, SOUND, media_type="audio/wav"))
    with driven(flavour, sandbox.key, base_url=sandbox.url, check_size=False) as client:
        assert client.isolate_voice(silence(1)).media_type == "audio/wav"


def test_numbers_of_a_form_have_the_bounds_of_the_contract(client, sandbox):
    """They are checked as those of other bodies."""
    for options in ({"temperature": 2}, {"speakers_expected": 0}):
        with pytest.raises(ArgumentValueError, match=next(iter(options))):
            client.transcribe(SOUND, **options)
    assert not sandbox.requests


def test_no_module_hides_the_method_of_its_name():
    """A module of `_operations` becomes an attribute of the package once it is imported, in place of a function."""
    from pollination_sdk import _operations  # noqa: PLC0415 - pins a private name: only there can names collide

    modules = {path.stem for path in Path(_operations.__file__).parent.glob("*.py")}
    assert modules.isdisjoint(_operations.__all__)


@pytest.mark.parametrize(
    ("method", "option", "value"), [("transcribe", "language", "de"), ("change_voice", "voice", "nova")]
)
def test_extra_fields_of_a_form_are_sent(client, sandbox, method, option, value):
    """They win over an option of the same name, as in a JSON body; an option that is not given removes none."""
    getattr(client, method)(SOUND, extra={option: value, "new": 1})
    body = sandbox.requests[-1].body
    assert f'name="{option}"\r\n\r\n{value}\r\n'.encode() in body
    assert b'name="new"\r\n\r\n1\r\n' in body


def test_a_recording_is_sent_with_the_type_of_its_bytes(client, sandbox):
    """The type does not depend on the table of suffixes that a machine has, so equal forms are equal anywhere."""
    for name in ("talk.unknown", "talk.mp3"):
        file = io.BytesIO(SOUND)
        file.name = name
        client.transcribe(file)
        assert b"Content-Type: audio/wav\r\n" in sandbox.requests[-1].body


def test_a_file_name_that_is_no_text_can_be_sent(client, sandbox, tmp_path):
    """Bytes of a name that are no UTF-8 become a replacement character, in a form and in an upload."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.wav"))
    try:
        path.write_bytes(SOUND)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    for method in ("transcribe", "upload"):
        getattr(client, method)(path)
        assert 'filename="a\ufffd.wav"'.encode() in sandbox.requests[-1].body


@pytest.mark.parametrize("method", RECORDINGS)
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"hello", "text"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "image/jpeg"),
        (b"%PDF-1.4", "application/pdf"),
        (b"\x01\x02" * 40, "bytes of an unknown format"),
    ],
)
def test_bytes_of_another_kind_are_refused_before_sending(client, sandbox, method, content, found):
    """The service bills such a file."""
    with pytest.raises(ArgumentError, match=f"file holds {found}; give audio or a video"):
        getattr(client, method)(content)
    assert not sandbox.requests


def test_raw_samples_are_sent_if_they_are_named_or_declared(client, sandbox, tmp_path):
    """They have no signature, so the suffix or the declared type decides."""
    path = tmp_path / "said.pcm"
    for samples in (bytes([128]) * 400, b"\x01\x02" * 200, bytes(400)):
        path.write_bytes(samples)
        client.transcribe(path)
        with path.open("rb") as file:
            client.transcribe(file)
        client.transcribe(f"data:audio/pcm;base64,{base64.b64encode(samples).decode()}")
    assert len(sandbox.requests) == 9


@pytest.mark.parametrize("method", RECORDINGS)
def test_a_url_of_a_recording_is_explained(client, sandbox, method):
    """The service fetches none."""
    with pytest.raises(ArgumentError, match="a URL, which the service does not fetch: download it"):
        getattr(client, method)("https://files.example/a.mp3")
    assert not sandbox.requests
