"""Screenshots of the commands: the tests make them against the sandbox, and they are kept in `docs/screenshots`.

`SCREENSHOTS=update pytest tests/cli/test_screenshots.py` writes them anew.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from tests.helpers.forking import READ_AT_START
from tests.helpers.pages import ROOT
from tests.helpers.screen import on_terminal, screen, svg

from pollination_sdk.sandbox import Sandbox

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have other paths and terminals"),
    pytest.mark.slow(reason="starts a server and a process on a terminal"),
]
PLACE = ROOT / "docs/screenshots"
MOST_BYTES = 40_000
FIXED = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("tests.helpers.fixed_facts", run_name="__main__")
"""
"""Runs the command with fixed facts of the machine."""
MASKS = {
    r"\b\d+\.\d s\b": "1.4 s",
    r"\b\d+\.\d\d s\b": "0.14 s",
    r"\b\d+ s (ahead of|behind)": "0 s behind",
    r"127\.0\.0\.1:\d+": "127.0.0.1:8080",
}
"""What differs from run to run, and what stands in its place."""


class Shot(NamedTuple):
    """A command and what it meets."""

    words: list[str]
    prepare: Callable[[Sandbox], object] = lambda _: None
    typed: Iterable[tuple[str, str]] = ()
    lines: int = 24


def poem(sandbox):
    """Let the model write a haiku."""
    sandbox.reply("Green cushions the stone,\nrain climbs its thousand small stairs:\nno root, and no haste.")


def spending(sandbox):
    """Bill calls on three days."""
    for day, model, tokens, count in ((3, "openai", 900, 4), (2, "mistral", 2500, 6), (1, "openai", 700, 2)):
        at = datetime.now(UTC) - timedelta(days=day)
        for _ in range(count):
            sandbox.add_usage(at, model=model, units={"completionTextTokens": tokens})


def talk(sandbox):
    """Let the model answer twice."""
    sandbox.reply("Moss has no roots. It holds on with threads, and drinks with its leaves.")
    sandbox.reply("No: it only sits on the bark.")


ANSWERED = r" s\x1b\[0m\r\n[^>]*>"
TYPED = (
    ("Ctrl-D ends[^>]*>", "What is moss?\r"),
    (ANSWERED, "Does it harm trees?\r"),
    (ANSWERED, "/cost\r"),
    (r"pollen[^>]*>", "/quit\r"),
)
SHOTS = {
    "text": Shot(["text", "a haiku about moss", "--model", "openai"], poem),
    "image": Shot(["image", "a fox in the snow", "--seed", "7", "--show"]),
    "models": Shot(["models", "image", "--limit", "12"]),
    "usage": Shot(["usage", "--daily", "--since", "7d"], spending),
    "error": Shot(["image", "a fox in the snow", "--model", "fluxx"]),
    "estimate": Shot(["video", "waves at dusk", "--duration", "4", "--estimate"]),
    "doctor": Shot(["doctor"], lines=60),
    "chat": Shot(["chat", "--model", "openai"], talk, TYPED),
}


def taken(shot: Shot, folder) -> str:
    """Run a command against a sandbox of its own, and return the screenshot."""
    with Sandbox(balance=12.5) as sandbox:
        shot.prepare(sandbox)
        environment = {
            **{name: value for name, value in os.environ.items() if name.startswith(READ_AT_START)},
            "POLLINATIONS_BASE_URL": sandbox.url,
            "POLLINATIONS_API_KEY": sandbox.key,
            "HOME": str(ROOT),
            "TERM": "xterm-256color",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }
        words = [sys.executable, "-c", FIXED, str(ROOT), *shot.words]
        shown = on_terminal(words, folder, environment, lines=shot.lines, typed=shot.typed)
    for pattern, fixed in MASKS.items():
        shown = re.sub(pattern, fixed, shown)
    for number, day in enumerate(sorted(set(re.findall(r"20\d\d-\d\d-\d\d", shown))), start=1):
        shown = shown.replace(day, f"2026-10-{number:02}")
    line = " ".join(f'"{word}"' if " " in word else word for word in ["pollinations", *shot.words])
    return svg(screen(f"\x1b[2m$\x1b[0m {line}\r\n{shown}"), line)


@pytest.mark.parametrize("name", SHOTS)
def test_a_screenshot_is_what_the_command_shows(name, tmp_path):
    """A change of what a command draws is seen in the screenshots."""
    fresh, path = taken(SHOTS[name], tmp_path), PLACE / f"{name}.svg"
    assert len(fresh.encode()) < MOST_BYTES
    if os.environ.get("SCREENSHOTS") == "update":
        path.write_text(fresh, encoding="utf-8")
    assert fresh == path.read_text(encoding="utf-8"), (
        "Look at it: SCREENSHOTS=update pytest tests/cli/test_screenshots.py"
    )


def test_each_screenshot_is_on_a_page():
    """None is left over."""
    page = (ROOT / "docs/command.md").read_text(encoding="utf-8")
    assert {path.stem for path in PLACE.iterdir()} == SHOTS.keys()
    assert set(re.findall(r"\(screenshots/([\w-]+)\.svg\)", page)) == SHOTS.keys()
