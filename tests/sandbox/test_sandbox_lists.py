"""The sandbox's usage by event, its balance, and its model lists, as the service has them since October 2026."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox

NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """Start a sandbox without history."""
    with Sandbox() as running:
        yield running


def ask(box: Sandbox, path: str, key: str | None = "", status: int = 200):
    """Ask with the sandbox's key, with another, or with None for no key; return the JSON."""
    headers = {} if key is None else {"Authorization": f"Bearer {key or box.key}"}
    answer = httpx.get(box.url + path, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


def names(box: Sandbox, path: str, key: str | None = None) -> list[str]:
    """Return the names in a model list."""
    listed = ask(box, path, key)
    return [one.get("name") or one["id"] for one in (listed["data"] if isinstance(listed, dict) else listed)]


def test_usage_goes_on_behind_a_record(box):
    """`before` with `before_event_id` starts behind that record, within its second too; each record comes once."""
    for _ in range(25):
        box.add_usage(NOW)
    seen, query = [], ""
    while rows := ask(box, f"/account/usage?limit=10{query}")["usage"]:
        seen += [row["cursor_event_id"] for row in rows]
        query = f"&before={rows[-1]['timestamp']}&before_event_id={rows[-1]['cursor_event_id']}"
    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("days=1", 1),
        ("days=90", 2),
        ("granularity=day&period={day}", 1),
        ("granularity=month&period=2026-01", 0),
        ("models=veo", 1),
        ("models=openai,zimage&days=90", 1),
        ("api_key_ids=none", 0),
    ],
)
def test_usage_can_be_narrowed(box, query, count):
    """Days, periods, models and keys narrow the records."""
    box.add_usage(NOW, model="veo")
    box.add_usage(NOW - timedelta(days=40), model="openai")
    assert ask(box, f"/account/usage?{query.format(day=NOW.date())}")["count"] == count


@pytest.mark.parametrize("query", ["granularity=day&period=2025-12-31", "granularity=week&period=2026-05", "period=x"])
def test_a_period_that_cannot_be_is_refused(box, query):
    """A period before 2026, or one that does not fit its unit, is 400."""
    ask(box, f"/account/usage?{query}", status=400)


def test_a_key_reads_its_own_usage_without_permission(box):
    """`/account/key/usage` has the records of the key alone; CSV has the new columns by name."""
    key = box.add_key()
    httpx.get(f"{box.url}/text/hi", headers={"Authorization": f"Bearer {key}"})
    box.add_usage(NOW)
    own = ask(box, "/account/key/usage", key)["usage"]
    assert [row["api_key"] for row in own] == ["extra"]
    assert ask(box, f"/account/usage?api_key_ids={own[0]['api_key_id']}")["usage"] == own
    table = httpx.get(f"{box.url}/account/key/usage?format=csv", headers={"Authorization": f"Bearer {key}"}).text
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["cursor_event_id"], row["output_video_seconds"]) == (own[0]["cursor_event_id"], "0")


def test_balance_has_both_pots_for_whoever_may_see_them():
    """With `usage` the pots come too; a key with a budget sees its budget alone; any other is 403."""
    with Sandbox(balance=5.0, granted=True) as box:
        assert ask(box, "/account/balance") == {
            "balance": 5.0,
            "accountBalance": {"total": 5.0, "tier": 5.0, "paid": 0.0},
        }
        assert ask(box, "/account/balance", box.add_key(budget=0.5)) == {"balance": 0.5}
        ask(box, "/account/balance", box.add_key(), status=403)


def test_ids_and_aliases_are_one_model(box):
    """A model answers to its id and to its aliases; lists, answers and usage show the id."""
    for name in ("openai", "gpt-mini", "openai/gpt-5.4-nano"):
        answer = httpx.get(f"{box.url}/text/a?model={name}", headers={"Authorization": f"Bearer {box.key}"})
        assert answer.headers["x-model-used"] == "openai/gpt-5.4-nano"
    assert {row["model"] for row in ask(box, "/account/usage")["usage"]} == {"openai/gpt-5.4-nano"}
    one = ask(box, "/v1/models/openai%2Fgpt-5.4-nano", None)
    assert one == ask(box, "/v1/models/gpt-mini", None)
    assert (one["id"], one["aliases"], one["category"]) == ("openai/gpt-5.4-nano", ["openai", "gpt-mini"], "text")
    ask(box, "/v1/models/none", None, status=404)


def test_each_kind_has_a_list(box):
    """The lists of the kinds together are `/models`; images and videos share `/image/models`."""
    kinds = ["text", "image", "audio", "embeddings", "3d"]
    together = [name for kind in kinds for name in names(box, f"/{kind}/models")]
    assert sorted(together) == sorted(names(box, "/models"))
    assert set(names(box, "/video/models")) < set(names(box, "/image/models"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source=community", {"community/sandbox/nomnom"}),
        ("community=true", {"community/sandbox/nomnom"}),
        ("query=google%20veo", {"google/veo-3.1-fast"}),
        ("query=flux&capabilities=reasoning", set()),
        ("capabilities=reasoning,tool_calling", {"openai/gpt-5.4"}),
        ("agent=true", {"community/sandbox/chickytutor"}),
    ],
)
def test_filters_narrow_a_list(box, query, found):
    """Each filter leaves models out, and no filter adds one."""
    listed = set(names(box, f"/models?{query}"))
    assert found <= listed
    assert listed < set(names(box, "/models"))
    assert bool(listed) == bool(found)


def test_a_list_with_a_key_is_filtered():
    """A key sees the kinds that it may use, and without paid pollen no paid-only models; without a key, all."""
    with Sandbox(granted=True) as box:
        everything = set(names(box, "/models"))
        assert everything - set(names(box, "/models", box.key)) == {
            "anthropic/claude-opus-5",
            "google/gemini-3-pro-image",
            "google/veo-3.1-fast",
        }
        assert set(names(box, "/models", box.add_key(models=["video"]))) <= set(names(box, "/video/models"))
        assert len(names(box, "/models?limit=3")) == 3


def test_the_catalogue_tells_what_a_model_needs(box):
    """Health, paid pollen, required checks and announced changes stand in the rich list."""
    listed = {one["name"]: one for one in ask(box, "/models", None)}
    assert listed["google/veo-3.1-fast"]["paid_only"] is True
    assert listed["qwen/qwen3guard-gen-8b"]["required_safety"] == "sexual,violence"
    assert "2026-12-31" in listed["anthropic/claude-opus-4"]["pending_change"]
    assert listed["openai/gpt-5.4-nano"]["health"]["status"] == "healthy"
    assert listed["openai/gpt-5.4-nano"]["publisher"] == "openai"


def test_the_status_counts_what_was_generated(box):
    """`/models/status` has a row for each model that was used."""
    box.add_usage(NOW, model="veo")
    box.add_usage(NOW, model="veo")
    (row,) = ask(box, "/models/status", None)["data"]
    assert (row["model"], row["total_requests"], row["status_2xx"]) == ("google/veo-3.1-fast", 2, 2)
