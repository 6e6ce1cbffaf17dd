"""Places that a file cannot have: full, read-only, vanished, with a name that no file can have, or nobody's."""

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.test_stops import started
from tests.examples import each
from tests.helpers.command import PROGRAM
from tests.helpers.forking import run_program

from pollination_sdk import Media
from pollination_sdk.cli.files.destination import slug
from pollination_sdk.cli.output.terminal import is_closed_pipe
from pollination_sdk.sandbox import Fault

full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
unix = pytest.mark.skipif(os.name == "nt", reason="needs a Unix shell")
FOX = ["image", "fox", "--seed", "7"]


APART = """
import ctypes, io, os, sys
from pathlib import Path
from pollination_sdk.cli.entry import main

maps = {"setgroups": "deny", "uid_map": f"0 {os.getuid()} 1", "gid_map": f"0 {os.getgid()} 1"}
ctypes.CDLL(None).unshare(0x10020000)  # CLONE_NEWUSER | CLONE_NEWNS
for name, text in maps.items():
    Path("/proc/self", name).write_text(text)

def shell(line):
    assert os.system(line) == 0

def run(*words, given=None, out=None, **environment):
    print("next", flush=True)
    if os.fork() == 0:
        os.dup2(1, 2)
        for name, number in ((given, 0), (out, 1)):
            if name:
                os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
        os.environ.update(environment)
        sys.exit(main(words))
    print("=", os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""
"""A program with file systems of its own, whose function `run` is the command."""


def apart(command, script):
    """Run a script after `APART`; return the lines of each run of the command."""
    done = run_program(APART + script, cwd=command.folder)
    assert (done.returncode, done.stderr) == (0, "")
    return [part.splitlines() for part in done.stdout.split("next\n")[1:]]


@pytest.fixture
def mounts(tmp_path):
    """Skip unless file systems may be mounted in a namespace of one's own."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("only Linux has namespaces for mounts")
    (tmp_path / "probe").mkdir()
    words = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(tmp_path / "probe")]
    if subprocess.run(words, capture_output=True, check=False).returncode:  # noqa: S603 - our own words
        pytest.skip("this system does not let a user mount a file system")
    (tmp_path / "probe").rmdir()


def test_a_full_disk_and_one_that_is_read_only_are_named(command, mounts):
    """Before anything is sent where a file is saved; a key is stored whole or not at all."""
    (command.folder / "disk").mkdir()
    before = len(command.requests)
    (command.folder / "key").write_text("sk_aaaaaaaaaaaaaaaaaaaaaaaa")
    script = """
shell("mount -t tmpfs -o size=1m none disk")
run("image", "fox", "-o", "disk")
os.system("head -c 1048576 /dev/zero > disk/fill 2> /dev/null")
login = ["login", "--with-token", "--no-check"]
home = os.path.abspath("disk/home")
run(*login, given="key", XDG_CONFIG_HOME=home)
shell("find disk -type f")
run("balance", out="disk/balance")
shell("mount -o remount,ro disk")
run("image", "fox", "-o", "disk")
run(*login, given="key", XDG_CONFIG_HOME=home)
"""
    small, key, full, image, stored = apart(command, script)
    assert small == [
        "'disk' has 1.0 MiB left, and 4 MiB may be needed; nothing was sent.",
        "Make room, or choose another folder: -o DIR",
        "= 1",
    ]
    assert key[0].endswith("No space left on device.")
    assert key[1:] == ["Set POLLINATIONS_API_KEY instead.", "= 2", "disk/fill"]
    assert full == [
        "stdout: No space left on device.",
        "Check the place and its free space, then run the command again.",
        "= 1",
    ]
    assert image == [
        "No file can be written in 'disk' (Read-only file system); nothing was sent.",
        "Choose another folder: -o DIR",
        "= 1",
    ]
    assert key[1:3] == stored[1:]
    assert stored[0].endswith("Read-only file system.")
    assert [request.path for request in command.requests[before:]] == ["/account/balance"]


@unix
def test_a_file_that_fits_nowhere_is_had_by_the_same_seed(command):
    """Neither its place nor the folder for temporary files takes it. A limit of the process is the reason here."""
    limited = (
        "import resource, sys\n"
        "from pollination_sdk.cli.entry import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))\n"
        "sys.exit(main())"
    )
    # Coverage could not write a file of its own either, and would say so on standard error.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment["TMPDIR"] = str(command.folder)
    done = run_program(limited, *FOX, "--json", environment=environment, cwd=command.folder)
    error = json.loads(done.stderr)
    assert (done.returncode, done.stdout, error["billed"]) == (1, "", "yes")
    assert error["message"] == "fox-7.jpg could not be written: File too large."
    assert error["hint"] == (
        "It could not be kept elsewhere either. Fetch the same result: pollinations image --seed 7 --json fox"
    )
    assert not list(command.folder.iterdir())


