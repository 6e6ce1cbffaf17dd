"""The outcome of a run: tables of ratios and figures, what is lost, a JSON file, and the pages that show them."""

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs

from tools.bench.compare import losing
from tools.bench.measure import Figure, Target
from tools.bench.picture import draw

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
_PEERS = ("httpx", "aiohttp", "openai", "pydantic", "urllib3", "openapi-python-client", "openapi-generator-cli")


def table(figures: list[Figure]) -> str:
    """Write every figure as a Markdown table."""
    lines = ["| row | unit | who | median | spread | rounds |", "|---|---|---|---:|---:|---:|"]
    lines += [
        f"| {one.row} | {one.unit} | {one.peer} | {_number(one.median)} | {one.spread:.0%} | {len(one.values)} |"
        for one in figures
    ]
    return "\n".join(lines)


def ratios(figures: list[Figure], targets: list[Target]) -> str:
    """Write how ours compares, and with what it was to reach; a star marks the targets that we set ourselves."""
    lines = ["| row | unit | ours / peer | reached | target | |", "|---|---|---|---:|---:|---|"]
    for target, reached in _reached(figures, targets):
        verdict = "met" if target.met(reached) else "**missed**"
        bound = f"{'≥' if target.at_least else '≤'} {target.bound:g}{'*' if target.own else ''}"
        lines.append(
            f"| {target.row} | {target.unit} | {_who(target)} | {_reading(target, reached)} | {bound} | {verdict} |"
        )
    return "\n".join(lines)


def losses(figures: list[Figure], targets: list[Target]) -> str:
    """Say plainly where we lose: what was missed, and where a peer is better, target or no target."""
    reached = list(_reached(figures, targets))
    missed = [(target, value) for target, value in reached if not target.met(value)]
    own = sum(target.own for target, _ in reached)
    missed_own = sum(target.own for target, _ in missed)
    counted = f"{len(missed) - missed_own} of {len(reached) - own}"
    said = [f"Targets missed: {counted}, and of those that we set ourselves (*) {missed_own} of {own}."]
    said += ["", *(f"- {_sentence(target, value)}" for target, value in missed)] if missed else []
    if behind := list(losing(figures)):
        said += ["", "Where a peer is better by more than a twentieth, target or no target:", ""]
        said += [f"- {one}" for one in behind]
    return "\n".join(said)


def _sentence(target: Target, value: float) -> str:
    bound = f"at {'least' if target.at_least else 'most'} {target.bound:g}"
    if target.peer is None:
        return f"{target.row}: {target.ours} takes {_number(value)} {target.unit}, target {bound}."
    peer = f"{target.peer} in {target.peer_row!r}" if target.peer_row else target.peer
    return f"{target.row}: {target.ours} is {value:.2f} times {peer} in {target.unit}, target {bound}."


def _who(target: Target) -> str:
    if target.peer is None:
        return target.ours
    return f"{target.ours} / {target.peer}{f', {target.peer_row}' if target.peer_row else ''}"


def _reading(target: Target, reached: float) -> str:
    return f"{reached:.2f}" if target.peer else _number(reached)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _reached(figures: list[Figure], targets: list[Target]) -> Iterator[tuple[Target, float]]:
    for target in targets:
        reached = target.reached(figures)
        if reached is not None:
            yield target, reached


def occasion(rounds: int) -> dict[str, Any]:
    """Say of what, when and where a table is taken: the load is that of the minute before."""
    return {
        "commit": _commit(),
        "taken": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "rounds": rounds,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: metadata.version(name) for name in _PEERS},
    }


def _commit() -> str:
    """Name the commit that is measured, with a plus where files differ from it."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    command = [git, "describe", "--always", "--dirty=+", "--exclude=*"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent)
    return done.stdout.strip() or "unknown"


def told(occasion: dict[str, Any], seconds: float) -> str:
    """Write an occasion out, and how long the run took."""
    versions = ", ".join(f"{name} {version}" for name, version in occasion["versions"].items())
    return (
        f"Commit {occasion['commit']}, {occasion['taken']}, {occasion['rounds']} rounds (more or fewer in some rows), "
        f"{seconds / 60:.1f} minutes in all. Python {occasion['python']} on {occasion['machine']}, "
        f"{occasion['cores']} cores, load {occasion['load']} before the run; {versions}."
    )


def save(folder: Path, occasion: dict[str, Any], figures: list[Figure], targets: list[Target]) -> list[Path]:
    """Write the JSON and the picture, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    reached = list(_reached(figures, targets))
    told = {
        **occasion,
        "figures": [
            {"row": one.row, "peer": one.peer, "unit": one.unit, "median": one.median, "values": one.values}
            for one in figures
        ],
        "targets": [attrs.asdict(target) | {"reached": value, "met": target.met(value)} for target, value in reached],
    }
    data = folder / "bench.json"
    data.write_text(json.dumps(told, indent=1) + "\n")
    labelled = [(f"{target.row} · {_who(target)} · {target.unit}", target, value) for target, value in reached]
    return [data, draw(folder / "bench.png", labelled)]


def fill(page: str, text: str) -> str:
    """Return a page with what stands between its two markers replaced.

    Raises:
        ValueError: The page has not the two markers in their order.
    """
    before, started, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (started and ended):
        raise ValueError(f"the page needs the lines {BEGIN} and {END}, in this order")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
