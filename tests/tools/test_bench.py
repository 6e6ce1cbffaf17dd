"""The bench: how figures are compared, and how they are reported."""

import json
import math
import sys
from operator import attrgetter

import pytest
from tools.bench import against, measure, report
from tools.bench.__main__ import main
from tools.bench.against import Comparison
from tools.bench.measure import Figure, Target, interleaved
from tools.bench.methods import METHODS

from pollination_sdk import Pollinations

FIGURES = [
    Figure("call", "sdk", "ms", [2.0, 1.0, 3.0]),
    Figure("call", "peer", "ms", [4.0, 4.0, 4.0]),
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


def test_a_run_is_saved_with_its_occasion(tmp_path):
    """JSON and Markdown hold when and where it was taken, each figure, and what each target reached."""
    occasion = {"commit": "abc+", "taken": "2026-01-01 00:00 UTC", "python": "3.11.7", "versions": {"httpx": "0.28.1"}}
    report.save(tmp_path, occasion, FIGURES, [Target("call", "sdk", "peer", "ms", 0.4)])
    saved, page = json.loads((tmp_path / "bench.json").read_text()), (tmp_path / "bench.md").read_text()
    assert saved["figures"][0]["values"] == FIGURES[0].values
    assert (saved["targets"][0]["reached"], saved["targets"][0]["met"]) == (0.5, False)
    assert saved["commit"] == "abc+"
    assert "commit abc+, taken 2026-01-01 00:00 UTC, python 3.11.7, httpx 0.28.1." in page
    assert "Targets missed: 1 of 1." in page
    assert "| call | ms | sdk / peer | 0.50 | ≤ 0.4 | **missed** |" in page


def test_the_summary_says_what_calls_take_at_the_rate_that_is_allowed():
    """Ten calls a second of half a millisecond of CPU are half a per cent of a core; peers do not count."""
    figures = [Figure("call: chat", name, "CPU ms", [value]) for name, value in (("sdk", 0.5), ("peer", 9.0))]
    assert "at most 0.5% of a core (`call: chat`, 0.50 ms of CPU)" in report.summary(figures, [])


def test_every_method_is_measured():
    """A new method has its plain request beside it in `tools/bench/methods.py`; streams and iterators are none.

    Nor are those that read pages of usage, as an iterator does.
    """
    sending = {name for name in dir(Pollinations) if not name.startswith("_")}
    elsewhere = {name for name in sending if name.startswith(("stream_", "iter_"))} | {"uploads"}
    elsewhere |= {"billed_cost", "reconcile"}
    nothing_sent = {
        "base_url",
        "enter_url",
        "media_url",
        "key_source",
        "close",
        "estimate",
        "reserved",
        "spend_limit",
        "spent",
        "with_options",
        "image_url",
        "text_url",
    }
    assert sending - elsewhere - nothing_sent == set(METHODS)


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
    assert [one.result(1.05) for one in (steady, noisy)] == ["worse", "unsure"]
    assert [steady.result(limit) for limit in (1.2, None)] == ["", ""]
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
    found = {}
    against.gather(found, old, new)
    assert list(found.values()) == [Comparison("call", "sdk", "ms", [1.0], [2.0])]
    against.gather(found, old, new)
    assert list(found.values()) == [Comparison("call", "sdk", "ms", [1.0] * 2, [2.0] * 2)]


def test_turns_choose_who_works_and_when(monkeypatch):
    """A worker measures our peers alone, each sample in a turn; the others have no samples."""
    taken = []
    monkeypatch.setattr(measure, "turns", against.InTurns(lambda: taken.append("turn"), is_old=False))
    assert interleaved({"sdk": lambda: 1.0, "httpx": lambda: 2.0}, 2, warm=1) == {"sdk": [1.0, 1.0], "httpx": []}
    assert taken == ["turn"] * 3


def test_the_old_version_may_lack_a_method():
    """Its samples are not numbers and are left out; the new version lacks nothing, so there it is a fault."""
    work = attrgetter("not_there")
    assert math.isnan(against.InTurns(lambda: None, is_old=True).take(lambda: work(object())))
    with pytest.raises(AttributeError):
        against.InTurns(lambda: None, is_old=False).take(lambda: work(object()))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["video", "--against", "HEAD"], "does not compare video"),
        (["--at-most", "1.05"], "needs --against"),
    ],
)
def test_the_bench_refuses_what_compares_nothing(arguments, message, monkeypatch, capsys):
    """Rows that cannot be compared, and a limit of nothing, are refused before anything runs."""
    monkeypatch.setattr(sys, "argv", ["bench", *arguments])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert message in capsys.readouterr().err
