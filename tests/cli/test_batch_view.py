"""A batch on a terminal and in a pipe: the live view, Ctrl-C and SIGTERM once and twice, and the status beside it."""

import json
import os
import re
import signal
import time

import pytest
from tests.examples import each
from tests.helpers.screen import rows, screen

from pollination_sdk.batch import Status
from pollination_sdk.cli.batch.view import described, drawn, duration, left
from pollination_sdk.sandbox import Fault

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal"),
    pytest.mark.slow(reason="starts processes, in pipes and on terminals"),
]


@pytest.fixture
def words(command):
    """Write 40 jobs, and return a command that takes some seconds to run them."""
    (command.folder / "moss.txt").write_text("".join(f"moss {number}\n" for number in range(40)))
    return ["batch", "run", "moss.txt", "--out", "out", "--method", "text", "--yes"]


def status(**changed):
    """Return a status of a run that goes on."""
    facts = {
        "folder": "out",
        "running": True,
        "done": 40,
        "failed": 1,
        "unknown": 0,
        "pending": 9,
        "complete": False,
        "expected": 100,
        "spent": 0.02,
        "unpriced": 0,
        "reserved": 0.0,
        "rate": 10.0,
        "eta": 59.0,
        "stopped": None,
        "skipped": 0,
        "errors": [],
        "limits": {},
    }
    return Status(**(facts | changed))


def texts(one, width=80):
    """Return the lines of the live view."""
    return [text.plain for text in drawn(one, width).renderables]


def test_the_view_has_the_share_the_counts_the_rate_and_the_time():
    """What is not read yet counts as left."""
    bar, counts, pace = texts(status())
    assert bar.endswith("41 %, 41 of 100")
    assert counts == "40 done, 59 left, 1 failed"
    assert pace == "10.0/s, 0.0200 pollen, about 59 s left"
    assert left(status()) == 59
    assert texts(status(expected=50, eta=None))[0] == "41 jobs so far"
    assert all(len(text) <= 80 for text in texts(status()))


def test_control_characters_of_an_error_do_not_reach_the_terminal():
    """They come from the service."""
    problem = type(
        "Problem", (), {"place": 7, "own_id": "a", "error_class": "APIError", "error": "no\x1b]52;c;QQ\x07\n!"}
    )
    assert described(problem) == "job 7 (a): APIError: no\x1b]52;c;QQ\x07 !"
    assert "^[" in texts(status(errors=[problem]))[-1]


@each(("seconds", "text"), [(5, "5 s"), (90, "1.5 min"), (1200, "20 min"), (9000, "2.5 h"), (864_000, "10 d")])
def test_a_duration_is_in_its_largest_unit(seconds, text):
    """With a decimal where it matters."""
    assert duration(seconds) == text


def test_a_terminal_shows_the_view_and_then_the_summary_alone(command, words):
    """The view is gone in the end."""
    code, shown = command.on_terminal(*words)
    assert code == 0
    assert re.search(r"\d+ %, \d+ of 40", shown)
    assert re.search(r"\d+\.\d/s", shown)
    last = rows(screen(shown))
    assert [row.split()[0] for row in last if row] == [
        "done",
        "failed",
        "unknown",
        "pending",
        "spent",
        "time",
        "folder",
    ]


