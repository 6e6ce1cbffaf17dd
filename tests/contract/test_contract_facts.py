"""The contract by itself: what everything else takes for granted about it."""

import json
import re
from pathlib import Path

import pytest
from tests.contract.surface import operations_of
from tests.examples import sampled
from tests.tools.small_contract import write_small_contract
from tools.contract import load
from tools.drift.draft import Draft
from tools.schemas import followed

from pollination_api import contract

ROOT = Path(__file__).parents[2]
CONTRACT = contract.load()
OPERATIONS = operations_of(CONTRACT)
FROM_THE_BEGINNING = {
    "get_account_balance",
    "get_account_key",
    "get_account_profile",
    "get_account_usage",
    "get_account_usage_daily",
    "get_generate_image_models",
    "get_generate_image_prompt",
    "get_generate_text_models",
    "get_generate_text_prompt",
    "get_generate_v1_models",
    "post_generate_v1_chat_completions",
}
ERRORS = {"400", "401", "402", "403", "404", "429", "500", "502", "503", "504", "524", "530"}
SENTENCE = re.compile(r"[A-Z`\"].{10,}[.!]", re.DOTALL)


def places(node, path=""):
    """Yield every mapping of the contract with the path to it."""
    if isinstance(node, dict):
        yield path, node
        for name, value in node.items():
            yield from places(value, f"{path}/{name}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from places(value, f"{path}/{index}")


@pytest.mark.slow(reason="reads openapi.yaml, which takes a second")
def test_the_client_carries_this_very_contract():
    """The contract inside the generated package is `openapi.yaml`."""
    assert json.loads(json.dumps(load(ROOT / "openapi.yaml").data)) == CONTRACT


def test_the_operations_of_the_beginning_are_all_there():
    """No operation that people use goes away or gets another name."""
    assert OPERATIONS.keys() >= FROM_THE_BEGINNING


def test_an_operation_is_described_whole():
    """It has one known tag, a summary, its security written out, a good answer and every error of the gateway."""
    for name, operation in OPERATIONS.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]+", name)
        assert len(operation["tags"]) == 1, name
        assert operation["tags"][0] in {tag["name"] for tag in CONTRACT["tags"]}, name
        assert operation["summary"], name
        assert {"bearerAuth": []} in operation["security"], name
        assert {"queryKey": []} in operation["security"], name
        assert operation["responses"].keys() >= ERRORS, name
        assert any(status.startswith("2") for status in operation["responses"]), name


def test_a_component_has_a_name_of_its_own():
    """Names are words in CamelCase, without the numbers that generators add to tell twins apart."""
    names = CONTRACT["components"]["schemas"]
    assert [name for name in names if not re.fullmatch(r"([A-Z][a-z]+)+", name)] == []


def test_every_object_is_a_component():
    """No object is described inside another: generators invent names for those."""
    inline = [
        path
        for path, node in places(CONTRACT)
        if node.get("type") == "object" and "properties" in node and not re.fullmatch(r"/components/schemas/\w+", path)
    ]
    assert inline == []


def test_every_deviation_has_its_reason():
    """Each `x-deviation` says for each thing that differs, in a sentence, why."""
    found = [
        (path, node["x-deviation"]) for path, node in places(CONTRACT) if isinstance(node.get("x-deviation"), dict)
    ]
    bad = [(path, name) for path, described in found for name, why in described.items() if not SENTENCE.fullmatch(why)]
    assert len(found) > 50
    assert bad == []


def test_names_that_change_weekly_are_open():
    """Nothing that the service may add to, models above all, is a closed list in an answer or a choice of model."""
    for name, node in places(CONTRACT["components"]["schemas"]):
        for part in node.get("anyOf", ()):
            if "Known" in part.get("$ref", ""):
                assert {"type": "string"} in node["anyOf"], name
    closed = [
        path
        for path, node in places(CONTRACT)
        if "/Known" in node.get("$ref", "") and not re.search(r"/anyOf/\d+$", path)
    ]
    assert closed == []


def test_every_link_leads_to_an_operation_and_its_parameters():
    """A link names an operation that is there, and parameters that it has; the provider has none, so it says why."""
    holders = [(path, node) for path, node in places(CONTRACT) if isinstance(node.get("links"), dict)]
    assert [path for path, node in holders if "links" not in node.get("x-deviation", {})] == []
    links = [(path, one) for path, node in holders for one in node["links"].values()]
    assert links
    for path, one in links:
        written = OPERATIONS[one["operationId"]].get("parameters", ())
        parameters = {followed(CONTRACT, parameter)["name"] for parameter in written}
        assert one.get("parameters", {}).keys() <= parameters, path


def test_what_came_later_says_from_where():
    """Each `x-source` names a document and its day, and whether it is certain or likely."""
    found = [(path, node["x-source"]) for path, node in places(CONTRACT) if isinstance(node.get("x-source"), dict)]
    assert len(found) > 50
    for path, source in found:
        assert source.keys() == {"document", "date", "certainty"}, path
        assert re.fullmatch(r"2026-\d\d-\d\d", source["date"]), path
        assert source["certainty"] in {"certain", "likely"}, path


def test_each_later_operation_has_a_source():
    """An operation that nobody knew in the beginning names the document that describes it."""
    without = [name for name in OPERATIONS.keys() - FROM_THE_BEGINNING if "x-source" not in OPERATIONS[name]]
    assert without == []


def test_no_list_of_models_is_closed():
    """A model is any text; the known names stand beside it, for editors alone."""
    models = {name: node for name, node in CONTRACT["components"]["schemas"].items() if "x-known-ids" in node}
    assert {"TextModel", "ImageModel", "VideoModel", "AudioModel", "EmbeddingModel", "MeshModel"} == models.keys()
    for name, node in models.items():
        assert node["type"] == "string", name
        assert "enum" not in node, name
        assert len(set(node["x-known-ids"])) == len(node["x-known-ids"]), name


def test_other_hosts_have_paths_of_their_own():
    """An operation of another host says so, and its path starts with the name of that host."""
    for path, item in CONTRACT["paths"].items():
        for operation in item.values():
            host = operation.get("x-host")
            assert path.startswith("/x-") == (host is not None), path
            assert host is None or path.startswith(f"/x-{host}/"), path


@pytest.mark.slow(reason="reads and writes a part of the contract")
def test_the_contract_is_written_as_drift_writes_it(tmp_path):
    """A change that `drift --apply` brings in rewrites no other line; the gate tries each sixth path."""
    text = write_small_contract(tmp_path, *sampled(CONTRACT["paths"], 6)).read_text()
    assert Draft(text).text() == text
