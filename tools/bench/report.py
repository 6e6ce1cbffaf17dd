"""The result of a run: what it means, ratios to the peers, every figure, and the files that keep them."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs

from tools.bench.measure import Figure, Target, is_ours

_PEERS = ("httpx", "aiohttp", "openai")
_ALLOWED = 10  # requests a second that the service allows an address


def table(figures: list[Figure]) -> str:
    """Write every figure as a Markdown table."""
    head = ("| row | unit | who | median | spread | rounds |", "|---|---|---|---:|---:|---:|")
    rows = (
        f"| {one.row} | {one.unit} | {one.peer} | {_number(one.median)} | {one.spread:.0%} | {len(one.values)} |"
        for one in figures
    )
    return "\n".join([*head, *rows])


def ratios(figures: list[Figure], targets: list[Target]) -> str:
    """Write how ours compares with its peers and its targets, as a Markdown table."""
    lines = ["| row | unit | ours / peer | reached | target | |", "|---|---|---|---:|---:|---|"]
    for target, reached in _reached(figures, targets):
        who = f"{target.ours} / {target.peer}" if target.peer else target.ours
        who += f", {target.peer_row}" if target.peer_row else ""
        value = f"{reached:.2f}" if target.peer else _number(reached)
        bound = f"{'≥' if target.at_least else '≤'} {target.bound:g}"
        met = "met" if target.met(reached) else "**missed**"
        lines.append(f"| {target.row} | {target.unit} | {who} | {value} | {bound} | {met} |")
    return "\n".join(lines)


def summary(figures: list[Figure], targets: list[Target]) -> str:
    """Say how many targets were missed, and how much CPU our calls need at the rate that the service allows."""
    reached = list(_reached(figures, targets))
    missed = sum(not target.met(value) for target, value in reached)
    sentences = [f"Targets missed: {missed} of {len(reached)}."]
    calls = [one for one in figures if one.row.startswith(("call: ", "async call: ")) and one.unit == "CPU ms"]
    if ours := [one for one in calls if is_ours(one.peer) and not one.row.endswith(": video")]:
        worst = max(ours, key=lambda one: one.median)
        share = worst.median * _ALLOWED / 1e3
        sentences.append(
            f"The service allows an address {_ALLOWED} requests a second. At that rate our calls take at most "
            f"{share:.1%} of a core (`{worst.row}`, {worst.median:.2f} ms of CPU)."
        )
    return "\n".join(sentences)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _reached(figures: list[Figure], targets: list[Target]) -> Iterator[tuple[Target, float]]:
    for target in targets:
        reached = target.reached(figures)
        if reached is not None:
            yield target, reached


def occasion(rounds: int) -> dict[str, Any]:
    """Say what was measured, when and where; the load is that of the minute before."""
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
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def save(folder: Path, occasion: dict[str, Any], figures: list[Figure], targets: list[Target]) -> None:
    """Write `bench.json` and `bench.md` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    result = {
        **occasion,
        "figures": [{**attrs.asdict(one), "median": one.median} for one in figures],
        "targets": [
            attrs.asdict(target) | {"reached": value, "met": target.met(value)}
            for target, value in _reached(figures, targets)
        ],
    }
    (folder / "bench.json").write_text(json.dumps(result, indent=1) + "\n")
    conditions = ", ".join(
        f"{key} {value}" for key, value in {**occasion, **occasion["versions"]}.items() if key != "versions"
    )
    parts = ["# Benchmark run", f"{conditions}.", summary(figures, targets), ratios(figures, targets), table(figures)]
    (folder / "bench.md").write_text("\n\n".join(parts) + "\n")
