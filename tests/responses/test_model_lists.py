"""Model lists, one model, and the status of the models, on both clients."""

import pytest
from tests.flavours import driven

from pollination_sdk.errors import NotFoundError
from pollination_sdk.sandbox import Sandbox


@pytest.fixture(scope="module")
def granted():
    """A sandbox whose account has only granted pollen."""
    with Sandbox(granted=True) as running:
        yield running


@pytest.fixture
def client(granted, flavour):
    """A client of that sandbox."""
    with driven(flavour, granted.key, base_url=granted.url) as made:
        yield made


@pytest.mark.parametrize("kind", ["text", "image", "video", "audio", "3d", "embedding"])
def test_models_of_one_kind(client, kind):
    """`kind=` keeps the models that make it; `limit=` counts those that are left."""
    listed = client.models(kind=kind).data
    assert {model.category for model in listed} == {kind}
    assert [model.id for model in client.models(kind=kind, limit=2).data] == [model.id for model in listed[:2]]


LISTS = {
    "text_models": ("/text/models", {"text"}),
    "image_models": ("/image/models", {"image", "video"}),
    "video_models": ("/video/models", {"video"}),
    "audio_models": ("/audio/models", {"audio"}),
    "embedding_models": ("/embeddings/models", {"embedding"}),
    "mesh_models": ("/3d/models", {"3d"}),
}


@pytest.mark.parametrize("method", LISTS)
def test_each_list_has_its_kinds_and_takes_the_same_filters(client, granted, method):
    """Each kind of model has a list, with the filters of the service, and a docstring that names it."""
    path, kinds = LISTS[method]
    assert {model.category for model in getattr(client, method)()} == kinds
    getattr(client, method)(source="official", community=False, query="a", limit=2, reliability="all", extra={"new": 1})
    sent = "source=official&community=false&query=a&limit=2&reliability=all&new=1"
    assert granted.requests[-1].target == f"{path}?{sent}"
    with pytest.raises(ValueError, match="limit must be from 1 to 500"):
        getattr(client, method)(limit=501)
    first = getattr(type(client.target), method).__doc__.splitlines()[0]
    assert method in {"image_models", "mesh_models"} or f"List the {method.partition('_')[0]} models" in first


def test_filters_of_the_service_are_sent(client, granted):
    """All other filters are the service's own."""
    found = client.models(source="official", query="flux", reliability="all", kind="image", community=False)
    assert found.data
    assert granted.requests[-1].target == "/v1/models?source=official&community=false&query=flux&reliability=all"


@pytest.mark.parametrize("kind", ["images", "", 3])
def test_an_unknown_kind_is_refused_before_it_is_asked_for(client, granted, kind):
    """A kind that does not exist would give an empty list, so it is an error that names those there are."""
    before = len(granted.requests)
    with pytest.raises((ValueError, TypeError), match="kind"):
        client.models(kind=kind)
    assert len(granted.requests) == before


@pytest.mark.parametrize("name", ["openai", "gpt-mini", "openai/gpt-5.4-nano"])
def test_one_model_by_any_of_its_names(client, name):
    """`model` takes an id or an alias and returns the same entry, with its health."""
    entry = client.model(name)
    assert (entry.id, entry.aliases, entry.health.status) == ("openai/gpt-5.4-nano", ["openai", "gpt-mini"], "healthy")


def test_an_unknown_model_has_no_entry(client):
    """A name that does not exist is a 404."""
    with pytest.raises(NotFoundError):
        client.model("no/such-model")


def test_the_catalogue_tells_what_a_model_needs(granted, flavour):
    """Without a key `text_models` and `image_models` list all, with paid pollen, checks and announced changes."""
    with driven(flavour, base_url=granted.url) as public:
        text = {model.name: model for model in public.text_models()}
        image = {model.name: model for model in public.image_models()}
    assert image["google/veo-3.1-fast"].paid_only is True
    assert text["qwen/qwen3guard-gen-8b"].required_safety == "sexual,violence"
    assert "2026-12-31" in text["anthropic/claude-opus-4"].pending_change
    assert (text["openai/gpt-5.4-nano"].publisher, text["openai/gpt-5.4-nano"].health.requests) == ("openai", 1)


def test_a_list_asked_with_a_key_is_filtered(client, granted, flavour):
    """Paid-only models are missing for an account without paid pollen, although they exist."""
    with driven(flavour, base_url=granted.url) as public:
        everything = {model.id for model in public.models().data}
    assert "google/veo-3.1-fast" in everything - {model.id for model in client.models().data}


def test_the_status_of_the_models(client, granted):
    """`model_status` has a row for each model that was used; `detailed` has the headers that tell its age."""
    client.text("hi")
    answer = client.detailed.model_status(minutes=60)
    (row,) = answer.value.data
    assert (row.model, row.status_2xx) == ("openai/gpt-5.4-nano", 1)
    assert answer.headers["X-Model-Status-Stale"] == "false"
    assert granted.requests[-1].target == "/models/status?minutes=60"
