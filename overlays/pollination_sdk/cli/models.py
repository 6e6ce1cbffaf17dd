"""`pollinations models`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli import options

if TYPE_CHECKING:
    from pollination_sdk.cli.client import Run

KINDS = ("text", "image", "video", "audio", "3d", "embedding", "realtime")
_UNITS = (
    ("promptTextTokens", "in", "M tokens", 1e6),
    ("completionTextTokens", "out", "M tokens", 1e6),
    ("promptAudioTokens", "in", "M audio tokens", 1e6),
    ("completionAudioTokens", "out", "M audio tokens", 1e6),
    ("completionImageTokens", "", "image", 1),
    ("completionVideoSeconds", "", "s of video", 1),
    ("completionAudioSeconds", "", "s of audio", 1),
    ("promptAudioSeconds", "", "s of audio", 1),
)
"""The prices that the table shows: the name in the list, the direction, the unit, and how many make one."""


@click.command()
@click.argument("kind", required=False, type=click.Choice(KINDS), metavar="[KIND]")
@click.option("--query", metavar="WORDS", help="Only models whose name or description has these words.")
@click.option("--source", type=click.Choice(("official", "community")), help="Whose models; all by default.")
@click.option("--capabilities", metavar="LIST", help="Only models that can do this, such as tool_calling.")
@click.option("--limit", type=click.IntRange(1, 500), metavar="N", help="The most models.")
@options.csv
@options.common
def models(run: Run, kind: str | None, **given: Any) -> None:
    """List the models with their prices.

    Prices are in pollen. KIND is text, image, video, audio, 3d, embedding or realtime; all by default. With a key, only
    the models that it may use are listed.
    """
    listed = run.client.models(**options.given(kind=kind, **given)).to_dict()["data"]
    if run.out.is_json:
        run.out.table(listed)
        return
    columns = ["model", "alias", "kind", "price", "health"]
    if kind:
        columns.remove("kind")
    run.out.table([_row(one) for one in listed], columns)


def _row(model: dict[str, Any]) -> dict[str, Any]:
    aliases = model.get("aliases") or [""]
    return {
        "model": model.get("id"),
        "alias": aliases[0],
        "kind": model.get("category"),
        "price": price(model.get("pricing") or {}),
        "health": (model.get("health") or {}).get("status"),
    }


def price(pricing: dict[str, Any]) -> str:
    """Return the prices of a model in a line, such as `0.2 in, 0.8 out / M tokens`."""
    shown: dict[str, list[str]] = {}
    for name, direction, unit, many in _UNITS:
        if name in pricing:
            amount = f"{float(pricing[name]) * many:.4g}"
            shown.setdefault(unit, []).append(f"{amount} {direction}".strip())
    parts = [f"{', '.join(amounts)} / {unit}" for unit, amounts in shown.items()]
    others = [f"{name} {value}" for name, value in pricing.items() if name != "currency"]
    return "; ".join(parts) or ", ".join(others)
