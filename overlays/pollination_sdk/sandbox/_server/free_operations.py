"""The free operations by path: `FREE` has those that need the ledger alone.

`STATEFUL` has those that read or change the state, by method too.
"""

from collections.abc import Callable

from starlette.responses import Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._free import account, earnings, key_admin, model_lists, quests
from pollination_sdk.sandbox._hosts import oauth, uploads
from pollination_sdk.sandbox._storage.ledger import Ledger
from pollination_sdk.sandbox._storage.state import State

FREE: dict[str, Callable[[Exchange, Ledger], Response]] = {
    "/account/profile": account.profile,
    "/account/balance": account.balance,
    "/account/key": account.key,
    "/account/usage": account.usage,
    "/account/usage/daily": account.daily_usage,
    "/account/key/usage": account.key_usage,
    "/v1/models": model_lists.v1_models,
    "/v1/models/{model}": model_lists.v1_model,
    "/models": model_lists.rich_list(),
    "/text/models": model_lists.rich_list("text"),
    "/image/models": model_lists.rich_list("image", "video"),
    "/video/models": model_lists.rich_list("video"),
    "/audio/models": model_lists.rich_list("audio"),
    "/embeddings/models": model_lists.rich_list("embedding"),
    "/3d/models": model_lists.rich_list("3d"),
    "/models/status": model_lists.status,
    "/v1/models/status": model_lists.status,
}
STATEFUL: dict[tuple[str, str], Callable[[Exchange, State], Response]] = {
    ("GET", "/account/keys"): key_admin.list_keys,
    ("POST", "/account/keys"): key_admin.create_key,
    ("DELETE", "/account/keys/{id}"): key_admin.revoke_key,
    ("GET", "/account/quests"): quests.quests,
    ("GET", "/quests/catalog"): quests.catalog,
    ("GET", "/account/earnings"): earnings.earnings,
    ("GET", "/account/earnings/transactions"): earnings.transactions,
    ("POST", "/x-media/upload"): uploads.upload,
    ("GET", "/x-media/media"): uploads.list_files,
    ("DELETE", "/x-media/media/{id}"): uploads.delete,
    ("GET", "/x-media/{id}"): uploads.read,
    ("HEAD", "/x-media/{id}"): uploads.read,
    ("GET", "/x-media/{id}/metadata"): uploads.metadata,
    ("GET", "/x-enter/.well-known/oauth-authorization-server"): oauth.discovery,
    ("POST", "/x-enter/api/oauth/token"): oauth.oauth_token,
    ("POST", "/x-enter/api/device/code"): oauth.device_code,
    ("POST", "/x-enter/api/device/token"): oauth.device_token,
    ("GET", "/x-enter/api/oauth/userinfo"): oauth.userinfo,
}
