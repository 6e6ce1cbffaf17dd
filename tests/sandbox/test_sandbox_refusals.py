"""What the sandbox refuses, in the service's own words, and how it reads a path."""

import itertools

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox


@pytest.fixture
def client(sandbox):
    """Hand out a client that carries the key."""
    headers = {"Authorization": f"Bearer {sandbox.key}"}
    with httpx.Client(base_url=sandbox.url, headers=headers) as one:
        yield one


def error(answer: httpx.Response, status: int) -> dict:
    """Open the envelope of an error of this status."""
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert body["success"] is False
    return body["error"]


# --- keys

NEEDS_KEY = [
    "/account/profile",
    "/account/balance",
    "/account/usage",
    "/account/usage/daily",
    "/account/key",
    "/text/hi",
    "/image/hi",
]
PUBLIC = ["/v1/models", "/text/models", "/image/models"]


@pytest.mark.parametrize("path", NEEDS_KEY)
def test_without_a_key_the_answer_says_it_is_missing(sandbox, path):
    """Operations that need a key answer 401 and tell how to send one."""
    refused = error(httpx.get(sandbox.url + path), 401)
    assert refused["code"] == "UNAUTHORIZED"
    assert refused["message"].startswith("Authentication required.")
    assert "details" not in refused


@pytest.mark.parametrize("path", NEEDS_KEY + PUBLIC)
def test_an_invalid_key_is_refused_even_where_none_is_needed(sandbox, path):
    """A wrong key is 401 everywhere, in other words than a missing one."""
    answer = httpx.get(sandbox.url + path, headers={"Authorization": "Bearer sk_wrong"})
    assert error(answer, 401)["message"].startswith("Invalid API key")


def test_the_header_wins_over_the_query(sandbox):
    """A wrong bearer is refused although `?key=` is right; the query alone suffices, chat too."""
    url = f"{sandbox.url}/account/key?key={sandbox.key}"
    assert httpx.get(url, headers={"Authorization": "Bearer sk_wrong"}).status_code == 401
    assert httpx.get(url).status_code == 200
    chat = f"{sandbox.url}/v1/chat/completions?key={sandbox.key}"
    assert httpx.post(chat, json={"messages": []}).status_code == 200


def test_a_publishable_key_has_no_account_permissions(sandbox):
    """403 names the permission; `/account/key` needs none and tells the key's kind."""
    headers = {"Authorization": f"Bearer {sandbox.publishable_key}"}
    for path, permission in (("profile", "profile"), ("balance", "usage"), ("usage", "usage"), ("keys", "keys")):
        answer = httpx.get(f"{sandbox.url}/account/{path}", headers=headers)
        assert f"account:{permission}" in error(answer, 403)["message"]
    assert httpx.get(f"{sandbox.url}/account/key", headers=headers).json()["type"] == "publishable"


def test_a_spent_budget_and_an_empty_wallet_are_402_in_different_words():
    """402 tells a key's budget from the account's wallet, by code and link; what is left is not generated."""
    with Sandbox(balance=0.0011) as sandbox:
        capped = {"Authorization": f"Bearer {sandbox.add_key('sk_', budget=0.0)}"}
        over = error(httpx.get(f"{sandbox.url}/image/a", headers=capped), 402)
        assert (over["code"], "budget" in over["message"]) == ("KEY_BUDGET_EXHAUSTED", True)
        assert over["fixUrl"].startswith("https://enter.pollinations.ai/edit-key")
        headers = {"Authorization": f"Bearer {sandbox.key}"}
        image = "/image/a?width=8&height=8"
        assert httpx.get(sandbox.url + image, headers=headers).status_code == 200
        empty = error(httpx.get(f"{sandbox.url}/image/b", headers=headers), 402)
        assert (empty["code"], "balance" in empty["message"]) == ("INSUFFICIENT_BALANCE", True)
        assert empty["fixUrl"].startswith("https://enter.pollinations.ai/top-up")
        assert sandbox.billed == 1


