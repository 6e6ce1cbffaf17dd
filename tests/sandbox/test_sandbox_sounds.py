"""Speech, transcription, embeddings and 3D in the sandbox: small files of the right kind, the same for equal calls."""

import base64
import io
import json
import struct
import zipfile

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox

STARTS = {
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3"),
    "opus": (b"OggS",),
    "aac": (b"\xff\xf1", b"\xff\xf9"),
    "flac": (b"fLaC",),
    "wav": (b"RIFF",),
    "pcm": (b"",),
}
TYPES = {"mp3": "audio/mpeg"}
RECORDING = {"files": {"file": ("hello.wav", b"RIFF1234", "audio/wav")}}


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


@pytest.mark.parametrize("form", STARTS)
def test_speech_has_the_format_that_was_asked_for(client, form):
    """GET and POST declare the type, and the bytes are of it; another sandbox makes the same ones."""
    spoken = good(client.get(f"/audio/hello%20world?response_format={form}"))
    posted = good(client.post("/v1/audio/speech", json={"input": "hello world", "response_format": form}))
    for answer in (spoken, posted):
        assert answer.headers["content-type"] == TYPES.get(form, f"audio/{form}")
        assert answer.content.startswith(STARTS[form])
        assert 'rel="enclosure"' in answer.headers["link"]
    with Sandbox() as other:
        headers = {"Authorization": f"Bearer {other.key}"}
        again = httpx.post(
            f"{other.url}/v1/audio/speech",
            content=posted.request.content,
            headers=headers | {"Content-Type": "application/json"},
        )
        assert again.content == posted.content


def test_speech_tells_when_each_character_is_heard(client):
    """The three lists have the length of the text."""
    answer = good(client.post("/v1/audio/speech/with-timestamps", json={"input": "hello"})).json()
    assert base64.b64decode(answer["audio_base64"]).startswith(STARTS["mp3"])
    assert answer["alignment"]["characters"] == list("hello")
    assert (
        answer["alignment"]["character_end_times_seconds"][:-1]
        == answer["alignment"]["character_start_times_seconds"][1:]
    )


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("json", "{"),
        ("verbose_json", "{"),
        ("diarized_json", "{"),
        ("text", ""),
        ("srt", "1\n"),
        ("vtt", "WEBVTT"),
    ],
)
def test_a_recording_is_written_down_in_each_format(client, form, start):
    """JSON has the text, and segments where they were asked for; the other formats are plain."""
    answer = good(client.post("/v1/audio/transcriptions", data={"response_format": form}, **RECORDING))
    assert answer.text.startswith(start)
    assert " heard: hello.wav, 8 bytes" in answer.text
    if start == "{":
        assert ("segments" in answer.json(), answer.json()["usage"]["seconds"] > 0) == (form != "json", True)
    else:
        assert answer.headers["content-type"].startswith("text/plain")


def test_recordings_are_changed_and_split(client):
    """The voice changer has a format, the isolator makes MP3, and each stem is a file of the archive."""
    changed = good(client.post("/v1/audio/voice-changer", data={"response_format": "wav"}, **RECORDING))
    assert changed.content.startswith(b"RIFF")
    assert good(client.post("/v1/audio/voice-isolator", **RECORDING)).content.startswith(STARTS["mp3"])
    stems = good(client.post("/alpha/audio/stem-separation", data={"stem_variation_id": "six_stems_v1"}, **RECORDING))
    assert len(zipfile.ZipFile(io.BytesIO(stems.content)).namelist()) == 6


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/v1/audio/transcriptions", {"files": {"other": ("a", b"1")}}),
        ("/v1/audio/transcriptions", {"data": {"response_format": "xml"}, **RECORDING}),
        ("/v1/audio/transcriptions", {"data": {"model": "no-such-model"}, **RECORDING}),
        ("/v1/audio/voice-changer", {"data": {"response_format": "xml"}, **RECORDING}),
        ("/alpha/audio/stem-separation", {"data": {"stem_variation_id": "three"}, **RECORDING}),
        ("/v1/audio/speech", {"json": {"input": "a", "model": "no-such-model"}}),
        ("/v1/audio/speech", {"json": {"input": "a", "model": "openai-3-small"}}),
        ("/v1/audio/speech", {"json": {"input": "a", "model": "openai-audio"}}),
        ("/v1/audio/speech", {"json": {"input": "a", "model": "microsoft/trellis-2"}}),
        ("/v1/audio/speech/with-timestamps", {"json": {"input": "a", "model": "openai/tts-1"}}),
        ("/v1/audio/transcriptions", {"data": {"model": "openai-3-small"}, **RECORDING}),
        ("/v1/embeddings", {"json": {"input": "a", "model": "whisper-1"}}),
        ("/3d/a", {"json": {"model": "openai-3-small"}}),
        ("/v1/embeddings", {"json": {"input": "a", "dimensions": 4}}),
        ("/3d/a", {"json": {"unknown": 1}}),
    ],
)
def test_what_is_wrong_is_400(client, path, sent):
    """A missing file, values outside of what is allowed, and models of another kind."""
    assert client.post(path, **sent).status_code == 400


