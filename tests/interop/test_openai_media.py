"""The official OpenAI package against the sandbox: images, speech, transcripts and embeddings."""

import base64
import io
import struct

import httpx
import pytest
from PIL import Image

pytestmark = pytest.mark.slow(reason="runs other clients")

openai = pytest.importorskip("openai", reason="the dependency group `interop` brings it")
WORDS = "Good morning, everyone. Today we speak of foxes in the snow, and of nothing else at all."


@pytest.fixture
def client(sandbox):
    """OpenAI's client, with the sandbox's URL."""
    with openai.OpenAI(api_key=sandbox.key, base_url=f"{sandbox.url}/v1") as made:
        yield made


@pytest.fixture
def sound(client):
    """Speech of the sandbox as MP3, with a name."""
    return ("hello.mp3", client.audio.speech.create(model="openai/tts-1", voice="alloy", input=WORDS).content)


def png(colour):
    """Return an image of one colour, with its name and type."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(buffer, "PNG")
    return ("a.png", buffer.getvalue(), "image/png")


def shown(content):
    """Return the size of an image, and its colour in a corner."""
    with Image.open(io.BytesIO(content)) as opened:
        return opened.size, opened.convert("RGB").getpixel((1, 1))


def test_an_image_is_made_as_base64_and_as_a_url(client):
    """Both lead to the same image of the size that was asked for, and its tokens are counted."""
    asked = {"model": "flux", "prompt": "a fox", "size": "64x64", "extra_body": {"seed": 1}}
    encoded = client.images.generate(response_format="b64_json", **asked)
    stored = client.images.generate(response_format="url", **asked)
    content = base64.b64decode(encoded.data[0].b64_json)
    assert shown(content)[0] == (64, 64)
    assert httpx.get(stored.data[0].url).content == content
    assert encoded.usage.total_tokens == encoded.usage.output_tokens == 1
    assert encoded.data[0].revised_prompt == "a fox"


@pytest.mark.parametrize("colours", [["red"], ["red", "blue"]])
def test_an_image_is_edited(client, colours):
    """One source and several are shown in the result, as base64 and as a stored file."""
    sources = [png(colour) for colour in colours]
    image, size = (sources if len(sources) > 1 else sources[0]), f"{64 * len(colours)}x64"
    edited = client.images.edit(model="kontext", image=image, prompt="in the snow", size=size)
    pixels, (red, _, blue) = shown(base64.b64decode(edited.data[0].b64_json))
    assert pixels == (64 * len(colours), 64)
    assert red > 200 > blue
    stored = client.images.edit(model="kontext", image=image, prompt="in the snow", size=size, response_format="url")
    assert shown(httpx.get(stored.data[0].url).content)[0] == pixels


@pytest.mark.parametrize(("form", "start"), [("mp3", b"ID3"), ("wav", b"RIFF"), ("flac", b"fLaC"), ("opus", b"OggS")])
def test_a_text_is_spoken_whole_and_streamed(client, form, start):
    """The stream adds up to the whole file."""
    asked = {"model": "openai/tts-1", "voice": "alloy", "input": WORDS, "response_format": form}
    whole = client.audio.speech.create(**asked).content
    with client.audio.speech.with_streaming_response.create(**asked) as stream:
        pieces = list(stream.iter_bytes(1024))
    assert whole.startswith(start)
    assert len(pieces) > 1
    assert b"".join(pieces) == whole


def test_speech_is_written_down_in_each_format(client, sound):
    """JSON and the long JSON are objects; text and subtitles are text."""

    def write(form):
        return client.audio.transcriptions.create(model="whisper-1", file=sound, response_format=form)

    assert write("json").text == WORDS
    assert write("text") == f"{WORDS}\n"
    assert write("srt").startswith("1\n00:00:00,000 --> 00:00:0")
    assert write("vtt").startswith("WEBVTT\n\n00:00:00.000 --> 00:00:0")
    verbose = write("verbose_json")
    assert verbose.text == " ".join(segment.text for segment in verbose.segments) == WORDS
    assert 0 < verbose.segments[-1].end <= float(verbose.duration)


def test_texts_become_vectors(client):
    """OpenAI's client asks for base64 by default, and reads numbers either way."""
    asked = {"model": "openai-3-small", "input": ["a", "b", "a"], "dimensions": 256}
    packed = client.embeddings.create(**asked)
    numbers = client.embeddings.create(**asked, encoding_format="float")
    first, second, third = (one.embedding for one in packed.data)
    assert first == third != second
    assert struct.pack("<256f", *numbers.data[0].embedding) == struct.pack("<256f", *first)
    assert packed.usage.total_tokens == 3


def test_what_is_wrong_is_refused(sandbox, client, sound):
    """Unknown models, formats and sizes of vectors are OpenAI's errors, and are not billed."""
    billed = sandbox.billed
    with pytest.raises(openai.BadRequestError):
        client.images.generate(model="no-such-model", prompt="a")
    with pytest.raises(openai.BadRequestError) as caught:
        client.audio.transcriptions.create(model="whisper-1", file=sound, response_format="xml")
    assert '"srt"' in str(caught.value.body)
    with pytest.raises(openai.BadRequestError):
        client.embeddings.create(model="openai-3-small", input="a", dimensions=1)
    assert sandbox.billed == billed