HELLO = {"messages": [{"role": "user", "content": "hello"}]}
REPLIES = {
    "text": ("GET", "/text/a", None, "text/plain"),
    "streamed text": ("GET", "/text/a?stream=true", None, "text/event-stream"),
    "chat": ("POST", "/v1/chat/completions", HELLO, "application/json"),
    "streamed chat": ("POST", "/v1/chat/completions", {**HELLO, "stream": True}, "text/event-stream"),
    "chat of a speaking model, as text": (
        "POST",
        "/v1/chat/completions",
        {**HELLO, "model": "openai-audio", "modalities": ["text"]},
        "application/json",
    ),
}
CHAT = "/v1/chat/completions"
STATUSES = {
    "text as JSON": ("GET", "/text/a?json=true", None),
    "spoken text": ("GET", "/text/a?model=openai-audio", None),
    "chat as JSON": ("POST", CHAT, {**HELLO, "response_format": {"type": "json_object"}}),
    "streamed chat as JSON": ("POST", CHAT, {**HELLO, "response_format": {"type": "json_object"}, "stream": True}),
    "spoken chat": ("POST", CHAT, {**HELLO, "modalities": ["text", "audio"]}),
    "image": ("GET", "/image/a", None),
    "video": ("GET", "/image/a?model=seedance", None),
}


@pytest.fixture
def poor():
    """Give a client whose account has no pollen."""
    with Sandbox(balance=0) as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key}"}
        with httpx.Client(base_url=sandbox.url, headers=headers) as one:
            yield one
        assert sandbox.billed == 0


@pytest.mark.parametrize("asked", REPLIES)
def test_text_operations_answer_an_empty_wallet_as_a_reply(poor, asked):
    """The refusal has status 200, the format that was asked for, a link, no usage, and is never cached."""
    method, path, body, media_type = REPLIES[asked]
    for _ in range(2):
        answer = poor.request(method, path, json=body)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
        assert answer.headers["content-type"].startswith(media_type)
        assert not [name for name in answer.headers if name.startswith(("x-usage", "x-cache"))]
    if media_type == "application/json":
        assert set(answer.json()["usage"].values()) == {0}
        assert "[top up](https://enter.pollinations.ai/top-up" in answer.json()["choices"][0]["message"]["content"]
    elif media_type == "text/plain":
        assert "[top up](https://enter.pollinations.ai/top-up" in answer.text
    else:
        assert '"total_tokens":0' in answer.text.replace(" ", "")
        assert answer.text.endswith("data: [DONE]\n\n")


@pytest.mark.parametrize("asked", STATUSES)
def test_other_operations_answer_an_empty_wallet_with_402(poor, asked):
    """JSON modes, spoken answers and media keep the status."""
    method, path, body = STATUSES[asked]
    assert error(poor.request(method, path, json=body), 402)["code"] == "INSUFFICIENT_BALANCE"


def test_a_model_outside_the_allow_list_is_a_reply_too():
    """A text model that the key may not use is answered as a reply with a link to `/grant`."""
    with Sandbox() as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.add_key('sk_', models=['flux'])}"}
        answer = httpx.get(f"{sandbox.url}/text/a", headers=headers)
        assert answer.status_code == 200
        assert "](https://enter.pollinations.ai/grant?" in answer.text
        assert "isn't allowed to use openai" in answer.text


def test_a_key_with_an_allow_list_sees_and_uses_only_its_kinds_of_model(sandbox):
    """The name of a model admits its whole kind; models of other kinds are not listed, and are 403."""
    key = sandbox.add_key("sk_", models=["flux", "text"])
    headers = {"Authorization": f"Bearer {key}"}
    listed = httpx.get(f"{sandbox.url}/image/models", headers=headers).json()
    assert {one["output_modalities"][0] for one in listed} == {"image"}
    small = f"{sandbox.url}/image/a?width=8&height=8"
    assert httpx.get(small, headers=headers).status_code == 200
    assert error(httpx.get(f"{small}&model=veo", headers=headers), 403)["code"] == "FORBIDDEN"
    assert httpx.get(f"{sandbox.url}/account/key", headers=headers).json()["permissions"]["models"] == ["image", "text"]


