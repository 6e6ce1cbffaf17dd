"""Pass on the output of nox, and say at its end how long it took, the installs apart."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator

INSTALLS = ("Installing nox into ", "nox > Creating virtual environment", " -m pip install ", "nox > npm ")
"""Parts of the lines that announce an install; it lasts until nox announces the next step."""


def timed(lines: Iterable[str], clock: Callable[[], float] = time.monotonic) -> Iterator[str]:
    """Yield the lines as they come, and at the end the seconds in all and those of the installs."""
    start = now = clock()
    installing, installs = False, 0.0
    for line in lines:
        yield line
        if "nox > " in line or line.startswith(INSTALLS):
            before, now = now, clock()
            installs += now - before if installing else 0
            installing = any(part in line for part in INSTALLS)
    total = clock() - start
    yield f"\n=== {total:.0f} s in all: {installs:.0f} s of installs, {total - installs:.0f} s of everything else\n"


if __name__ == "__main__":
    sys.stdin.reconfigure(errors="surrogateescape")
    sys.stdout.reconfigure(errors="surrogateescape")
    for text in timed(sys.stdin):
        print(text, end="", flush=True)
