"""The `/account` operations and the three model lists, which cost nothing."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from dateutil.parser import isoparse
from starlette.responses import Response

from pollination_sdk.sandbox._catalogue import (
    CREATED_MS,
    Model,
    admits,
    models_for_media,
    models_for_text,
)
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._ledger import Ledger
from pollination_sdk.sandbox._table import DAILY_COLUMNS, USAGE_COLUMNS, to_csv

DEFAULT_LIMIT = 100


def profile(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /account/profile`."""
    exchange.owner.require("profile")
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return _json(
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
    return _json({"balance": ledger.balance(owner), **pots})


def key(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /account/key`, which needs no permission."""
    owner = exchange.owner
    left = None if owner.expires is None else owner.expires - datetime.now(UTC)
    return _json(
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
            "questPollenOnly": owner.quest_only,
        }
    )


def usage(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /account/usage` as JSON or CSV."""
    exchange.owner.require("usage")
    rows = ledger.page(int(exchange.query.get("limit", DEFAULT_LIMIT)), _before(exchange))
    return _rows(exchange, rows, USAGE_COLUMNS, "usage")


def daily_usage(exchange: Exchange, ledger: Ledger) -> Response:
    """Answer `GET /account/usage/daily` as JSON or CSV."""
    exchange.owner.require("usage")
    return _rows(exchange, ledger.daily(), DAILY_COLUMNS, "daily-usage")


def text_models(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /text/models`."""
    return _json([model.describe() for model in _allowed(models_for_text(), exchange)])


def image_models(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /image/models`."""
    return _json([model.describe() for model in _allowed(models_for_media(), exchange)])


def v1_models(exchange: Exchange, _: Ledger) -> Response:
    """Answer `GET /v1/models`, in the format of OpenAI's list."""
    models = _allowed(models_for_text(), exchange)
    entries = [{"id": model.name, "object": "model", "created": CREATED_MS} for model in models]
    return _json({"object": "list", "data": entries})


def _allowed(models: tuple[Model, ...], exchange: Exchange) -> list[Model]:
    names = None if exchange.key is None else exchange.key.models
    return [model for model in models if admits(names, model)]


def _before(exchange: Exchange) -> datetime | None:
    """Parse `before`. A day beyond the end of its month counts into the next month, as in JavaScript."""
    sent = exchange.query.get("before")
    if sent is None:
        return None
    first = isoparse(f"{sent[:8]}01{sent[10:]}")
    moment = first + timedelta(days=int(sent[8:10]) - 1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _rows(exchange: Exchange, rows: list[dict[str, Any]], columns: tuple[str, ...], name: str) -> Response:
    if exchange.query.get("format") != "csv":
        return _json({"usage": rows, "count": len(rows)})
    filename = f"pollinations-{name}-{datetime.now(UTC):%Y-%m-%d}.csv"
    headers = {
        "Content-Type": "text/csv",  # `media_type` would add a charset
        "Content-Disposition": f'attachment; filename="{filename}"',
    }
    return Response(to_csv(columns, rows), headers=headers)


def _json(value: Any) -> Response:
    content = json.dumps(value, ensure_ascii=False)
    return Response(content, media_type="application/json")
