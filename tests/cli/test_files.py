"""Files: chosen and checked before anything is sent, whole or not there, and never over another one unasked."""

import contextlib
import errno
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from tests.examples import AT_NIGHT, each
from tests.helpers.forking import started

from pollination_sdk import Media, errors
from pollination_sdk.cli.commands import group
from pollination_sdk.cli.files import destination
from pollination_sdk.cli.files.destination import Destination, slug
from pollination_sdk.cli.generate.at_once import MOST_AT_ONCE
from pollination_sdk.cli.generate.results import make
from pollination_sdk.cli.output.streams import Out
from pollination_sdk.cli.run.client import Run
from pollination_sdk.sandbox import Fault


def sent(command):
    """Return how many requests the service has that may cost something."""
    return len(command.requests)


def names(folder):
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_the_default_name_is_slug_seed_and_the_true_suffix(command):
    """The suffix is that of the bytes."""
    result = command("image", "A Fox, in the snow!", "--seed", "7")
    assert (result.code, result.out) == (0, "a-fox-in-the-snow-7.jpg\n")
    assert Media.open(command.folder / "a-fox-in-the-snow-7.jpg").media_type == "image/jpeg"


def test_a_default_name_that_is_taken_gets_a_number(command):
    """The file of others stays."""
    (command.folder / "fox-7.jpg").write_text("mine")
    assert command("image", "fox", "--seed", "7").out == "fox-7-2.jpg\n"
    assert command("image", "fox", "--seed", "7").out == "fox-7-3.jpg\n"
    assert (command.folder / "fox-7.jpg").read_text() == "mine"


def test_each_image_has_a_fresh_seed(command):
    """-n 4 makes four."""
    lines = command("image", "fox", "-n", "4").out.split()
    assert len({re.fullmatch(r"fox-(\d+)\.jpg", line)[1] for line in lines}) == 4
    assert names(command.folder) == sorted(lines)


def test_seeds_count_up_from_a_given_one(command):
    """Each result can be made again."""
    out = command("image", "fox", "-n", "2", "--seed", "5").out
    assert sorted(out.splitlines()) == ["fox-5.jpg", "fox-6.jpg"]


@pytest.mark.parametrize("name", ["fox.jpg", "fox", "fox.v2"])
def test_a_file_that_exists_is_refused_before_anything_is_sent(command, name):
    """Also under the suffix that the name would get."""
    place = command.folder / (name if name == "fox.jpg" else f"{name}.png")
    place.write_text("mine")
    before = sent(command)
    result = command("image", "fox", "-o", name, "--json")
    assert result.code == 2
    assert (result.error["code"], result.error["billed"]) == ("FILE_EXISTS", "no")
    assert sent(command) == before
    assert place.read_text() == "mine"


def test_force_replaces_the_named_file(command):
    """Nothing else replaces a file."""
    (command.folder / "fox.jpg").write_text("mine")
    assert command("image", "fox", "-o", "fox.jpg", "--force").code == 0
    assert (command.folder / "fox.jpg").read_bytes().startswith(b"\xff\xd8")


def test_force_does_not_free_a_default_name(command):
    """It is for the name that was given."""
    (command.folder / "fox-7.jpg").write_text("mine")
    assert command("image", "fox", "--seed", "7", "--force").out == "fox-7-2.jpg\n"
    assert (command.folder / "fox-7.jpg").read_text() == "mine"


def test_a_named_folder_takes_default_names(command):
    """With -o DIR."""
    (command.folder / "sub").mkdir()
    assert command("image", "fox", "--seed", "7", "-o", "sub").out.strip() == str(Path("sub/fox-7.jpg"))


@pytest.mark.parametrize("output", ["nosuch/fox.png", "nosuch/"])
def test_a_folder_that_is_missing_is_refused_before_anything_is_sent(command, output):
    """It may be mistyped, so it is not made."""
    before = sent(command)
    result = command("image", "fox", "-o", output)
    assert result.code == 4
    assert result.err.splitlines()[1] == "Make it: mkdir nosuch"
    assert sent(command) == before


