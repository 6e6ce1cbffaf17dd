"""What making the client costs: our step beside the bare generator, the whole beside OpenAPI Generator."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import CONTRACT, ROOT, run_generator

_STEP, _WHOLE, _PARTS = "regenerate: generation step", "regenerate: whole", "regenerate: its parts"
_CONFIG = ROOT / "generator-config.yml"
_LOADED = "from pathlib import Path; from tools import contract; described = contract.load(Path('openapi.yaml')); "
_GENERATE = (
    "from tools.regenerate.generate import generate; "
    "generate(described, config_path=Path('generator-config.yml'), output=Path({output!r}))"
)
# Each reads the contract and writes the package; what it has to import is not in the step, but is in the whole.
_STEP_OF_OURS = """
import sys, time
from pathlib import Path
from tools import contract
from tools.regenerate.generate import generate
start, cpu = time.perf_counter(), time.process_time()
generate(contract.load(Path("openapi.yaml")), config_path=Path("generator-config.yml"), output=Path(sys.argv[1]))
print(time.process_time() - cpu, time.perf_counter() - start)
"""
_STEP_OF_BARE = """
import contextlib, io, sys, time
from pathlib import Path
import openapi_python_client
from openapi_python_client.config import Config, ConfigFile, MetaType
start, cpu = time.perf_counter(), time.process_time()
settings = ConfigFile.load_from_path(Path("generator-config.yml"))
source, output = Path("openapi.yaml"), Path(sys.argv[1])
with contextlib.redirect_stdout(io.StringIO()):
    openapi_python_client.generate(
        config=Config.from_sources(settings, MetaType.NONE, source, "utf-8", False, output_path=output)
    )
print(time.process_time() - cpu, time.perf_counter() - start)
"""


def measure(_: str, rounds: int) -> Row:
    """Run our generation step and the bare generator; then our whole command and OpenAPI Generator."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        figures = _steps(place, rounds)
        figures += _compared(_PARTS, _parts(place), max(3, rounds // 2))
        whole: dict[str, Callable[[], object]] = {
            "ours": _our_whole(place),
            "openapi-python-client": lambda: _run("-c", _BARE_COMMAND, *_bare_options(_empty(place / "bare"))),
            "OpenAPI Generator": lambda: run_generator(CONTRACT, place / "java", "client"),
        }
        figures += _compared(_WHOLE, whole, max(3, rounds // 2))
    return Row(
        figures,
        [
            Target(_STEP, "ours", "openapi-python-client", "CPU s", 1.3),
            Target(_WHOLE, "ours", "OpenAPI Generator", "s", 0.5),
        ],
    )


_BARE_COMMAND = "from openapi_python_client.cli import app; app()"


def _bare_options(output: Path) -> list[str]:
    options = ["--path", str(CONTRACT), "--config", str(_CONFIG), "--meta", "none"]
    return ["generate", *options, "--output-path", str(output)]


def _steps(place: Path, rounds: int) -> list[Figure]:
    seen: dict[str, list[tuple[float, ...]]] = {}

    def running(name: str, program: str) -> Callable[[], float]:
        def run() -> float:
            told = _run("-c", program, str(_empty(place / "step")))
            seen.setdefault(name, []).append(tuple(map(float, told.split())))
            return 0.0

        return run

    programs = {"ours": _STEP_OF_OURS, "openapi-python-client": _STEP_OF_BARE}
    interleaved({name: running(name, program) for name, program in programs.items()}, rounds, warm=1)
    return [
        Figure(_STEP, name, unit, [told[place] for told in seen[name][1:]])
        for place, unit in enumerate(("CPU s", "s"))
        for name in programs
    ]


def _parts(place: Path) -> dict[str, Callable[[], object]]:
    """Return programs of which each does what the one before does and one thing more, Python's start too."""
    package = place / "parts" / "pollination_api"
    generated = _LOADED + _GENERATE.format(output=str(package))
    finished = (
        generated + "; from tools.regenerate.finish import finish; "
        f"finish(Path({str(package)!r}), contract=described.data, text=described.text)"
    )

    def fresh(program: str) -> Callable[[], object]:
        def run() -> None:
            _empty(package)
            package.parent.mkdir(exist_ok=True)
            _run("-c", program)

        return run

    proof = ("-B", "-m", "tools.regenerate.prove", str(package.parent), "overlays/pollination_sdk")
    return {
        "reading and checking the contract": lambda: _run("-c", _LOADED + "contract.check(described)"),
        "reading and generating": fresh(generated),
        "reading, generating and formatting": fresh(finished),
        "proving": lambda: _run(*proof),
    }


def _our_whole(place: Path) -> Callable[[], object]:
    """Return the whole command, in a copy of what it needs: a bench changes nothing of the project."""
    copy = place / "project"
    copy.mkdir()
    for name in ("tools", "overlays", "generated"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (CONTRACT, _CONFIG):
        shutil.copy(path, copy)
    return lambda: _run("-m", "tools.regenerate", cwd=copy)


def _run(*arguments: str, cwd: Path = ROOT) -> str:
    environment = {**os.environ, "PYTHONPATH": str(cwd)}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=cwd, env=environment, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{arguments} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _compared(row: str, peers: dict[str, Callable[[], object]], rounds: int) -> list[Figure]:
    wall: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], object]) -> Callable[[], float]:
        def run() -> float:
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            work()
            wall.setdefault(name, []).append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        return run

    cpu = interleaved({name: timed(name, work) for name, work in peers.items()}, rounds)
    return [
        *(Figure(row, name, "CPU s", cpu[name]) for name in peers),
        *(Figure(row, name, "s", wall[name]) for name in peers),
    ]
