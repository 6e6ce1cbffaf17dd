"""Start the command, or a program, by a fork of a process that has imported the SDK.

A start takes a tenth of the time of a new Python.

The process that forks is this module as a script. It has no threads, and it makes no client. Its children take what a
start is given: arguments, environment, folder, the three streams, a terminal. Linux alone hands them to us as our own
children. Elsewhere, and where the environment is one that a Python reads while it starts, nothing is forked.
"""

import atexit
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
PARTS = ("_client", "_costs", "_engine", "_failures", "_http", "_media", "_operations", "_responses", "_secrets", "cli")
"""The packages of the SDK that are imported before a fork, with all of their modules."""
OTHERS = ("encodings.idna", "platformdirs", "pollination_api.shapes")
"""What else most commands import."""
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER in linux/prctl.h
ORDER = 1 << 17


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(READ_AT_START)}


class Forks:
    """The process that forks, as this one sees it."""

    def __init__(self) -> None:
        self._channel: socket.socket | None = None
        self._environment = dict(os.environ)  # before tests change it

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
        program: str = "",
    ) -> int:
        """Start the command or a program, and return the number of the process, which is a child of this one."""
        channel = self._open()
        order = json.dumps([program, list(arguments), folder, dict(environment), terminal]).encode()
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
                words = [sys.executable, __file__, str(theirs.fileno())]
                options = {"stdin": subprocess.DEVNULL, "pass_fds": [theirs.fileno()], "env": self._environment}
                server = subprocess.Popen(words, **options)  # noqa: S603 - this file
            atexit.register(server.wait)
            atexit.register(self._channel.close)  # runs first; the process ends then
        return self._channel


FORKS = Forks()


class Forked(subprocess.Popen):
    """A process of the command, or of a program, that is forked; in all else it is one of `subprocess`.

    Args:
        arguments: What stands behind the command or the program.
        program: The path of a program, which is run in place of the command.
        options: As those of `Popen`.
    """

    def __init__(self, arguments: Sequence[str], *, program: str = "", **options: Any) -> None:
        self._program = program
        super().__init__(arguments, **options)

    def _execute_child(self, *given: Any) -> None:  # the one step of Popen that differs
        found = inspect.signature(subprocess.Popen._execute_child).bind(self, *given).arguments
        ends = [found["p2cread"], found["c2pwrite"], found["errwrite"]]
        streams = [number if end == -1 else end for number, end in enumerate(ends)]
        folder = os.fspath(found["cwd"] or Path.cwd())
        environment = os.environ if found["env"] is None else found["env"]
        self.pid = FORKS.start(found["args"], folder, environment, streams, terminal=False, program=self._program)
        self._child_created = True
        names = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")
        self._close_pipe_fds(*(found[name] for name in names))


def run_program(path: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program to its end: by a fork where this is the same, or in a new Python."""
    environment, pipes = dict(os.environ), dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    if FORKS.can_start(environment):
        process = Forked(arguments, program=str(path), env=environment, **pipes, encoding="utf-8")
    else:
        environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, str(path), *arguments]
        process = subprocess.Popen(command, env=environment, **pipes, encoding="utf-8")  # noqa: S603 - our own program
    with process:
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
            sys.exit()
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


def _become(order: list[Any], streams: list[int]) -> None:
    """Take over what a start gives."""
    program, arguments, folder, environment, terminal = order
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
    sys.argv[1:], sys.path[0] = arguments, str(Path(program).parent) if program else folder
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
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in OTHERS:
        importlib.import_module(name)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the tests
    _import_all()
    gc.freeze()
    order, streams = _serve(socket.socket(fileno=int(sys.argv[1])))
    _become(order, streams)
    if program := order[0]:
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module("pollination_sdk", run_name="__main__", alter_sys=True)
