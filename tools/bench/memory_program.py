"""One program of the rows about memory: prints as JSON what it added to its memory, and how fast it was.

`python -m tools.bench.memory_program KIND URL KEY [MEGABYTES]`; each loads nothing but its own client.
"""

import asyncio
import gc
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_SAMPLE = 100_000
_CALLS, _MORE = 1_000, 3_000
_WARM = 500


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def video(download: Callable[[str, int, str, Path], None], url: str, key: str, megabytes: str) -> dict[str, float]:
    """Stream a video to disk, and say what that added and how fast it was."""
    with tempfile.TemporaryDirectory() as folder:
        download(url, 1, key, Path(folder, "small.mp4"))  # the imports and the first buffers are not the video's
        before, start = peak(), time.perf_counter()
        download(url, int(megabytes), key, Path(folder, "large.mp4"))
        seconds = time.perf_counter() - start
        return {"MB added": max(peak() - before, 0.0), "MB a second": int(megabytes) / seconds}


def _sdk(url: str, megabytes: int, key: str, target: Path) -> None:
    from pollination_sdk import Pollinations  # noqa: PLC0415 - each program loads its own client

    with Pollinations(key, base_url=url) as client, client.stream_video(str(megabytes)) as found:
        found.save(target)


def _async_sdk(url: str, megabytes: int, key: str, target: Path) -> None:
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    async def main() -> None:
        async with AsyncPollinations(key, base_url=url) as client, client.stream_video(str(megabytes)) as found:
            await found.save(target)

    asyncio.run(main())


def _httpx(url: str, megabytes: int, key: str, target: Path) -> None:
    import httpx  # noqa: PLC0415 - as above

    with (
        httpx.Client(headers={"Authorization": f"Bearer {key}"}) as client,
        client.stream("GET", f"{url}/image/{megabytes}", params={"model": "veo"}) as answer,
        target.open("wb") as file,
    ):
        for chunk in answer.iter_bytes():
            file.write(chunk)


def _async_httpx(url: str, megabytes: int, key: str, target: Path) -> None:
    import httpx  # noqa: PLC0415 - as above

    async def main() -> None:
        async with (
            httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as client,
            client.stream("GET", f"{url}/image/{megabytes}", params={"model": "veo"}) as answer,
        ):
            with target.open("wb") as file:
                async for chunk in answer.aiter_bytes():
                    file.write(chunk)

    asyncio.run(main())


def rest(url: str, key: str, _: str) -> dict[str, float]:
    """Say what a thousand calls leave behind in a client at rest."""
    from pollination_sdk import Pollinations  # noqa: PLC0415 - each program loads its own client

    client = Pollinations(key, base_url=url)

    def call(times: int) -> None:
        for number in range(times // 2):
            client.chat("hi")
            if number % 10:
                client.text("hello")
            else:
                _exhaust(client.stream_chat("chunks=5"))

    call(_WARM)
    before = _held()
    call(_CALLS)
    after = _held()
    call(_MORE)
    return _grown(before, after, _held())


def async_rest(url: str, key: str, _: str) -> dict[str, float]:
    """Say so of the client that does not block, ten calls in flight."""
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    async def call(client: Any, times: int) -> None:
        for _ in range(times // 10):
            await asyncio.gather(*(client.chat("hi") for _ in range(5)), *(client.text("hello") for _ in range(4)))
            async for _ in client.stream_chat("chunks=5"):
                pass

    async def main() -> dict[str, float]:
        async with AsyncPollinations(key, base_url=url) as client:
            await call(client, _WARM)
            before = _held()
            await call(client, _CALLS)
            after = _held()
            await call(client, _MORE)
            return _grown(before, after, _held())

    return asyncio.run(main())


# asyncio keeps a hundred timers that were cancelled, with what they hold, and more, before it tidies up.
_TIDIED_LATER = {"TimerHandle", "Context", "hamt", "hamt_bitmap_node"}


def _held() -> tuple[float, int]:
    gc.collect()
    return resident(), sum(type(one).__name__ not in _TIDIED_LATER for one in gc.get_objects())


def _exhaust(stream: Iterable[object]) -> None:
    for _ in stream:
        pass


def _grown(*held: tuple[float, int]) -> dict[str, float]:
    """Say what was added by the calls, and then by the three times as many that followed."""
    told = {}
    for unit, (before, after) in zip(("", " by 3,000 more"), itertools.pairwise(held), strict=True):
        told[f"MB added{unit}"] = max(after[0] - before[0], 0.0)
        told[f"objects added{unit}"] = float(max(after[1] - before[1], 0))
    return told


class _Samples:
    """Count records, and note the memory at every hundred thousand."""

    def __init__(self) -> None:
        self._count = 0
        self._held: list[float] = []
        self._cpu, self._start = time.process_time(), time.perf_counter()

    def add(self) -> None:
        self._count += 1
        if not self._count % _SAMPLE:
            self._held.append(resident())

    def told(self) -> dict[str, Any]:
        middle = len(self._held) // 2
        return {
            "count": self._count,
            "held": self._held,
            "added": max(max(self._held[middle:]) - max(self._held[:middle]), 0.0),
            "cpu": (time.process_time() - self._cpu) / self._count * 1e6,
            "seconds": time.perf_counter() - self._start,
        }


def million(url: str, key: str) -> dict[str, Any]:
    """Read all usage records that there are."""
    from pollination_sdk import Pollinations  # noqa: PLC0415 - each program loads its own client

    samples = _Samples()
    for _ in Pollinations(key, base_url=url).iter_usage():
        samples.add()
    return samples.told()


def async_million(url: str, key: str) -> dict[str, Any]:
    """Read them without blocking."""
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    async def main() -> dict[str, Any]:
        samples = _Samples()
        async with AsyncPollinations(key, base_url=url) as client:
            async for _ in client.iter_usage():
                samples.add()
        return samples.told()

    return asyncio.run(main())


_DOWNLOADS = {"sdk": _sdk, "async sdk": _async_sdk, "httpx": _httpx, "async httpx": _async_httpx}
_PROGRAMS: dict[str, Callable[..., dict[str, Any]]] = {
    "rest sdk": rest,
    "rest async sdk": async_rest,
    "million sdk": million,
    "million async sdk": async_million,
}


def main() -> None:
    """Run one program."""
    kind, *arguments = sys.argv[1:]
    download = _DOWNLOADS.get(kind.removeprefix("video "))
    print(json.dumps(video(download, *arguments) if download else _PROGRAMS[kind](*arguments)))


if __name__ == "__main__":
    main()
