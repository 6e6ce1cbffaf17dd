"""Start the command, or a program, by a fork of a process that has imported the SDK: a tenth of the time of a start.

With a file of Python, `-c` or `-m` as the first argument, that program is started, as by `python`.

The process that forks is this module as a script. It has no threads, and it makes no client. Its children take what a
start is given: arguments, environment, folder, the three streams, a terminal. Linux alone hands them to us as our own
children. Elsewhere, and where the environment is one that a Python reads while it starts, nothing is forked.

A fork ends without taking its modules apart, which takes longer than most commands: it would copy all of its memory.
"""

import atexit
import contextlib
import gc
import importlib
import inspect
import io
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

if sys.platform == "linux":
    import ctypes
    import fcntl
    import pty
    import termios

READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "OPENSSL", "COVERAGE", "POLLINATIONS_EAGER_IMPORT")
"""How the names of environment variables begin that a fork would be too late for."""
PARTS = [
    "batch",
    "_client",
    "_costs",
    "_engine",
    "_failures",
    "_http",
    "_media",
    "_operations",
    "_responses",
    "_secrets",
    "cli",
]
"""The packages of the SDK that are imported before a fork, with all of their modules."""
OTHERS = ("anyio._backends._asyncio", "encodings.idna", "platformdirs", "pollination_api.shapes")
"""What else most commands import."""
KEY_OF_FORK_SERVER = "sk_the_same_for_all"
"""The key of tests that use the fork server of `multiprocessing`: it keeps the environment that it was started in."""
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER in linux/prctl.h
ORDER = 1 << 17


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(READ_AT_START)}


class Forks:
    """The process that forks, as this one sees it.

    Args:
        modules: What it imports besides the SDK.
        environment: The variables of its environment that ours does not have.
    """

    def __init__(self, *modules: str, **environment: str) -> None:
        self._channel: socket.socket | None = None
        self._modules = modules
        self._environment = os.environ | environment  # before tests change it

    def can_start(self, environment: Mapping[str, str]) -> bool:
        """Return whether a fork is the same as a start in this environment."""
        own = _read_at_start(self._environment)
        return sys.platform == "linux" and _read_at_start(environment) == own and "COVERAGE" not in "".join(own)

    def start(
        self,
        arguments: Sequence[str],
        folder: str,
        environment: Mapping[str, str],
        streams: Sequence[int],
        *,
        terminal: bool,
    ) -> int:
        """Start the command or a program, and return the number of the process, which is a child of this one."""
        channel = self._open()
        order = json.dumps([list(arguments), folder, dict(environment), terminal]).encode()
        libc = ctypes.CDLL(None)
        libc.prctl(SUBREAPER, 1, 0, 0, 0)  # whose parent ends becomes our child
        try:
            socket.send_fds(channel, [order], streams)
            return int(channel.recv(64))
        finally:
            libc.prctl(SUBREAPER, 0, 0, 0, 0)

    def _open(self) -> socket.socket:
        if not self._channel:
            self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * ORDER)
            with theirs:
                words = [sys.executable, __file__, str(theirs.fileno()), *self._modules]
                options = {"stdin": subprocess.DEVNULL, "pass_fds": [theirs.fileno()], "env": self._environment}
                server = subprocess.Popen(words, **options)  # noqa: S603 - this file
            atexit.register(server.wait)
            atexit.register(self._channel.close)  # runs first; the process ends then
        return self._channel


FORKS = Forks()


class Forked(subprocess.Popen):
    """A process of the command, or of a program, that is forked; in all else it is one of `subprocess`."""

    def __init__(self, *given: Any, forks: Forks = FORKS, **options: Any) -> None:
        self._forks = forks
        super().__init__(*given, **options)

    def _execute_child(self, *given: Any) -> None:  # the one step of Popen that differs
        found = inspect.signature(subprocess.Popen._execute_child).bind(self, *given).arguments
        ends = [found["p2cread"], found["c2pwrite"], found["errwrite"]]
        streams = [number if end == -1 else end for number, end in enumerate(ends)]
        folder = os.fspath(found["cwd"] or Path.cwd())
        environment = os.environ if found["env"] is None else found["env"]
        self.pid = self._forks.start(found["args"], folder, environment, streams, terminal=False)
        self._child_created = True
        names = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")
        self._close_pipe_fds(*(found[name] for name in names))


def started(
    program: str, *arguments: str, environment: dict[str, str], forks: Forks = FORKS, **options: Any
) -> subprocess.Popen[str]:
    """Start a program that uses the SDK, a file or a text: by a fork where this is the same, or as a new Python."""
    words = [*([] if program.endswith(".py") else ["-c"]), program, *arguments]
    options = {"env": environment, "text": True, **options}
    if forks.can_start(environment):
        return Forked(words, forks=forks, **options)
    return subprocess.Popen([sys.executable, *words], **options)  # noqa: S603 - a program of our own


