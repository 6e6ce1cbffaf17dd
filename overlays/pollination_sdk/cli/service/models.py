"""`pollinations models`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options

if TYPE_CHECKING:
    from pollination_sdk.cli.run.client import Run

KINDS = ("text", "image", "video", "audio", "3d", "embedding", "realtime")
_UNITS = (
    ("promptTextTokens", "in", "M tokens", 1e6),
    ("completionTextTokens", "out", "M tokens", 1e6),
    ("promptAudioTokens", "in", "M audio tokens", 1e6),
    ("completionAudioTokens", "out", "M audio tokens", 1e6),
    ("completionImageTokens", "", "image", 1),
    ("imageTokens", "out", "M image tokens", 1e6),
    ("completionVideoTokens", "out", "M video tokens", 1e6),
    ("completionVideoSeconds", "", "s of video", 1),
    ("completionAudioSeconds", "", "s of audio", 1),
    ("promptAudioSeconds", "", "s of audio", 1),
)
"""The prices that the table shows: the name in the list, the direction, the unit, and how many make one."""
_LEAST_PER_IMAGE, _LEAST_BESIDE_TOKENS = 0.00015, 0.001
"""The least pollen for an image: a price below it is that of a token of an image. The second one is for models that
price the tokens of the prompt too."""


@click.command()
@click.argument("kind", required=False, type=click.Choice(KINDS), metavar="[KIND]")
@click.option("--type", "kind_option", type=click.Choice(KINDS), help="As KIND.")
@click.option("--query", metavar="WORDS", help="Only models whose name or description has these words.")
@click.option("--source", type=click.Choice(("official", "community")), help="Whose models; all by default.")
@click.option("--capabilities", metavar="LIST", help="Only models that can do this, such as tool_calling.")
@click.option("--limit", type=click.IntRange(1, 500), metavar="N", help="The most models.")
@options.csv
@options.common
def models(run: Run, kind: str | None, *, kind_option: str | None, **given: Any) -> None:
    """List the models with their prices.

    Prices are in pollen. KIND is text, image, video, audio, 3d, embedding or realtime; all by default. With a key, only
    the models that it may use are listed.
    """
    kind = kind or kind_option
    listed = run.client.models(**options.given(kind=kind, **given)).to_dict()["data"]
    if run.out.is_json:
        run.out.table(listed)
        return
    if not listed:
        run.out.say("There is no such model.")
    rows = [_row(one) for one in listed]
    if kind:
        run.out.table(rows, ["model", "alias", "price", "health"], spare=("alias",))
        return
    if run.out.is_table:
        rows.sort(key=lambda row: KINDS.index(row["kind"]) if row["kind"] in KINDS else len(KINDS))
    run.out.table(rows, ["model", "alias", "kind", "price", "health"], spare=("alias",), by="kind")


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
    known = dict(pricing)
    image = float(known.get("completionImageTokens", 0))
    if 0 < image < (_LEAST_BESIDE_TOKENS if "promptTextTokens" in known else _LEAST_PER_IMAGE):
        known["imageTokens"] = known.pop("completionImageTokens")
    shown: dict[str, list[str]] = {}
    for name, direction, unit, many in _UNITS:
        if name in known:
            amount = _number(float(known[name]) * many)
            shown.setdefault(unit, []).append(f"{amount} {direction}".strip())
    parts = [f"{', '.join(amounts)} / {unit}" for unit, amounts in shown.items()]
    others = [f"{name} {value}" for name, value in pricing.items() if name != "currency"]
    return "; ".join(parts) or ", ".join(others)


def _number(amount: float) -> str:
    """Return an amount with four digits that count, and without an exponent."""
    return f"{Decimal(f'{amount:.4g}'):f}"
