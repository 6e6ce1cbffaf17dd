"""The catalogue knows when prices were read, and reads them anew after an hour; hints keep their ten minutes."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.costs.priced import PLAIN, catalogue_of, entry
from tests.examples import each

from pollination_sdk._engine import catalogue as module
from pollination_sdk._engine.catalogue import KEPT_SECONDS, PRICES_KEPT_SECONDS, Catalogue, default_model


@pytest.fixture
def clock(monkeypatch):
    """Return the seconds that the catalogue believes to have passed, in a list of one."""
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def test_prices_are_due_without_a_list_and_an_hour_after_one(clock):
    """A list that could not be read is none; the public list may be asked for after ten minutes as before."""
    known = Catalogue()
    assert known.prices_due
    known.set_public(None)
    assert known.prices_due
    assert not known.due
    known.set_public([entry()])
    clock[0] += KEPT_SECONDS + 1
    assert known.due
    assert not known.prices_due
    clock[0] += PRICES_KEPT_SECONDS - KEPT_SECONDS
    assert known.prices_due


def test_prices_are_due_until_the_list_is_taken_in():
    """Another thread that finds no prices due finds the prices: it would estimate its call without any otherwise."""
    known, seen = Catalogue(), []

    class Watched(dict):
        def get(self, *args):
            seen.append(known.prices_due or known.entry("a/model") is not None)
            return super().get(*args)

    known.set_public([Watched(entry("a/model"))])
    assert len(seen) > 2
    assert all(seen)
    assert not known.prices_due


def test_a_list_that_cannot_be_read_keeps_the_prices_that_are_known(clock):
    """It does not make them younger."""
    known = catalogue_of(entry())
    clock[0] += PRICES_KEPT_SECONDS + 1
    known.set_public(None)
    assert known.prices_due
    assert known.entry("a/text")["pricing"] == PLAIN


def test_prices_are_due_also_where_hints_are_switched_off():
    """`model_lookup=False` is about errors."""
    known = Catalogue(lookup=False)
    assert known.prices_due
    assert not known.due


def test_a_public_list_replaces_all_prices():
    """A model that has left it has none any more, by none of its names."""
    known = catalogue_of(entry(), entry("b/text"))
    known.set_public([entry(pricing={"promptTextTokens": "9"})])
    assert known.entry("text")["pricing"] == {"promptTextTokens": "9"}
    assert "pricing" not in known.entry("b/text")


def test_the_time_of_prices_is_that_of_the_list_that_has_them():
    """Lists that the caller reads teach prices as well."""
    known = Catalogue()
    assert known.priced_at("a/text") is None
    before = datetime.now(UTC)
    known.learn(b'[{"name": "a/text", "pricing": {"promptTextTokens": "0.1"}}]')
    read = known.priced_at("a/text")
    assert before <= read <= datetime.now(UTC) <= read + timedelta(minutes=1)
    assert known.priced_at("openai") is None
    assert known.prices_due


@each(
    ("operation", "model"),
    [
        ("get_generate_text_prompt", "openai"),
        ("post_generate_v1_chat_completions", "openai"),
        ("get_generate_image_prompt", "zimage"),
        ("get_video_by_prompt", "veo"),
        ("post_v1_embeddings", "openai-3-small"),
        ("get_3d_by_prompt", None),
    ],
)
def test_the_documented_model_of_an_operation_is_known(operation, model):
    """None where the service does not say."""
    assert default_model(operation) == model


def test_the_models_of_an_operation_are_those_that_name_its_path():
    """Without such models, all of its kind."""
    mesh, other, image = (
        entry("a/mesh", "3d", supported_endpoints=["/3d/{prompt}"]),
        entry("a/other", "3d", supported_endpoints=["/other"]),
        entry("a/image", "image"),
    )

    def names(*entries):
        return sorted(found["id"] for found in catalogue_of(*entries).of_operation("get_3d_by_prompt"))

    assert names(mesh, other, image) == ["a/mesh"]
    assert names(other, image) == ["a/other"]


@pytest.mark.parametrize("turned", [False, True])
def test_an_id_is_not_taken_by_an_alias(turned):
    """The price of a model is its own, wherever another one claims its name."""
    listed = [entry("a/text", aliases=[]), entry("b/text", aliases=["A/text"], pricing={"promptTextTokens": "1"})]
    known = catalogue_of(*(reversed(listed) if turned else listed))
    assert known.entry("a/text")["id"] == "a/text"
    known.set_public([entry("b/text", aliases=["a/text"])])
    assert known.entry("a/text")["id"] == "b/text"  # it was renamed
