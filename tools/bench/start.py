"""CPU of a fresh process: for the import alone, up to the first answer, and for the help of the command."""

import compileall
import functools
import resource
import subprocess
import sys
from pathlib import Path

import pollination_api
import pollination_sdk
from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, MESSAGES

_UNIT = "CPU ms"
_SAMPLES = 15
_BOUNDS = {"start: import": 0.25, "start: one text": 1.3, "start: one chat": 1.3, "start: help": 1.4}


def measure(url: str, _: int) -> Row:
    """Compare imports, and whole programs that read one answer, with httpx's; an empty Python is subtracted."""
    for package in (pollination_sdk, pollination_api):
        compileall.compile_dir(str(Path(package.__path__[0])), quiet=1)  # as an installer does
    figures: list[Figure] = []
    rows = _programs(url)
    for row, programs in rows.items():  # each alone: processes of a tenth of a second are easily disturbed
        work = {name: functools.partial(_cpu, code) for name, code in {**programs, "python": "pass"}.items()}
        values = interleaved(work, _SAMPLES, warm=1)
        bare = min(values["python"])
        figures += [Figure(row, name, _UNIT, [max(value - bare, 0.1) for value in values[name]]) for name in programs]
    return Row(figures, [Target(row, ours, peer, _UNIT, _BOUNDS[row]) for row, (ours, peer) in rows.items()])


def _programs(url: str) -> dict[str, dict[str, str]]:
    client = f"import pollination_sdk as p; p.Pollinations({KEY!r}, base_url={url!r})"
    raw = "import httpx; httpx.Client()"
    return {
        "start: import": {"sdk": "import pollination_sdk", "httpx": "import httpx"},
        "start: one text": {"sdk": f"{client}.text('hi')", "httpx": f"{raw}.get('{url}/text/hi').text"},
        "start: one chat": {
            "sdk": f"{client}.chat('hi')",
            "httpx": f"{raw}.post('{url}/v1/chat/completions', json=dict(messages={MESSAGES!r})).json()",
        },
        "start: help": {
            "sdk": "from pollination_sdk.cli.entry import main; main(['--help'])",
            "click": "import click, pollination_sdk",
        },
    }


def _cpu(code: str) -> float:
    """Run a program and return the milliseconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3
