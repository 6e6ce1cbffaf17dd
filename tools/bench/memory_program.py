"""One program of the memory row: prints what it added to its memory, and how fast it was."""

import asyncio
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def sdk(url: str, megabytes: int, key: str, target: Path) -> None:
    """Stream a video to disk with ours."""
    from pollination_sdk import Pollinations  # noqa: PLC0415 - each program loads its own client

    with Pollinations(key, base_url=url) as client, client.stream_video(str(megabytes)) as video:
        video.save(target)


def async_sdk(url: str, megabytes: int, key: str, target: Path) -> None:
    """Do so without blocking."""
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    async def main() -> None:
        async with AsyncPollinations(key, base_url=url) as client, client.stream_video(str(megabytes)) as video:
            await video.save(target)

    asyncio.run(main())


def httpx(url: str, megabytes: int, key: str, target: Path) -> None:
    """Do so with httpx alone."""
    import httpx  # noqa: PLC0415 - as above

    headers = {"Authorization": f"Bearer {key}"}
    with (
        httpx.Client(headers=headers) as client,
        client.stream("GET", f"{url}/image/{megabytes}", params={"model": "veo"}) as answer,
        target.open("wb") as file,
    ):
        for chunk in answer.iter_bytes():
            file.write(chunk)


def rest(url: str, key: str) -> float:
    """Return what a thousand calls leave behind in a client at rest."""
    from pollination_sdk import Pollinations  # noqa: PLC0415 - each program loads its own client

    client = Pollinations(key, base_url=url)
    before = 0.0
    for number in range(1_500):
        client.chat("hi")
        client.text("hello")
        if number == 500:
            gc.collect()
            before = resident()
    gc.collect()
    return max(resident() - before, 0.0)


PROGRAMS: dict[str, Callable[[str, int, str, Path], None]] = {"sdk": sdk, "async sdk": async_sdk, "httpx": httpx}


def main() -> None:
    """Run one program."""
    name, url, megabytes, key = sys.argv[1:]
    if name == "rest":
        print(json.dumps({"MB added": rest(url, key)}))
        return
    with tempfile.TemporaryDirectory() as folder:
        run = PROGRAMS[name]
        run(url, 1, key, Path(folder, "small.mp4"))  # the imports and the first buffers are not the video's
        before, start = peak(), time.perf_counter()
        run(url, int(megabytes), key, Path(folder, "large.mp4"))
        seconds = time.perf_counter() - start
        print(json.dumps({"MB added": max(peak() - before, 0.0), "MB a second": int(megabytes) / seconds}))


if __name__ == "__main__":
    main()
