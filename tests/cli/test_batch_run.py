"""`pollinations batch run` and `retry`: the summary, the exit codes, and going on where it stopped."""

import json
from pathlib import Path

import pytest
from tests.helpers import notices

from pollination_sdk import without_waiting
from pollination_sdk.sandbox import Fault

FAST = ["--per-second", "1000"]


@pytest.fixture
def jobs(command):
    """Write six jobs of text and image, and return their file."""
    rows = [{"method": "text", "prompt": f"moss {number}"} for number in range(4)]
    rows += [{"method": "image", "prompt": f"fox {number}", "width": 64, "height": 64} for number in range(2)]
    path = command.folder / "jobs.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


@pytest.fixture
def sent(command):
    """Give a function that returns the requests since the test began that may have cost something."""

    def paid():
        paths = ("/image/", "/text/", "/v1/")
        found = [one for one in command.requests if one.path.startswith(paths)]
        return [one for one in found if not one.path.startswith("/v1/models/")]

    before = len(paid())
    return lambda: paid()[before:]


def test_a_run_says_what_it_has_done(command, jobs):
    """The counts are on stdout, and the results in the folder."""
    result = command("batch", "run", str(jobs), "--out", "out", *FAST)
    assert (result.code, result.err) == (0, "")
    found = dict(line.split(maxsplit=1) for line in result.out.splitlines())
    assert (found["done"], found["failed"], found["unknown"], found["pending"]) == ("6", "0", "0", "0")
    assert len(list(Path("out/media").rglob("*.jpg"))) == 2
    assert len(Path("out/text/part-00001.jsonl").read_text().splitlines()) == 4


def test_files_go_to_a_url(command, jobs):
    """`--files` has the media files at a URL, the status says it, and a URL as `--out` says what goes where."""
    url = Path("store").absolute().as_uri()
    assert command("batch", "run", str(jobs), "--out", "out", "--files", url, *FAST).code == 0
    assert len(list(Path("store/media").rglob("*.jpg"))) == 2
    assert not Path("out/media").exists()
    assert f"{url}/" in command("batch", "status", "out").out
    result = command("batch", "run", str(jobs), "--out", "s3://bucket", *FAST)
    assert result.code == 2
    assert "files= takes the URL" in result.err


def test_the_same_command_again_sends_nothing(command, jobs, sent):
    """All is done, and nothing is billed again."""
    words = ["batch", "run", str(jobs), "--out", "out", *FAST, "--json"]
    command(*words)
    before = len(sent())
    found = json.loads(command(*words).out)
    assert (found["done"], found["already_done"], found["spent"]) == (0, 6, 0.0)
    assert len(sent()) == before


def test_failed_items_exit_with_9_and_name_the_command_that_repeats_them(command, jobs, sent):
    """`retry` sends them, and only them."""
    command.sandbox.queue(Fault.status(400), times=1, route="/image/")
    result = command("batch", "run", str(jobs), "--out", "out", *FAST)
    assert result.code == 9
    *failed, message, hint = result.err.splitlines()
    assert "BadRequestError" in failed[0]
    assert message == "Of all items, 1 failed."
    assert hint == "Send them again: pollinations batch retry out"
    before = len(sent())
    result = command("batch", "retry", "out", *FAST, "--json")
    assert result.code == 0
    assert json.loads(result.out)["done"] == 1
    assert len(sent()) == before + 1


def test_a_retry_that_costs_much_is_asked_about(command, jobs, sent, monkeypatch):
    """As a run is; `--estimate` prices it."""
    command.fail(Fault.status(400), times=2)
    command("batch", "run", str(jobs), "--out", "out", *FAST)
    found = json.loads(command("batch", "retry", "out", "--estimate", "--json").out)
    assert 1 <= found["items"] <= 6
    monkeypatch.setenv("POLLINATIONS_CONFIRM_ABOVE", "0")
    before = len(sent())
    assert command("batch", "retry", "out").code == 6
    assert len(sent()) == before
    command.sandbox.behave()
    assert command("batch", "retry", "out", "--yes").code == 0


def test_with_json_the_summary_is_on_stdout_and_the_error_on_stderr(command, jobs):
    """Scripts read both."""
    command.sandbox.queue(Fault.status(400), times=1, route="/image/")
    result = command("batch", "run", str(jobs), "--out", "out", *FAST, "--json")
    assert (result.code, json.loads(result.out)["failed"]) == (9, 1)
    error = json.loads(result.err)
    assert (error["code"], error["billed"]) == ("SOME_FAILED", "yes")


