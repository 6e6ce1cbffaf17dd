"""The prices of the sandbox's models have all forms of the service's lists, and each answer is billed by them."""

import base64
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx
import pytest

from pollination_sdk.sandbox import Bill, Sandbox

SMALL = {"width": 8, "height": 8}
HELLO = [{"role": "user", "content": "hello"}]
WAV = {"file": ("a.wav", b"RIFF1234")}


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    """Share one sandbox: each test asks for something of its own."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def client(box: Sandbox) -> Iterator[httpx.Client]:
    """Ask with the sandbox's key."""
    with httpx.Client(base_url=box.url, headers={"Authorization": f"Bearer {box.key}"}, timeout=60) as one:
        yield one


@pytest.fixture(scope="module")
def entries(client: httpx.Client) -> dict[str, dict[str, Any]]:
    """Return the entries of `/models` by id."""
    return {entry["name"]: entry for entry in client.get("/models").json()}


def last(box: Sandbox) -> Bill:
    """Return the bill of the latest generation."""
    return box.bills()[-1]


def cost(bill: Bill, pricing: dict[str, Any]) -> Decimal:
    """Compute what the units of a bill cost; reasoning without a price is priced as text."""
    prices = {"completionReasoningTokens": pricing.get("completionTextTokens", 0), **pricing}
    return sum(Decimal(str(prices.get(unit, 0))) * Decimal(str(count)) for unit, count in bill.units.items())


def ask(client: httpx.Client, entry: dict[str, Any], prompt: str) -> httpx.Response:
    """Ask a model for its smallest result by its first endpoint."""
    model, (endpoint, *_) = entry["name"], entry["supported_endpoints"]
    if endpoint == "/v1/chat/completions":
        return client.post(endpoint, json={"model": model, "messages": [{"role": "user", "content": prompt}]})
    if endpoint == "/v1/embeddings":
        return client.post(endpoint, json={"model": model, "input": prompt})
    if endpoint.startswith(("/v1/audio", "/alpha")):
        return client.post(endpoint, data={"model": model}, files=WAV)
    options = {"width": 8, "height": 8} if entry["category"] == "image" else {}
    seconds = {"duration": 1} if entry["category"] == "video" else {}
    return client.get(f"{endpoint.partition('{')[0]}{prompt}", params={"model": model, **options, **seconds})


@pytest.mark.slow(reason="It asks each model for something, and some encode videos.")
def test_each_model_is_billed_by_its_listed_prices(box, client, entries):
    """Units times listed prices, in whole 1e-9, is what is billed; the headers of the answer have the same units."""
    for name, entry in entries.items():
        answer = ask(client, entry, "a fox")
        assert answer.status_code == 200, (name, answer.text)
        bill = last(box)
        assert (bill.model, bill.pollen) == (name, float(round(cost(bill, entry["pricing"]), 9)))
        assert {n: float(v) for n, v in answer.headers.items() if n.startswith("x-usage-")} == {
            "x-usage-" + "".join(f"-{c.lower()}" if c.isupper() else c for c in unit): count
            for unit, count in bill.units.items()
        }
        assert (bill.pollen == 0) == (entry["pricing"] == {"currency": "pollen"})


def test_the_lists_have_prices_of_all_forms(client, entries):
    """Numbers and text, by image, token, second, character and request; a free model has a currency alone."""
    priced = [entry["pricing"] for entry in entries.values()]
    values = [price for pricing in priced for unit, price in pricing.items() if unit != "currency"]
    assert {type(price) for price in values} == {float, str}
    assert {"currency": "pollen"} in priced
    assert {unit for pricing in priced for unit in pricing} == {
        "currency",
        "promptTextTokens",
        "promptCachedTokens",
        "promptAudioTokens",
        "promptAudioSeconds",
        "promptImageTokens",
        "completionTextTokens",
        "completionReasoningTokens",
        "completionAudioTokens",
        "completionAudioSeconds",
        "completionImageTokens",
        "completionVideoSeconds",
        "completionVideoTokens",
    }
    listed = client.get("/v1/models").json()["data"]
    assert {type(price) for one in listed for price in one["pricing"].values()} == {str}


def test_the_lists_tell_what_estimates_need(entries):
    """Context, resolutions, durations, flat rates, variants with whole price sheets, and agents."""
    assert entries["openai/gpt-5.4-nano"]["context_length"] == 400_000
    assert entries["google/veo-3.1-fast"]["resolutions"] == ["720p", "1080p"]
    assert entries["alibaba/wan-2.6"]["default_duration"] == 4
    assert entries["tongyi-mai/z-image-turbo"]["flat_rate"] is True
    assert "flat_rate" not in entries["openai/gpt-image-2"]
    (variant,) = entries["google/veo-3.1-fast"]["pricing_variants"]
    assert variant["name"] == "1080p"
    assert variant["pricing"] == {
        "currency": "pollen",
        "completionVideoSeconds": 0.07,
        "completionAudioSeconds": 0.02,
    }
    assert entries["community/sandbox/chickytutor"]["agent"] is True
    assert entries["community/sandbox/chickytutor"]["base_model"] in entries


