"""Every operation is reached by a method or by `client.call`, and the sandbox answers each of them."""

import httpx
import pytest
from tests.contract.reach import BY_CALL, BY_METHOD, LEFT_OUT
from tests.contract.strategies import CONTRACT
from tests.contract.surface import client_methods, operations_of
from tools.examples import Examples
from tools.schemas import followed, resolve

from pollination_sdk import Pollinations, errors, login
from pollination_sdk.sandbox import Sandbox

OPERATIONS = operations_of(CONTRACT)
EXAMPLES = Examples(CONTRACT)


def arguments_of(operation):
    """Return what an operation needs, from the examples of the contract."""
    given = {}
    for written in OPERATIONS[operation].get("parameters", ()):
        parameter = followed(CONTRACT, written)
        if parameter.get("required"):
            given[parameter["name"]] = parameter["example"]
    for form in list(OPERATIONS[operation].get("requestBody", {}).get("content", {}).values())[:1]:
        schema = followed(CONTRACT, form["schema"])
        body = form.get("example") or EXAMPLES.one(schema, whole=False)
        files = {name: b"bytes" for name in body if _is_file(schema["properties"][name])}
        given |= body | files
    return given


def prepared(client, operation, sandbox):
    """Return the ids and codes that an operation needs, of things that other operations have made."""
    path = next(path for path, item in CONTRACT["paths"].items() if OPERATIONS[operation] in item.values())
    match operation:
        case "delete_account_keys_by_id":
            return {"id": client.call("post_account_keys", name="short-lived").id}
        case "post_enter_oauth_token":
            asked = {"client_id": "pk_app", "redirect_uri": "https://app.example/"}
            url, state, verifier = login.authorize_url(base_url=sandbox.url, **asked)
            code = login.code_from(sandbox.allow_sign_in(url), state=state)
            return {"grant_type": "authorization_code", "code": code, "code_verifier": verifier, **asked}
        case "post_enter_device_token":
            code = client.call("post_enter_device_code")
            with pytest.raises(errors.BadRequestError, match="authorization_pending"):
                client.call(operation, device_code=code.device_code)
            sandbox.allow_sign_in(code.user_code)
            return {"device_code": code.device_code}
    return {"id": client.call("post_media_upload", file=b"hello", tags="foxes").id} if "/{id}" in path else {}


def _is_file(field):
    return followed(CONTRACT, field).get("format") == "binary"


def test_each_operation_has_a_method_or_says_why_not():
    """The two tables cover the contract, name the methods that there are, and have no operation twice."""
    named = {f"{verb.upper()} {path}": one for path, item in CONTRACT["paths"].items() for verb, one in item.items()}
    listed = [
        (method, named[place]["operationId"]) for place, methods in BY_METHOD.items() for method in methods.split(", ")
    ]
    assert dict(listed) == client_methods()
    assert len(listed) == len(client_methods())
    assert {operation for _, operation in listed} | BY_CALL.keys() == OPERATIONS.keys()
    assert {operation for _, operation in listed} & BY_CALL.keys() == set()
    assert all(reason.endswith(".") for reason in (*BY_CALL.values(), *LEFT_OUT.values()))


def test_what_is_left_out_is_not_described():
    """A path of the service stands in the contract or among those that are left out."""
    assert CONTRACT["paths"].keys() & LEFT_OUT.keys() == set()


def test_each_required_parameter_and_body_has_an_example():
    """Who reads the contract finds something to send, without the form of a file."""
    for name, operation in OPERATIONS.items():
        for written in operation.get("parameters", ()):
            parameter = followed(CONTRACT, written)
            assert not parameter.get("required") or "example" in parameter, (name, parameter["name"])
        json_body = operation.get("requestBody", {}).get("content", {}).get("application/json", {"example": ""})
        assert "example" in json_body, name


@pytest.fixture(scope="module")
def sandbox():
    """A sandbox for all operations."""
    with Sandbox() as made:
        yield made


@pytest.fixture(scope="module")
def client(sandbox):
    """A client of the sandbox."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as made:
        yield made


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_operation_is_answered_by_name(client, operation, sandbox):
    """`client.call` sends the contract's example of each operation, and reads what the sandbox answers."""
    answer = client.call(operation, **arguments_of(operation) | prepared(client, operation, sandbox))
    content = followed(CONTRACT, OPERATIONS[operation]["responses"]["200"]).get("content", {})
    assert (answer is None) == (not content)


def test_each_link_leads_to_an_answer(client, sandbox):
    """What a link takes from an answer is there, and the operation that it leads to takes it."""
    client.text("a fox")  # for the list of what was billed
    followed_links = 0
    for path, item in CONTRACT["paths"].items():
        for link in item.get("get", {}).get("responses", {}).get("200", {}).get("links", {}).values():
            answer = httpx.get(sandbox.url + path, headers={"Authorization": f"Bearer {sandbox.key}"}).json()
            taken = {name: resolve(answer, value.partition("body")[2]) for name, value in link["parameters"].items()}
            client.call(link["operationId"], **arguments_of(link["operationId"]) | taken)
            followed_links += 1
    assert followed_links == str(CONTRACT).count("$response.body#")
