"""Speech in the sandbox: sound of a plausible length that is heard again, with its words and times."""

import base64
import io
import re
import wave

import httpx
import pytest
from tests.examples import sampled

from pollination_sdk.sandbox import Sandbox

WORDS = "Good morning, everyone. Today\nwe speak of foxes & <snow> -> cafés 🦊, and of nothing else at all."
FORMS = ["mp3", "opus", "aac", "flac", "wav", "pcm"]


@pytest.fixture(scope="module")
def client():
    """Share one sandbox among the tests of this file."""
    with (
        Sandbox() as sandbox,
        httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as one,
    ):
        yield one


def good(answer):
    """Return an answer that is no refusal."""
    assert answer.status_code == 200, answer.text
    return answer


def spoken(client, text=WORDS, **options):
    """Return the sound of a text."""
    return good(client.post("/v1/audio/speech", json={"input": text, **options})).content


def transcript(client, sound, name="a.mp3", **options):
    """Return the answer with a transcript."""
    return good(client.post("/v1/audio/transcriptions", files={"file": (name, sound)}, data=options))


def samples_of(sound):
    """Decode WAV to 24,000 numbers a second."""
    with wave.open(io.BytesIO(sound)) as opened:
        assert (opened.getframerate(), opened.getnchannels(), opened.getsampwidth()) == (24_000, 1, 2)
        return memoryview(opened.readframes(opened.getnframes())).cast("h")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_said_is_heard_again(client, form):
    """The text comes back exactly from each format, and so it does after the voice has been changed."""
    sound = spoken(client, response_format=form)
    assert transcript(client, sound, f"a.{form}").json()["text"] == WORDS
    asked = {"voice": "x", "response_format": "mp3" if form == "flac" else form}  # it has no FLAC
    changed = good(client.post("/v1/audio/voice-changer", files={"file": ("a", sound)}, data=asked)).content
    assert changed != sound
    assert transcript(client, changed).json()["text"] == WORDS


def test_an_isolated_voice_says_the_same(client):
    """A long recording keeps its text; one below 4.6 seconds is refused."""
    sound = spoken(client, WORDS * 2, response_format="wav")
    isolated = good(client.post("/v1/audio/voice-isolator", files={"file": ("a.wav", sound)})).content
    assert transcript(client, isolated).json()["text"] == WORDS * 2
    short = client.post("/v1/audio/voice-isolator", files={"file": ("a.wav", spoken(client, "hi"))})
    assert (short.status_code, "4.6 seconds" in short.text) == (400, True)


def test_speech_is_no_monotone(client):
    """Letters sound, spaces do not, and two voices differ."""
    samples = samples_of(spoken(client, "aaaaaaaaaa          iiiiiiiiii", response_format="wav"))
    third = len(samples) // 3
    loudness = [max(map(abs, samples[at + 500 : at + third - 500])) for at in (0, third, 2 * third)]
    assert loudness[0] > 3000 < loudness[2]
    assert loudness[1] == 0
    assert spoken(client, "hello", voice="echo") != spoken(client, "hello", voice="alloy")


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ({"input": "x" * 100}, 4.5),
        ({"input": "x" * 10_000}, 30),
        ({"input": "rain", "duration": 2.5}, 2.5),
        ({"input": "a waltz", "model": "elevenlabs/music-v2", "seconds": 6}, 6),
    ],
)
def test_sound_lasts_as_long_as_its_text_or_as_asked_for(client, asked, seconds):
    """The length follows the text, at most half a minute, unless the request names one."""
    sound = good(client.post("/v1/audio/speech", json={**asked, "response_format": "wav"})).content
    assert len(samples_of(sound)) / 24_000 == pytest.approx(seconds, abs=0.05)


def test_timestamps_cover_each_character_within_the_sound(client):
    """Both alignments have all characters in order, with times that rise to the end of the sound."""
    asked = {"input": WORDS, "response_format": "wav"}
    answer = good(client.post("/v1/audio/speech/with-timestamps", json=asked)).json()
    length = len(samples_of(base64.b64decode(answer["audio_base64"]))) / 24_000
    for alignment in (answer["alignment"], answer["normalized_alignment"]):
        starts, ends = alignment["character_start_times_seconds"], alignment["character_end_times_seconds"]
        assert "".join(alignment["characters"]) == WORDS
        assert len(starts) == len(ends) == len(WORDS)
        assert starts == sorted(starts)
        assert all(start < end for start, end in zip(starts, ends, strict=True))
        assert (starts[0], ends[-1]) == (0, pytest.approx(length, abs=0.01))


