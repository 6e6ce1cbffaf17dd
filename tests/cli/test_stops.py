"""Ctrl-C, SIGTERM and a closed pipe: the generation is stopped, no half file stays, and the exit code says which."""

import contextlib
import errno
import gc
import inspect
import json
import logging
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.examples import sampled

from pollination_sdk import Media
from pollination_sdk.cli.entry import main
from pollination_sdk.cli.files import writing
from pollination_sdk.sandbox import Fault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")


def started(command, *arguments, path="/", **options):
    """Start a command, and wait until the service has its request, which is not that of a list of models."""

    def sent():
        paths = [request.path for request in command.requests]
        return sum(one.startswith(path) and not one.endswith("/models") for one in paths)

    before = sent()
    process = command.start(*arguments, **options)
    deadline = time.monotonic() + 30
    while sent() == before:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)  # polls for the request
    return process


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_image_says_how_to_get_it(command, number, code):
    """The service goes on with it, and the same seed gets it."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "image", "a fox", "--seed", "7")
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (code, b"")
    assert err.decode().splitlines() == [
        "Stopped. The service goes on with the image, and bills it once.",
        "Fetch the same result: pollinations image --seed 7 'a fox'",
    ]
    assert not list(command.folder.iterdir())


def test_the_command_that_fetches_a_result_has_the_prompt_unchanged(command):
    """Words that look like arguments of the SDK stay: another prompt would be billed again."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "image", "explain model= and usage()", "--seed", "7")
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1].decode()
    assert err.endswith("pollinations image --seed 7 'explain model= and usage()'\n")


def test_the_command_that_fetches_a_result_names_the_piped_context(command):
    """The question alone is another request."""
    command.fail(Fault.stall(seconds=5))
    (command.folder / "context").write_text("moss", encoding="utf-8")
    with (command.folder / "context").open() as context:
        process = started(command, "text", "what is it", stdin=context)
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1].decode()
    assert err.endswith("Fetch the same result, with the same input: pollinations text 'what is it'\n")


@pytest.mark.slow(reason="starts processes")
@pytest.mark.parametrize("pause", [0.005, 0.02, 0.05])
def test_a_second_ctrl_c_changes_nothing(command, pause):
    """A person who presses it twice reads how to get the image."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "image", "a fox", "--seed", "7")
    process.send_signal(signal.SIGINT)
    time.sleep(pause)  # the moments of a fast finger, while the command ends
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130
    assert err.endswith("Fetch the same result: pollinations image --seed 7 'a fox'\n")
    assert len(err.splitlines()) == 2


def test_several_stopped_images_are_had_by_one_command(command):
    """Those that were not sent yet too."""
    command.fail(Fault.stall(seconds=20), times=4)
    process = started(command, "image", "a fox", "-n", "6", "--seed", "7")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=15)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines() == [
        "Stopped. The service goes on with each image that was sent, and bills it once.",
        "Fetch the same results: pollinations image --seed 7 -n 6 'a fox'",
    ]


def test_a_stopped_text_in_a_pipe_is_had_by_the_same_command(command):
    """The service joins equal calls; in JSON, what it bills is unknown."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "text", "a story", "--model", "openai", "--json")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    error = json.loads(err)
    assert (out, error["code"], error["billed"]) == (b"", "INTERRUPTED", "unknown")
    assert error["hint"] == "Fetch the same result: pollinations text --model openai --json 'a story'"


