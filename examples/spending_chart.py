"""A spending chart: pollen by day and model, as bars in the terminal and in `spending.svg`.

`python spending_chart.py [SINCE]`, such as `30d` or `2026-10-01`; a week by default.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path

from pollination_sdk import Pollinations, errors
from pollination_sdk.types import UsageRecord

COLOURS = ("#4c78a8", "#f58518", "#54a24b", "#e45756", "#72b7b2", "#b279a2", "#9d755d", "#bab0ac")
Days = dict[date, dict[str, float]]


def by_day(records: Iterable[UsageRecord]) -> Days:
    """Sum the cost of each model on each day, in UTC."""
    days: Days = {}
    for record in records:
        if record.cost_usd:  # None if the service does not say; the amounts are in pollen
            sums = days.setdefault(record.timestamp.date(), {})
            sums[record.model or "?"] = sums.get(record.model or "?", 0.0) + record.cost_usd
    return dict(sorted(days.items()))


def bars(days: Days, width: int = 50) -> str:
    """Draw a bar for each day."""
    dearest = max(sum(sums.values()) for sums in days.values())
    totals = {day: sum(sums.values()) for day, sums in days.items()}
    return "\n".join(f"{day}  {'█' * round(total / dearest * width)} {total:.4f}" for day, total in totals.items())


def svg(days: Days, models: list[str]) -> str:
    """Draw a stacked bar for each day, and a legend."""
    dearest = max(sum(sums.values()) for sums in days.values())
    shapes: list[str] = []
    for row, (day, sums) in enumerate(days.items()):
        y, x = 20 + 24 * row, 100.0
        shapes.append(f'<text x="10" y="{y + 13}">{day}</text>')
        for model in models:
            width = 500 * sums.get(model, 0.0) / dearest
            shapes.append(f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="18" fill="{colour(models, model)}"/>')
            x += width
        shapes.append(f'<text x="{x + 6:.1f}" y="{y + 13}">{sum(sums.values()):.4f}</text>')
    for row, model in enumerate(models, start=len(days) + 1):
        y = 20 + 24 * row
        shapes.append(f'<rect x="10" y="{y}" width="18" height="18" fill="{colour(models, model)}"/>')
        shapes.append(f'<text x="36" y="{y + 13}">{escape(model)}</text>')
    size = f'width="700" height="{20 + 24 * (len(days) + len(models) + 2)}"'
    style = '<style>text{font:12px sans-serif}</style><rect width="100%" height="100%" fill="white"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(shapes)}</svg>'


def colour(models: list[str], model: str) -> str:
    """Return the colour of a model."""
    return COLOURS[models.index(model) % len(COLOURS)]


def main(since: str = "7d") -> int:
    """Draw both charts; return the exit code."""
    with Pollinations() as client:
        try:
            days = by_day(client.iter_usage(since=since))
            left = client.balance().balance
        except errors.PermissionDeniedError as error:  # the key needs account:usage
            print(error, file=sys.stderr)
            return 1
    if not days:
        print("Nothing was billed.")
        return 0
    totals: defaultdict[str, float] = defaultdict(float)
    for sums in days.values():
        for model, cost in sums.items():
            totals[model] += cost
    models = sorted(totals, key=lambda model: totals[model], reverse=True)
    print(bars(days))
    print("\n".join(f"{totals[model]:10.4f}  {model}" for model in models))
    print(f"{sum(totals.values()):10.4f}  pollen in all; {left:.4f} left")
    Path("spending.svg").write_text(svg(days, models), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
