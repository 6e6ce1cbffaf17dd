"""The bench: how figures are compared and told, and that its peers are not made slower than they were."""

import json
from pathlib import Path

import pytest
from tools.bench import published, report
from tools.bench.answers import page_of_million
from tools.bench.compare import losing
from tools.bench.measure import Figure, Target, interleaved
from tools.bench.picture import share
from tools.bench.verbs import VERBS
from tools.contract import load

from pollination_sdk import Pollinations
from pollination_sdk._usage import UsagePager

ROOT = Path(__file__).parents[2]
FIGURES = [
    Figure("call", "sdk", "ms", [2.0, 1.0, 3.0]),
    Figure("call", "peer", "ms", [4.0, 4.0, 4.0]),
    Figure("call", "slow", "ms", [1.9, 1.9, 1.9]),
]


def test_the_spread_leaves_one_busy_moment_out():
    """The spread is that of the middle half of the rounds."""
    assert Figure("row", "sdk", "ms", [1.0, 1.0, 1.0, 1.0, 50.0]).spread == 0
    assert Figure("row", "sdk", "ms", [1.0, 2.0, 3.0, 4.0, 5.0]).spread == pytest.approx(2 / 3)


def test_peers_take_turns_and_warm_rounds_are_dropped():
    """Each peer works once in each round, and what the warming rounds took is in no figure."""
    turns = []

    def work(name):
        return lambda: turns.append(name) or len(turns)

    values = interleaved({"a": work("a"), "b": work("b")}, 2, warm=1)
    assert turns == ["a", "b"] * 3
    assert values == {"a": [3, 5], "b": [4, 6]}


def test_a_target_is_a_ratio_or_a_figure():
    """Beside a peer the ratio of medians counts, without one the median; what was not measured is left out."""
    assert Target("call", "sdk", "peer", "ms", 0.6).reached(FIGURES) == 0.5
    assert Target("call", "sdk", None, "ms", 2.5).reached(FIGURES) == 2.0
    assert Target("call", "sdk", "nobody", "ms", 1).reached(FIGURES) is None


def test_what_is_lost_is_said():
    """A missed target is named, those that we set ourselves apart, and so is each peer that is better."""
    targets = [Target("call", "sdk", "peer", "ms", 0.4), Target("call", "sdk", "slow", "ms", 1.0, own=True)]
    said = report.losses(FIGURES, targets)
    assert "Targets missed: 1 of 1, and of those that we set ourselves (*) 1 of 1." in said
    assert "- call: sdk is 0.50 times peer in ms, target at most 0.4." in said
    assert said.index("Where a peer is better") < said.rindex("- call: sdk is 1.05 times slow in ms.")
    assert "≤ 1* | **missed**" in report.ratios(FIGURES, targets)


def test_a_loss_needs_no_target():
    """A better peer is named wherever it is better: like with like, and the more calls a second the better."""
    told = {"sdk": 2, "peer": 1, "async sdk": 9, "async peer": 1, "sdk, 64 threads": 3, "peer, 64 threads": 4}
    slower = [Figure("call", name, "ms", [value]) for name, value in told.items()]
    faster = [Figure("call", name, "calls a second", [value]) for name, value in told.items()]
    assert list(losing(slower)) == [
        "call: sdk is 2.00 times peer in ms.",
        "call: async sdk is 9.00 times async peer in ms.",
    ]
    assert list(losing(faster)) == ["call: sdk, 64 threads is 0.75 times peer, 64 threads in calls a second."]
    assert not list(losing([Figure("call", "sdk", "ms", [1.04]), Figure("call", "peer", "ms", [1.0])]))


def test_every_verb_is_measured():
    """A new verb has its plain request beside it in `tools/bench/verbs.py`; streams have rows of their own."""
    sending = {name for name in dir(Pollinations) if not name.startswith("_")}
    elsewhere = {name for name in sending if name.startswith(("stream_", "iter_"))}
    nothing_sent = {"base_url", "key_source", "close", "with_options", "image_url", "text_url"}
    assert sending - elsewhere - nothing_sent == set(VERBS)


def test_a_table_says_when_and_of_what_it_was_taken():
    """Commit, time, rounds, machine and versions stand above the table and in the JSON."""
    occasion = {
        "commit": "abc+",
        "taken": "2026-01-01 00:00 UTC",
        "rounds": 3,
        "python": "3.11.7",
        "machine": "Linux x",
    }
    said = report.told({**occasion, "cores": 2, "load": 0.1, "versions": {"httpx": "0.28.1"}}, 90)
    assert all(one in said for one in ("abc+", "2026-01-01", "3 rounds", "1.5 minutes", "load 0.1", "httpx 0.28.1"))


@pytest.mark.parametrize(("at_least", "value", "missed"), [(False, 3, True), (True, 3, False), (True, 0, True)])
def test_a_share_above_one_is_missed(at_least, value, missed):
    """In the picture a missed target is to the right of the line, whichever way it points."""
    target = Target("call", "sdk", "peer", "ms", 2, at_least=at_least)
    assert (share(target, value) > 1) is missed is not target.met(value)


def test_the_tables_are_written_between_the_markers():
    """A run replaces what stands between the markers of the page, and nothing else."""
    page = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    assert report.fill(page, "new") == f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n"
    with pytest.raises(ValueError, match="needs the lines"):
        report.fill("no markers", "new")


def test_the_page_has_its_markers():
    """BENCHMARKS.md can take the tables of a run."""
    assert "tables" in report.fill((ROOT / "BENCHMARKS.md").read_text(), "tables")


def test_the_predecessor_is_made_of_plain_strings():
    """No open enum of the contract reaches the predecessor's generator, and nothing but open enums is changed."""
    contract = load(ROOT / "openapi.yaml").data
    plain = published.plain(contract, contract)
    record = plain["components"]["schemas"]["UsageRecord"]["properties"]
    assert record["type"]["type"] == "string"
    assert record["meter_source"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
    before, after = (one["components"]["schemas"]["ChatCompletionRequest"]["properties"] for one in (contract, plain))
    assert after["logit_bias"] == before["logit_bias"]


class _Row:
    def __init__(self, timestamp):
        self.timestamp = timestamp


def test_the_million_is_paged_as_the_service_pages(monkeypatch):
    """The pages that the server makes cheaply hold each record once for a pager that reads them as it should."""
    monkeypatch.setattr("tools.bench.answers.MILLION", 10_003)
    pager, seen = UsagePager(page_size=1_000), 0
    while (page := pager.next_request()) is not None:
        body = page_of_million(page.limit, page.before).partition(b"\r\n\r\n")[2]
        seen += len(pager.receive([_Row(record["timestamp"]) for record in json.loads(body)["usage"]]))
    assert seen == 10_003
