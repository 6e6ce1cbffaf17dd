"""What the sandbox remembers: money, seeds and the cache, keys that end, and its own contract.

Uses private names: as in `test_sandbox_odd_requests`.
"""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from pollination_api import contract
from pollination_sdk.sandbox import Sandbox
from pollination_sdk.sandbox._contract.examples import example
from pollination_sdk.sandbox._contract.validation import Contract
from pollination_sdk.sandbox._free.encoding import to_csv

DOCUMENT = contract.load()
VEO, ZIMAGE, FLUX = "google/veo-3.1-fast", "tongyi-mai/z-image-turbo", "black-forest-labs/flux.1-schnell"
IMAGE = "/image/a?width=16&height=16"


def bearer(key: str) -> dict[str, str]:
    """Write the header that carries a key."""
    return {"Authorization": f"Bearer {key}"}


def get(sandbox: Sandbox, path: str, key: str | None = None) -> httpx.Response:
    """Ask once, with the sandbox's own key unless another is given."""
    return httpx.get(sandbox.url + path, headers=bearer(key or sandbox.key))


def test_each_generation_is_billed_once_and_hits_are_free():
    """The price of the model list leaves the wallet; an identical request costs nothing."""
    with Sandbox(balance=1.0) as sandbox:
        prices = {one["name"]: one["pricing"] for one in get(sandbox, "/image/models").json()}
        assert get(sandbox, IMAGE).headers["x-cache"] == "MISS"
        assert get(sandbox, IMAGE).headers["x-cache"] == "HIT"
        assert sandbox.billed == 1
        assert sandbox.balance == pytest.approx(1.0 - prices["tongyi-mai/z-image-turbo"]["completionImageTokens"])


def test_quest_pollen_does_not_pay_for_a_paid_only_model():
    """Without paid pollen such a model is refused with 402 and nothing is billed; any other model is paid."""
    with Sandbox(balance=0, quest_balance=5) as sandbox:
        refused = get(sandbox, "/image/a?model=veo&duration=1")
        assert refused.status_code == 402
        assert "paid balance" in refused.json()["error"]["message"]
        assert (sandbox.billed, get(sandbox, IMAGE).status_code) == (0, 200)


def test_daily_sums_can_be_behind():
    """With `daily_lag` what is newer is in the usage, and not yet in the daily sums."""
    with Sandbox(daily_lag=3600) as sandbox:
        sandbox.add_usage(datetime.now(UTC) - timedelta(hours=2))
        get(sandbox, IMAGE)
        counts = [get(sandbox, f"/account/usage{path}").json()["count"] for path in ("", "/daily")]
        assert counts == [2, 1]


def test_the_cache_is_shared_by_all_keys_but_not_before_the_key_is_checked():
    """Another key gets the same bytes for free, a wrong one 401; `key` is no part of the question."""
    with Sandbox() as sandbox:
        get(sandbox, IMAGE)
        other = httpx.get(f"{sandbox.url}{IMAGE}&key={sandbox.publishable_key}")
        assert other.headers["x-cache"] == "HIT"
        assert get(sandbox, IMAGE, "sk_wrong").status_code == 401


def test_the_real_order_answers_hits_before_it_looks_at_the_key():
    """`cache_before_key=True` gives 200 to a wrong key on a hit, and 401 on a miss."""
    with Sandbox(cache_before_key=True) as sandbox:
        get(sandbox, IMAGE)
        assert get(sandbox, IMAGE, "sk_wrong").status_code == 200
        assert get(sandbox, IMAGE + "&seed=9", "sk_wrong").status_code == 401


def test_the_seed_minus_one_is_a_seed_like_any_other():
    """`seed=-1` gives the same result again and is billed once, in chat bodies too; it is not the default one."""
    with Sandbox() as sandbox:
        first, second = (get(sandbox, IMAGE + "&seed=-1") for _ in range(2))
        assert first.content == second.content != get(sandbox, IMAGE).content
        chat = {"messages": [], "seed": -1}
        for _ in range(2):
            httpx.post(f"{sandbox.url}/v1/chat/completions", json=chat, headers=bearer(sandbox.key))
        assert sandbox.billed == 3


def test_without_a_seed_the_service_uses_forty_two():
    """An image without a seed is the one with seed 42."""
    with Sandbox() as sandbox:
        assert get(sandbox, IMAGE).content == get(sandbox, IMAGE + "&seed=42").content


