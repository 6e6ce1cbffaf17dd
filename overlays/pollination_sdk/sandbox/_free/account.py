"""The `/account` operations, which cost nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.responses import Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._free.encoding import DAILY_COLUMNS, USAGE_COLUMNS, json_response, to_csv
from pollination_sdk.sandbox._free.periods import before, span
from pollination_sdk.sandbox._storage.entries import key_id, page
from pollination_sdk.sandbox._storage.ledger import Ledger

DEFAULT_LIMIT = 100
USAGE_DAYS, DAILY_DAYS = 30, 90


def profile(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /account/profile`."""
    exchange.owner.require("profile")
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return json_response(
        {
            "name": "Sandbox User",
            "email": "sandbox@example.com",
            "githubUsername": "sandbox-user",
            "tier": "seed",
            "createdAt": "2025-06-01T09:30:00.000Z",
            "nextResetAt": f"{midnight + timedelta(days=1):%Y-%m-%dT%H:%M:%S}.000Z",
        }
    )


def balance(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /account/balance`: the key's budget or, without one, the wallet; with `usage`, both pots too."""
    owner = exchange.owner
    if owner.budget is None:
        owner.require("usage")
    pots = {"accountBalance": ledger.pots()} if "usage" in owner.permissions else {}
    return json_response({"balance": ledger.balance(owner), **pots})


def key(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /account/key`, which needs no permission."""
    owner = exchange.owner
    left = None if owner.expires is None else owner.expires - datetime.now(UTC)
    return json_response(
        {
            "valid": True,
            "type": owner.kind,
            "name": owner.name,
            "expiresAt": owner.expires and owner.expires.astimezone(UTC).isoformat(),
            "expiresIn": left and int(left.total_seconds()),
            "permissions": {
                "models": None if owner.models is None else list(owner.models),
                "account": list(owner.permissions) or None,
            },
            "pollenBudget": owner.budget,
            "rateLimitEnabled": owner.publishable,
            "byopClientKeyId": owner.byop_client_key_id,
            "questPollenOnly": owner.quest_only,
        }
    )


def usage(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /account/usage` as JSON or CSV."""
    exchange.owner.require("usage")
    return _usage_page(exchange, ledger, _split(exchange.query.get("api_key_ids")))


def key_usage(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /account/key/usage`: that of the key itself, which needs no permission."""
    return _usage_page(exchange, ledger, [key_id(exchange.owner)])


def _usage_page(exchange: Exchange, ledger: Ledger, keys: list[str] | None) -> Response:
    query = exchange.query
    entries = ledger.within(*span(query, USAGE_DAYS), keys=keys, models=_split(query.get("models")))
    rows = page(entries, int(query.get("limit", DEFAULT_LIMIT)), before(query), query.get("before_event_id"))
    return _rows(exchange, rows, USAGE_COLUMNS, "usage")


def daily_usage(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /account/usage/daily` as JSON or CSV."""
    exchange.owner.require("usage")
    query = exchange.query
    entries = ledger.within(*span(query, DAILY_DAYS), keys=_split(query.get("api_key_ids")))
    return _rows(exchange, ledger.daily(entries), DAILY_COLUMNS, "daily-usage")


def _split(sent: str | None) -> list[str] | None:
    """Return the values of a list that is separated by commas; None if it was not sent."""
    return None if sent is None else sent.split(",")


def _rows(exchange: Exchange, rows: list[dict[str, Any]], columns: tuple[str, ...], name: str) -> Response:
    if exchange.query.get("format") != "csv":
        return json_response({"usage": rows, "count": len(rows)})
    filename = f"pollinations-{name}-{datetime.now(UTC):%Y-%m-%d}.csv"
    headers = {
        "Content-Type": "text/csv",  # `media_type` would add a charset
        "Content-Disposition": f'attachment; filename="{filename}"',
    }
    return Response(to_csv(columns, rows), headers=headers)
