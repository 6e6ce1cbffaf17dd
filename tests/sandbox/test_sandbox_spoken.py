"""Spoken answers of chats in the sandbox: real sound with its transcript, whole and streamed."""

import base64
import io
import json
from datetime import UTC, datetime

import av
import httpx
import pytest
from tests.helpers.flavours import every_flavour

ASKED = {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "mp3"}}
STARTS = {"mp3": b"ID3", "wav": b"RIFF", "flac": b"fLaC", "opus": b"OggS"}


def seconds_of(sound, form=None):
    """Decode a file and return how long it lasts."""
    with av.open(io.BytesIO(sound), format=form) as opened:
        return sum(frame.samples / frame.sample_rate for frame in opened.decode(audio=0))


@pytest.fixture
def post(sandbox):
    """Return a function that sends a chat."""

    def send(path="/v1/chat/completions", **body):
        messages = [{"role": "user", "content": "say hello"}]
        headers = {"Authorization": f"Bearer {sandbox.key}"}
        answer = httpx.post(sandbox.url + path, json={"messages": messages, **ASKED, **body}, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer

    return send


@every_flavour
async def test_the_clients_hear_a_spoken_answer(flavour, sandbox):
    """Whole and streamed, the message has the sound, what is said in it, its id, and how long the id lasts."""
    sandbox.reply("Good morning.", times=2)
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        whole = await client.chat("say hello", model="openai-audio", **ASKED)
        async with client.stream_chat("say hello", model="openai-audio", **ASKED) as chunks:
            assert len([chunk async for chunk in chunks]) > 5
    for completion in (whole, chunks.completion):
        audio = completion.choices[0].message.audio
        assert audio.transcript == "Good morning."
        assert audio.id.startswith("audio_")
        assert audio.expires_at > datetime.now(UTC)
        assert seconds_of(base64.b64decode(audio.data)) == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize("form", ["mp3", "wav", "flac", "opus", "pcm16"])
def test_the_sound_has_the_format_that_was_asked_for(post, form):
    """The bytes are of each format; the pieces of a stream are the same file."""
    audio = {"voice": "alloy", "format": form}
    message = post(audio=audio).json()["choices"][0]["message"]
    assert message["content"] is None
    whole = base64.b64decode(message["audio"]["data"])
    assert whole.startswith(STARTS.get(form, b""))
    if form == "pcm16":
        assert len(whole) == pytest.approx(
            seconds_of(base64.b64decode(_sound(post, "wav")), "wav") * 24_000 * 2, rel=0.1
        )
    deltas = [chunk["choices"][0]["delta"] for chunk in _chunks(post(audio=audio, stream=True)) if chunk["choices"]]
    pieces = [delta["audio"] for delta in deltas if "audio" in delta]
    assert b"".join(base64.b64decode(piece.get("data", "")) for piece in pieces) == whole
    assert "".join(piece.get("transcript", "") for piece in pieces) == "openai heard: say hello"
    assert len({piece["id"] for piece in pieces}) == 1


def _sound(post, form):
    return post(audio={"voice": "alloy", "format": form}).json()["choices"][0]["message"]["audio"]["data"]


def _chunks(answer):
    lines = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    return [json.loads(line) for line in lines if line != "[DONE]"]


@pytest.mark.parametrize("stream", [False, True])
def test_sound_is_billed_by_its_tokens(sandbox, post, stream):
    """Usage, the record and the price list agree on the tokens of the sound; a written answer has none."""
    headers = {"Authorization": f"Bearer {sandbox.key}"}
    answer = post(model="openai-audio", stream=stream)
    usage = _chunks(answer)[-1]["usage"] if stream else answer.json()["usage"]
    spoken = usage["completion_tokens_details"]["audio_tokens"]
    row = httpx.get(f"{sandbox.url}/account/usage", headers=headers).json()["usage"][0]
    assert spoken == row["output_audio_tokens"] > 0
    assert row["output_text_tokens"] == usage["completion_tokens"] - spoken
    models = httpx.get(f"{sandbox.url}/text/models", headers=headers).json()
    prices = next(model["pricing"] for model in models if model["name"] == row["model"])
    units = {
        "promptTextTokens": row["input_text_tokens"],
        "completionTextTokens": row["output_text_tokens"],
        "completionAudioTokens": spoken,
    }
    assert row["cost_usd"] == pytest.approx(sum(prices[unit] * count for unit, count in units.items()))
    assert post(modalities=["text"]).json()["usage"]["completion_tokens_details"]["audio_tokens"] == 0


def test_post_text_answers_the_sound_itself(post):
    """`POST /text` gives the file alone, in the format that was asked for, which the declared type does not tell."""
    answer = post("/text", audio={"voice": "alloy", "format": "wav"})
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.content.startswith(b"RIFF")
