"""What every row shares: the server, the key, and a prompt as a conversation."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY = "sk_bench0123456789"
CHUNKS = 2_000  # of a streamed chat
ROOT = Path(__file__).parent.parent.parent


def messages(prompt: str) -> list[dict[str, str]]:
    """Return a prompt as a conversation of plain dicts."""
    return [{"role": "user", "content": prompt}]


MESSAGES = messages("hi")


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Run the server in a process of its own, and give its URL."""
    command = [sys.executable, "-m", "tools.bench.server", *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checkers
        yield f"{'https' if options else 'http'}://127.0.0.1:{int(process.stdout.readline())}"
        process.communicate()