@pytest.mark.parametrize(
    "fault",
    [Fault.status(402), Fault.raw(notices.answer("text/plain", notices.BALANCE.encode(), notices.PRIVATE))],
    ids=["402", "200"],
)
def test_no_pollen_exits_with_6_and_goes_on_later(command, fault):
    """Also where the refusal comes as a good answer: nothing of it is kept as a result."""
    Path("moss.txt").write_text("moss\nfern\n")
    words = ["batch", "run", "moss.txt", "--method", "text", "--out", "out", *FAST, "--json"]
    command.fail(fault, times=100)
    result = command(*words)
    assert result.code == 6
    assert json.loads(result.err)["code"] == "PAYMENT_REQUIRED"
    assert not list(Path("out").rglob("part-*"))
    command.sandbox.behave()
    result = command(*words)
    assert (result.code, json.loads(result.out)["done"]) == (0, 2)


def test_the_limit_stops_in_the_middle_with_6(command):
    """It counts all runs of the folder; a higher one goes on."""
    Path("fox.txt").write_text("".join(f"fox {number}\n" for number in range(12)))
    words = ["batch", "run", "fox.txt", "--method", "image", "--model", "flux", "-o", "out", *FAST, "--json"]
    result = command(*words, "--spend-limit", "0.0125")
    found, error = json.loads(result.out), json.loads(result.err)
    assert (result.code, error["code"]) == (6, "SPEND_LIMIT")
    assert 0 < found["done"] <= 6
    assert "--spend-limit MORE" in error["hint"]
    assert json.loads(command("batch", "status", "out", "--json").out)["spent"] <= 0.0125
    result = command(*words, "--spend-limit", "0.1")
    assert (result.code, json.loads(result.out)["pending"]) == (0, 0)


def test_estimate_prices_what_is_missing(command, jobs, sent):
    """Nothing is sent; what is done costs nothing."""
    words = ["batch", "run", str(jobs), "--out", "out", *FAST]
    found = json.loads(command(*words, "--estimate", "--json").out)
    assert (found["items"], found["settled"], sent()) == (6, 0, [])
    assert not Path("out").exists()
    command(*words)
    assert json.loads(command(*words, "--estimate", "--json").out)["settled"] == 6


def test_what_costs_much_is_asked_about(command, monkeypatch, sent):
    """Where nobody can be asked, nothing is sent, unless a low limit or `--yes` says that it may."""
    monkeypatch.setenv("POLLINATIONS_CONFIRM_ABOVE", "0.001")
    Path("fox.txt").write_text("fox\nowl\n")
    words = ["batch", "run", "fox.txt", "--method", "image", "--model", "flux", "--out", "out"]
    result = command(*words)
    assert result.code == 6
    assert result.err.splitlines()[0].startswith("2 jobs may cost up to 0.005")
    assert "--spend-limit" in result.err.splitlines()[1]
    assert not sent()
    assert command(*words, "--spend-limit", "0.001").code == 6
    assert not sent()
    assert command(*words, "--yes").code == 0


def test_a_wrong_line_exits_with_2_and_is_named(command, jobs, sent):
    """Nothing was sent; `--skip-bad` leaves it out, and says how many."""
    jobs.write_text(jobs.read_text() + '{"method": "image", "promt": "fox"}\n')
    result = command("batch", "run", str(jobs), "--out", "out", *FAST)
    assert result.code == 2
    assert result.err.splitlines() == [
        f"{jobs}, line 7: image takes no option 'promt'.",
        "Is 'prompt' meant? --skip-bad leaves such jobs out.",
    ]
    assert not sent()
    result = command("batch", "run", str(jobs), "--out", "out", *FAST, "--skip-bad", "--json")
    assert (result.code, json.loads(result.out)["bad"], json.loads(result.out)["done"]) == (9, 1, 6)


def test_jobs_come_from_stdin(command):
    """As JSONL; their price is not known before, so it must be agreed to."""
    line = json.dumps({"method": "text", "prompt": "moss"})
    result = command.process("batch", "run", "-", "--out", "out", given=line)
    assert (result.code, "stdin" in result.err) == (6, True)
    result = command.process("batch", "run", "-", "--out", "out", "--yes", "--json", given=line)
    assert (result.code, json.loads(result.out)["done"]) == (0, 1)


