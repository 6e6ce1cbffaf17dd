"""`pollinations quests` and `pollinations earnings`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options

if TYPE_CHECKING:
    from pollination_sdk.cli.run.client import Run

_QUESTS = {"quest": "title", "status": "status", "pollen": "rewardAmount", "page": "url"}
_SUMS = {"app or model": "entity_name", "source": "source", "requests": "requests", "pollen": "pollen_earned"}
_TRANSACTIONS = {"time": "timestamp", "app or model": "entity_name", "model": "model", "pollen": "pollen_earned"}


@click.command()
@options.csv
@options.common
def quests(run: Run) -> None:
    """Show the quests that give pollen.

    The key needs the permission `usage`.
    """
    _show(run, [one.to_dict() for one in run.client.quests().quests], _QUESTS, "There are no quests.", spare=("page",))


@click.command()
@click.option("--days", type=click.IntRange(1, 90), metavar="N", help="The last N days; 30 by default.")
@click.option("--daily", is_flag=True, help="A row for each day.")
@click.option("--transactions", is_flag=True, help="A row for each call that earned something.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The most transactions.")
@options.csv
@options.common
def earnings(run: Run, *, days: int | None, daily: bool, transactions: bool, limit: int | None) -> None:
    """Show what your apps and models earn.

    The key needs the permission `usage`. Times and days are in UTC, the newest first.
    """
    if daily and transactions:
        raise click.UsageError("--daily and --transactions exclude each other.")
    if limit and not transactions:
        raise click.UsageError("--limit goes with --transactions.")
    if transactions:
        found = itertools.islice(run.client.iter_earnings(since=f"{days}d" if days else None), limit)
        rows, columns = [one.to_dict() for one in found], _TRANSACTIONS
    else:
        answer = run.client.earnings(days=days)
        rows = [one.to_dict() for one in (answer.daily if daily else answer.per_entity)]
        columns = {"day": "date", **_SUMS} if daily else _SUMS
    _show(run, rows, columns, "Nothing was earned in this time.", spare=("source",))


def _show(
    run: Run, rows: list[dict[str, Any]], columns: dict[str, str], nothing: str, *, spare: tuple[str, ...] = ()
) -> None:
    """Write rows: with some columns on a terminal and as text, with all that they have in JSON and CSV."""
    if run.out.form == "text":
        shown = [{column: row.get(field) for column, field in columns.items()} for row in rows]
        run.out.table(shown, list(columns), spare=spare)
    else:
        run.out.table(rows, None if rows else list(columns.values()))
    if not rows:
        run.out.say(nothing)
