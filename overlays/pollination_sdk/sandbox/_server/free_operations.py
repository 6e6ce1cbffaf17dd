"""The free operations that read or change the state of the sandbox, by method and path."""

from collections.abc import Callable

from starlette.responses import Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._free import earnings, key_admin, quests
from pollination_sdk.sandbox._hosts import oauth, uploads
from pollination_sdk.sandbox._storage.state import State

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
