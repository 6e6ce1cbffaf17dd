"""What the sandbox answers: every operation, in the service's shapes, media types and headers."""

import csv
import io
import json

import av
import httpx
import pytest
from PIL import Image

from pollination_sdk.sandbox import Sandbox


@pytest.fixture
def client(sandbox):
    """Hand out a client that carries the key."""
    headers = {"Authorization": f"Bearer {sandbox.key}"}
    with httpx.Client(base_url=sandbox.url, headers=headers) as one:
        yield one


def decoded(answer: httpx.Response) -> Image.Image:
    """Decode a whole image."""
    image = Image.open(io.BytesIO(answer.content))
    image.load()
    return image


def chunks(answer: httpx.Response) -> list[dict]:
    """Parse the frames of a stream that ends as it should."""
    frames = answer.text.split("\n\n")
    assert frames[-1] == ""
    assert frames[-2] == "data: [DONE]"
    return [json.loads(frame.removeprefix("data: ")) for frame in frames[:-2]]


# --- images and video


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", (1024, 1024)),
        ("width=300&height=200", (300, 200)),
        ("width=1&height=1", (1, 1)),
        ("width=0&height=5000", (1, 2048)),
    ],
)
def test_an_image_is_a_whole_jpeg_of_the_size_asked_for(client, query, size):
    """Images decode to the last byte, have the size asked for, and are clamped to 1..2048."""
    answer = client.get(f"/image/a%20cat?{query}")
    assert answer.headers["content-type"] == "image/jpeg"
    assert decoded(answer).format == "JPEG"
    assert decoded(answer).size == size


def test_a_transparent_image_is_a_png_that_is_called_jpeg(client):
    """`transparent=true` gives PNG bytes with alpha under `image/jpeg`, as the service does."""
    answer = client.get("/image/glass?transparent=true&width=64&height=64")
    assert answer.headers["content-type"] == "image/jpeg"
    assert decoded(answer).format == "PNG"
    assert decoded(answer).getchannel("A").getextrema()[0] < 255


def test_an_image_depends_on_prompt_seed_and_model(client):
    """Another seed, prompt or model gives other bytes; the same ones the same bytes."""
    base = client.get("/image/a%20cat?width=128&height=96&seed=1").content
    for other in ("a%20cat?seed=2", "a%20dog?seed=1", "a%20cat?seed=1&model=flux"):
        assert client.get(f"/image/{other}&width=128&height=96").content != base
    with Sandbox() as fresh:
        headers = {"Authorization": f"Bearer {fresh.key}"}
        url = f"{fresh.url}/image/a%20cat?width=128&height=96&seed=1"
        assert httpx.get(url, headers=headers).content == base


def test_an_image_shows_its_prompt(client):
    """The prompt is drawn: with the same colours, white ink appears where words are."""
    size = "width=400&height=300&seed=5"
    drawn = decoded(client.get(f"/image/MMMMMMMM?{size}")).convert("L")
    ink = sum(drawn.histogram()[250:])
    assert ink > 200


@pytest.mark.parametrize(
    ("query", "seconds", "shape"),
    [
        ("", 4, (320, 180)),
        ("duration=2&aspectRatio=9:16", 2, (180, 320)),
        ("duration=10", 10, None),
    ],
)
def test_a_video_plays_for_the_time_asked_for(client, query, seconds, shape):
    """Videos are H.264 in MP4, decode frame by frame, and last as long as asked."""
    answer = client.get(f"/image/waves?model=veo&{query}")
    assert answer.headers["content-type"] == "video/mp4"
    with av.open(io.BytesIO(answer.content)) as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert container.duration == seconds * 1_000_000
        assert frames == seconds * stream.average_rate
        assert shape is None or (stream.width, stream.height) == shape


@pytest.mark.parametrize(("model", "tracks"), [("veo", ["video", "audio"]), ("wan", ["video"])])
def test_a_video_has_sound_where_that_is_asked_for(client, model, tracks):
    """`audio=true` gives videos of `veo` a track of sound as long as they are; other models ignore it."""
    answer = client.get(f"/image/waves?model={model}&duration=1&audio=true")
    with av.open(io.BytesIO(answer.content)) as container:
        assert [stream.type for stream in container.streams] == tracks
        for stream in container.streams.audio:
            assert sum(frame.samples for frame in container.decode(stream)) >= stream.rate


