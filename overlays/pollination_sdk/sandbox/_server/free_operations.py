"""The free operations that read or change the state of the sandbox, by method and path."""

from collections.abc import Callable

from starlette.responses import Response

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._free import earnings as _earnings
from pollination_sdk.sandbox._free import key_admin as _key_admin
from pollination_sdk.sandbox._free import quests as _quests
from pollination_sdk.sandbox._hosts import oauth as _enter_host
from pollination_sdk.sandbox._hosts import uploads as _media_host
from pollination_sdk.sandbox._storage.state import State

STATEFUL: dict[tuple[str, str], Callable[[Exchange, State], Response]] = {
    ("GET", "/account/keys"): _key_admin.list_keys,
    ("POST", "/account/keys"): _key_admin.create_key,
    ("DELETE", "/account/keys/{id}"): _key_admin.revoke_key,
    ("GET", "/account/quests"): _quests.quests,
    ("GET", "/quests/catalog"): _quests.catalog,
    ("GET", "/account/earnings"): _earnings.earnings,
    ("GET", "/account/earnings/transactions"): _earnings.transactions,
    ("POST", "/x-media/upload"): _media_host.upload,
    ("GET", "/x-media/media"): _media_host.list_files,
    ("DELETE", "/x-media/media/{id}"): _media_host.delete,
    ("GET", "/x-media/{id}"): _media_host.read,
    ("HEAD", "/x-media/{id}"): _media_host.read,
    ("GET", "/x-media/{id}/metadata"): _media_host.metadata,
    ("GET", "/x-enter/.well-known/oauth-authorization-server"): _enter_host.discovery,
    ("POST", "/x-enter/api/oauth/token"): _enter_host.oauth_token,
    ("POST", "/x-enter/api/device/code"): _enter_host.device_code,
    ("POST", "/x-enter/api/device/token"): _enter_host.device_token,
    ("GET", "/x-enter/api/oauth/userinfo"): _enter_host.userinfo,
}