@unix
def test_a_folder_that_vanishes_loses_no_file(command, tmp_path_factory):
    """It was there when the call was sent."""
    (command.folder / "sub").mkdir()
    rescue = tmp_path_factory.mktemp("rescue")
    command.fail(Fault.stall(seconds=1))
    process = started(command, *FOX, "-o", "sub", env={**os.environ, "TMPDIR": str(rescue)})
    (command.folder / "sub").rmdir()
    err = process.communicate(timeout=60)[1].decode().splitlines()
    (kept,) = rescue.iterdir()
    assert process.returncode == 1
    assert err[0] == f"{Path('sub/fox-7.jpg')} could not be written: No such file or directory."
    assert err[1] == f"The file is kept as {kept}. Fetch the same result: pollinations image --seed 7 --output sub fox"
    assert Media.open(kept).media_type == "image/jpeg"


@unix
@pytest.mark.parametrize(("saved", "code"), [(0, 1), (1, 9)])
def test_the_rest_is_not_paid_for_if_one_cannot_be_saved(command, monkeypatch, tmp_path_factory, saved, code):
    """The disk is full for them too. The one that came is kept elsewhere, and the command makes the rest."""
    rescue = tmp_path_factory.mktemp("rescue")
    monkeypatch.setattr("tempfile.tempdir", str(rescue))
    written: list[Path] = []

    def full(content: bytes, final: Path, **_: object) -> Path:
        if len(written) == saved:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(final)
        return final

    monkeypatch.setattr("pollination_sdk.cli.files.destination.write_whole", full)
    before = len(command.requests)
    result = command("image", "fox", "-n", "20", "--seed", "1")
    (kept,) = rescue.iterdir()
    assert result.code == code
    assert f"The file is kept as {kept}." in result.err
    assert re.search(r"pollinations image .*--seed \d+ .*fox$", result.err.splitlines()[-1])
    deadline = time.monotonic() + 30
    while len(command.requests) < before + 4 + saved:  # four are sent at the same time
        assert time.monotonic() < deadline
        time.sleep(0.01)  # polls for them
    assert len(command.requests) == before + 4 + saved


@unix
def test_a_reader_that_leaves_ends_several_images(command, monkeypatch):
    """As `| head -1` does: no more are made, and nothing is said."""

    class Head(io.StringIO):
        def write(self, text):
            if self.getvalue():
                raise BrokenPipeError
            return super().write(text)

    monkeypatch.setattr("sys.stdout", Head())
    result = command("image", "fox", "-n", "2", "--quiet")
    assert (result.code, result.err) == (141, "")


@full_device
@pytest.mark.parametrize(
    ("line", "billed", "hint"),
    [
        ("text hi --seed 5", "yes", "Fetch the same result: pollinations text --seed 5 hi"),
        ("image fox --seed 5", "yes", "The file is saved as fox-5.jpg."),
        ("models text", "no", "then run the command again."),
    ],
)
def test_a_full_stdout_says_what_was_billed(command, monkeypatch, line, billed, hint):
    """In JSON; and how to get it."""
    for as_json in ([], ["--json"]):
        with open("/dev/full", "w", encoding="utf-8") as full, monkeypatch.context() as patch:  # noqa: PTH123 - as stdout
            patch.setattr("sys.stdout", full)
            result = command(*line.split(), *as_json)
        assert result.code == 1
        assert "No space left on device." in result.err
        if as_json:
            assert result.error["billed"] == billed
        else:
            assert len(result.err.splitlines()) == 2
            assert result.err.splitlines()[1].endswith(hint)


def test_a_disk_that_fills_up_cuts_nothing_off_silently(command, mounts):
    """Also where Python writes without a buffer, as in many containers: it drops what the disk did not take."""
    (command.folder / "disk").mkdir()
    script = """
shell("mount -t tmpfs -o size=8k none disk")
sys.stdout = io.TextIOWrapper(open(1, "wb", buffering=0, closefd=False), write_through=True)  # as by PYTHONUNBUFFERED
run("embed", "hello", out="disk/vector")
run("image", "fox", "--seed", "7", "-o", "-", out="disk/fox")
"""
    vector, fox = apart(command, script)
    assert (vector[0], vector[-1]) == ("stdout: No space left on device.", "= 1")
    assert (fox[0], fox[-1]) == ("stdout could not be written: No space left on device.", "= 1")
    Path(fox[1].split()[5].rstrip(".")).unlink()  # the file that is kept


@full_device
def test_a_full_stderr_loses_talk_alone(command, monkeypatch):
    """What was done is done."""
    with open("/dev/full", "w", encoding="utf-8") as full, monkeypatch.context() as patch:  # noqa: PTH123 - as stderr
        patch.setattr("sys.stderr", full)
        assert command(*FOX).out == "fox-7.jpg\n"
        assert command("image", "fox", "--model", "nosuch").code == 4


