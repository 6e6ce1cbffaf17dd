"""The tests start the command by forks: each is like the start of a new Python, which these tests do as well."""

import os
import signal
import subprocess
import sys
import time

import pytest
from tests.helpers.forking import FORKS, Forked, started

from pollination_sdk.sandbox import Fault

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the tests fork on Linux alone"),
    pytest.mark.slow(reason="starts processes twice"),
]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (["--version"], {}),
        (["text", "--quiet"], {"given": "Füchse\n"}),
        (["text", "-"], {"given": b"\xff"}),
        (["balance"], {"POLLINATIONS_API_KEY": "", "HOME": "/nosuch"}),
    ],
)
def test_a_fork_writes_what_a_start_writes(command, words, options):
    """The exit code and both streams are the same in a pipe; on a terminal, so is all that one of them shows."""
    assert command.process(*words, **options) == command.process(*words, anew=True, **options)
    if words[0] == "balance":
        assert command.on_terminal(*words, **options) == command.on_terminal(*words, anew=True, **options)


def test_forks_follow_each_other_without_a_trace(command):
    """Environment, folder and key of one are not those of the next, and this process stays as it is."""
    (command.folder / "sub").mkdir()
    before = dict(os.environ)
    assert command.process("balance", POLLINATIONS_API_KEY="").code == 3
    assert command.process("balance").code == 0
    done = command.start("image", "fox", "--seed", "7", cwd=command.folder / "sub")
    assert done.communicate()[0] == b"fox-7.jpg\n"
    assert command.process("image", "fox", "--seed", "8").out == "fox-8.jpg\n"
    assert sorted(one.name for one in command.folder.rglob("*.jpg")) == ["fox-7.jpg", "fox-8.jpg"]
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("number", "anew"),
    [(signal.SIGINT, False), (signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGKILL, False)],
)
def test_a_fork_gets_signals_as_a_start_does(command, number, anew):
    """Both end with the same code, and write the same."""
    command.fail(Fault.stall(seconds=9))
    before = len(command.requests)
    process = command.start("balance", anew=anew)
    assert isinstance(process, Forked) is not anew
    deadline = time.monotonic() + 30
    while len(command.requests) == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)  # polls
    process.send_signal(number)
    said = process.communicate(timeout=30)
    codes = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}
    assert (process.returncode, said) == (codes[number], (b"", b"" if number == signal.SIGKILL else b"Stopped.\n"))


ENDS = [
    "import sys; sys.exit('no')",
    "import sys; sys.exit(-1)",
    "import atexit; atexit.register(print, 'last'); 1 / 0",
    "import sys; sys.stdout.write('late'); sys.stdout = None",
    "import sys; sys.stdout = open('/dev/full', 'w'); print('lost')",
    "import threading; threading.Timer(0.01, print, ['later']).start()",
    "class Loop:\n def __init__(self): self.own = self\n def __del__(self): raise OSError('left')\nLoop()",
    "raise KeyboardInterrupt",
]
"""Programs that end in all ways."""


def test_a_fork_ends_as_a_start_does(tmp_path):
    """Its code is the same, and so is what it says while it ends, though it takes no module apart."""
    for program in ENDS:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": tmp_path}
        anew = subprocess.run([sys.executable, "-IS", "-c", program], check=False, **pipes)  # noqa: S603 - our own programs
        with started(program, environment=dict(os.environ), **pipes) as process:
            out, err = process.communicate(timeout=30)
        last = [text.splitlines()[-1:] for text in (err, anew.stderr)]  # the rows above name files
        assert (process.returncode, out, last[0]) == (anew.returncode, anew.stdout, last[1]), program


@pytest.mark.parametrize("name", ["PYTHONUNBUFFERED", "LC_ALL", "POLLINATIONS_EAGER_IMPORT"])
def test_what_a_python_reads_at_its_start_starts_one(name):
    """A fork would be too late for it."""
    assert FORKS.can_start(os.environ)
    assert not FORKS.can_start({**os.environ, name: "another"})
