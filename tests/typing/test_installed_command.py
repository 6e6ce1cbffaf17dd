"""The command in an environment of its own that has the built wheel, as pipx makes one."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pollination_sdk.sandbox import Sandbox

pytestmark = pytest.mark.slow(reason="starts processes in the environment of the wheel")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Serve a sandbox."""
    with Sandbox() as one:
        yield one


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("--help", (0, "Usage: pollinations")),
        ("--version", (0, "pollinations ")),
        ("text hello", (0, "openai heard: hello\n")),
        ("image fox --seed 7", (0, "fox-7.jpg\n")),
        ("models image", (0, "model\t")),
        ("doctor", (0, "")),
        ("chat", (0, "")),
        ("completion bash", (0, "_pollinations_completion() {")),
        ("imagine fox", (2, "")),
    ],
)
def test_the_installed_command_needs_no_environment(
    python: Path, sandbox: Sandbox, tmp_path: Path, line: str, expected: tuple[int, str]
) -> None:
    """As with `env -i`, and without a home; the extra `cli` has all that it imports."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it for sockets
    done = subprocess.run(  # noqa: S603 - the program that was installed
        [str(python.with_name("pollinations")), *line.split()],
        cwd=tmp_path,
        env={
            "POLLINATIONS_BASE_URL": sandbox.url,
            "POLLINATIONS_API_KEY": sandbox.key,
            "HOME": "/nonexistent",
            **needed,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout[: len(expected[1])]) == expected, done.stderr
    assert len(done.stderr.splitlines()) <= 2