def test_media_carry_the_services_headers(client):
    """Model, units, cache state and a file name come with an image, and with a hit as well."""
    first = client.get("/image/A%20red%20fox!?width=32&height=32")
    assert first.headers["x-model-used"] == "tongyi-mai/z-image-turbo"
    assert first.headers["x-usage-completion-image-tokens"] == "1"
    assert first.headers["x-cache"] == "MISS"
    assert first.headers["content-disposition"] == 'inline; filename="a-red-fox.jpg"'
    again = client.get("/image/A%20red%20fox!?width=32&height=32")
    assert again.headers["x-cache"] == "HIT"
    assert again.headers["content-disposition"] == first.headers["content-disposition"]
    assert again.content == first.content


# --- text and chat


def test_text_is_an_echo_in_plain_text(client):
    """GET text repeats the prompt, always the same, with model and units in headers."""
    answer = client.get("/text/tell%20me%20more")
    assert answer.headers["content-type"] == "text/plain; charset=UTF-8"
    assert answer.text == "openai heard: tell me more"
    assert answer.headers["x-model-used"] == "openai/gpt-5.4-nano"
    assert int(answer.headers["x-usage-completion-text-tokens"]) > 0


def test_json_text_is_still_called_plain(client):
    """`json=true` answers JSON under `text/plain`."""
    answer = client.get("/text/hi?json=true")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.json()["heard"] == "hi"


def test_an_audio_model_speaks_mp3(client):
    """Text from an audio model is a decodable MP3 under `audio/mpeg`."""
    answer = client.get("/text/hi?model=openai-audio")
    assert answer.headers["content-type"] == "audio/mpeg"
    with av.open(io.BytesIO(answer.content)) as container:
        assert sum(1 for _ in container.decode(audio=0)) > 5


@pytest.mark.parametrize("operation", ["text", "chat"])
def test_streams_are_chat_chunks_with_usage_and_an_end(client, operation):
    """Both streams send `chat.completion.chunk` frames, a usage chunk without choices, `[DONE]`."""
    body = {"messages": [{"role": "user", "content": "one two"}], "stream": True}
    answer = (
        client.get("/text/one%20two?stream=true")
        if operation == "text"
        else client.post("/v1/chat/completions", json=body)
    )
    assert answer.headers["content-type"].startswith("text/event-stream")
    *spoken, usage = chunks(answer)
    assert {chunk["object"] for chunk in spoken} == {"chat.completion.chunk"}
    deltas = [chunk["choices"][0]["delta"].get("content", "") for chunk in spoken]
    assert "".join(deltas) == "openai heard: one two"
    assert spoken[-1]["choices"][0]["finish_reason"] == "stop"
    assert usage["choices"] == []
    assert usage["usage"]["total_tokens"] > 0


def test_chat_answers_a_completion_with_usage(client):
    """Chat echoes the last message and counts tokens; parts are read as their text."""
    parts = [{"type": "text", "text": "what"}, {"type": "text", "text": "now"}]
    answer = client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": parts}]}).json()
    assert answer["object"] == "chat.completion"
    assert answer["choices"][0]["message"]["content"] == "openai heard: what\nnow"
    usage = answer["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_chat_without_messages_is_still_a_completion(client):
    """An empty conversation is answered, as the contract sets no minimum."""
    answer = client.post("/v1/chat/completions", json={"messages": []})
    assert answer.json()["choices"][0]["finish_reason"] == "stop"


def test_chat_calls_the_tools_it_is_given(client):
    """A function is called with arguments that fit its schema, and its result is echoed."""
    schema = {
        "type": "object",
        "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 2}},
        "required": ["city"],
    }
    tool = {"type": "function", "function": {"name": "weather", "parameters": schema}}
    question = {"role": "user", "content": "weather?"}
    asked = client.post("/v1/chat/completions", json={"messages": [question], "tools": [tool]})
    choice = asked.json()["choices"][0]
    call = choice["message"]["tool_calls"][0]
    assert choice["finish_reason"] == "tool_calls"
    assert call["function"]["name"] == "weather"
    assert json.loads(call["function"]["arguments"]) == {"city": "text", "days": 2}
    result = {"role": "tool", "tool_call_id": call["id"], "content": "sunny"}
    messages = [question, choice["message"], result]
    final = client.post("/v1/chat/completions", json={"messages": messages, "tools": [tool]})
    assert final.json()["choices"][0]["message"]["content"] == "openai heard: sunny"


def test_chat_honours_the_response_format(client):
    """A JSON schema asked for is satisfied by the content."""
    schema = {"type": "object", "properties": {"colour": {"enum": ["red", "blue"]}}}
    wanted = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    body = {"messages": [{"role": "user", "content": "?"}], "response_format": wanted}
    content = client.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]
    assert json.loads(content["content"]) == {"colour": "red"}