def test_a_budget_falls_with_use_and_is_what_balance_tells():
    """`/account/balance` of a key with a budget is the budget, and generations lower it."""
    with Sandbox() as sandbox:
        key = sandbox.add_key("sk_", budget=0.5, permissions=[])
        get(sandbox, IMAGE, key)
        left = get(sandbox, "/account/balance", key).json()["balance"]
        assert left == pytest.approx(0.4998)
        assert get(sandbox, "/account/key", key).json()["pollenBudget"] == pytest.approx(left)


def test_keys_end():
    """A key tells how long it lasts, and is invalid afterwards."""
    now = datetime.now(UTC)
    with Sandbox() as sandbox:
        lasting = sandbox.add_key("sk_", expires=now + timedelta(hours=1))
        over = sandbox.add_key("sk_", expires=now - timedelta(seconds=1))
        assert 3500 < get(sandbox, "/account/key", lasting).json()["expiresIn"] <= 3600
        assert get(sandbox, "/account/key", over).status_code == 401


def test_usage_is_paged_by_an_exclusive_time_newest_first():
    """`before` leaves its own second out, `limit` cuts, and rows older than 30 days are gone."""
    now = datetime.now(UTC).replace(microsecond=0)
    with Sandbox() as sandbox:
        for days, model in ((40, "wan"), (3, "flux"), (2, "zimage"), (1, "veo")):
            sandbox.add_usage(now - timedelta(days=days), model=model)
        rows = get(sandbox, "/account/usage").json()["usage"]
        assert [row["model"] for row in rows] == [VEO, ZIMAGE, FLUX]
        page = get(sandbox, f"/account/usage?limit=1&before={rows[0]['timestamp']}").json()
        assert page == {"usage": [rows[1]], "count": 1}
        daily = get(sandbox, "/account/usage/daily").json()["usage"]
        assert [row["model"] for row in daily] == [VEO, ZIMAGE, FLUX, "alibaba/wan-2.6"]


def test_an_operation_without_behaviour_is_answered_from_its_schema():
    """What is added to the contract answers at once, key and query checked."""
    schema = {"type": "object", "properties": {"loud": {"type": "boolean"}}, "required": ["loud"]}
    answer = {"description": "How.", "content": {"application/json": {"schema": schema}}}
    parameter = {"name": "level", "in": "query", "schema": {"type": "integer", "maximum": 3}}
    operation = {"operationId": "get_voice", "parameters": [parameter], "responses": {"200": answer}}
    paths = {**DOCUMENT["paths"], "/voices/{name}": {"get": operation}}
    with Sandbox(document={**DOCUMENT, "paths": paths}) as sandbox:
        assert get(sandbox, "/voices/alto").json() == {"loud": True}
        assert httpx.get(f"{sandbox.url}/voices/alto").status_code == 401
        assert get(sandbox, "/voices/alto?level=4").status_code == 400


def test_an_answer_that_breaks_the_contract_is_a_loud_500():
    """The sandbox checks itself: a wrong answer of its own names the operation and the field."""
    wrong = {**DOCUMENT["components"]["schemas"]["AccountBalance"]}
    wrong["properties"] = {"balance": {"type": "string"}}
    components = {**DOCUMENT["components"], "schemas": {**DOCUMENT["components"]["schemas"], "AccountBalance": wrong}}
    with Sandbox(document={**DOCUMENT, "components": components}) as sandbox:
        answer = get(sandbox, "/account/balance")
        assert answer.status_code == 500
        assert "/account/balance: $.balance" in answer.json()["error"]["message"]


def test_publishable_keys_are_slowed_down_in_a_shape_of_their_own():
    """Beyond its burst a `pk_` key gets a 429 without envelope, with `Retry-After` in whole seconds."""
    with Sandbox() as sandbox:
        video = "/image/a?model=seedance&duration=3"
        assert get(sandbox, video, sandbox.publishable_key).status_code == 200
        refused = get(sandbox, "/text/hi", sandbox.publishable_key)
        assert refused.status_code == 429
        assert refused.json()["error"] == "Rate limit exceeded"
        assert int(refused.headers["retry-after"]) == refused.json()["retryAfterSeconds"]
        assert get(sandbox, "/text/hi").status_code == 200