def test_an_image_by_token_costs_more_than_its_price_looks_like(box, client, entries):
    """A price of 0.00003 is one for a token: an image in the usual size costs 0.256, and not 0.03."""
    entry = entries["openai/gpt-image-2"]
    assert entry["pricing"]["completionImageTokens"] == "0.00003"
    client.post("/v1/images/generations", json={"prompt": "a", "model": entry["name"]})
    assert last(box).pollen == pytest.approx(0.256, abs=0.0001)


@pytest.mark.parametrize("size", ["8x8", "512x512", "1024x1024", "1536x1024", "4096x4096"])
@pytest.mark.parametrize("quality", ["low", "medium", "high"])
def test_the_tokens_of_an_image_grow_with_its_size(box, client, size, quality):
    """They stay between those of a small and of a large image."""
    asked = {"prompt": "a", "model": "gptimage-large", "size": size, "quality": quality}
    answer = client.post("/v1/images/generations", json=asked)
    units = last(box).units
    assert 1_000 <= units["completionImageTokens"] <= 8_533
    usage = answer.json()["usage"]
    assert (usage["input_tokens"], usage["output_tokens"]) == (
        units["promptTextTokens"],
        units["completionImageTokens"],
    )


def test_given_images_are_billed(box, client):
    """By token where a model counts tokens, by the image where it has a price for it, else not at all."""
    image = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
    counted = []
    for model in ("gptimage", "x-ai/grok-imagine-image", "kontext"):
        answer = client.post(
            "/v1/images/edits", json={"prompt": "a", "model": model, "image": [{"image_url": image}] * 2}
        )
        assert answer.status_code == 200, answer.text
        counted.append(last(box).units.get("promptImageTokens", 0))
    assert counted == [1_120, 2, 0]


@pytest.mark.parametrize(
    ("path", "options", "pollen"),
    [
        ("/video/v1", {"model": "veo", "duration": 2}, 0.1),
        ("/video/v2", {"model": "veo", "duration": 2, "audio": True}, 0.14),
        ("/video/v3", {"model": "veo", "duration": 2, "audio": True, "resolution": "1080p"}, 0.18),
        ("/video/v4", {"model": "wan", "duration": 1, "audio": True}, 0.1),
        ("/video/v5", {"model": "seedance", "duration": 2}, 0.07776),
        ("/video/v6", {"model": "ltx-2", "duration": 6}, 0.24),
        ("/video/v7", {"model": "minimax/minimax-h3", "duration": 1, "resolution": "2k"}, 0.13),
        ("/image/v8", {"model": "seedream-pro", "resolution": "4k", **SMALL}, 0.09),
        ("/image/v9", {"model": "qwen/qwen-image", "image": "https://example.com/a.png", **SMALL}, 0.03),
        ("/3d/a", {"resolution": "high"}, 0.03),
        ("/audio/ab", {"model": "elevenlabs/music-v2", "duration": 12}, 0.03),
        ("/audio/ab", {"model": "stability-ai/stable-audio-3", "duration": 12}, 0.02),
        ("/audio/abcde", {"model": "openai/tts-1-hd"}, 0.00015),
    ],
)
def test_options_choose_the_price(box, client, path, options, pollen):
    """Sound, resolution, given images, length and kind of result are billed as the lists say."""
    answer = client.get(path, params=options)
    assert answer.status_code == 200, answer.text
    assert last(box).pollen == pollen


def chat(client: httpx.Client, **options: Any) -> dict[str, Any]:
    """Return the usage of a chat."""
    answer = client.post("/v1/chat/completions", json={"model": "openai", "messages": HELLO, **options})
    assert answer.status_code == 200, answer.text
    usage: dict[str, Any] = answer.json()["usage"]
    return usage


