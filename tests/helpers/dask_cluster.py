"""A Dask cluster of processes: a scheduler and workers, as users start them by hand."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import psutil
from filelock import FileLock
from tests.helpers.forking import Forked, Forks

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

FORKS = Forks("distributed", "distributed.cli.utils", "pollination_sdk.batch.cluster.lease_runner", **_QUIET)
"""The process that forks all processes of a cluster, and what uses Dask: to import it takes each of them a second."""

_children: list[subprocess.Popen[Any]] = []
"""What this process has started; an object that is dropped complains of a process that runs."""


class Cluster:
    """A scheduler and some workers, in processes of their own.

    Args:
        folder: Where their files are.
        key: The API key in the environment of the workers.
        workers: How many workers there are.
        dashboard: Whether the scheduler serves its pages.
    """

    def __init__(self, folder: Path, key: str, workers: int = 3, *, dashboard: bool = False) -> None:
        self.folder, self._key, self._count = folder, key, workers
        self._dashboard = dashboard
        self.scheduler: psutil.Process | None = None
        self.workers: list[psutil.Process] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the processes, and wait for them."""
        self.folder.mkdir(parents=True, exist_ok=True)
        pages = ("--dashboard-address", "127.0.0.1:0") if self._dashboard else ("--no-dashboard",)
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", *pages)
        for _ in range(self._count):
            self.add()
        if self._count:
            import distributed  # noqa: PLC0415 - it takes most of a second

            with distributed.Client(self.address, set_as_default=False, timeout=_PATIENCE) as client:
                client.wait_for_workers(self._count, timeout=_PATIENCE)

    def kill(self) -> None:
        """End the processes, also those that are stopped."""
        found = [one for one in (*self.workers, self.scheduler) if one is not None]
        for one in found:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(found, timeout=1)  # those of another process are its to wait for
        _children[:] = [one for one in _children if one.poll() is None]
        self.workers, self.scheduler = [], None

    @property
    def is_whole(self) -> bool:
        """Whether all processes run."""
        found = [one for one in (*self.workers, self.scheduler) if one is not None]
        return len(found) == self._count + 1 and all(map(_runs, found))

    def attach(self, ids: list[int]) -> None:
        """Take the scheduler and the workers that another process has started."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self.scheduler, *self.workers = map(psutil.Process, ids)

    @property
    def ids(self) -> list[int]:
        """The ids of the processes, the scheduler first."""
        return [one.pid for one in (self.scheduler, *self.workers) if one is not None]

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        return str(self._facts()["address"])

    def add(self, **environment: str) -> psutil.Process:
        """Start another worker."""
        name = f"w{len(self.workers) + 1}"
        local = ("--local-directory", str(self.folder), "--no-dashboard")
        one = self._start(
            "dask_worker", "--no-nanny", "--nthreads", "1", "--name", name, *local,
            **{"POLLINATIONS_API_KEY": self._key, **environment},
        )  # fmt: skip
        self.workers.append(one)
        return one

    def log(self) -> str:
        """Return what all processes have written."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def _facts(self) -> dict[str, Any]:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError):
                return dict(json.loads((self.folder / "scheduler.json").read_text()))
            time.sleep(0.02)
        raise TimeoutError(self.log())

    def _start(self, module: str, *arguments: str, **environment: str) -> psutil.Process:
        file = str(self.folder / "scheduler.json")
        words = ["-m", f"distributed.cli.{module}", "--scheduler-file", file, *arguments]
        log = self.folder / f"{module}-{len(self.workers)}.log"
        bare = {name: value for name, value in os.environ.items() if name != "POLLINATIONS_API_KEY"}
        with log.open("wb") as output:
            options: Any = {"env": bare | _QUIET | environment, "stdout": output, "stderr": output}
            if FORKS.can_start(options["env"]):
                child = Forked(words, forks=FORKS, **options)
            else:
                child = subprocess.Popen([sys.executable, *words], **options)  # noqa: S603 - our own
        _children.append(child)
        return psutil.Process(child.pid)


class SharedCluster:
    """One cluster for all processes that run tests (pytest-xdist), which use it by turns.

    Args:
        place: The path of its folder and files, the same in all of these processes.
        key: The API key in the environment of the workers.
    """

    def __init__(self, place: Path, key: str) -> None:
        self._key = key
        self._lock = FileLock(f"{place}.lock")
        self._folders, self._users, self._facts = place / "folders", place / "users", place / "facts.json"

    def __enter__(self) -> Self:
        with self._lock:
            self._users.mkdir(parents=True, exist_ok=True)
            (self._users / str(os.getpid())).touch()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            (self._users / str(os.getpid())).unlink()
            if not any(self._users.iterdir()):  # the last one
                self._known().kill()

    @contextlib.contextmanager
    def turn(self) -> Iterator[Cluster]:
        """Lend the cluster, with all its processes; others wait meanwhile."""
        with self._lock:
            cluster = self._known()
            if not cluster.is_whole:  # a test has killed some
                cluster.kill()
                cluster = Cluster(self._folders / str(time.monotonic_ns()), self._key, dashboard=True)
                cluster.start()
                self._facts.write_text(json.dumps([str(cluster.folder), *cluster.ids]))
            yield cluster

    def _known(self) -> Cluster:
        try:
            folder, *ids = json.loads(self._facts.read_text())
        except FileNotFoundError:
            return Cluster(self._folders / "none", self._key, dashboard=True)
        cluster = Cluster(Path(folder), self._key, dashboard=True)
        cluster.attach(ids)
        return cluster


def _runs(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def wait_until(condition: Any, what: str, seconds: float = _PATIENCE) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.01)
