"""What tests can ask and change of the sandbox's money: bills, prices, reported costs, late usage, and apps."""

import contextlib
import json
import math
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from pollination_sdk.sandbox import Fault, Sandbox

IMAGE = "/image/a?width=8&height=8"
CHAT = {"model": "openai", "messages": [{"role": "user", "content": "hello"}]}
STREAMS: dict[str, tuple[str, dict[str, Any]]] = {
    "chat": ("/v1/chat/completions", {**CHAT, "stream": True}),
    "responses": ("/v1/responses", {"model": "openai", "input": "hello", "stream": True}),
    "messages": ("/v1/messages", {**CHAT, "max_tokens": 9, "stream": True}),
}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """Start a sandbox."""
    with Sandbox() as running:
        yield running


def get(box: Sandbox, path: str, key: str | None = None) -> httpx.Response:
    """Ask with the sandbox's key unless another is given."""
    return httpx.get(box.url + path, headers={"Authorization": f"Bearer {key or box.key}"})


def post(box: Sandbox, path: str, body: Any) -> httpx.Response:
    """Send JSON with the sandbox's key."""
    return httpx.post(box.url + path, json=body, headers={"Authorization": f"Bearer {box.key}"})


def order(box: Sandbox, command: str, body: Any) -> httpx.Response:
    """Send an order over HTTP."""
    return httpx.post(f"{box.url}/_sandbox/{command}", json=body)


def rows(box: Sandbox, path: str = "/account/usage") -> list[dict[str, Any]]:
    """Return the usage."""
    found: list[dict[str, Any]] = get(box, path).json()["usage"]
    return found


def test_bills_sum_up_exactly(box):
    """The sum has no error of floats; bills tell the key, the units and the pot, and hide the key when printed."""
    box.set_prices("zimage", {"completionImageTokens": 0.1})
    for seed in range(10):
        get(box, f"{IMAGE}&seed={seed}")
    assert box.billed_pollen == 1.0 != sum(bill.pollen for bill in box.bills())
    (bill, *_) = box.bills(box.key)
    assert (bill.model, bill.units, bill.pot) == ("tongyi-mai/z-image-turbo", {"completionImageTokens": 1}, "pack")
    assert box.key not in repr(bill)


def test_bills_are_read_by_key(box):
    """Each key has its own bills; a refused call has none, and past usage that a test adds has none."""
    other = box.add_key()
    get(box, IMAGE)
    get(box, f"{IMAGE}&seed=1", other)
    get(box, "/image/a?model=none", other)
    box.add_usage(box.bills()[0].at - timedelta(days=1))
    assert [len(box.bills(key)) for key in (None, box.key, other, "sk_none")] == [2, 1, 1, 0]
    assert box.billed == 2


def test_prices_change_in_the_middle(box):
    """Prices of a model, of a model by a factor, and of all by a factor hold for lists and bills at once."""
    entries = {one["name"]: one for one in get(box, "/models").json()}
    text, veo = "openai/gpt-5.4-nano", "google/veo-3.1-fast"
    box.set_prices(factor=10)
    box.set_prices("veo", factor=0.5)
    box.set_prices("flux", {"completionImageTokens": "0.25"})
    changed = {one["name"]: one for one in get(box, "/models").json()}
    assert changed[text]["pricing"]["promptTextTokens"] == entries[text]["pricing"]["promptTextTokens"] * 10
    assert changed[veo]["pricing"]["completionVideoSeconds"] == 0.25
    assert changed[veo]["pricing_variants"][0]["pricing"]["completionVideoSeconds"] == 0.35
    listed = {one["id"]: one for one in get(box, "/v1/models").json()["data"]}
    assert listed["black-forest-labs/flux.1-schnell"]["pricing"]["completionImageTokens"] == "0.25"
    get(box, IMAGE)
    get(box, f"{IMAGE}&model=flux")
    assert [bill.pollen for bill in box.bills()] == [0.002, 0.25]
    box.set_prices("flux", {})
    get(box, f"{IMAGE}&model=flux&seed=1")
    assert box.bills()[-1].pollen == 0


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, TypeError),
        ({"prices": {"completionTextTokens": 1}}, TypeError),
        ({"model": "openai", "prices": {}, "factor": 2}, TypeError),
        ({"model": "openai", "prices": [1]}, TypeError),
        ({"model": "none", "factor": 2}, ValueError),
        ({"model": "openai", "prices": {"completionTextTokens": -1}}, ValueError),
        ({"model": "openai", "prices": {"completionTextTokens": "much"}}, ValueError),
        ({"factor": -1}, ValueError),
        ({"factor": float("nan")}, ValueError),
    ],
)
def test_prices_that_cannot_be_are_refused(box, arguments, error):
    """A wrong call raises, a wrong order over HTTP is 400, and neither changes a price."""
    before = get(box, "/models").json()
    with pytest.raises(error):
        box.set_prices(**arguments)
    if not math.isnan(arguments.get("factor", 0)):  # which is no JSON
        assert order(box, "prices", arguments).status_code == 400
    assert get(box, "/models").json() == before