def run_program(
    program: Path | str, *arguments: str, stdin: str = "", environment: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a program that uses the SDK, a file or a text, to its end; the options are those of `subprocess`."""
    environment = dict(os.environ) if environment is None else environment
    if not FORKS.can_start(environment):
        environment = environment | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    options = {**dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE), "encoding": "utf-8", **options}
    with started(str(program), *arguments, environment=environment, **options) as process:
        try:
            out, err = process.communicate(stdin, timeout=60)
        finally:
            process.kill()  # which has ended, unless it took too long
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def forked_terminal(arguments: Sequence[str], **options: Any) -> Any:
    """Start the command on a terminal; the options are those of `pexpect.spawn`."""
    import pexpect  # noqa: PLC0415 - Windows has no pseudo-terminals
    import ptyprocess  # noqa: PLC0415 - as above

    class Terminal(pexpect.spawn):
        def _spawnpty(self, args: list[str], *, cwd: str, env: dict[str, str], dimensions: tuple[int, int], **_: Any):
            ours, theirs = pty.openpty()
            termios.tcsetwinsize(theirs, dimensions)
            pid = FORKS.start(list(map(os.fsdecode, args[1:])), cwd, env, [theirs] * 3, terminal=True)
            os.close(theirs)
            return ptyprocess.PtyProcess(pid, ours)

    return Terminal(sys.executable, list(arguments), **options)


def _serve(channel: socket.socket) -> tuple[list[Any], list[int]]:
    """Fork for each order, and return in the child only."""
    while True:
        order, streams, *_ = socket.recv_fds(channel, ORDER, 3)
        if not order:
            os._exit(0)
        read, write = os.pipe()
        if (between := os.fork()) == 0:
            if (child := os.fork()) == 0:
                return json.loads(order), streams
            os.write(write, str(child).encode())
            os._exit(0)
        os.waitpid(between, 0)  # its child has the parent of this process from here on
        channel.send(os.read(read, 64))
        for number in (read, write, *streams):
            os.close(number)


def _become(arguments: list[str], folder: str, environment: dict[str, str], terminal: bool, streams: list[int]) -> None:
    """Take over what a start gives."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    if terminal:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv[1:], sys.path[0] = arguments, folder
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        old = getattr(sys, name)
        unbuffered = isinstance(old.buffer, io.FileIO)  # by PYTHONUNBUFFERED
        file = open(number, f"{mode}b", buffering=0 if unbuffered else -1, closefd=False)  # noqa: SIM115 - it stays open
        lines = name == "stderr" or os.isatty(number)
        newline = None if mode == "r" else "\n"
        new = io.TextIOWrapper(file, old.encoding, old.errors, newline, line_buffering=lines, write_through=unbuffered)
        new.mode = mode
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


def _import_all() -> None:
    """Import what commands import."""
    for part in PARTS:
        package = importlib.import_module(f"pollination_sdk.{part}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in (*OTHERS, *sys.argv[2:]):
        importlib.import_module(name)


def _run() -> None:
    """Run what the arguments name, or the command."""
    first, *others = [*sys.argv[1:], ""]
    if first == "-c":
        program = others[0]
        sys.argv[:3] = ["-c"]
        exec(program, {"__name__": "__main__"})  # noqa: S102 - one of our tests
    elif first == "-m":
        del sys.argv[1:3]
        runpy.run_module(others[0], run_name="__main__", alter_sys=True)
    elif first.endswith(".py"):
        del sys.argv[0]
        sys.path[0] = str(Path(first).parent)
        runpy.run_path(first, run_name="__main__")
    else:
        runpy.run_module("pollination_sdk", run_name="__main__", alter_sys=True)


def _run_to_an_end(ended: list[int]) -> None:
    """Run it, and note the code of an end that Python would say nothing about."""
    try:
        _run()
        code = None
    except SystemExit as error:
        code = error.code
        if not isinstance(code, int | None):
            raise
    gc.collect()  # what is left is finalized, and may say something
    ended.append((code or 0) & 0xFF)


def _leave(ended: list[int]) -> None:
    """End the process as Python does, but keep the modules."""
    if ended:
        with contextlib.suppress(Exception):  # Python tries again then, and says so
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(*ended)


if __name__ == "__main__":
    ended: list[int] = []
    atexit.register(_leave, ended)  # the first one is called last
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the tests
    _import_all()
    gc.freeze()
    order, streams = _serve(socket.socket(fileno=int(sys.argv[1])))
    _become(*order, streams)
    _run_to_an_end(ended)