WITHOUT_A_STREAM = """
import os, sys
from pollination_sdk.cli.entry import main
name = sys.argv.pop(1)
os.close(getattr(sys, name).fileno())
setattr(sys, name, None)
setattr(sys, f"__{name}__", None)
sys.exit(main())
"""
"""What Python does at its start where a stream is closed."""


@unix
@pytest.mark.parametrize(
    ("stream", "words", "expected"),
    [
        (
            "stdout",
            "image fox -o -",
            (2, "", "stdout is closed, so the file would be lost.\nUse a pipe, or -o FILE.\n"),
        ),
        ("stdout", "balance", (0, "", "")),
        ("stderr", "text hi", (0, "openai heard: hi\n", "")),
        ("stdin", "text", (2, "", "There is no prompt.\nGive it as an argument, as @FILE, or through a pipe.\n")),
    ],
)
def test_a_closed_stream_is_no_surprise(command, stream, words, expected):
    """A file is not sent to a closed stdout, which loses a line alone; a closed stderr hides talk alone."""
    before = len(command.requests)
    done = run_program(WITHOUT_A_STREAM, stream, *words.split(), cwd=command.folder)
    assert (done.returncode, done.stdout, done.stderr) == expected
    assert len(command.requests) == before + (expected[0] == 0)


@unix
@pytest.mark.slow(reason="starts a Python anew")
def test_a_start_without_streams_is_no_surprise_either(command):
    """The image is saved; its connection does not become one of them."""
    words = ["sh", "-c", '"$@" <&- >&- 2>&-', "sh", *PROGRAM, *FOX]
    assert subprocess.run(words, cwd=command.folder, check=False).returncode == 0  # noqa: S603 - our own program
    assert Media.open(command.folder / "fox-7.jpg").width


LONG = "n" * 300


@unix
@pytest.mark.parametrize("name", [f"{LONG}.jpg", LONG, f"{LONG}/", f"{LONG}/fox.jpg", "loop", "notes.txt/"])
def test_a_name_that_no_file_can_have_is_refused_before_anything_is_sent(command, name):
    """Too long, or a link to itself; a file is no folder."""
    (command.folder / "loop").symlink_to("loop")
    (command.folder / "notes.txt").write_text("mine")
    before = len(command.requests)
    for arguments in (["image", "fox", "-o", name], ["image", "fox", "-i", name]):
        result = command(*arguments)
        assert result.code in {2, 4}
        assert len(result.err.splitlines()) == 2
        assert "report" not in result.err
    assert len(command.requests) == before


@unix
@pytest.mark.parametrize(
    "name", ["a\nb.jpg", "狐.jpg", "\udcff.jpg", f"{'n' * 250}.jpg", "-fox.jpg", " .jpg", "a'b $c.jpg"]
)
def test_a_name_is_taken_as_it_is(command, name):
    """Lines, other scripts, bytes that are no UTF-8. JSON stays JSON."""
    if sys.platform == "darwin" and "\udcff" in name:
        pytest.skip("names are UTF-8 there")
    result = command(*FOX, f"--output={name}", "--json")
    assert result.code == 0
    assert json.loads(result.out)["file"] == name
    assert os.listdir(os.fsencode(command.folder)) == [os.fsencode(name)]  # noqa: PTH208 - bytes
    assert command(*FOX, f"--output={name}").code == 2


def test_a_name_that_is_no_utf_8_is_printed_as_its_bytes(command):
    """So another program finds the file."""
    if os.name == "nt" or sys.platform == "darwin":
        pytest.skip("names are Unicode there")
    process = command.start(*FOX, "-o", "\udcff.jpg")
    assert process.communicate(timeout=60)[0] == b"\xff.jpg\n"
    assert process.returncode == 0


@each("word", ["con", "CON", "nul", "aux", "prn", "com1", "LPT9", "com¹", "lpt³"])
def test_a_default_name_is_no_device_of_windows(word):
    """They are reserved with any suffix."""
    assert slug(word) == f"{word.lower()}-file"


def test_a_closed_pipe_is_known_on_windows_too():
    """There the error says that an argument is invalid."""
    assert is_closed_pipe(BrokenPipeError(), "posix")
    assert is_closed_pipe(OSError(errno.EINVAL, "Invalid argument"), "nt")
    assert not is_closed_pipe(OSError(errno.EINVAL, "Invalid argument"), "posix")
    assert not is_closed_pipe(OSError(errno.ENOSPC, "No space left on device"), "nt")


@unix
def test_a_file_of_call_is_kept_where_the_folder_is_gone(command, monkeypatch):
    """Whether an operation answers with a file is known after it was paid."""
    gone = command.folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setattr("tempfile.tempdir", str(command.folder))
    result = command("call", "get_generate_image_prompt", "prompt=fox", "--json")
    (kept,) = command.folder.glob("pollinations-*.jpg")
    assert (result.code, result.error["code"], result.error["billed"]) == (1, "SAVE", "yes")
    assert str(kept) in result.error["hint"]
