"""`pollinations balance`, `pollinations key` and `pollinations usage`."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.run.exit_codes import USAGE, CommandError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk.cli.run.client import Run

_POTS = {"total": "account", "paid": "of it, bought", "tier": "of it, from quests"}
_LIMITS = {"expires": "expiresAt", "budget": "pollenBudget"}
"""The limits of a key, which it need not have."""
_COLUMNS = {"time": "timestamp", "model": "model", "key": "api_key", "pollen": "cost_usd"}
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
        pots = {"balance": found.get("balance"), **{_POTS.get(str(name), str(name)): account[name] for name in account}}
        run.out.fields({name: amount if amount is None else round(amount, 6) for name, amount in pots.items()})


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
    found.pop("expiresIn", None)  # the seconds until `expiresAt`
    unlimited = {name: found.pop(field, None) for name, field in _LIMITS.items()}
    run.out.fields(
        {
            "name": found.pop("name", None) or "none",
            **{name: "none" if value is None else value for name, value in unlimited.items()},
            "models": "all" if models is None else models,
            "account": account or "none",
            **{_words(name): value for name, value in found.items() if value is not None},
        }
    )


@click.command()
@click.option("--since", metavar="TIME", help="From this time on: 7d, 12h, yesterday, 2026-10-01; 30 days by default.")
@click.option("--days", type=click.IntRange(min=1), metavar="N", help="The last N days; as --since Nd.")
@click.option("--until", metavar="TIME", help="Before this time.")
@click.option("--daily", is_flag=True, help="A row and a bar for each day; as --by day.")
@click.option("--by", type=click.Choice(tuple(_GROUPS)), help="A row and a bar for each of these.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The most calls that are listed or summed up.")
@options.csv
@options.common
def usage(
    run: Run,
    *,
    since: str | None,
    days: int | None,
    until: str | None,
    daily: bool,
    by: str | None,
    limit: int | None,
) -> None:
    """Show what calls have cost.

    The newest come first, with their times in UTC. Calls appear 30 to 60 seconds late.
    """
    if daily and by not in {None, "day"}:
        raise click.UsageError(f"--daily is --by day, and does not go with --by {by}.")
    if days and since:
        raise click.UsageError("--days is a --since, and does not go with another.")
    since = f"{days}d" if days else since
    records = _records(run, since, until, limit)
    group = "day" if daily else by
    if group is None:
        rows = [_shown(one, whole=run.out.form != "text") for one in records]
        run.out.table(rows, None if rows else list(_COLUMNS if run.out.form == "text" else _COLUMNS.values()))
    else:
        rows = summed(records, group)
        _show_sums(run, rows, group)
    if not rows:
        run.out.say("There were no calls in this time.")


def _show_sums(run: Run, sums: list[dict[str, Any]], group: str) -> None:
    columns = [group, "calls", "pollen"]
    if run.out.is_table:
        from pollination_sdk.cli.output.tables import Bar  # noqa: PLC0415 - only terminals need it

        most = max((row["pollen"] for row in sums), default=0.0) or 1.0
        sums = [{**row, "": Bar(row["pollen"] / most)} for row in sums]
        columns.append("")
    run.out.table(sums, columns, spare=("",))


def _records(run: Run, since: str | None, until: str | None, limit: int | None) -> list[dict[str, Any]]:
    from pollination_sdk import errors  # noqa: PLC0415 - httpx is slow to import

    try:
        return [one.to_dict() for one in itertools.islice(run.client.iter_usage(since=since, until=until), limit)]
    except errors.ArgumentValueError as error:
        option, value = ("--until", until) if error.message.startswith("until=") else ("--since", since)
        raise CommandError(
            f"{option} {value!r} is no time.",
            "Write how long ago, such as 7d or 12h; now, today or yesterday; or a date such as 2026-10-01.",
            exit_code=USAGE,
            code="ARGUMENT_VALUE",
        ) from None


def _words(name: str) -> str:
    """Return a name of the service as words, such as `rate limit enabled`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _shown(record: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    if whole:
        return record
    return {name: record.get(field) for name, field in _COLUMNS.items()}


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