# --- models and account


def test_the_three_model_lists_need_no_key(sandbox):
    """Model lists are public, keyed by `id` or `name`, with prices in pollen; `/v1/models` has all kinds."""
    v1 = httpx.get(f"{sandbox.url}/v1/models").json()
    text = httpx.get(f"{sandbox.url}/text/models").json()
    images = httpx.get(f"{sandbox.url}/image/models").json()
    assert [one["id"] for one in v1["data"] if one["category"] == "text"] == [one["name"] for one in text]
    assert v1["data"][0]["created"] > 10**12
    assert all(one["pricing"]["currency"] == "pollen" for one in text + images)
    assert {"image", "video"} == {one["output_modalities"][0] for one in images}


def test_account_answers_for_a_key_with_every_permission(client):
    """Profile, balance and key answer; the key is secret, unlimited and allowed everything."""
    assert client.get("/account/profile").json()["tier"] == "seed"
    assert client.get("/account/balance").json()["balance"] > 1000
    key = client.get("/account/key").json()
    assert key["valid"] is True
    assert key["type"] == "secret"
    assert key["pollenBudget"] is None
    assert key["permissions"] == {"models": None, "account": ["profile", "usage", "keys"]}


def test_usage_tells_what_was_generated_as_json_and_csv():
    """Each generation is one row, newest first; the CSV holds the same under 22 columns."""
    with Sandbox() as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key}"}
        with httpx.Client(base_url=sandbox.url, headers=headers) as client:
            empty = client.get("/account/usage?format=csv").text
            client.get("/text/hi")
            client.get("/image/hi?width=16&height=16")
            rows = client.get("/account/usage").json()
            table = client.get("/account/usage?format=csv")
            daily = client.get("/account/usage/daily").json()
            daily_table = client.get("/account/usage/daily?format=csv").text
            balance = client.get("/account/balance").json()["balance"]
        assert balance == pytest.approx(sandbox.balance)
    assert len(empty.split(",")) == 22
    assert "\n" not in empty
    assert rows["count"] == 2
    assert {row["type"]: row["output_image_tokens"] for row in rows["usage"]} == {
        "generate.image": 1,
        "generate.text": 0,
    }
    assert table.headers["content-type"] == "text/csv"
    assert not table.text.endswith("\n")
    parsed = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["model"] for row in parsed] == [row["model"] for row in rows["usage"]]
    assert float(parsed[0]["cost_usd"]) == rows["usage"][0]["cost_usd"]
    assert {row["model"] for row in daily["usage"]} == {"openai/gpt-5.4-nano", "tongyi-mai/z-image-turbo"}
    assert daily_table.startswith("date,api_key_id,api_key,model,meter_source,requests,cost_usd\n")


def test_every_answer_carries_a_request_id(client):
    """`X-Request-Id` is the service's own, also when the client sent one, and on errors."""
    sent = client.get("/account/key", headers={"X-Request-Id": "mine-7"})
    assert sent.headers["x-request-id"] not in {"", "mine-7"}
    assert client.get("/nowhere").headers["x-request-id"]
