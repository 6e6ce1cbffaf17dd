"""A Dask cluster of processes: a scheduler and workers, as users start them by hand."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

import distributed

_PATIENCE = 120.0
_QUIET = {
    f"DASK_DISTRIBUTED__{name}": value
    for name, value in {
        "WORKER__PROFILE__ENABLED": "False",
        "WORKER__MEMORY__MONITOR_INTERVAL": "10s",
        "ADMIN__TICK__INTERVAL": "1s",
        "ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
        "SCHEDULER__WORK_STEALING_INTERVAL": "1s",
    }.items()
}
"""What Dask does each 10 to 500 ms by default, which costs more than a short test itself."""


class Cluster:
    """A scheduler and some workers, in processes of their own.

    Args:
        folder: Where their files are.
        key: The API key in the environment of the workers.
        workers: How many workers there are.
        dashboard: Whether the scheduler serves its pages.
    """

    def __init__(self, folder: Path, key: str, workers: int = 3, *, dashboard: bool = False) -> None:
        self._folder, self._key, self._count = folder, key, workers
        self._dashboard = dashboard
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        pages = ("--dashboard-address", "127.0.0.1:0") if self._dashboard else ("--no-dashboard",)
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", *pages)
        for _ in range(self._count):
            self.add()
        if self._count:
            with distributed.Client(self.address, set_as_default=False, timeout=_PATIENCE) as client:
                client.wait_for_workers(self._count, timeout=_PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            if process is not None:
                process.kill()  # also where it is stopped
                process.wait()

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        return str(self._facts()["address"])

    def add(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start another worker."""
        name = f"w{len(self.workers) + 1}"
        local = ("--local-directory", str(self._folder), "--no-dashboard")
        one = self._start(
            "dask_worker", "--no-nanny", "--nthreads", "1", "--name", name, *local,
            **{"POLLINATIONS_API_KEY": self._key, **environment},
        )  # fmt: skip
        self.workers.append(one)
        return one

    def log(self) -> str:
        """Return what all processes have written."""
        return "\n".join(path.read_text() for path in sorted(self._folder.glob("*.log")))

    def _facts(self) -> dict[str, Any]:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError):
                return dict(json.loads((self._folder / "scheduler.json").read_text()))
            time.sleep(0.02)
        raise TimeoutError(self.log())

    def _start(self, module: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        file = str(self._folder / "scheduler.json")
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--scheduler-file", file, *arguments]
        log = self._folder / f"{module}-{len(self.workers)}.log"
        bare = {name: value for name, value in os.environ.items() if name != "POLLINATIONS_API_KEY"}
        with log.open("wb") as output:
            return subprocess.Popen(command, env=bare | _QUIET | environment, stdout=output, stderr=output)  # noqa: S603 - our own


def wait_until(condition: Any, what: str, seconds: float = _PATIENCE) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.01)
