"""The short ways to what a chat completion says: text, refusal, tool calls and media."""

import base64
import copy
import io
import json
import pickle
import wave

import pytest

from pollination_sdk.errors import UnexpectedResponseError
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import ChatCompletion, ToolCall

TOOLS = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>'


def saying(**message):
    """Make a completion with one message."""
    return ChatCompletion.from_dict({"choices": [{"message": {"role": "assistant", **message}}]})


def data_uri(content, media_type):
    """Write a file as a data URI in base64."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def image_part(url):
    """Make a part with an image."""
    return {"type": "image_url", "image_url": {"url": url}}


@pytest.fixture(scope="module")
def wav():
    """Return a short sound."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(range(200)))
    return file.getvalue()


def test_each_way_to_a_completion_gives_the_same_class(client, flavour):
    """`chat`, `detailed`, `call` and a stream's `completion` give `types.ChatCompletion`, with its text."""
    stream = client.stream_chat("hi")
    flavour.items(stream)
    messages = [{"role": "user", "content": "hi"}]
    answers = [
        client.chat("hi"),
        client.detailed.chat("hi").value,
        client.call("post_generate_v1_chat_completions", messages=messages),
        stream.completion,
    ]
    assert {type(answer) for answer in answers} == {ChatCompletion}
    assert {answer.text for answer in answers} == {"openai heard: hi"}


def test_tool_calls_are_at_hand(client, flavour):
    """An answer that calls a tool has the call in `tool_calls` and no text; so has a stream's completion."""
    stream = client.stream_chat("look", tools=TOOLS)
    flavour.items(stream)
    for answer in (client.chat("look", tools=TOOLS), stream.completion):
        assert [type(call) for call in answer.tool_calls] == [ToolCall]
        assert answer.tool_calls[0].function.name == "look"
        assert (answer.text, answer.refusal, answer.media) == ("", None, [])


@pytest.mark.parametrize("choices", [[], [{"message": {}}], [{"message": {"content": None, "tool_calls": None}}]])
def test_an_answer_without_anything_has_empty_values(choices):
    """Without a choice, or with a message that says nothing, each short way gives its empty value."""
    answer = ChatCompletion.from_dict({"choices": choices})
    assert (answer.text, answer.refusal, answer.tool_calls, answer.media) == ("", None, [], [])


def test_the_first_choice_counts():
    """Of several choices, the short ways show the first."""
    answer = ChatCompletion.from_dict({"choices": [{"message": {"content": text}} for text in ("one", "two")]})
    assert answer.text == "one"


def test_text_in_parts_is_put_together():
    """Text of an answer in parts is joined, without the thoughts."""
    parts = [{"type": "thinking", "thinking": "?"}, {"type": "text", "text": "a "}, {"type": "text", "text": "fox"}]
    assert saying(content=None, content_blocks=parts).text == "a fox"


def test_a_refusal_is_no_text(client, sandbox):
    """What the model refuses with is in `refusal`, and `text` is empty."""
    message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    sandbox.queue(Fault.set_field("/choices/0/message", message))
    answer = client.chat("hi")
    assert (answer.text, answer.refusal) == ("", "I cannot help with that.")


# -- media --


def test_images_of_each_form_are_media(client):
    """Images in parts, in blocks and in `images` come as `Media`, each once, in the order of the message."""
    png, jpeg = client.image("a fox", width=8, height=8).bytes, client.image("a hen", width=8, height=8).bytes
    answer = saying(
        content="Here.",
        content_blocks=[{"type": "text", "text": "Here."}, image_part(data_uri(png, "image/png"))],
        images=[
            image_part(data_uri(png, "image/png")),
            {"type": "image_url", "image_url": data_uri(jpeg, "image/png")},
        ],
    )
    assert [bytes(one) for one in answer.media] == [png, jpeg]
    assert answer.media[0].width == 8
    assert answer.text == "Here."


def test_a_data_uri_may_be_plain_text():
    """SVG may come percent-encoded; the declared type counts where bytes cannot tell."""
    uri = "data:image/svg+xml;charset=utf-8," + SVG.decode().replace('"', "%22")
    (svg,) = saying(content_blocks=[image_part(uri)]).media
    assert (svg.bytes, svg.media_type) == (SVG, "image/svg+xml")


def test_sound_is_media(wav):
    """A spoken answer is `Media` of the type of its bytes; samples without a header are PCM."""
    pcm = bytes([0, 1, 255, 254] * 50)
    for sound, media_type in ((wav, "audio/wav"), (pcm, "audio/pcm")):
        audio = {"id": "a", "transcript": "hello", "data": base64.b64encode(sound).decode()}
        (heard,) = saying(content=None, audio=audio).media
        assert (heard.bytes, heard.media_type) == (sound, media_type)


def test_what_is_no_file_is_left_alone():
    """Links are not downloaded; prose that quotes a data URI, and encrypted thoughts, are no files."""
    quoted = data_uri(b"no file", "image/png")
    answer = saying(
        content=quoted,
        content_blocks=[
            image_part("https://example.com/fox.png"),
            {"type": "text", "text": quoted},
            {"type": "redacted_thinking", "data": "c2VjcmV0"},
        ],
        audio={"transcript": "hello"},
    )
    assert answer.media == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("data:image/png;base64,A", "not valid base64"),
        (data_uri(b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"), "cut off"),
        (data_uri(b"hello", "image/png"), "Expected an image"),
    ],
)
def test_a_broken_file_is_refused_by_its_place(url, reason):
    """A file that cannot be read is an error that names its place, never a part of a file."""
    with pytest.raises(UnexpectedResponseError, match=reason) as caught:
        _ = saying(content_blocks=[image_part(url)]).media
    assert caught.value.field == "choices[0].message.content_blocks[0].image_url.url"


# -- a value like any other --


def test_a_completion_can_be_copied_and_stored(client):
    """Copies and pickles are equal to the completion and keep its class and its fields."""
    answer = client.chat("hi")
    for other in (copy.copy(answer), copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):
        assert (other, type(other)) == (answer, ChatCompletion)
        assert other.to_dict() == answer.to_dict()
    assert json.loads(json.dumps(answer.to_dict())) == answer.to_dict()


def test_the_message_can_be_sent_again(client):
    """A returned message is a message of the next call."""
    answer = client.chat("hi")
    memory = [{"role": "user", "content": "hi"}, answer.choices[0].message, {"role": "user", "content": "again"}]
    assert client.chat(memory).text == "openai heard: again"