def test_options_for_all_jobs_are_typed_as_json(command, sent):
    """`--set width=64` is a number; `--template` fills the prompt; `--copies` draws seeds."""
    Path("animals.csv").write_text("animal\nfox\n")
    words = ["--method", "image", "--template", "a {animal}", "--set", "width=64", "--set", "height=64", "-n", "3"]
    result = command("batch", "run", "animals.csv", "--out", "out", *words, *FAST, "--json")
    assert json.loads(result.out)["done"] == 3
    seeds = {dict(one.query).get("seed") for one in sent()}
    assert len(seeds) == 3
    assert command("batch", "run", "animals.csv", "--out", "out", "--set", "width").code == 2


def test_the_configuration_file_reaches_the_commands_of_a_group(command, jobs):
    """A table `[batch]` has defaults for all of them that have the option."""
    command.configure("[batch]\nper-second = 1000\njson = true\n")
    assert json.loads(command("batch", "run", str(jobs), "--out", "out").out)["done"] == 6
    assert json.loads(command("batch", "status", "out").out)["done"] == 6
    command.configure("[batch]\nper-secnd = 1000\n")
    assert command("batch", "status", "out").code == 2


def test_a_mistyped_option_names_the_help_of_its_command(command):
    """With the name of the group."""
    result = command("batch", "run", "--nosuch")
    assert (result.code, result.err.splitlines()[1]) == (2, "See the options: pollinations batch run --help")


def test_a_429_storm_holds_all_and_loses_nothing(command, jobs):
    """They are no failures."""
    command.fail(Fault.status(429, retry_after=0), times=4)
    with without_waiting():
        result = command("batch", "run", str(jobs), "--out", "out", *FAST, "--json")
    assert (result.code, json.loads(result.out)["done"]) == (0, 6)


def test_jobs_that_are_left_out_are_named(command):
    """With their lines and reasons, in the summary of scripts too; otherwise nobody could correct them."""
    Path("jobs.jsonl").write_text('{"prompt": "a fox"}\n{"promt": "an owl"}\n')
    words = ["batch", "run", "jobs.jsonl", "--method", "text", "-o", "out", "--skip-bad", *FAST]
    assert "left out: jobs.jsonl, line 2: text takes no option 'promt'. Is 'prompt' meant?" in command(*words).err
    (bad,) = json.loads(command(*words, "--json").out)["bad_jobs"]
    assert bad.startswith("jobs.jsonl, line 2:")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "none.jsonl", "--method", "text", "-o", "out"], "The input has no jobs."),
        (["retry", "out"], "No item is to be sent again."),
    ],
    ids=["run", "retry"],
)
def test_a_run_of_nothing_says_so(command, words, says):
    """Rows of zeros do not tell an empty file from one that was done before."""
    Path("none.jsonl").touch()
    command("batch", "run", "none.jsonl", "--method", "text", "-o", "out")
    result = command("batch", *words)
    assert (result.code, result.err.strip()) == (0, says)


def test_a_mistyped_model_is_named_before_anything_is_sent(command, sent):
    """It has no price, so the model is looked up before the question."""
    Path("fox.txt").write_text("fox\n")
    result = command("batch", "run", "fox.txt", "--method", "text", "--model", "opnai", "-o", "out")
    assert (result.code, sent()) == (4, [])
    assert "Is openai meant?" in result.err


def test_a_missing_key_is_named_as_that(command, monkeypatch):
    """There is no key that could be whose."""
    monkeypatch.delenv("POLLINATIONS_API_KEY")
    Path("fox.txt").write_text("fox\n")
    result = command("batch", "run", "fox.txt", "--method", "text", "-o", "out")
    assert result.code == 3
    assert "There is no API key." in result.err
    assert "pollinations login" in result.err


def test_an_item_of_a_file_is_named_by_its_line(command):
    """Blank lines count, so that an editor finds it; the status names it so too, and the command that comes next."""
    Path("fox.txt").write_text("\n\nfox\n")
    command.fail(Fault.status(400), times=9)
    assert "line 3: BadRequestError" in command("batch", "run", "fox.txt", "--method", "image", "-o", "out").err
    result = command("batch", "status", "out")
    assert "line 3: BadRequestError" in result.out
    assert "Send them again: pollinations batch retry out" in result.err


def test_a_file_in_place_of_the_folder_is_named_as_that(command):
    """The reason of the system, that it exists, would mislead."""
    Path("fox.txt").write_text("fox\n")
    result = command("batch", "run", "fox.txt", "--method", "image", "-o", "fox.txt")
    assert "is a file" in result.err