def test_a_full_disk_is_noticed_before_anything_is_sent(command, monkeypatch):
    """The file would be paid for and lost."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2 << 20, 1 << 20, 1 << 20))
    before = sent(command)
    result = command("image", "fox", "--json")
    assert (result.code, result.error["code"]) == (1, "NO_ROOM")
    assert sent(command) == before


def test_a_folder_that_cannot_be_written_is_noticed_before_anything_is_sent(command):
    """As above."""
    before = sent(command)
    result = command("image", "fox", "-o", "/proc/", "--json")
    assert (result.code, result.error["code"]) == (1, "NOT_WRITABLE")
    assert sent(command) == before


def test_a_device_is_no_place_for_a_file(command):
    """Replacing /dev/null would break the system."""
    assert command("image", "fox", "-o", "/dev/null", "--force").code == 2


def test_stdout_gets_the_bytes_alone(command):
    """They are those of the file."""
    result = command.process("image", "fox", "--seed", "7", "-o", "fox.jpg")
    assert result.code == 0
    with (command.folder / "piped.jpg").open("wb") as file:
        process = command.start("image", "fox", "--seed", "7", "-o", "-", stdout=file)
        process.communicate()
    assert process.returncode == 0
    assert (command.folder / "piped.jpg").read_bytes() == (command.folder / "fox.jpg").read_bytes()


@pytest.mark.parametrize("arguments", [["-o", "-", "--json"], ["-o", "-", "-n", "2"], ["-o", "fox.jpg", "-n", "2"]])
def test_what_does_not_fit_the_place_is_refused(command, arguments):
    """Several files in one, or a file between JSON."""
    assert command("image", "fox", *arguments).code == 2


def test_several_files_get_a_folder_that_is_made_first(command):
    """The hint has the command for it; a name like that of a file is no folder."""
    assert command("image", "fox", "-n", "2", "-o", "new").err.endswith("\nMake it a folder: mkdir new\n")
    assert command("image", "fox", "-n", "2", "-o", "fox.jpg").err.endswith("\nName a folder: -o DIR\n")


def test_a_name_that_contradicts_its_file_is_said(command):
    """The name stays as it was asked for."""
    result = command("image", "fox", "--seed", "7", "-o", "fox.png")
    assert (result.code, result.out) == (0, "fox.png\n")
    assert "Note: fox.png holds image/jpeg; leave the suffix out to get the right one." in result.err.splitlines()
    assert "holds" not in command("image", "fox", "--seed", "7", "-o", "fox.jpeg").err
    assert not command("speech", "hi", "-o", "hi.wav", "--quiet").err


def test_a_file_that_cannot_be_written_is_kept_elsewhere(command, monkeypatch, tmp_path_factory):
    """The message has its place, and the command that fetches the same again."""
    rescue = tmp_path_factory.mktemp("rescue")
    monkeypatch.setattr("tempfile.tempdir", str(rescue))

    def full(*_: object, **__: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(destination, "write_whole", full)
    result = command("image", "a fox", "--width", "64", "-o", "fox.jpg")
    (kept,) = rescue.iterdir()
    first, second = result.err.splitlines()
    assert result.code == 1
    assert "No space left on device" in first
    assert str(kept) in second
    again = re.search(
        r"Fetch the same result: (pollinations image --width 64 --seed \d+ -*output fox.jpg 'a fox')$", second
    )
    assert again
    assert Media.open(kept).width == 64


def test_a_file_system_without_links_loses_no_file(command, monkeypatch):
    """As FAT."""

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    assert command("image", "fox", "--seed", "7").out == "fox-7.jpg\n"
    assert command("image", "fox", "--seed", "7").out == "fox-7-2.jpg\n"
    assert names(command.folder) == ["fox-7-2.jpg", "fox-7.jpg"]


def test_a_file_system_without_links_keeps_no_empty_file(command, monkeypatch, tmp_path):
    """The name is taken first; if the file then cannot get it, nothing of that name stays."""

    def refused(*_: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.link", refused)
    monkeypatch.setattr("pathlib.Path.replace", refused)
    (tmp_path / "rescue").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "rescue"))
    assert command("image", "fox", "--seed", "7").code == 1
    assert names(command.folder) == ["rescue"]


ROUNDS = """
import errno, os, sys
from pollination_sdk.cli.entry import main

def refused(*_):
    raise OSError(errno.EPERM, "Operation not permitted")

if sys.argv[1] == "without links":
    os.link = refused
for _ in sys.stdin:
    main(["image", "fox", "--seed", "7", "--width", "64", "--height", "64", "--quiet"])
