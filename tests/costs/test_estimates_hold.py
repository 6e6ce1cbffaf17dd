"""For each priced model of the sandbox, with options as they come: what is billed is within the estimate."""

import itertools
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costs.priced import NO_APP, recording
from tests.examples import few, sampled

from pollination_sdk import Pollinations
from pollination_sdk import _operations as made
from pollination_sdk._costs.cost import cost_of
from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.quantities.history import History
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk._operations.image_bodies import ImagePost
from pollination_sdk.sandbox import Sandbox

SEEDS = itertools.count(1)
"""No two calls are the same, as the second of two would be free."""
BY_PATH = {
    "/v1/audio/transcriptions": "transcribe",
    "/v1/audio/voice-changer": "change_voice",
    "/v1/audio/voice-isolator": "isolate_voice",
    "/v1/audio/speech": "speech",
}
"""The methods of audio models by the operations that they have."""
BY_KIND = {
    "text": ["text", "chat"],
    "image": ["image"],
    "video": ["video", "image"],
    "embedding": ["embed"],
    "3d": ["mesh"],
}
"""The methods of the models of other kinds."""
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)
TOOL = {"type": "function", "function": {"name": "weather", "description": "The weather of a town", "parameters": {}}}


class Service:
    """A sandbox, a client of it, and what the public list says."""

    def __init__(self, sandbox, client):
        self.sandbox, self.client = sandbox, client
        listed = json.loads(httpx.get(f"{sandbox.url}/models").content)
        self.known, self.history = Catalogue(), History()
        self.known.set_public(listed)
        self.priced = [entry for entry in listed if set(entry["pricing"]) > {"currency"}]

    def check(self, method, *args, **options):
        """Send a call, and check what is billed against its estimate, and its cost against what is billed."""
        call = getattr(made, method)(*args, **options)
        call = call.prepare.call() if isinstance(call.prepare, ImagePost) else call
        estimate = estimate_of(call, self.known, self.history, markups=NO_APP)
        before = self.sandbox.billed
        answer = getattr(self.client.detailed, method)(*args, **options)
        (bill,) = self.sandbox.bills()[before:]
        assert estimate.basis != "unknown", estimate
        assert estimate.low <= bill.pollen <= estimate.high, (estimate, bill)
        cost = cost_of(call.operation, answer.model, answer.usage, answer.headers, self.known, call=call)
        if cost.pollen is None:  # pixels were asked for, of which the price depends
            assert {"width", "height"} & {*options}, cost
        else:
            assert cost.pollen == pytest.approx(bill.pollen, abs=1e-9), (cost, bill)
        self.history.add(answer.model, lambda: answer.usage)


@pytest.fixture(scope="module")
def service():
    """Share one sandbox."""
    with Sandbox(balance=10**6) as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
        yield Service(sandbox, client)


def methods_of(entry):
    """Return the methods that take a model."""
    if entry["category"] == "audio":
        return [method for path, method in BY_PATH.items() if path in entry["supported_endpoints"]]
    edits = ["edit_image"] if entry["category"] == "image" and "image" in entry["input_modalities"] else []
    return BY_KIND[entry["category"]] + edits


def arguments(method, text="A short story about a fox, please."):
    """Return the least arguments of a call that was not made before."""
    seed = next(SEEDS)
    if method in {"transcribe", "change_voice", "isolate_voice"}:
        return [recording(5 + seed / 1000)], {}
    if method == "embed":
        return [[f"{text} {seed}", "a second one"]], {}
    return [text], {"seed": seed, "image": DOT} if method == "edit_image" else {"seed": seed}


@pytest.mark.slow(reason="a call of each model by each method")
def test_each_model_costs_what_it_was_estimated_to(service):
    """Without options, by each method that takes it."""
    for entry in sampled(service.priced, 3):
        for method in methods_of(entry):
            args, options = arguments(method)
            service.check(method, *args, model=entry["name"], **options)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=300) | st.lists(
    st.sampled_from(["word", "sentence", "и", "слово", "日本", "!", "3.14", "\n", "{}"]), min_size=1, max_size=200
).map(" ".join)
sizes = st.fixed_dictionaries(
    {},
    optional={
        "width": st.integers(64, 2048),
        "height": st.integers(64, 2048),
        "resolution": st.sampled_from(["480p", "720p", "1080p", "2k", "4k"]),
        "quality": st.sampled_from(["low", "medium", "high", "hd"]),
    },
)
lengths = st.fixed_dictionaries(
    {},
    optional={
        "duration": st.integers(1, 10),
        "audio": st.booleans(),
        "resolution": st.sampled_from(["480p", "720p", "1080p", "2k"]),
        "aspect_ratio": st.sampled_from(["16:9", "9:16"]),
    },
)
chats = st.fixed_dictionaries(
    {},
    optional={
        "max_tokens": st.integers(1, 500),
        "reasoning_effort": st.sampled_from(["low", "high"]),
        "tools": st.just([TOOL]),
        "response_format": st.just("json_object"),
        "attachments": st.just([DOT]),
    },
)
OPTIONS = {
    "chat": chats,
    "text": st.fixed_dictionaries({}, optional={"max_tokens": st.integers(1, 500), "system": st.just("Be brief.")}),
    "image": sizes,
    "edit_image": sizes,
    "video": lengths,
    "mesh": st.fixed_dictionaries({}, optional={"resolution": st.sampled_from(["low", "medium", "high"])}),
    "speech": st.fixed_dictionaries({}, optional={"duration": st.integers(1, 20), "instructions": st.just("Slowly.")}),
}


@pytest.mark.slow(reason="dozens of calls of each kind")
@pytest.mark.parametrize("kind", ["text", "image", "video", "audio", "embedding", "3d"])
@few
@given(data=st.data())
def test_generated_calls_cost_what_they_were_estimated_to(service, kind, data):
    """Prompts of all scripts, and the options that change what is used."""
    models = [entry for entry in service.priced if entry["category"] == kind and methods_of(entry)]
    entry = data.draw(st.sampled_from(models))
    method = data.draw(st.sampled_from(methods_of(entry)))
    args, options = arguments(method, "A fox: " + data.draw(texts))
    service.check(method, *args, model=entry["name"], **options, **data.draw(OPTIONS.get(method, st.just({}))))
