"""The enter host, below `/x-enter`: sign-in without a browser and without users.

A device is signed in when it asks for the second time. Any code of the browser's sign-in is valid once.
"""

from typing import Any
from uuid import uuid4

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._errors import OauthError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._forms import sent_form
from pollination_sdk.sandbox._keys import Key, new_value
from pollination_sdk.sandbox._state import State

PREFIX = "/x-enter"
SCOPES = ("profile", "usage", "keys")
DEFAULT_SCOPE = "profile"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
WEEK, HALF_AN_HOUR, POLL_SECONDS = 604_800, 1800, 5


def discovery(exchange: Exchange, _: State) -> Response:
    """Answer `GET /.well-known/oauth-authorization-server`."""
    issuer = _issuer(exchange)
    return JSONResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/api/oauth/token",
            "device_authorization_endpoint": f"{issuer}/api/device/code",
            "userinfo_endpoint": f"{issuer}/api/oauth/userinfo",
            "scopes_supported": list(SCOPES),
            "grant_types_supported": ["authorization_code", DEVICE_GRANT],
            "code_challenge_methods_supported": ["S256"],
        }
    )


def device_code(exchange: Exchange, state: State) -> Response:
    """Answer `POST /api/device/code`."""
    code, issuer = uuid4().hex, _issuer(exchange)
    user_code = f"ABCD-{len(state.devices) + 1:04}"
    state.devices[code] = exchange.body.get("scope") or DEFAULT_SCOPE, exchange.body.get("client_id")
    return JSONResponse(
        {
            "device_code": code,
            "user_code": user_code,
            "verification_uri": f"{issuer}/device",
            "verification_uri_complete": f"{issuer}/device?user_code={user_code}",
            "expires_in": HALF_AN_HOUR,
            "interval": POLL_SECONDS,
        }
    )


def device_token(exchange: Exchange, state: State) -> Response:
    """Answer `POST /api/device/token`."""
    return _token_of_device(exchange.body["device_code"], state)


def oauth_token(exchange: Exchange, state: State) -> Response:
    """Answer `POST /api/oauth/token`.

    Raises:
        OauthError: `invalid_grant` for a code that was used before, and the other errors of RFC 6749 and RFC 8628.
    """
    form = sent_form(exchange.request).fields
    match form.get("grant_type"):
        case "authorization_code" if form.get("code"):
            if form["code"] in state.used_codes:
                raise OauthError("invalid_grant", "The code was used before.")
            state.used_codes.add(form["code"])
            return _token(DEFAULT_SCOPE, form.get("client_id"), state)
        case value if value == DEVICE_GRANT and form.get("device_code"):
            return _token_of_device(form["device_code"], state)
        case "authorization_code" | None | "":
            raise OauthError("invalid_request", "The grant type or the code is missing.")
        case value if value == DEVICE_GRANT:
            raise OauthError("invalid_request", "The device code is missing.")
    raise OauthError("unsupported_grant_type", "There are codes of the browser and of the device.")


def userinfo(exchange: Exchange, _: State) -> Response:
    """Answer `GET /api/oauth/userinfo`; name and e-mail need the permission `profile`."""
    about: dict[str, Any] = {"sub": "sandbox-user", "preferred_username": "sandbox-user", "picture": None}
    if "profile" in exchange.owner.permissions:
        about |= {"name": "Sandbox User", "email": "sandbox@example.com"}
    return JSONResponse(about)


def _issuer(exchange: Exchange) -> str:
    return f"http://{exchange.request.headers.get('host', '127.0.0.1')}{PREFIX}"


def _token_of_device(code: str, state: State) -> Response:
    if code not in state.devices:
        raise OauthError("invalid_grant", "The device code is unknown, or was used before.")
    if code not in state.asked_devices:
        state.asked_devices.add(code)
        raise OauthError("authorization_pending", "The user has not agreed yet.")
    return _token(*state.devices.pop(code), state)


def _token(scope: str, client_id: str | None, state: State) -> Response:
    permissions = tuple(name for name in scope.split() if name in SCOPES)
    key = Key(new_value("sk_"), "signed in", permissions, byop_client_key_id=client_id)
    state.add_key(key)
    token = {"access_token": key.value, "token_type": "bearer", "expires_in": WEEK}
    return JSONResponse({**token, "scope": " ".join(permissions)})