def until(holds):
    """Wait until something holds."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def done(command):
    """Return how many items are done, as a second terminal sees it."""
    result = command("batch", "status", "out", "--json")
    return json.loads(result.out)["done"] if result.code == 0 else 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_lets_what_is_in_flight_end(command, words, number, code):
    """Then the summary comes, and the command that goes on; it sends only the rest."""
    process = command.start(*words)
    until(lambda: done(command) >= 1)
    process.send_signal(number)
    out, err = (text.decode() for text in process.communicate(timeout=30))
    assert process.returncode == code
    lines = err.splitlines()
    assert "Stopping: what is in flight ends first. Once more interrupts it." in lines
    kept = re.fullmatch(r"Stopped. (\d+) items are done, (\d+) are left.", lines[-2])
    assert int(kept[1]) + int(kept[2]) == 40
    assert lines[-1] == "Go on: pollinations batch run --out out --method text moss.txt"
    assert f"done     {kept[1]}" in out
    assert done(command) == int(kept[1])
    found = json.loads(command(*words, "--per-second", "1000", "--json").out)
    assert (found["done"], found["already_done"], found["pending"]) == (int(kept[2]), int(kept[1]), 0)


def test_a_second_signal_interrupts_what_is_in_flight(command, words):
    """All is recorded, and goes on."""
    command.fail(Fault.stall(seconds=60), times=100)
    before = len(command.requests)
    process = command.start(*words)
    until(lambda: len(command.requests) > before)
    process.send_signal(signal.SIGINT)
    assert b"Stopping" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    process.communicate(timeout=30)
    assert time.monotonic() - start < 20
    assert process.returncode == 130
    command.sandbox.behave()
    assert json.loads(command(*words, "--per-second", "1000", "--json").out)["pending"] == 0


def test_a_killed_run_goes_on_and_is_billed_once(command, words):
    """The audit says what is missing until then, and finds every row afterwards."""
    (command.folder / "moss.txt").write_text("".join(f"kelp {number}\n" for number in range(40)))
    before = command.sandbox.billed
    process = command.start(*words, "--per-second", "20")
    until(lambda: done(command) >= 5)
    process.kill()
    process.communicate(timeout=30)
    assert "state    interrupted" in command("batch", "status", "out").out
    found = json.loads(command(*words, "--per-second", "1000", "--json").out)
    assert (found["pending"], found["failed"], found["unknown"]) == (0, 0, 0)
    assert command.sandbox.billed - before == 40
    found = json.loads(command("batch", "audit", "out", "--json").out)
    assert (found["calls"], found["late"], found["not_found_count"]) == (40, 0, 0)
    assert found["difference"] == pytest.approx(0, abs=1e-9)


def test_ctrl_c_on_a_terminal_leaves_a_clean_screen(command, words):
    """The view is gone, and the last lines say how to go on."""
    child = command.terminal(*words)
    child.expect(r"of 40")
    child.sendintr()
    shown = child.before + child.after + child.read()
    child.close()
    assert child.exitstatus == 130
    last = rows(screen(shown))
    assert last[-1].startswith("Go on: pollinations batch run")
    assert not [row for row in last if "/s," in row]


def test_the_status_of_a_second_terminal_watches_a_run(command, words):
    """Until it ends; the run is not disturbed."""
    process = command.start(*words)
    until(lambda: done(command) >= 1)
    code, shown = command.on_terminal("batch", "status", "out", "--watch")
    assert code == 0
    assert re.search(r"of 40", shown)
    assert rows(screen(shown))[0].split() == ["state", "complete"]
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_a_second_run_of_the_folder_is_refused(command, words):
    """Two would send everything twice."""
    process = command.start(*words)
    until(lambda: done(command) >= 1)
    result = command(*words)
    assert result.code == 1
    assert "Another run uses the folder" in result.err.splitlines()[0]
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_the_status_in_a_pipe_has_a_line_for_each_field(command, words):
    """And the last errors below."""
    command.sandbox.queue(Fault.status(400), times=1, route="/text/")
    command(*words, "--per-second", "1000")
    result = command("batch", "status", "out")
    fields = dict(re.split(r" {2,}", row) for row in result.out.splitlines()[:7])
    assert (fields["state"], fields["done"], fields["failed"], fields["pending"]) == ("complete", "39", "1", "0")
    assert "BadRequestError" in result.out.splitlines()[-1]


def test_pack_and_audit_say_what_they_found(command, words):
    """As lines, and as one object each."""
    command(*words, "--per-second", "1000")
    assert command("batch", "pack", "out").out == "out/packed/shard-00000.tar\n"
    assert command("batch", "pack", "out").code == 1
    found = json.loads(command("batch", "pack", "out", "--format", "parquet", "--to", "elsewhere", "--json").out)
    assert (found["items"], found["paths"]) == (40, ["elsewhere/shard-00000.parquet"])
    found = json.loads(command("batch", "audit", "out", "--json").out)
    assert (found["calls"], found["not_found_count"]) == (40, 0)
    assert re.search(r"^calls +40$", command("batch", "audit", "out").out, re.MULTILINE)
    assert command("batch", "status", "nowhere").code == 1