"""
"""A process that makes the same image in each round: at each line of stdin."""


@pytest.mark.slow(reason="makes many images")
@pytest.mark.parametrize(
    ("how", "rounds"), [("with links", 50 if AT_NIGHT else 10), ("without links", 10 if AT_NIGHT else 5)]
)
def test_two_runs_at_the_same_time_lose_no_file(command, how, rounds):
    """Both want the same name in each round."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    said = []
    with contextlib.ExitStack() as stack:
        both = []
        for _ in range(2):
            process = started(ROUNDS, how, environment=dict(os.environ), cwd=command.folder, **pipes)
            both.append(stack.enter_context(process))
        for _ in range(rounds):
            for one in both:
                one.stdin.write("\n")
                one.stdin.flush()
            said += [one.stdout.readline().strip() for one in both]
    assert sorted(said) == names(command.folder)
    assert len(set(said)) == 2 * rounds
    assert all(Media.open(path).width == 64 for path in command.folder.iterdir())


def test_an_error_that_all_have_ends_the_command(command):
    """No more are asked for than ran already, and it is said once."""
    command.fail(Fault.status(402), times=20)
    before = sent(command)
    result = command("image", "fox", "-n", "20")
    assert (result.code, len(result.err.splitlines())) == (6, 2)
    assert sent(command) == before + MOST_AT_ONCE


def test_some_that_fail_exit_with_9_and_keep_the_others(command):
    """The one that was blocked is named by its seed, and the command makes it again."""
    command.fail(Fault.status(400, code="content_blocked"))
    result = command("image", "fox", "-n", "3", "--seed", "5", "--json")
    one, whole = map(json.loads, result.err.splitlines())
    assert (result.code, one["code"], whole["code"]) == (9, "CONTENT_BLOCKED", "SOME_FAILED")
    assert whole["hint"] == f"Make the rest: pollinations image --seed {one['seed']} --json fox"
    assert sorted(names(command.folder)) == sorted({"fox-5.jpg", "fox-6.jpg", "fox-7.jpg"} - {f"fox-{one['seed']}.jpg"})
    assert len(result.out.splitlines()) == 2


def test_what_may_have_been_billed_decides_over_other_errors(monkeypatch):
    """A script may repeat any other exit code without paying twice."""
    monkeypatch.setattr("warnings.showwarning", lambda *_, **__: None)  # a run replaces it
    refused, unknown = errors.PaymentRequiredError("no", status=402), errors.OutcomeUnknownError("lost")

    def image(*, seed):
        raise unknown if seed == 2 else refused

    run = Run(Out(quiet=True))
    run.client = SimpleNamespace(detailed=SimpleNamespace(image=image))
    outer = click.Context(group, info_name="pollinations")
    context = click.Context(group.get_command(outer, "image"), info_name="image", parent=outer)
    context.meta["pollinations"] = {}
    with context, pytest.raises(errors.OutcomeUnknownError):
        make(run, "image", {}, [1, 2, 3], Destination(None, "image", "fox", run.out), what="image")
    assert context.meta["pollinations"]["pending"].fetch.endswith("pollinations image --seed 1 -n 3")


def test_several_files_count_for_the_limit_together(command):
    """None is sent if all may cost more."""
    before = sent(command)
    result = command("image", "fox", "-n", "30", "--spend-limit", "0.001", "--json")
    assert (result.code, result.error["code"]) == (6, "SPEND_LIMIT")
    assert not [request for request in command.requests[before:] if request.path.startswith("/image/")]


@each(
    ("text", "name"),
    [
        ("A Fox, in the snow!", "a-fox-in-the-snow"),
        ("../../etc/passwd", "etc-passwd"),
        ("лиса в снегу", "лиса-в-снегу"),
        ("con", "con-file"),
        ("!!!", ""),
        ("a\x00b\nc", "a-b-c"),
        ("word " * 30, "-".join(["word"] * 9)),
        ("a" * 300, "a" * 48),
    ],
)
def test_a_slug_is_a_safe_and_short_name(text, name):
    """It names no folder and no device."""
    assert slug(text) == name


def test_an_edit_sends_the_file_and_leaves_it(command):
    """The result is another file."""
    command("image", "fox", "--seed", "7")
    before = (command.folder / "fox-7.jpg").read_bytes()
    assert command("edit", "make it blue", "-i", "fox-7.jpg", "--seed", "1").out == "make-it-blue-1.jpg\n"
    assert (command.folder / "fox-7.jpg").read_bytes() == before


def test_an_image_that_is_missing_exits_with_4(command):
    """Before anything is sent."""
    result = command("edit", "make it blue", "-i", "nosuch.jpg", "--json")
    assert (result.code, result.error["code"]) == (4, "FILE")


def test_json_has_the_file_and_its_facts(command):
    """Headers are left out."""
    found = json.loads(command("image", "fox", "--seed", "7", "--width", "64", "--json").out)
    assert (found["file"], found["seed"], found["width"]) == ("fox-7.jpg", 7, 64)
    assert "headers" not in found