# --- the contract


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/image/a?width=-1", "width"),
        ("/image/a?seed=2147483648", "seed"),
        ("/image/a?quality=best", "quality"),
        ("/image/a?duration=121", "duration"),
        ("/image/a?transparent=maybe", "transparent"),
        ("/image/a?model=no-such-model", "model"),
        ("/image/a?model=veo&aspectRatio=1:1", "aspectRatio"),
        ("/image/a?model=kontext&image=data:image/png", "image"),
        ("/text/a?seed=1.5", "seed"),
        ("/account/usage?limit=0", "limit"),
        ("/account/usage?limit=50001", "limit"),
        ("/account/usage?format=xml", "format"),
        ("/account/usage?before=tomorrow-ish", "before"),
    ],
)
def test_a_query_outside_the_contract_is_400_naming_the_field(client, path, field):
    """Bounds, enums and types of the contract hold, and `fieldErrors` names what broke them."""
    details = error(client.get(path), 400)["details"]
    assert list(details["fieldErrors"]) == [field]
    assert details["name"] == "ValidationError"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "messages"),
        ({"messages": "hi"}, "messages"),
        ({"messages": [{"role": "user"}]}, "messages"),
        ({"messages": [], "temperature": 2.1}, "temperature"),
        ({"messages": [], "max_tokens": -1}, "max_tokens"),
        ({"messages": [], "functions": []}, "functions"),
    ],
)
def test_a_body_outside_the_contract_is_400_naming_the_field(client, body, field):
    """The chat body is held against its schema."""
    answer = client.post("/v1/chat/completions", json=body)
    assert list(error(answer, 400)["details"]["fieldErrors"]) == [field]


def test_a_refused_request_is_not_billed(sandbox, client):
    """400 costs nothing."""
    before = sandbox.billed
    client.get("/image/a?width=-1")
    assert sandbox.billed == before


# --- paths


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ("plain", "plain"),
        ("two%20words", "two words"),
        ("caf%C3%A9%20%F0%9F%A6%8A", "café 🦊"),
        ("a%3Fb%2Bc%2Fd%26e%3Df%23g%25h%3Ai%3Bj%2Ck%40l%24m", None),
        ("(a)*!'~", "(a)*!'~"),
    ],
)
def test_reserved_characters_reach_a_text_model_encoded(client, sent, heard):
    """GET text decodes a prompt except its reserved characters."""
    assert client.get(f"/text/{sent}").text == f"openai heard: {heard or sent}"