def test_answers_do_not_tell_their_cost_unless_asked(box):
    """Neither the header nor the field is there by default."""
    answer = post(box, "/v1/chat/completions", CHAT)
    assert "x-pollen-cost" not in answer.headers
    assert "pollen_cost" not in answer.json()["usage"]


def test_answers_tell_their_cost():
    """Media, text and JSON have the header, JSON the usage too; a stored answer tells that it cost nothing."""
    with Sandbox(report_costs=True) as box:
        for path in (IMAGE, "/text/hello", "/3d/a"):
            reported = [float(get(box, path).headers["x-pollen-cost"]) for _ in range(2)]
            assert reported == [box.bills()[-1].pollen, 0]
        for path, body in {
            "/v1/chat/completions": CHAT,
            "/v1/embeddings": {"input": "hello"},
            "/v1/images/generations": {"prompt": "a", "size": "8x8"},
        }.items():
            answers = [post(box, path, body) for _ in range(2)]
            reported = [answer.json()["usage"]["pollen_cost"] for answer in answers]
            assert reported == [box.bills()[-1].pollen, 0]
            assert [float(answer.headers["x-pollen-cost"]) for answer in answers] == reported


@pytest.mark.parametrize("name", STREAMS)
def test_streams_tell_their_cost(name):
    """The usage at the end of a stream has it, and the stream is the same otherwise."""
    path, body = STREAMS[name]
    with Sandbox(report_costs=True) as box:
        lines = [line.removeprefix("data: ") for line in post(box, path, body).text.splitlines() if "data: {" in line]
        usages = [event.get("usage") or event.get("response", {}).get("usage") for event in map(json.loads, lines)]
        assert [usage["pollen_cost"] for usage in usages if usage][-1] == box.bills()[-1].pollen > 0


def test_usage_can_be_late():
    """With `usage_lag` a bill is in no usage until the clock of the usage has moved; the wallet knows it at once."""
    with Sandbox(usage_lag=60, daily_lag=3600, balance=1) as box:
        box.add_usage(datetime.now(UTC) - timedelta(hours=2))
        get(box, IMAGE)
        assert box.balance == pytest.approx(0.9998)
        assert [len(rows(box, path)) for path in ("/account/usage", "/account/key/usage")] == [1, 1]
        box.age_usage(timedelta(seconds=59))
        assert len(rows(box)) == 1
        box.age_usage(timedelta(seconds=1))
        assert [len(rows(box, path)) for path in ("/account/usage", "/account/usage/daily")] == [2, 1]
        box.age_usage(timedelta(hours=1))
        assert sum(row["requests"] for row in rows(box, "/account/usage/daily")) == 2
        get(box, f"{IMAGE}&seed=1")
        assert len(rows(box)) == 2
        with pytest.raises(ValueError, match="from 0"):
            box.age_usage(timedelta(seconds=-1))


def test_the_calls_of_an_app_cost_more():
    """A key of an app pays a quarter more than the list says, and tells its app; its budget falls by that."""
    with Sandbox(balance=1) as box:
        key = box.add_key(byop_client_key_id="pk_app", budget=0.5)
        get(box, IMAGE, key)
        get(box, f"{IMAGE}&seed=1")
        assert [bill.pollen for bill in box.bills()] == [0.00025, 0.0002]
        facts = get(box, "/account/key", key).json()
        assert (facts["byopClientKeyId"], facts["pollenBudget"]) == ("pk_app", 0.49975)
        assert get(box, "/account/key").json()["byopClientKeyId"] is None
        assert {row["cost_usd"] for row in rows(box)} == {0.00025, 0.0002}
        (listed,) = [one for one in get(box, "/account/keys").json()["data"] if one["name"] == "extra"]
        assert listed["byopClientKeyId"] == "pk_app"


