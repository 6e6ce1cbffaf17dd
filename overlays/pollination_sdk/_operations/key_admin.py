"""The keys of the account: list, create and revoke them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pollination_api import models as models_
from pollination_api.api.account import delete_account_keys_by_id, get_account_keys, post_account_keys
from pollination_api.types import UNSET, Unset, path_segment
from pollination_sdk._operations.bounds import check_number
from pollination_sdk._operations.parameters import (
    Extra,
    Fields,
    as_boolean,
    as_integer,
    as_list,
    as_number,
    as_object,
    as_text,
    call_of,
    in_path,
    or_unset,
)
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk._responses.decode import read_model, unexpected
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from pollination_api.models import CreatedKey, KeyKind, KeyList, ListedKey
    from pollination_sdk._engine.call import Call

_LONGEST_NAME = 253


def list_keys(*, extra: Extra = None) -> Call[KeyList]:
    """Return the keys of the account, newest first and without their secrets, as `data` of the result.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `keys`.
    """
    kwargs = get_account_keys._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_keys, kwargs, read_model(models_.KeyList), extra)


def create_key(
    name: str,
    *,
    type: KeyKind | None = None,  # noqa: A002 - the name of the API
    expires_in: int | timedelta | None = None,
    allowed_models: Sequence[str] | None | Unset = UNSET,
    pollen_budget: float | None | Unset = UNSET,
    quest_pollen_only: bool | None = None,
    account_permissions: Sequence[str] | None | Unset = UNSET,
    redirect_uris: Sequence[str] | None = None,
    earnings_enabled: bool | None = None,
    extra: Extra = None,
) -> Call[CreatedKey]:
    """Create a key. Its secret is `key` of the result, which its repr hides; the service shows it only this once.

    A request whose outcome is unknown is not sent again, as that could make a second key.

    Args:
        name: The name, 1 to 253 characters.
        type: `secret`, by default, or `publishable` for an app, whose `client_id` in a sign-in it is.
        expires_in: The time until the key ends, as seconds or a timedelta; without it the key does not end.
        allowed_models: The kinds of model that the key may use: `text`, `image`, `video`, `audio`, `3d`, `embedding`,
            `realtime`. The name of a model admits its whole kind. None, or by default, all.
        pollen_budget: The pollen that the key may spend, from 0; None, or by default, only the wallet limits it. A
            publishable key takes none but 0.
        quest_pollen_only: Whether the key may spend only pollen of quests.
        account_permissions: Any of `profile`, `usage`, `keys` and `machines`; none by default. `keys` allows
            everything about keys.
        redirect_uris: For an app: the addresses that its users may return to after a sign-in.
        earnings_enabled: For an app: whether its users pay a markup, which the account earns.
        extra: Undocumented fields of the body.

    Raises:
        PermissionDeniedError: The key of the client lacks the permission `keys`.
        ArgumentError: A value has another type; nothing was sent.
        ArgumentValueError: `name`, `expires_in` or `pollen_budget` is out of bounds; nothing was sent.
        BadRequestError: The service refuses such a key.
        OutcomeUnknownError: The key may have been made, and its secret is lost: revoke it.
    """
    budget = as_number("pollen_budget", pollen_budget)
    if isinstance(budget, (int, float)):
        check_number("pollen_budget", budget, 0, None)
    fields = {
        "name": _name(name),
        "type": or_unset(as_text("type", type)),
        "expiresIn": or_unset(_seconds(expires_in)),
        "allowedModels": as_list("allowed_models", allowed_models),
        "pollenBudget": budget,
        "questPollenOnly": or_unset(as_boolean("quest_pollen_only", quest_pollen_only)),
        "accountPermissions": as_list("account_permissions", account_permissions),
        "redirectUris": or_unset(as_list("redirect_uris", redirect_uris)),
        "earningsEnabled": or_unset(as_boolean("earnings_enabled", earnings_enabled)),
        **(as_object("extra", extra) or {}),
    }
    kwargs = post_account_keys._get_kwargs(body=Fields(fields))  # type: ignore[arg-type]  # noqa: SLF001 - stands in for the model
    return call_of(post_account_keys, kwargs, read_model(models_.CreatedKey), body=kwargs["json"], free=False)


def revoke_key(id: str | ListedKey | CreatedKey, *, extra: Extra = None) -> Call[None]:  # noqa: A002 - the name of the API
    """Revoke a key of the account at once. The key of the client cannot revoke itself.

    Args:
        id: The id of the key, or what `list_keys` or `create_key` returned; never the key itself.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key of the client lacks the permission `keys`.
        NotFoundError: There is no such key. After a broken connection, the first attempt may have revoked it.
        BadRequestError: It is the key of the client itself.
        ArgumentValueError: `id` is a key; nothing was sent.
    """
    value = id.id if isinstance(id, (models_.ListedKey, models_.CreatedKey)) else as_text("id", id)
    if not isinstance(value, str):
        raise ArgumentError(f"id takes the id of a key, not {kind_of(id)}.")
    if value.strip().startswith(("sk_", "pk_")):
        raise ArgumentValueError("id is a key itself, which does not belong in a URL: list_keys() has the ids.")
    kwargs = delete_account_keys_by_id._get_kwargs(path_segment(in_path("id", value)))  # noqa: SLF001 - as above
    return call_of(delete_account_keys_by_id, kwargs, _read_revoked, extra)


def _read_revoked(response: httpx.Response) -> None:
    if read_model(models_.AnyObject)(response).to_dict().get("success") is False:
        raise unexpected("The service says that it did not revoke the key.", response, "success")


def _name(value: Any) -> str:
    name = as_text("name", value)
    if not isinstance(name, str):
        raise ArgumentError(f"name takes text, not {kind_of(value)}.")
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise ArgumentValueError(f"name must have 1 to {_LONGEST_NAME} characters, not {len(name.strip())}.")
    return name


def _seconds(value: Any) -> Any:
    """Return the time until a key ends in whole seconds; None and `UNSET` stay."""
    if isinstance(value, timedelta):
        value = int(value.total_seconds())
    seconds = as_integer("expires_in", value)
    if isinstance(seconds, int):
        check_number("expires_in", seconds, 1, None)
    return seconds