def test_a_stored_sandbox_outlives_a_restart(tmp_path):
    """Keys, budgets, wallet, history and cache come back from the file, and hits stay free."""
    file = tmp_path / "sandbox.db"
    with Sandbox(store=file, balance=5.0) as first:
        capped = first.add_key("sk_", budget=0.5, permissions=["usage"], models=["zimage"])
        image = get(first, IMAGE, capped)
        balance = first.balance
    with Sandbox(store=file) as second:
        assert second.key == first.key
        assert second.publishable_key == first.publishable_key
        assert second.balance == balance < 5.0
        again = get(second, IMAGE, capped)
        assert again.headers["x-cache"] == "HIT"
        assert again.content == image.content
        assert second.billed == 0
        assert get(second, "/account/usage", capped).json()["count"] == 1
        key = get(second, "/account/key", capped).json()
        assert key["pollenBudget"] == pytest.approx(0.4998)
        assert key["permissions"] == {"models": ["image"], "account": ["usage"]}


def test_every_schema_of_the_contract_has_a_valid_example():
    """What is made out of a schema alone satisfies that schema."""
    kept = Contract(DOCUMENT)
    for name, schema in DOCUMENT["components"]["schemas"].items():
        validator = kept._validator(f"/components/schemas/{name}")
        assert [error.message for error in validator.iter_errors(example(schema, DOCUMENT))] == [], name


def test_csv_quotes_only_what_needs_it_and_writes_plain_numbers():
    """Comma, quote and line feed are quoted, null is empty, and no number has an exponent."""
    rows = [{"a": 'x,"y"', "b": None, "c": 0.0000058}, {"a": "two\nlines", "b": "it's", "c": 3}]
    assert to_csv(("a", "b", "c"), rows) == 'a,b,c\n"x,""y""",,0.0000058\n"two\nlines",it\'s,3'


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/image/waves?model=veo&duration=2", None),
        ("/image/fox?width=1024&height=1024&seed=-1", None),
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": "hi"}]}),
    ],
)
def test_identical_requests_join_the_running_one(path, body):
    """Requests at the same time get one result and one bill, also with different keys; the first is a miss."""
    with Sandbox() as sandbox, ThreadPoolExecutor(8) as pool:
        keys = [sandbox.key, sandbox.add_key()] * 4

        def send(key):
            method = "GET" if body is None else "POST"
            return httpx.request(method, sandbox.url + path, json=body, headers=bearer(key), timeout=30)

        answers = list(pool.map(send, keys))
        assert sandbox.billed == 1
    assert len({answer.content for answer in answers}) == 1
    assert sorted(answer.headers["x-cache"] for answer in answers) == ["HIT"] * 7 + ["MISS"]


def test_an_error_of_the_running_request_is_that_of_the_others():
    """Requests that join one that fails get its error, and nothing is billed or stored."""
    with Sandbox(balance=0) as sandbox, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: get(sandbox, IMAGE), range(8)))
        assert {answer.status_code for answer in answers} == {402}
        assert sandbox.billed == 0


def test_a_generation_goes_on_after_its_client_has_left():
    """A client that comes back gets the result of the request that it gave up, and one bill."""
    video = "/image/waves?model=veo&duration=4"
    with Sandbox() as sandbox:
        with socket.create_connection(("127.0.0.1", httpx.URL(sandbox.url).port)) as connection:
            head = f"GET {video} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {sandbox.key}\r\n\r\n"
            connection.sendall(head.encode())
        end = time.monotonic() + 20
        while not sandbox.billed and time.monotonic() < end:
            time.sleep(0.01)
        assert get(sandbox, video).headers["x-cache"] == "HIT"
        assert sandbox.billed == 1


def test_streams_do_not_join_but_are_replayed():
    """A completed stream is stored; a running one is not joined."""
    with Sandbox() as sandbox:
        first, second = (get(sandbox, "/text/hi?stream=true") for _ in range(2))
        assert (first.headers["x-cache"], second.headers["x-cache"]) == ("MISS", "HIT")
        assert first.content == second.content


def test_a_text_says_which_result_it_is():
    """`X-Cache-Key` and `X-Cache-Date` stay the same for the same result; media have a file name instead."""
    with Sandbox() as sandbox:
        first, second, other = (get(sandbox, path) for path in ("/text/hi", "/text/hi", "/text/ho"))
        image = get(sandbox, IMAGE)
    assert len(first.headers["x-cache-key"]) == 16
    assert datetime.fromisoformat(first.headers["x-cache-date"]).tzinfo is not None
    names = ("x-cache-key", "x-cache-date")
    assert [first.headers[name] for name in names] == [second.headers[name] for name in names]
    assert first.headers["x-cache-key"] != other.headers["x-cache-key"]
    assert "x-cache-key" not in image.headers