def test_a_key_that_is_signed_in_belongs_to_its_app(box):
    """The key of a sign-in tells the app that asked for it."""
    code = httpx.post(f"{box.url}/x-enter/api/device/code", json={"client_id": "pk_app"}).json()
    box.allow_sign_in(code["user_code"])
    asked = httpx.post(f"{box.url}/x-enter/api/device/token", json={"device_code": code["device_code"]})
    key = asked.json()["access_token"]
    assert get(box, "/account/key", key).json()["byopClientKeyId"] == "pk_app"


def test_an_app_is_kept_across_restarts(tmp_path):
    """The store keeps the app of a key."""
    with Sandbox(store=tmp_path / "box.db") as box:
        key = box.add_key(byop_client_key_id="pk_app")
    with Sandbox(store=tmp_path / "box.db") as box:
        assert get(box, "/account/key", key).json()["byopClientKeyId"] == "pk_app"


def test_a_stream_that_nobody_reads_is_billed(box):
    """A client that leaves after the first event has paid for all that was generated."""
    path, body = STREAMS["chat"]
    headers = {"Authorization": f"Bearer {box.key}"}
    with httpx.stream("POST", box.url + path, json=body, headers=headers) as stream:
        next(stream.iter_lines())
    whole = post(box, path, {**body, "seed": 1})
    assert whole.status_code == 200
    assert len({bill.pollen for bill in box.bills()}) == 1
    assert len(box.bills()) == 2


@pytest.mark.parametrize("fault", [Fault.reset(0), Fault.close(20), Fault.truncate_stream(1), Fault.garbage()])
def test_an_answer_that_does_not_arrive_is_billed(box, fault):
    """A fault on the way back comes after the bill."""
    box.queue(fault)
    with contextlib.suppress(httpx.TransportError):
        post(box, "/v1/chat/completions", {**CHAT, "stream": True})
    assert box.billed == 1
    assert box.billed_pollen > 0


def test_a_client_that_is_gone_has_paid(box):
    """A generation goes on after its client has closed the connection, and is billed."""
    address = ("127.0.0.1", int(box.url.rpartition(":")[2]))
    with socket.create_connection(address) as connection:
        request = f"GET /video/waves?duration=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {box.key}\r\n\r\n"
        connection.sendall(request.encode())
    while not any(request.path == "/video/waves" for request in box.requests):
        get(box, "/models?limit=1")
    assert get(box, "/video/waves?duration=1").headers["x-cache"] == "HIT"  # joins it, or finds it stored
    assert [bill.pollen for bill in box.bills()] == [0.05]


def test_a_budget_is_spent_before_the_key_is_refused(box):
    """A key pays until its budget does not cover a call, and what is left is exact."""
    key = box.add_key(budget=0.0012)
    statuses = [get(box, f"{IMAGE}&seed={seed}", key).status_code for seed in range(4)]
    assert statuses == [200, 200, 402, 402]
    assert sum(round(bill.pollen * 10**9) for bill in box.bills(key)) == 400_000
    assert get(box, "/account/balance", key).json() == {"balance": 0.0008}


def test_money_can_be_ordered_over_http():
    """Prices and the clock of the usage are orders; bills name the key by its id, which is not the key."""
    with Sandbox(usage_lag=60) as box:
        assert order(box, "prices", {"factor": 10}).status_code == 200
        assert order(box, "prices", {"model": "flux", "prices": {"completionImageTokens": "1"}}).status_code == 200
        get(box, IMAGE)
        get(box, f"{IMAGE}&model=flux")
        billed = httpx.get(f"{box.url}/_sandbox/billed").json()
        assert (billed["count"], billed["pollen"]) == (2, 1.002)
        listed = httpx.get(f"{box.url}/_sandbox/bills")
        assert [row["cost_usd"] for row in listed.json()] == [0.002, 1]
        assert box.key not in listed.text
        assert rows(box) == []
        assert order(box, "usage", {"seconds": 60}).json() == {"seconds": 60}
        assert len(rows(box)) == 2
        for wrong in ({}, {"seconds": -1}, {"seconds": True}, {"days": 1}, []):
            assert order(box, "usage", wrong).status_code == 400
