"""Memory and speed of streaming a large video to disk, each client in a process of its own.

`python -m tools.bench.video CLIENT URL MEGABYTES` is that process; it prints its figures as JSON.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, ROOT

_MEGABYTES = 500
_ROW = f"video: {_MEGABYTES} MB to disk"
_PAIRS = {"sdk": "httpx", "async sdk": "async httpx"}
_ADDED, _SPEED = "MB added", "MB a second"


def measure(url: str, rounds: int) -> Row:
    """Stream half a gigabyte to disk with each client."""
    names = [name for pair in _PAIRS.items() for name in pair]
    values = interleaved({name: lambda name=name: _run(name, url) for name in names}, max(3, rounds // 2))  # type: ignore[misc] # mypy infers no default of a lambda
    figures = [
        Figure(_ROW, name, unit, [found[unit] for found in values[name]]) for name in names for unit in (_ADDED, _SPEED)
    ]
    return Row(
        figures,
        [
            *(Target(_ROW, name, None, _ADDED, 8.0) for name in _PAIRS),
            *(Target(_ROW, name, peer, _SPEED, 0.9, at_least=True) for name, peer in _PAIRS.items()),
        ],
    )


def _run(name: str, url: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tools.bench.video", name, url, str(_MEGABYTES)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _peak() -> float:
    """Return the most memory that this process has had, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def _sdk(url: str, megabytes: int, target: Path) -> None:
    from pollination_sdk import Pollinations  # noqa: PLC0415 - each process loads its own client alone

    with Pollinations(KEY, base_url=url) as client, client.stream_video(str(megabytes), model="veo") as found:
        found.save(target)


async def _async_sdk(url: str, megabytes: int, target: Path) -> None:
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    async with (
        AsyncPollinations(KEY, base_url=url) as client,
        client.stream_video(str(megabytes), model="veo") as found,
    ):
        await found.save(target)


def _httpx(url: str, megabytes: int, target: Path) -> None:
    import httpx  # noqa: PLC0415 - as above

    with (
        httpx.Client(base_url=url) as client,
        client.stream("GET", f"/video/{megabytes}?model=veo") as answer,
        target.open("wb") as file,
    ):
        for chunk in answer.iter_bytes():
            file.write(chunk)


async def _async_httpx(url: str, megabytes: int, target: Path) -> None:
    import httpx  # noqa: PLC0415 - as above

    async with (
        httpx.AsyncClient(base_url=url) as client,
        client.stream("GET", f"/video/{megabytes}?model=veo") as answer,
    ):
        with target.open("wb") as file:
            async for chunk in answer.aiter_bytes():
                file.write(chunk)


_DOWNLOADS: dict[str, Callable[[str, int, Path], Coroutine[Any, Any, None] | None]] = {
    "sdk": _sdk,
    "async sdk": _async_sdk,
    "httpx": _httpx,
    "async httpx": _async_httpx,
}


def _download(name: str, url: str, megabytes: int) -> float:
    """Download a video with a client, and return the seconds that it took."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        if work := _DOWNLOADS[name](url, megabytes, Path(folder, "video.mp4")):
            asyncio.run(work)
        return time.perf_counter() - start


def _main(name: str, url: str, megabytes: str) -> None:
    _download(name, url, 1)  # the imports and the first buffers are not the video's
    before = _peak()
    seconds = _download(name, url, int(megabytes))
    print(json.dumps({_ADDED: max(_peak() - before, 0.0), _SPEED: int(megabytes) / seconds}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
