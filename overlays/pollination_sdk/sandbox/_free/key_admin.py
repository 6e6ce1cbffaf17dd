"""The keys of the account: list, create and revoke them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._errors import ServiceError, invalid_input
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.ring import ACCOUNT_PERMISSIONS, Key, kinds_of, new_value
from pollination_sdk.sandbox._storage.state import State

PERMISSION = "keys"
KEY_PERMISSIONS = (*ACCOUNT_PERMISSIONS, "machines")


def list_keys(exchange: Exchange, state: State) -> Response:
    """Answer `GET /account/keys`: the newest first, without secrets."""
    exchange.owner.require(PERMISSION)
    return JSONResponse({"data": [_listed(key) for key in state.keys.valid()][::-1]})


def create_key(exchange: Exchange, state: State) -> Response:
    """Answer `POST /account/keys` with the whole key.

    Raises:
        ServiceError: 400 for a publishable key with a budget, which would be spent by its owner, and for a negative
            budget or an unknown permission.
    """
    exchange.owner.require(PERMISSION)
    body = exchange.body
    publishable = body.get("type") == "publishable"
    _check(body, publishable=publishable)
    made = Key(
        value=new_value("pk_" if publishable else "sk_"),
        name=body["name"],
        permissions=tuple(body.get("accountPermissions") or ()),
        models=None if body.get("allowedModels") is None else kinds_of(body["allowedModels"]),
        budget=body.get("pollenBudget"),
        expires=_expiry(body.get("expiresIn")),
        quest_only=bool(body.get("questPollenOnly")),
        redirect_uris=tuple(body.get("redirectUris") or ()) if publishable else None,
    )
    state.add_key(made)
    shown = {"key": made.value, "id": made.id, "name": made.name, "type": made.kind}
    return JSONResponse({**shown, "expiresAt": made.expires and made.expires.isoformat()})


def revoke_key(exchange: Exchange, state: State) -> Response:
    """Answer `DELETE /account/keys/{id}`.

    Raises:
        ServiceError: 404 for an unknown id, 400 for the key of the request itself.
    """
    exchange.owner.require(PERMISSION)
    found = next((key for key in state.keys.valid() if key.id == exchange.prompt), None)
    if found is None:
        raise ServiceError(404, "Key not found")
    if found is exchange.owner:
        raise ServiceError(400, "A key cannot revoke itself")
    found.revoked = True
    state.add_key(found)
    return JSONResponse({"success": True})


def _check(body: dict[str, Any], *, publishable: bool) -> None:
    """Refuse what the contract cannot say of a key."""
    budget = body.get("pollenBudget") or 0
    if publishable and budget:
        raise invalid_input({"pollenBudget": ["Publishable keys take no budget"]})
    if budget < 0:
        raise invalid_input({"pollenBudget": ["Too small: expected number to be >=0"]})
    if not set(body.get("accountPermissions") or ()) <= set(KEY_PERMISSIONS):
        names = "|".join(json.dumps(name) for name in KEY_PERMISSIONS)
        raise invalid_input({"accountPermissions": [f"Invalid option: expected one of {names}"]})


def _listed(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "start": key.value[:6],
        "expiresAt": key.expires and key.expires.isoformat(),
        "permissions": {"models": key.models and list(key.models), "account": list(key.permissions) or None},
        "pollenBalance": key.budget,
        "questPollenOnly": key.quest_only,
        "byopClientKeyId": key.byop_client_key_id,
    }


def _expiry(seconds: int | None) -> datetime | None:
    if seconds is None:
        return None
    try:
        return datetime.now(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        raise invalid_input({"expiresIn": ["Too big: no date is that far away"]}) from None
