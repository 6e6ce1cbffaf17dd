"""What the apps of the account earn: a share of each call with a key that was made for an app."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._free.periods import span
from pollination_sdk.sandbox._keys.ring import APP_MARKUP, KeyRing
from pollination_sdk.sandbox._storage.entries import Entry
from pollination_sdk.sandbox._storage.state import State

DAYS, DEFAULT_LIMIT = 30, 100
_SHARE = float(APP_MARKUP - 1)


def earnings(exchange: Exchange, state: State) -> Response:
    """Answer `GET /account/earnings`: the sums by day and app, and by app."""
    exchange.owner.require("usage")
    entries = _of_apps(exchange, state)
    rows = {
        "daily": _sums(entries, state.keys, lambda entry: f"{entry.at:%Y-%m-%d}"),
        "perEntity": _sums(entries, state.keys, lambda _: None),
    }
    return JSONResponse(rows)


def transactions(exchange: Exchange, state: State) -> Response:
    """Answer `GET /account/earnings/transactions`: the newest first."""
    exchange.owner.require("usage")
    limit = int(exchange.query.get("limit", DEFAULT_LIMIT))
    newest = sorted(_of_apps(exchange, state), key=lambda entry: entry.at, reverse=True)[:limit]
    rows = [
        {
            "timestamp": f"{entry.at:%Y-%m-%d %H:%M:%S}",
            "cursor_event_id": entry.event_id,
            "entity_name": _app_of(entry, state.keys)[1],
            "model": entry.model.id,
            "meter_source": entry.pot,
            "pollen_earned": _earned(entry),
        }
        for entry in newest
    ]
    return JSONResponse({"transactions": rows, "count": len(rows)})


def _of_apps(exchange: Exchange, state: State) -> list[Entry]:
    found = state.ledger.within(*span(exchange.query, DAYS))
    return [entry for entry in found if entry.key.byop_client_key_id is not None]


def _earned(entry: Entry) -> float:
    """Return the share of the app in what a call has cost."""
    return round(entry.cost * _SHARE / float(APP_MARKUP), 9)


def _app_of(entry: Entry, keys: KeyRing) -> tuple[str, str]:
    """Return the id and the name of the app that a key was made for."""
    client_id = str(entry.key.byop_client_key_id)
    app = keys.find(client_id)
    return (client_id, client_id) if app is None else (app.id, app.name)


def _sums(entries: Iterable[Entry], keys: KeyRing, date_of: Callable[[Entry], str | None]) -> list[dict[str, Any]]:
    groups: defaultdict[tuple[str | None, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[date_of(entry), *_app_of(entry, keys)].append(entry)
    newest = sorted(groups.items(), key=lambda group: (group[0][0] or "", group[0][2]), reverse=True)
    return [_row(date, app_id, name, rows) for (date, app_id, name), rows in newest]


def _row(date: str | None, app_id: str, name: str, entries: list[Entry]) -> dict[str, Any]:
    by_pot = {pot: [entry for entry in entries if entry.pot == pot] for pot in ("pack", "tier")}
    earned = {pot: round(sum(map(_earned, found)), 9) for pot, found in by_pot.items()}
    cost = round(sum(entry.cost for entry in entries), 9)
    row = {
        "entity_id": app_id,
        "entity_name": name,
        "source": "byop_markup",
        "requests": len(entries),
        "paid_requests": len(by_pot["pack"]),
        "tier_requests": len(by_pot["tier"]),
        "baseline_price": round(cost / float(APP_MARKUP), 9),
        "pollen_earned": round(sum(map(_earned, entries)), 9),
        "paid_earned": earned["pack"],
        "tier_earned": earned["tier"],
        "cost_usd": cost,
        "reward_rate": _SHARE,
    }
    return row if date is None else {"date": date, **row}