def test_a_body_of_another_type_is_415(client):
    """An operation for forms takes no plain text."""
    answer = client.post("/v1/audio/transcriptions", content=b"x", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_equal_texts_have_equal_vectors_of_length_one(client):
    """Each input has its vector, as numbers or as base64 of the same numbers."""
    asked = {"input": ["a", "b", "a"], "dimensions": 128}
    vectors = [one["embedding"] for one in good(client.post("/v1/embeddings", json=asked)).json()["data"]]
    assert vectors[0] == vectors[2] != vectors[1]
    assert sum(number**2 for number in vectors[0]) == pytest.approx(1)
    packed = good(client.post("/v1/embeddings", json={**asked, "encoding_format": "base64"})).json()["data"][0]
    assert struct.unpack("<128f", base64.b64decode(packed["embedding"])) == pytest.approx(vectors[0])
    assert len(good(client.post("/v1/embeddings", json={"input": "a"})).json()["data"][0]["embedding"]) == 1536


def test_a_mesh_is_binary_gltf(client):
    """Header and chunks have the lengths that they declare, the scene holds the prompt, and its bounds are right."""
    answers = good(client.get("/3d/a%20fox?seed=1")), good(client.post("/3d/a%20fox", json={"seed": 1}))
    for answer in answers:
        magic, version, whole, length, kind = struct.unpack("<4sIII4s", answer.content[:20])
        assert (magic, version, whole, kind, length % 4) == (b"glTF", 2, len(answer.content), b"JSON", 0)
        scene, rest = json.loads(answer.content[20 : 20 + length]), answer.content[20 + length :]
        assert struct.unpack("<I4s", rest[:8]) == (len(rest) - 8, b"BIN\0")
        assert scene["asset"]["extras"]["prompt"] == "a fox"
        assert answer.headers["content-type"] == "model/gltf-binary"
        positions, indices = scene["accessors"]
        points = list(struct.iter_unpack("<3f", rest[8 : 8 + 12 * positions["count"]]))
        assert positions["min"] == [min(axis) for axis in zip(*points, strict=True)]
        assert positions["max"] == [max(axis) for axis in zip(*points, strict=True)]
        assert sum(view["byteLength"] for view in scene["bufferViews"]) == scene["buffers"][0]["byteLength"]
        view = scene["bufferViews"][indices["bufferView"]]
        corners = struct.unpack(f"<{indices['count']}H", rest[8 + view["byteOffset"] :][: view["byteLength"]])
        assert set(corners) == set(range(positions["count"]))
    assert answers[0].content == answers[1].content


def test_one_model_makes_ply(client):
    """The header names as many vertices and faces as follow."""
    answer = good(client.get("/3d/a?model=nvidia/asset-harvester"))
    head, _, data = answer.content.partition(b"end_header\n")
    assert head.startswith(b"ply\nformat binary_little_endian 1.0\nelement vertex 4\n")
    assert len(data) == 4 * 12 + 4 * 13
    assert answer.headers["content-type"] == "application/octet-stream"


def test_identical_forms_join_and_are_billed_once():
    """A multipart request is the same request if its bytes are."""
    with Sandbox() as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key}", "Content-Type": "multipart/form-data; boundary=x"}
        body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\nabc\r\n--x--\r\n'
        answers = [
            httpx.post(f"{sandbox.url}/v1/audio/transcriptions", content=body, headers=headers) for _ in range(2)
        ]
        assert [answer.headers["x-cache"] for answer in answers] == ["MISS", "HIT"]
        assert (answers[0].text, sandbox.billed) == (answers[1].text, 1)
