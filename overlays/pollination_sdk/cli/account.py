"""`pollinations balance`, `pollinations key` and `pollinations usage`."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli import options
from pollination_sdk.cli.terminal import takes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk.cli.client import Run

_BAR = 24  # characters of the longest bar
_POTS = {"total": "account", "paid": "of it, bought", "tier": "of it, from quests"}
_GROUPS = {"model": "model", "key": "api_key", "day": "date"}


@click.command()
@options.csv
@options.common
def balance(run: Run) -> None:
    """Show the pollen that is left.

    It is that of the key's budget or, without one, of the wallet. With the permission `usage`, the pots of the account
    are shown too.
    """
    found = run.client.balance().to_dict()
    account = found.get("accountBalance") or {}
    if run.out.is_json:
        run.out.object(found)
    else:
        pots = {_POTS.get(str(name), str(name)): amount for name, amount in account.items()}
        run.out.fields({"balance": found.get("balance"), **pots})


@click.command()
@options.csv
@options.common
def key(run: Run) -> None:
    """Show the key's permissions and limits.

    The key itself is not shown.
    """
    found = run.client.key().to_dict()
    if run.out.is_json:
        run.out.object(found)
        return
    permissions = found.pop("permissions", None) or {}
    models, account = permissions.get("models"), permissions.get("account")
    run.out.fields({**found, "models": "all" if models is None else models, "account": account or "none"})


@click.command()
@click.option("--since", metavar="TIME", help="From this time on: 7d, 12h, yesterday, 2026-10-01; 30 days by default.")
@click.option("--until", metavar="TIME", help="Before this time.")
@click.option("--daily", is_flag=True, help="A row and a bar for each day; as --by day.")
@click.option("--by", type=click.Choice(tuple(_GROUPS)), help="A row and a bar for each of these.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The most calls that are listed or summed up.")
@options.csv
@options.common
def usage(run: Run, *, since: str | None, until: str | None, daily: bool, by: str | None, limit: int | None) -> None:
    """Show what calls have cost.

    The newest come first. Calls appear 30 to 60 seconds late.
    """
    if daily and by not in {None, "day"}:
        raise click.UsageError(f"--daily is --by day, and does not go with --by {by}.")
    records = _limited(run.client.iter_usage(since=since, until=until), limit)
    group = "day" if daily else by
    if group is None:
        run.out.table([_shown(one, whole=run.out.form != "text") for one in records])
        return
    sums = summed(records, group)
    if run.out.form == "text" and sys.stdout.isatty():
        longest = max((row["pollen"] for row in sums), default=0.0)
        sums = [{**row, "": bar(row["pollen"], longest)} for row in sums]
    run.out.table(sums, None if sums else [group, "calls", "pollen"])


def _limited(records: Iterable[Any], limit: int | None) -> Iterable[dict[str, Any]]:
    for number, record in enumerate(records):
        if limit is not None and number >= limit:
            return
        yield record.to_dict()


def _shown(record: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    if whole:
        return record
    names = {"time": "timestamp", "model": "model", "key": "api_key", "pollen": "cost_usd"}
    return {name: record.get(field) for name, field in names.items()}


def summed(records: Iterable[dict[str, Any]], group: str) -> list[dict[str, Any]]:
    """Sum calls and pollen up by `model`, `key` or `day`: days in order, others by what they cost."""
    calls: dict[str, int] = defaultdict(int)
    amounts: dict[str, list[float]] = defaultdict(list)
    for record in records:
        name = str(record["timestamp"])[:10] if group == "day" else str(record.get(_GROUPS[group]) or "unknown")
        calls[name] += 1
        amounts[name].append(float(record.get("cost_usd") or 0.0))
    rows = [{group: name, "calls": calls[name], "pollen": round(sum(amounts[name]), 9)} for name in calls]
    if group == "day":
        return sorted(rows, key=lambda row: str(row["day"]))
    return sorted(rows, key=lambda row: (-float(row["pollen"]), str(row[group])))


def bar(amount: float, longest: float) -> str:
    """Return a bar, as long as the amount is large."""
    mark = "█" if takes("█", sys.stdout) else "#"
    return mark * max(1, round(_BAR * amount / longest)) if amount > 0 and longest > 0 else ""