def test_segments_divide_the_text_and_the_time(client):
    """Longer text has several segments, which rise in time, and speakers who take turns if several are expected."""
    sound = spoken(client)
    for form in ("verbose_json", "diarized_json"):
        answer = transcript(client, sound, response_format=form, speakers_expected="2").json()
        segments = answer["segments"]
        assert " ".join(one["text"] for one in segments).split() == WORDS.split()
        assert len(segments) > 1
        assert [one["start"] for one in segments] == sorted(one["start"] for one in segments)
        assert all(one["start"] < one["end"] <= answer["duration"] for one in segments)
    assert {one["speaker"] for one in segments} == {"speaker_0", "speaker_1"}


def test_subtitles_have_the_syntax_of_their_format(client):
    """Cues are numbered and timed in SRT; WebVTT has a header, points in its times, and escapes."""
    sound = spoken(client)
    srt = transcript(client, sound, response_format="srt").text
    time = r"\d\d:\d\d:\d\d{}\d\d\d"
    cues = [block.split("\n") for block in srt.strip().split("\n\n")]
    assert [cue[0] for cue in cues] == [str(number) for number in range(1, len(cues) + 1)]
    assert all(re.fullmatch(f"{time} --> {time}".format(",", ","), cue[1]) for cue in cues)
    assert " ".join(line for cue in cues for line in cue[2:]).split() == WORDS.split()
    vtt = transcript(client, sound, response_format="vtt").text
    head, *blocks = vtt.strip().split("\n\n")
    assert head == "WEBVTT"
    assert len(blocks) == len(cues) > 1
    assert all(re.fullmatch(f"{time} --> {time}".format(r"\.", r"\."), block.split("\n")[0]) for block in blocks)
    assert "foxes &amp; &lt;snow&gt; -&gt;" in vtt


def test_a_format_that_a_model_does_not_have_is_400_and_the_allowed_ones_are_named(client):
    """The message lists the formats, of the operation or of the model."""
    file = {"files": {"file": ("a.wav", b"RIFF")}}
    unknown = client.post("/v1/audio/transcriptions", data={"response_format": "xml"}, **file)
    (message,) = unknown.json()["error"]["details"]["fieldErrors"]["response_format"]
    assert (unknown.status_code, '"srt"' in message) == (400, True)
    asked = {"response_format": "srt", "model": "openai/gpt-transcribe"}
    refused = client.post("/v1/audio/transcriptions", data=asked, **file)
    assert (refused.status_code, '\\"json\\"|\\"text\\"' in refused.text) == (400, True)


@pytest.mark.slow(reason="sends dozens of MB")
@pytest.mark.parametrize(
    ("path", "most"), sampled([("transcriptions", 25), ("voice-changer", 50), ("voice-isolator", 50)], 2)
)
def test_a_file_that_is_too_large_is_413(client, path, most):
    """Each operation has its own limit for the file."""
    answer = client.post(f"/v1/audio/{path}", files={"file": ("a.wav", io.BytesIO(bytes(most * 1024 * 1024 + 1)))})
    assert (answer.status_code, f"{most} MiB" in answer.text) == (413, True)


def test_a_model_does_only_what_it_is_for(client):
    """A model that writes down does not speak, one that speaks does not write down."""
    assert client.post("/v1/audio/speech", json={"input": "a", "model": "whisper-1"}).status_code == 400
    asked = {"files": {"file": ("a.wav", b"RIFF")}, "data": {"model": "openai/tts-1"}}
    assert client.post("/v1/audio/transcriptions", **asked).status_code == 400
    listed = {one["name"]: one for one in client.get("/audio/models").json()}
    assert listed["openai/tts-1"]["input_modalities"] == ["text"]
    assert listed["openai/whisper-large-v3"]["output_modalities"] == ["text"]


def test_some_models_ignore_the_format(client):
    """They answer WAV, and say so."""
    answer = good(client.post("/v1/audio/speech", json={"input": "a", "model": "qwen/qwen3-tts-flash"}))
    assert (answer.headers["content-type"], answer.content[:4]) == ("audio/wav", b"RIFF")


def test_a_playlist_is_not_followed(client, tmp_path):
    """A file that only names other files is a recording like any that the sandbox did not make."""
    (tmp_path / "other.mp3").write_bytes(spoken(client))
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{tmp_path}/other.mp3\n#EXT-X-ENDLIST\n".encode()
    assert " heard: a.m3u8" in transcript(client, playlist, "a.m3u8").json()["text"]
