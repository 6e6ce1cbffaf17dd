"""Run the command `pollinations`: in this process, as one of its own, or on a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.helpers.forking import FORKS, Forked, Forks, forked_terminal

from pollination_sdk.cli.entry import main
from pollination_sdk.sandbox import Fault, RecordedRequest, Sandbox

PROGRAM = [sys.executable, "-m", "pollination_sdk"]


class Result(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def error(self):
        """The JSON object of an error; nothing else may be written then."""
        assert not self.out
        return json.loads(self.err)


class Command:
    """Runs the command in a folder of its own, with a sandbox as the service."""

    def __init__(self, sandbox: Sandbox, folder: Path, monkeypatch, capfd) -> None:
        self.sandbox, self.folder = sandbox, folder
        self._capfd = capfd
        self.environment = {
            "POLLINATIONS_BASE_URL": sandbox.url,
            "POLLINATIONS_API_KEY": sandbox.key,
            "POLLINATIONS_CONFIG": os.devnull,
            "TERM": "xterm-256color",
        }
        for name in ("NO_COLOR", "BEARER_TOKEN", "COLUMNS", "POLLINATIONS_CONFIRM_ABOVE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("warnings.showwarning", lambda *_, **__: None)  # a run replaces it
        monkeypatch.chdir(folder)
        self._set = monkeypatch.setenv

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests so far, without those for lists of models: prices are read from them."""
        return [request for request in self.sandbox.requests if not request.path.endswith("/models")]

    def fail(self, fault: Fault, times: int = 1) -> None:
        """Let the next requests fail, but not those for prices."""
        for route in (
            "/image/",
            "/text/",
            "/v1/chat",
            "/v1/images/",
            "/video/",
            "/v1/audio/",
            "/v1/embeddings",
            "/account/",
        ):
            self.sandbox.queue(fault, times=times, route=route)

    def configure(self, text: str) -> Path:
        """Write a configuration file, and return its path."""
        place = self.folder / "config.toml"
        place.write_text(text)
        self._set("POLLINATIONS_CONFIG", str(place))
        return place

    def __call__(self, *arguments: str) -> Result:
        """Run it in this process, which takes less time."""
        self._capfd.readouterr()
        code = main([str(one) for one in arguments])
        return Result(code, *self._capfd.readouterr())

    def start(self, *arguments: str, anew: bool = False, forks: Forks = FORKS, **options) -> subprocess.Popen:
        """Start it as a process of its own: by a fork where this is the same, or as a new Python."""
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        options = {"cwd": self.folder, **pipes, **options}
        if not anew and forks.can_start(options.get("env", os.environ)):
            return Forked(arguments, forks=forks, **options)
        return subprocess.Popen([*PROGRAM, *arguments], **options)  # noqa: S603 - our own program

    def process(self, *arguments: str, given: str | bytes = "", anew: bool = False, **environment: str) -> Result:
        """Run it as a process of its own, on pipes."""
        given = given.encode() if isinstance(given, str) else given
        options = {"stdin": subprocess.PIPE, "env": {**os.environ, **environment}}
        with self.start(*arguments, anew=anew, **options) as process:
            try:
                out, err = process.communicate(given, timeout=60)
            finally:
                process.kill()  # which has ended, unless it took too long
        return Result(process.returncode, out.decode(), err.decode())

    def terminal(self, *arguments: str, columns: int = 80, anew: bool = False, **environment: str):
        """Start it on a terminal."""
        import pexpect  # noqa: PLC0415 - Windows has no pseudo-terminals

        options = {
            "cwd": str(self.folder),
            "env": {**os.environ, **environment},
            "dimensions": (24, columns),
            "encoding": "utf-8",
            "timeout": 60,
        }
        if not anew and FORKS.can_start(options["env"]):
            return forked_terminal(arguments, **options)
        return pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], *arguments], **options)

    def on_terminal(self, *arguments: str, **options) -> tuple[int, str]:
        """Run it on a terminal, and return its exit code and all that is shown."""
        child = self.terminal(*arguments, **options)
        shown = child.read()
        child.wait()
        child.close()
        return child.exitstatus, shown
