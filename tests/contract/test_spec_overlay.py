"""The contract and the overlay: what the one describes the other offers, and nothing else."""

from functools import cache

import pytest
from tests.contract.surface import (
    client_methods,
    differences,
    fields_of,
    operations_of,
    without_predecessor_method,
)
from tests.contract.widenings import SEPARATE_METHODS, WIDENED
from tools.drift.touched import _PREDECESSOR as PREDECESSOR

import pollination_sdk
from pollination_api import contract
from pollination_sdk._failures.error_body import OPTION_NAMES

pytestmark = pytest.mark.slow(reason="reads the contract and the package, anew for each change")

IMAGES = "/image/{prompt}"
CHAT = "ChatCompletionRequest"


@pytest.fixture
def document():
    """The contract as the generated client carries it, free to be changed."""
    return contract.load()


@cache
def differences_already():
    """Return what differs without a change, which is for the first test to tell."""
    return differences(contract.load())


def new_differences(document):
    """Return what a change of the contract brings."""
    return [said for said in differences(document) if said not in differences_already()]


def test_the_methods_offer_what_the_contract_describes_and_nothing_else():
    """Each operation has a method on both clients; each field is reachable, its type alike or listed as wider."""
    found = differences_already()
    assert not found, "\n" + "\n".join(found)


def test_the_predecessors_surface_has_a_method_for_each_operation(document):
    """The predecessor's surface has each of its operations under its old name; only the clients have the new ones."""
    assert operations_of(document).keys() >= PREDECESSOR.keys()
    missing = without_predecessor_method(pollination_sdk.GenPollinationsAiApi, PREDECESSOR)
    assert not missing, "\n" + "\n".join(missing)


def test_every_listed_widening_widens_something(document):
    """The list of widenings names fields that are there, with a reason each."""
    known = {(name, field.name) for name, one in operations_of(document).items() for field in fields_of(one, document)}
    assert known >= WIDENED.keys() | SEPARATE_METHODS.keys()
    assert all(one.reason for one in (*WIDENED.values(), *SEPARATE_METHODS.values()))


def test_messages_know_the_options_that_the_api_names_differently(document):
    """The list pins a private name: the messages of errors have no access to the contract."""
    renamed = {
        field.name: field.python_name
        for name in set(client_methods().values())
        for field in fields_of(operations_of(document)[name], document)
        if field.name != field.python_name
    }
    assert renamed == OPTION_NAMES


def test_a_new_operation_is_reported_with_what_to_write(document):
    """An operation without a method says where it belongs, and so does one whose predecessor method is lost."""
    made_up = {"operationId": "get_audio_accents", "tags": ["audio"], "responses": {}}
    document["paths"]["/audio/accents"] = {"get": made_up}
    (said,) = new_differences(document)
    assert "get_audio_accents, and no method sends it" in said
    assert "_operations/" in said
    assert "`VALUES` of overlays/pollination_sdk/_client/methods.py" in said

    class Surface:
        """Has every method but one."""

    for method in PREDECESSOR.values():
        setattr(Surface, method, lambda: None)
    del Surface.get_account_key
    (said,) = without_predecessor_method(Surface, PREDECESSOR)
    assert "had `get_account_key` for get_account_key, and `Surface` has not" in said


def test_a_new_parameter_is_reported_for_each_method_of_its_operation(document):
    """A parameter that no method offers is named with the line to add, for every method that sends the operation."""
    document["paths"][IMAGES]["get"]["parameters"].append(
        {"name": "neverHeardOf", "in": "query", "schema": {"type": "number"}}
    )
    found = new_differences(document)
    of_images = [method for method, name in client_methods().items() if name == "get_generate_image_prompt"]
    assert len(found) == len(of_images) == 3
    for method, said in zip(of_images, found, strict=True):
        assert said.startswith(f"`{method}` does not offer `neverHeardOf`")
        assert "add `never_heard_of: float | None = None` to it" in said


def test_a_new_body_field_is_reported_with_its_annotation(document):
    """A field of the chat's body that no method offers is named with the annotation to write."""
    schemas = document["components"]["schemas"]
    schemas[CHAT]["properties"]["voices"] = {"type": ["array", "null"], "items": {"type": "string"}}
    found = new_differences(document)
    assert [said[: said.index("`", 1) + 1] for said in found] == ["`chat`", "`parse`", "`run_tools`", "`stream_chat`"]
    assert "add `voices: Sequence[str] | None | Unset = UNSET`" in found[0]


def test_what_the_contract_lost_is_reported_as_too_much(document):
    """An option whose parameter is gone says that it must go too, and so does a method whose operation is gone."""
    parameters = document["paths"][IMAGES]["get"]["parameters"]
    parameters[:] = [one for one in parameters if one.get("name") != "quality"]
    del document["paths"]["/account/key"]
    found = new_differences(document)
    assert "The method `key` sends get_account_key, which openapi.yaml does not describe" in found[0]
    assert "`image` offers `quality`, which get_generate_image_prompt does not have" in found[1]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (
            {"type": "integer"},
            "takes `negative_prompt` as `str`, and the contract of get_generate_image_prompt says `int`",
        ),
        ({"type": "string", "enum": ["no", "yes"]}, "says `Literal['no', 'yes']`"),
        ({"type": "array", "items": {"type": "string"}}, "says `Sequence[str]`"),
    ],
)
def test_a_changed_type_is_reported_with_both(document, schema, said):
    """An annotation that is not the contract's type is shown beside it."""
    parameters = document["paths"][IMAGES]["get"]["parameters"]
    next(one for one in parameters if one.get("name") == "negative_prompt")["schema"] = schema
    found = new_differences(document)
    assert len(found) == 3
    assert all(said in one for one in found)


def test_a_field_that_becomes_required_is_reported(document):
    """What the service demands a caller must be made to give."""
    document["components"]["schemas"][CHAT]["required"].append("model")
    assert "`chat` must require `model`" in new_differences(document)[0]
