"""Ctrl-C, SIGTERM and a closed pipe: the generation is stopped, no half file stays, and the exit code says which."""

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.helpers.command import PROGRAM

from pollination_sdk import Media
from pollination_sdk.sandbox import Fault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")


def started(command, *arguments, path="/"):
    """Start a command, and wait until the service has its request."""

    def sent():
        return sum(request.path.startswith(path) for request in command.requests)

    before = sent()
    process = command.start(*arguments)
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


def test_a_closed_stdout_is_no_error(command):
    """As with >&-."""
    words = ["sh", "-c", '"$@" >&-', "sh", *PROGRAM, "balance"]
    done = subprocess.run(words, check=False, capture_output=True, cwd=command.folder)  # noqa: S603 - our own program
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow(reason="starts ten processes")
def test_ctrl_c_at_any_moment_leaves_no_half_file(command):
    """Each run ends whole or not at all, and shows no traceback of ours."""
    moments = random.Random(19)  # noqa: S311 - the same moments each time
    for seed in range(10):
        process = command.start("video", "fox", "--seed", str(seed), "--duration", "2")
        time.sleep(moments.uniform(0.2, 1.2))  # any moment will do
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        names = [path.name for path in command.folder.iterdir() if path.name.startswith(f"fox-{seed}.")]
        assert process.returncode in {0, 130, -signal.SIGINT}  # the last one: before Python runs anything of ours
        if process.returncode == 0:
            assert out.decode().split() == names
        elif process.returncode == 130:
            assert "Traceback" not in err.decode()
    assert not [path for path in command.folder.iterdir() if path.suffix != ".mp4"]
    assert all(Media.open(path) for path in command.folder.iterdir())
