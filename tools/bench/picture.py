"""The picture of a run: how far each row is from its target, on a scale where half and twice look alike."""

from pathlib import Path

from tools.bench.measure import Target

_MET, _MISSED = "#3a7d44", "#b3392f"
_NARROWEST, _WIDEST = 1 / 64, 16


def draw(path: Path, reached: list[tuple[str, Target, float]]) -> Path:
    """Draw each row as a bar from its target, and return where: to the left is room to spare, to the right is missed.

    Args:
        path: The file to write.
        reached: What each row is called, what it is held to, and what it reached.
    """
    import matplotlib as mpl  # noqa: PLC0415 - only where a picture is drawn

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice above

    names = [name for name, _, _ in reached]
    shares = [share(target, value) for _, target, value in reached]
    drawn = [min(max(one, _NARROWEST), _WIDEST) for one in shares]
    figure, axes = plt.subplots(figsize=(13, 0.27 * len(names) + 1.6))
    axes.barh(names, [one - 1 for one in drawn], left=1, color=[_MET if one <= 1 else _MISSED for one in shares])
    axes.set_xscale("log", base=2)
    axes.set_xlim(_NARROWEST, _WIDEST)
    axes.axvline(1, color="black", linewidth=1.5)
    ticks = [2.0**power for power in range(-6, 5)]
    axes.set_xticks(ticks, [f"1/{1 / one:g}" if one < 1 else f"{one:g}" for one in ticks])
    for height, ((_, target, value), at) in enumerate(zip(reached, drawn, strict=True)):
        text = f"{value:.2f}" if target.peer else f"{value:.3g}"
        bound = f"{'≥' if target.at_least else '≤'} {target.bound:g}"
        end, side = (at * 1.05, "left") if at > 1 else (1.05, "left")
        axes.text(end, height, f"{text}  (target {bound})", va="center", ha=side, fontsize=7)
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.grid(axis="x", linewidth=0.4, alpha=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(
        "share of the target, logarithmic: 1 is the target, green to its left is met, red to its right missed"
    )
    axes.tick_params(axis="y", labelsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
    return path


def share(target: Target, value: float) -> float:
    """Return what was reached as a share of what is allowed: above 1 is missed, whichever way the target points."""
    if not target.at_least:
        return value / target.bound
    return target.bound / value if value else float("inf")
