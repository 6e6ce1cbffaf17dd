"""The bench: how figures are compared and told, and that its peers are not made slower than they were.

Uses private names: the bench measures `UsagePager` on its own.
"""

import json
import math
import sys
from operator import attrgetter
from pathlib import Path

import pytest
from tools.bench import against, measure, published, report
from tools.bench.__main__ import main
from tools.bench.against import Comparison
from tools.bench.answers import page_of_million
from tools.bench.compare import losing
from tools.bench.measure import Figure, Target, interleaved
from tools.bench.picture import share
from tools.bench.verbs import VERBS
from tools.contract import load

from pollination_sdk import Pollinations
from pollination_sdk._responses.usage import UsagePager

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


class _Worker:
    """Writes down its turns, and is done after so many."""

    def __init__(self, name, turns, seen):
        self.name, self.left, self.seen = name, turns, seen

    def go(self):
        self.left -= 1
        self.seen.append(self.name)
        return None if self.left else [Figure("call", "sdk", "ms", [1.0])]


def test_versions_take_their_samples_side_by_side():
    """Each version has one turn before the other one has its next, and not the same one goes first each time."""
    seen = []
    workers = {name: _Worker(name, 100, seen) for name in ("old", "new")}
    done = against.alternate(workers)
    assert set(done) == {"old", "new"}
    turns = list(zip(seen[::2], seen[1::2], strict=True))
    assert set(turns) == {("old", "new"), ("new", "old")}
    assert len(turns) == 100


def test_a_version_that_is_done_has_no_more_turns():
    """The other version goes on alone."""
    seen = []
    against.alternate({"old": _Worker("old", 1, seen), "new": _Worker("new", 3, seen)})
    assert sorted(seen) == ["new"] * 3 + ["old"]


def test_neighbouring_samples_are_compared():
    """A slow moment meets both samples of a pair, and one bad pair does not count; above 1 is worse in every unit."""
    assert Comparison("call", "sdk", "ms", old=[1, 1, 10, 1], new=[1.1, 1.1, 11, 90]).ratio == pytest.approx(1.1)
    assert Comparison("fan-out", "sdk", "calls a second", old=[110, 11], new=[100, 10]).ratio == pytest.approx(1.1)


def test_a_figure_is_worse_only_beyond_its_error():
    """A limit is passed by more than two standard errors; a figure above it by less is unsure, and fails nothing."""
    steady = Comparison("call", "sdk", "ms", old=[1.0] * 9, new=[1.1] * 9)
    noisy = Comparison("call", "sdk", "ms", old=[1.0] * 9, new=[0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5])
    assert (steady.ratio, noisy.ratio) == (1.1, 1.1)
    assert [one.verdict(1.05) for one in (steady, noisy)] == ["worse", "unsure"]
    assert [steady.verdict(limit) for limit in (1.2, None)] == ["", ""]
    assert "| 1 | 1.1 | 1.100 ± 0.000 | worse | 9 |" in against.table([steady], 1.05)


@pytest.mark.parametrize(("ratio", "code"), [(1.04, 0), (1.06, 1)])
def test_the_bench_fails_where_a_figure_is_worse(ratio, code, monkeypatch, capsys):
    """With --at-most the exit code is 1 where a figure of the picked rows is worse, and 0 elsewhere."""
    asked = []

    def compare(*arguments):
        asked.append(arguments)
        yield [Comparison("call", "sdk", "ms", old=[1.0] * 9, new=[ratio] * 9)]

    monkeypatch.setattr(against, "compare", compare)
    monkeypatch.setattr(sys, "argv", ["bench", "calls", "--against", "v1", "--at-most", "1.05", "--rounds", "2"])
    with pytest.raises(SystemExit) as exit_info:
        main()
    assert exit_info.value.code == code
    assert asked == [({"calls": "calls.measure"}, "v1", 2)]
    assert f"Of 1 figures {code} are worse than 1.05" in capsys.readouterr().out


def test_rounds_are_joined_figure_by_figure():
    """The samples of all pairs of workers count, and what one version has not is left out."""
    old, new = [Figure("call", "sdk", "ms", [1.0])], [Figure("call", name, "ms", [2.0]) for name in ("sdk", "later")]
    once = against.paired(old, new)
    assert once == [Comparison("call", "sdk", "ms", [1.0], [2.0])]
    assert against.joined(against.joined([], once), once) == [Comparison("call", "sdk", "ms", [1.0] * 2, [2.0] * 2)]


def test_turns_choose_who_works_and_when(monkeypatch):
    """A worker measures our peers alone, each sample in a turn; the others have no samples."""
    taken = []
    monkeypatch.setattr(measure, "turns", against.InTurns(lambda: taken.append("turn"), is_old=False))
    assert interleaved({"sdk": lambda: 1.0, "httpx": lambda: 2.0}, 2, warm=1) == {"sdk": [1.0, 1.0], "httpx": []}
    assert taken == ["turn"] * 3
    assert [measure.wanted(name) for name in ("sdk", "predecessor")] == [True, False]


def test_the_old_version_may_lack_a_method():
    """Its samples are not numbers and are left out; the new version lacks nothing, so there it is a fault."""
    work = attrgetter("not_there")
    assert math.isnan(against.InTurns(lambda: None, is_old=True).take(lambda: work(object())))
    with pytest.raises(AttributeError):
        against.InTurns(lambda: None, is_old=False).take(lambda: work(object()))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["memory", "--against", "HEAD"], "does not compare memory"),
        (["--at-most", "1.05"], "needs --against"),
        (["--against", "HEAD", "--write", "BENCHMARKS.md"], "--write takes"),
    ],
)
def test_the_bench_refuses_what_compares_nothing(arguments, message, monkeypatch, capsys):
    """Rows that time nothing, a limit of nothing, and another table for the page are refused before anything runs."""
    monkeypatch.setattr(sys, "argv", ["bench", *arguments])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert message in capsys.readouterr().err