def test_a_stopped_stream_says_that_it_may_be_billed(command):
    """It cannot be joined again."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "text", "a story", "--stream")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.decode() == "Stopped. The text ends here; what was generated may be billed.\n"


def test_a_command_that_costs_nothing_just_stops(command):
    """There is nothing to fetch."""
    command.fail(Fault.stall(seconds=5))
    process = started(command, "balance")
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == (b"", b"Stopped.\n")
    assert process.returncode == 130


def test_a_closed_pipe_is_no_error(command):
    """It exits with 141, and says nothing."""
    read, write = os.pipe()
    os.close(read)
    process = command.start("models", stdout=write)
    os.close(write)
    assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 141


def test_a_reader_that_leaves_a_stream_stops_it(command):
    """As `| head -1` does."""
    command.fail(Fault.drip(seconds=0.02, size=64))
    process = command.start("text", "word " * 200, "--stream", "--quiet")
    assert process.stdout.read(1)
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait(timeout=30) == 141


def test_a_full_stdout_is_named(command):
    """Python would exit with 120."""
    with Path("/dev/full").open("wb") as full:
        process = command.start("balance", stdout=full)
        err = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 1
    assert "No space left" in err
    assert len(err.splitlines()) == 2


EDGE = 100
"""The events at the begin and the end of a run in which a signal ends Python itself."""


def interrupted(arguments, *, at, by=signal.SIGINT):
    """Run the command in this process, and send a signal at the event of a number; return its code and all events.

    An event is a call or a return of a function in the main thread. Unlike times, they are the same under load.
    """
    events, sent = 0, False

    def count(frame, *_):
        nonlocal events, sent
        events += 1
        if sent or not at or events < at:
            return
        while frame is not None:
            if (
                frame.f_code.co_filename == logging.__file__
            ):  # its lock would stay locked for the sandbox in this process
                return
            frame = frame.f_back
        sent = True
        signal.raise_signal(by)

    sys.setprofile(count)
    try:
        code = main(arguments)
    finally:
        sys.setprofile(None)
    return code, events


@pytest.mark.slow(reason="stops the command at many moments")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "term"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a finalizer may be interrupted
def test_a_stop_at_any_moment_of_a_video_leaves_no_half_file(command, capfd, number, code):
    """Each run ends whole or not at all; once the video was sent, the command that joins it is printed."""
    words = ["video", "fox", "--duration", "2", "--seed"]
    command(*words, "98")  # it imports what the others find imported
    _, last = interrupted([*words, "99"], at=0)
    moments = random.Random(19)  # noqa: S311 - the same moments each time
    stopped = 0
    for seed in range(20):  # one moment in each twentieth of the run
        capfd.readouterr()
        before = len(command.requests)
        moment = moments.randint(last * seed // 20, last * (seed + 1) // 20)
        ended, _ = interrupted([*words, str(seed)], at=min(max(moment, EDGE), last - EDGE), by=number)
        out, err = capfd.readouterr()
        place = command.folder / f"fox-{seed}.mp4"
        assert ended == code or (ended, out) == (0, f"{place.name}\n")
        if ended == code and len(command.requests) > before and not place.exists():
            assert err.splitlines() == [
                "Stopped. The service goes on with the video, and bills it once.",
                f"Fetch the same result: pollinations video --duration 2 --seed {seed} fox",
            ]
            stopped += 1
    gc.collect()  # what was interrupted is not left to other tests
    assert stopped
    assert all(Media.open(path).media_type == "video/mp4" for path in command.folder.iterdir())


def interrupted_at(instruction, content, place, *, force):
    """Write a file, and send Ctrl-C at an instruction of a number in the code that writes; return all instructions."""
    files, seen = {writing.__file__, contextlib.__file__}, 0

    def trace(frame, event, _):
        nonlocal seen
        if frame.f_code.co_filename not in files:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            seen += 1
            if seen == instruction:
                signal.raise_signal(signal.SIGINT)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        writing.write_whole(content, place, force=force)
    except KeyboardInterrupt:
        pass  # `contextlib.suppress` would be interrupted itself
    finally:
        sys.settrace(before)
    return seen


@pytest.mark.slow(reason="writes a file hundreds of times")
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("links", [True, False])
def test_ctrl_c_at_any_instruction_of_writing_leaves_no_half_file(tmp_path, monkeypatch, force, links):
    """The name has the old file, the whole new one, or none; no temporary one stays; both signals work as before."""

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr("os.link", refused)
    handler, other = signal.signal(signal.SIGINT, signal.default_int_handler), signal.getsignal(signal.SIGTERM)
    try:
        place = tmp_path / "fox.jpg"
        for instruction in range(interrupted_at(0, b"whole", tmp_path / "fox.jpg", force=force)):
            for path in tmp_path.iterdir():
                path.unlink()
            place.write_bytes(b"old")
            interrupted_at(instruction + 1, b"whole", place, force=force)
            found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
            assert found in (
                {"fox.jpg": b"old"},
                {"fox.jpg": b"whole"} if force else {"fox.jpg": b"old", "fox-2.jpg": b"whole"},
            )
            assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
            assert signal.getsignal(signal.SIGTERM) is other
    finally:
        signal.signal(signal.SIGINT, handler)


@pytest.mark.slow(reason="starts three processes")
def test_ctrl_c_while_the_command_starts_says_so(command):
    """It imports modules then; the last moment is that of the client.

    How many events that takes depends on the versions of libraries, and on whether their bytecode is there.
    """
    program = (
        "import logging, signal, sys\n"
        "from pollination_sdk.cli.entry import main\n"
        f"{inspect.getsource(interrupted)}\n"
        "code, events = interrupted(sys.argv[2:], at=int(sys.argv[1]))\n"
        "sys.exit(code or print(events))"
    )

    def run(at, *words):
        start = [sys.executable, "-c", program, str(at), "video", "fox", *words]
        done = subprocess.run(start, check=False, capture_output=True, cwd=command.folder)  # noqa: S603 - our own program
        return done.returncode, done.stdout, done.stderr

    code, shown, _ = run(0, "--estimate", "--quiet")
    assert code == 0
    events = int(shown.split()[-1])
    for share in sampled((0.2, 0.5, 0.8), 2):
        assert run(int(share * events)) == (130, b"", b"Stopped.\n"), share
    assert not list(command.folder.iterdir())
