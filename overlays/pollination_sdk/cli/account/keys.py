"""`pollinations keys`: list, create and revoke the keys of the account."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.run.pending import stopped

if TYPE_CHECKING:
    from pollination_sdk.cli.run.client import Run

_COLUMNS = {"id": "id", "name": "name", "starts with": "start", "ends": "expiresAt", "pollen left": "pollenBalance"}
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_OF_CREATE = "Only for create: "


def _span(_: click.Context, __: click.Parameter, value: str | None) -> timedelta | None:
    """Return the span of time that was written, such as 7d."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d{1,5})([hdw])", value)
    if found is None or not int(found[1]):
        raise click.BadParameter(f"{value!r} is no span of time: write 12h, 7d or 4w.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


@click.command()
@click.argument("action", type=click.Choice(("list", "create", "revoke")), default="list")
@click.argument("name", required=False, metavar="[NAME|ID]")
@click.option("--type", "type_", type=click.Choice(("secret", "publishable")), help=f"{_OF_CREATE}the kind of key.")
@click.option("--expires", callback=_span, metavar="SPAN", help=f"{_OF_CREATE}when it ends: 12h, 7d, 4w.")
@click.option("--budget", type=click.FloatRange(min=0), metavar="POLLEN", help=f"{_OF_CREATE}the most it may spend.")
@click.option("--models", multiple=True, metavar="KIND", help=f"{_OF_CREATE}a kind of model; all by default.")
@click.option("--permission", multiple=True, metavar="NAME", help=f"{_OF_CREATE}profile, usage or keys.")
@click.option("--quest-only", is_flag=True, help=f"{_OF_CREATE}spend only the pollen of quests.")
@click.option("--redirect-uri", multiple=True, metavar="URL", help=f"{_OF_CREATE}where users of an app return to.")
@options.csv
@options.common
def keys(run: Run, *, action: str, name: str | None, **given: Any) -> None:
    """List, create or revoke keys.

    The key that is used needs the permission `keys`. `create NAME` prints the new key, which is shown only once.
    `revoke ID` takes an id of the list.
    """
    settings = {
        "type": given["type_"],
        "expires_in": given["expires"],
        "pollen_budget": given["budget"],
        "allowed_models": list(given["models"]) or None,
        "account_permissions": list(given["permission"]) or None,
        "quest_pollen_only": given["quest_only"] or None,
        "redirect_uris": list(given["redirect_uri"]) or None,
    }
    settings = {option: value for option, value in settings.items() if value is not None}
    if settings and action != "create":
        raise click.UsageError(f"{action} takes no settings of a new key: they belong to create.")
    if action == "list":
        _list(run, name)
    elif name is None:
        raise click.UsageError(f"{action} needs {'a name for the key' if action == 'create' else 'the id of a key'}.")
    elif action == "create":
        _create(run, name, settings)
    else:
        _revoke(run, name)


def _list(run: Run, name: str | None) -> None:
    if name is not None:
        raise click.UsageError("list takes no name.")
    keys = run.client.list_keys().data
    found = [one.to_dict() for one in keys]
    if run.out.form == "text":
        rows = [{column: one.get(field) for column, field in _COLUMNS.items()} for one in found]
        for row, one in zip(rows, keys, strict=True):
            row["ends"] = None if one.expires_at is None else f"{one.expires_at:%Y-%m-%d %H:%M} UTC"
        run.out.table(rows, list(_COLUMNS), spare=("starts with", "pollen left"))
    else:
        run.out.table(found)


def _create(run: Run, name: str, settings: dict[str, Any]) -> None:
    with stopped("Stopped. The key may have been made: pollinations keys shows it, and revokes it."):
        made = run.client.create_key(name, **settings)
    if run.out.form != "text":
        run.out.fields(made.to_dict())
        return
    run.out.line(made.key)
    ends = "" if settings.get("expires_in") else " It does not end."  # an answer may leave its end out
    if made.expires_at is not None:
        ends = f" It ends on {made.expires_at:%Y-%m-%d at %H:%M} UTC."
    run.out.say(f"The key is shown only this once.{ends} Revoke it with: pollinations keys revoke {made.id}")


def _revoke(run: Run, key_id: str) -> None:
    run.client.revoke_key(key_id)
    if run.out.form == "text":
        run.out.say("The key is revoked.")
    else:
        run.out.fields({"revoked": key_id})
