"""The outcome of a run: a table of ratios, what is lost, a JSON file and a picture."""

import json
import platform
from collections.abc import Iterator
from pathlib import Path

from tools.bench.measure import Figure, Target


def table(figures: list[Figure]) -> str:
    """Write every figure as a Markdown table, each beside the first of its row."""
    lines = ["| row | unit | who | median | spread |", "|---|---|---|---:|---:|"]
    lines += [
        f"| {one.row} | {one.unit} | {one.peer} | {one.median:,.3g} | {one.spread:.0%} |"
        for one in figures
        if one.peer != "limit"
    ]
    return "\n".join(lines)


def ratios(figures: list[Figure], targets: list[Target]) -> str:
    """Write how ours compares, and with what it was to reach."""
    lines = ["| row | ours / peer | ratio | target | |", "|---|---|---:|---:|---|"]
    for target, ratio in _reached(figures, targets):
        peer = f"{target.peer}, {target.peer_row}" if target.peer_row else target.peer
        bound = f"{'≥' if target.at_least else '≤'} {target.bound:g}"
        verdict = "met" if target.met(ratio) else "**missed**"
        lines.append(f"| {target.row} ({target.unit}) | {target.ours} / {peer} | {ratio:.2f} | {bound} | {verdict} |")
    return "\n".join(lines)


def losses(figures: list[Figure], targets: list[Target]) -> str:
    """Say plainly where we lose."""
    missed = [(target, ratio) for target, ratio in _reached(figures, targets) if not target.met(ratio)]
    if not missed:
        return "We lose nowhere: every target is met."
    lines = [
        f"- {target.row}: {target.ours} is {ratio:.2f} times {target.peer} in {target.unit}, and was to be "
        f"{'at least' if target.at_least else 'at most'} {target.bound:g}."
        for target, ratio in missed
    ]
    return "\n".join(["Where we lose:", *lines])


def _reached(figures: list[Figure], targets: list[Target]) -> Iterator[tuple[Target, float]]:
    for target in targets:
        ratio = target.ratio(figures)
        if ratio is not None:
            yield target, ratio


def save(folder: Path, figures: list[Figure], targets: list[Target]) -> list[Path]:
    """Write the JSON and the picture, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "figures": [
            {"row": one.row, "peer": one.peer, "unit": one.unit, "median": one.median, "values": one.values}
            for one in figures
        ],
        "ratios": [
            {"row": target.row, "ours": target.ours, "peer": target.peer, "unit": target.unit, "ratio": ratio}
            | {"bound": target.bound, "at_least": target.at_least, "met": target.met(ratio)}
            for target, ratio in _reached(figures, targets)
        ],
    }
    data = folder / "bench.json"
    data.write_text(json.dumps(told, indent=1) + "\n")
    return [data, _picture(folder / "bench.png", figures, targets)]


def _picture(path: Path, figures: list[Figure], targets: list[Target]) -> Path:
    """Draw each ratio as a share of what it may be: what stays left of the line is met."""
    import matplotlib as mpl  # noqa: PLC0415 - only where a picture is drawn

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice above

    reached = list(_reached(figures, targets))[::-1]
    shares = [target.bound / ratio if target.at_least else ratio / target.bound for target, ratio in reached]
    names = [f"{target.row}: {target.ours} / {target.peer} ({target.unit})" for target, _ in reached]
    colours = ["#3a7d44" if share <= 1 else "#b3392f" for share in shares]
    figure, axes = plt.subplots(figsize=(11, 0.32 * len(names) + 1.5))
    axes.barh(names, shares, color=colours)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xlabel("ratio as a share of its target (left of the line is met)")
    axes.tick_params(axis="y", labelsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    return path
