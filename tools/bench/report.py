"""The outcome of a run: tables of ratios and figures, what is lost, a JSON file, and the pages that show them."""

import json
import os
import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

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
    """Write how ours compares, and with what it was to reach."""
    lines = ["| row | unit | ours / peer | reached | target | |", "|---|---|---|---:|---:|---|"]
    for target, reached in _reached(figures, targets):
        verdict = "met" if target.met(reached) else "**missed**"
        bound = f"{'≥' if target.at_least else '≤'} {target.bound:g}"
        lines.append(
            f"| {target.row} | {target.unit} | {_who(target)} | {_reading(target, reached)} | {bound} | {verdict} |"
        )
    return "\n".join(lines)


def losses(figures: list[Figure], targets: list[Target]) -> str:
    """Say plainly where we lose: what was missed, and then where a peer is better although the target is met."""
    reached = list(_reached(figures, targets))
    missed = [(target, value) for target, value in reached if not target.met(value)]
    behind = [(target, value) for target, value in reached if target.met(value) and target.behind(value)]
    said = [f"Targets missed: {len(missed)} of {len(reached)}."]
    said += [f"- {_sentence(target, value)}" for target, value in missed]
    if behind:
        said += ["", "Within the target, and still behind the peer:", ""]
        said += [f"- {_sentence(target, value)}" for target, value in behind]
    return "\n".join([said[0], *([""] if missed else []), *said[1:]])


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


def machine(load: float, seconds: float) -> str:
    """Say where and when a table was taken: the load is that of the minute before the run."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in _PEERS)
    return (
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load {load:.1f} before the run, {seconds / 60:.1f} minutes in all; {versions}."
    )


def save(folder: Path, figures: list[Figure], targets: list[Target]) -> list[Path]:
    """Write the JSON and the picture, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    reached = list(_reached(figures, targets))
    told = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "figures": [
            {"row": one.row, "peer": one.peer, "unit": one.unit, "median": one.median, "values": one.values}
            for one in figures
        ],
        "targets": [
            {"row": target.row, "ours": target.ours, "peer": target.peer, "unit": target.unit, "reached": value}
            | {"bound": target.bound, "at_least": target.at_least, "met": target.met(value)}
            for target, value in reached
        ],
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
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError(f"the page needs the lines {BEGIN} and {END}, in this order")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
