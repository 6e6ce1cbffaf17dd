"""What the sandbox makes of operations that it has no behaviour for: it answers from what the contract says.

Uses private names: the sandbox's reading of the contract shows in its refusals only in part.
"""

import pytest

from pollination_sdk.sandbox._contract.validation import Contract, Example
from pollination_sdk.sandbox._errors import ServiceError

VOICE = {"type": "object", "properties": {"id": {"type": "string"}}}
LANGUAGE = {"name": "lang", "in": "query", "required": True, "schema": {"type": "string"}}


def answering(status, kind=None, schema=None):
    """Describe the responses of an operation."""
    return {"responses": {status: {"content": {kind: {"schema": schema}}} if kind else {}}}


@pytest.fixture
def contract():
    """A contract with operations of several kinds."""
    paths = {
        "/voices/{id}": {
            "get": answering("200", "application/json", VOICE) | {"parameters": [LANGUAGE]},
            "delete": answering("204"),
        },
        "/voices/search": {"post": answering("201", "application/json", {"type": "array", "items": VOICE})},
        "/voices/{id}/sample": {"get": answering("200", "audio/mpeg", {"type": "string"})},
    }
    form = {"required": True, "content": {"multipart/form-data": {"schema": VOICE}}}
    paths["/voices/clone"] = {"post": answering("200") | {"requestBody": form}}
    return Contract({"openapi": "3.1.0", "paths": paths})


def test_a_path_that_is_spelt_out_goes_before_one_with_a_parameter(contract):
    """Of the fitting paths the one that takes the method is meant, and the literal one where none does."""
    assert contract.find("POST", "/voices/search") == "/voices/search"
    assert contract.find("GET", "/voices/search") == "/voices/{id}"
    assert contract.find("PUT", "/voices/search") == "/voices/search"
    assert contract.find("GET", "/voices") is None
    assert contract.methods("/voices/{id}") == ["GET", "DELETE"]


def test_good_answers_have_the_status_and_the_type_of_the_contract(contract):
    """JSON is made of its schema, other bodies are text as bytes, and 204 has none."""
    assert contract.example_of("/voices/{id}", "GET") == Example(200, "application/json", b'{"id": "text"}')
    assert contract.example_of("/voices/{id}", "DELETE") == Example(204, "", b"")
    assert contract.example_of("/voices/search", "POST") == Example(201, "application/json", b'[{"id": "text"}]')
    assert contract.example_of("/voices/{id}/sample", "GET") == Example(200, "audio/mpeg", b"text")


def test_what_is_required_must_be_there(contract):
    """A missing parameter of the query, an empty form and an ill-formed one are refused; fields of a form are read."""
    with pytest.raises(ServiceError):
        contract.query("/voices/{id}", "GET", {})
    with pytest.raises(ServiceError):
        contract.body("/voices/clone", "POST", b"", "multipart/form-data")
    with pytest.raises(ServiceError):
        contract.body("/voices/clone", "POST", b"--x--", "multipart/form-data")
    form = b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nalto\r\n--x--\r\n'
    assert contract.body("/voices/clone", "POST", form, "multipart/form-data; boundary=x") == {"id": "alto"}


def test_an_answer_is_checked_whatever_was_checked_before(contract):
    """Only the same body at the same place is taken for good again; the bodies of other answers are checked."""
    for _ in range(2):
        assert contract.violation("/voices/search", "POST", 201, "application/json", b'[{"id": "alto"}]') == ""
        assert "is not of type 'object'" in contract.violation(
            "/voices/{id}", "GET", 200, "application/json", b'[{"id": "alto"}]'
        )
        assert "is not of type 'string'" in contract.violation(
            "/voices/search", "POST", 201, "application/json", b'[{"id": 1}]'
        )