def test_a_known_start_of_a_conversation_costs_less(box, client):
    """Tokens before the last message that the model has seen are cached ones, in all formats of chats."""
    long = {"role": "system", "content": "You are a careful reader. " * 400}
    first = chat(client, messages=[long, {"role": "user", "content": "one"}])
    assert first["prompt_tokens_details"]["cached_tokens"] == 0
    second = chat(client, messages=[long, {"role": "user", "content": "two"}])
    cached = second["prompt_tokens_details"]["cached_tokens"]
    assert 1_024 < cached < second["prompt_tokens"]
    assert last(box).units["promptCachedTokens"] == cached
    assert last(box).units["promptTextTokens"] == second["prompt_tokens"] - cached
    asked = {"model": "openai", "max_tokens": 9, "system": long["content"], "messages": HELLO}
    read = client.post("/v1/messages", json=asked).json()["usage"]
    assert read["cache_read_input_tokens"] == cached
    other = chat(client, model="openai-fast", messages=[long, {"role": "user", "content": "one"}])
    assert other["prompt_tokens_details"]["cached_tokens"] == 0


def test_a_long_prompt_has_prices_of_its_own(box, client, entries):
    """Beyond 272,000 tokens the variant for long contexts applies."""
    entry = entries["openai/gpt-5.4"]
    chat(client, model=entry["name"], messages=[{"role": "user", "content": "水" * 345_000}], max_tokens=5)
    (variant,) = entry["pricing_variants"]
    assert last(box).units["promptTextTokens"] > 272_000
    assert last(box).pollen == float(round(cost(last(box), variant["pricing"]), 9))


def test_reasoning_is_billed(box, client):
    """A model that reasons bills its reasoning as text, or at a price of its own; more effort costs more."""
    counts = [
        chat(client, model="openai-large", reasoning_effort=effort)["completion_tokens_details"]["reasoning_tokens"]
        for effort in ("none", "low", "high")
    ]
    assert counts == sorted(set(counts))
    chat(client, model="perplexity-reasoning", messages=[{"role": "user", "content": "why"}])
    assert last(box).units["completionReasoningTokens"] > 0


@pytest.mark.parametrize("limit", [1, 7, 30])
@pytest.mark.parametrize("model", ["openai", "openai-large", "openai-audio"])
def test_no_answer_is_billed_beyond_its_limit(client, model, limit):
    """`max_tokens` holds for text, sound and reasoning together, also in calls of tools."""
    spoken = (
        {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "mp3"}}
        if model == "openai-audio"
        else {}
    )
    messages = [{"role": "user", "content": f"tell me {limit} long stories about the sea"}]
    tools = [{"type": "function", "function": {"name": "a_rather_long_name_of_a_tool"}}]
    for options in ({"max_tokens": limit}, {"max_completion_tokens": limit}, {"max_tokens": limit, "tools": tools}):
        assert chat(client, model=model, messages=messages, **spoken, **options)["completion_tokens"] <= limit
    query = {"model": "openai-large", "max_tokens": limit}
    headers = client.get("/text/tell me many long stories", params=query).headers
    names = ("x-usage-completion-text-tokens", "x-usage-completion-reasoning-tokens")
    assert sum(int(headers.get(name, 0)) for name in names) <= limit


def test_images_and_sound_in_a_chat_are_billed(box, client):
    """Each has tokens of its own where the model has a price for it; else they are part of the text."""
    image = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
    sound = {"type": "input_audio", "input_audio": {"data": base64.b64encode(b"abc").decode(), "format": "wav"}}
    messages = [{"role": "user", "content": [{"type": "text", "text": "what is it"}, image, sound]}]
    usage = chat(client, model="gemini", messages=messages)
    details = usage["prompt_tokens_details"]
    units = last(box).units
    assert (units["promptImageTokens"], units["promptAudioTokens"]) == (
        details["image_tokens"],
        details["audio_tokens"],
    )
    assert sum(count for unit, count in units.items() if unit.startswith("prompt")) == usage["prompt_tokens"]
    plain = chat(client, model="openai", messages=messages)
    assert plain["prompt_tokens"] == last(box).units["promptTextTokens"] == usage["prompt_tokens"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The quick brown fox jumps over the lazy dog, and nobody knows why it does so every day. " * 10, 0.2, 0.3),
        ("0123456789" * 50, 0.2, 0.3),
        ("沼に飛び込む蛙の音がする。" * 40, 0.65, 1.0),
        ("Съешь же ещё этих мягких французских булок" * 10, 0.65, 1.0),
        ('{"a":[1,2,{"b":null}]}' * 20, 0.4, 0.8),
        ("a" + " " * 1_000, 0.0, 0.01),
    ],
)
def test_tokens_of_a_text_are_plausible(client, text, least, most):
    """English has about a token in four characters, other scripts have one in 1 to 1.5 characters."""
    empty = chat(client, messages=[{"role": "user", "content": ""}])["prompt_tokens"]
    tokens = chat(client, messages=[{"role": "user", "content": text}])["prompt_tokens"] - empty
    assert least <= tokens / len(text) <= most
    counted = client.post("/v1/embeddings", json={"input": text}).json()["usage"]["prompt_tokens"]
    assert counted == tokens