@pytest.mark.parametrize("path", ["/text/", "/image/", "/nowhere", "/"])
def test_paths_without_an_operation_are_plain_404(client, path):
    """An empty prompt and an unknown path lead nowhere."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.text == "404 Not Found"


@pytest.mark.parametrize(
    ("sent", "same_as"),
    [
        ("a%0Ab%09c", "abc"),
        ("a//b", "a/b"),
        ("a%2F%2Fb", "a/b"),
        ("a/", "a"),
        ("%2541", "A"),
        ("x/../y", "y"),
    ],
)
def test_image_prompts_are_decoded_twice(client, sent, same_as):
    """What the second decode does to a prompt shows: two spellings give one image."""
    raw = client.base_url.copy_with(raw_path=f"/image/{sent}?width=64&height=64".encode())
    plain = client.base_url.copy_with(raw_path=f"/image/{same_as}?width=64&height=64".encode())
    assert client.get(raw).content == client.get(plain).content


def test_a_percent_sign_breaks_the_second_decode(client):
    """A literal `%` in an image's prompt is an error of the image service inside the gateway's envelope."""
    refused = error(client.get("/image/100%25%20sure"), 400)
    assert '"message": "URI malformed"' in refused["message"]


@pytest.mark.parametrize("path", ["/image/models", "/image/m%6Fdels", "/text/m%6Fdels"])
def test_the_prompt_models_is_the_model_list(client, path):
    """However it is encoded, `models` is no prompt."""
    assert client.get(path).json()[0]["name"]


def test_sizes_the_edge_refuses(client):
    """A URL above 8 KB is 400 in plain text, headers above 16 KB are 431."""
    long = client.get("/text/" + "a" * 8200)
    assert (long.status_code, long.headers["content-type"][:10]) == (400, "text/plain")
    assert client.get("/v1/models", headers={"X-Pad": "a" * 17_000}).status_code == 431


def test_a_wrong_method_is_405_with_the_right_one(client):
    """405 comes in the envelope and names the method in `Allow`."""
    answer = client.post("/account/key")
    assert error(answer, 405)["code"] == "METHOD_NOT_ALLOWED"
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    "path",
    [
        "/account/usage?limit=nan",
        "/account/usage?limit=1e400",
        "/account/usage?limit=1_0",
        "/account/usage?before=",
        "/image/a?width=1e2",
        "/image/a?width=%C2%B2",
        "/image/%00?width=inf",
        "/image/%FF%FE?width=64&height=64",
        "/image/%00%01?width=64&height=64",
        "/image/%ED%A0%80?width=64&height=64",
        "/image/a?width=64.0&height=64",
        "/text/%FF?temperature=3.4",
        "/text/%00",
        "/text/%F0%9F?stream=true&json=true",
        "/account/key?key=",
        "/account/key/",
        "/image/..%2F..%2Fa?width=64&height=64",
    ],
)
def test_odd_requests_never_make_the_sandbox_fail(client, path):
    """Whatever numbers and bytes arrive, the answer is good or a refusal, never a failure of ours."""
    raw = client.base_url.copy_with(raw_path=path.encode())
    assert client.get(raw).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "body",
    [
        [],
        None,
        7,
        {"messages": [], "stop": ["", "a"], "max_tokens": 0},
        {"messages": [], "response_format": {"type": "json_schema", "json_schema": {"schema": {"$ref": "#/no"}}}},
        {"messages": [], "response_format": {"type": "json_schema", "json_schema": {"schema": {"type": 5}}}},
        {"messages": [], "tools": [{"type": "function", "function": {"name": "f", "parameters": {"anyOf": [1]}}}]},
        {"messages": [], "tools": [{"type": "google_search"}], "tool_choice": "required"},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
        {"messages": [{"role": "assistant", "content": None}], "stream": None, "seed": None},
    ],
)
def test_odd_bodies_never_make_the_sandbox_fail(client, body):
    """Whatever JSON arrives, the answer is good or a refusal, never a failure of ours."""
    assert client.post("/v1/chat/completions", json=body).status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        "/text/a?temperature=5.9e-08",
        "/account/usage?limit=1e2",
        "/account/usage?before=2026-02-31",
        "/account/usage?before=2026-02-15%2010:30:00",
        "/account/usage?before=2026-02-15T10:30:00Z",
    ],
)
def test_what_the_contract_allows_is_accepted(client, path):
    """Numbers with an exponent count as numbers, and days that a month lacks count on into the next."""
    assert client.get(path).status_code == 200


@pytest.mark.slow(reason="sends bodies of 50 MB")
@pytest.mark.parametrize(
    ("path", "mebibytes", "status"),
    [("/v1/audio/transcriptions", 52, 413), ("/x-media/upload", 52, 200)],
)
def test_a_body_that_is_too_large_is_413(client, path, mebibytes, status):
    """The limit depends on the operation: a stored file may be larger than a recording."""
    assert client.post(path, content=itertools.repeat(bytes(1024 * 1024), mebibytes)).status_code == status


def test_a_prompt_of_text_holds_slashes_and_line_ends(client):
    """The rest of the path is the prompt."""
    answer = client.get("/text/a/b%0Ac")
    assert (answer.status_code, answer.text) == (200, "openai heard: a/b\nc")
