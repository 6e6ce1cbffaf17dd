"""Each generation is billed by its units at the price of the catalogue, and the balance falls by that."""

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox

FILE = {"files": {"file": ("a.wav", b"RIFF1234")}}
IMAGE = {"files": {"image": ("a.png", b"\x89PNG")}}
COLUMNS = {
    "input_text_tokens": "promptTextTokens",
    "input_audio_seconds": "promptAudioSeconds",
    "output_image_tokens": "completionImageTokens",
    "output_audio_tokens": "completionAudioTokens",
    "output_audio_seconds": "completionAudioSeconds",
    "output_video_seconds": "completionVideoSeconds",
}
CALLS = {
    "an image": ("POST", "/v1/images/generations", {"json": {"prompt": "a", "size": "8x8"}}, "output_image_tokens"),
    "an edit": ("POST", "/v1/images/edits", {"data": {"prompt": "a", "size": "8x8"}, **IMAGE}, "output_image_tokens"),
    "a video": ("GET", "/video/a?model=wan&duration=1", {}, "output_video_seconds"),
    "a mesh": ("POST", "/3d/a", {"json": {}}, "output_image_tokens"),
    "audio": ("GET", "/audio/hello", {}, "output_audio_tokens"),
    "speech": ("POST", "/v1/audio/speech", {"json": {"input": "hello"}}, "output_audio_tokens"),
    "music": (
        "POST",
        "/v1/audio/speech",
        {"json": {"input": "a", "model": "google/lyria-3.5"}},
        "output_audio_seconds",
    ),
    "timed": ("POST", "/v1/audio/speech/with-timestamps", {"json": {"input": "hello"}}, "output_audio_tokens"),
    "a transcript": ("POST", "/v1/audio/transcriptions", FILE, "input_audio_seconds"),
    "another voice": ("POST", "/v1/audio/voice-changer", FILE, "input_audio_seconds"),
    "a voice": ("POST", "/v1/audio/voice-isolator", FILE, "input_audio_seconds"),
    "stems": ("POST", "/alpha/audio/stem-separation", FILE, "output_audio_seconds"),
    "vectors": ("POST", "/v1/embeddings", {"json": {"input": ["a b", "c"]}}, "input_text_tokens"),
}


@pytest.fixture(scope="module")
def sandbox():
    """Share one sandbox with little pollen, so that small prices show in the balance."""
    with Sandbox(balance=10) as one:
        yield one


@pytest.mark.parametrize("call", CALLS)
def test_a_generation_costs_what_its_units_cost(sandbox, call):
    """The record has the unit of the operation; its cost is units times prices, and the balance falls by it."""
    method, path, sent, column = CALLS[call]
    with httpx.Client(base_url=sandbox.url, headers={"Authorization": f"Bearer {sandbox.key}"}) as client:
        known, before = _rows(client), sandbox.balance
        answer = client.request(method, path, **sent)
        assert answer.status_code == 200, answer.text
        (row,) = [row for row in _rows(client) if row not in known]
        (model,) = [one for one in client.get("/models").json() if one["name"] == row["model"]]
    assert row[column] > 0
    assert answer.headers["x-model-used"] == row["model"]
    cost = sum(float(model["pricing"].get(unit, 0)) * row[name] for name, unit in COLUMNS.items())
    assert row["cost_usd"] == pytest.approx(cost, abs=1e-9)
    assert before - sandbox.balance == pytest.approx(row["cost_usd"])
    assert row["cost_usd"] > 0


def _rows(client):
    return client.get("/account/usage").json()["usage"]
