"""The enter host, below `/x-enter`: where a sign-in starts, and where its code becomes a key.

The pages that a user sees are in `sign_in_pages`.
"""

from typing import Any

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._errors import OauthError
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.sign_ins import (
    DEVICE_SECONDS,
    POLL_SECONDS,
    SCOPES,
    Asked,
    checked_app,
    new_key,
    scope_of,
)
from pollination_sdk.sandbox._requests.forms import sent_form
from pollination_sdk.sandbox._storage.state import State

PREFIX = "/x-enter"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


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
    """Answer `POST /api/device/code`.

    Raises:
        OauthError: `invalid_client` for what is no app, `invalid_scope` for an unknown permission.
    """
    client_id = exchange.body.get("client_id")
    checked_app(client_id, state.keys)
    code, device = state.sign_ins.add_device(Asked(client_id, scope_of(exchange.body.get("scope"))))
    issuer = _issuer(exchange)
    return JSONResponse(
        {
            "device_code": code,
            "user_code": device.user_code,
            "verification_uri": f"{issuer}/device",
            "verification_uri_complete": f"{issuer}/device?user_code={device.user_code}",
            "expires_in": DEVICE_SECONDS,
            "interval": POLL_SECONDS,
        }
    )


def device_token(exchange: Exchange, state: State) -> Response:
    """Answer `POST /api/device/token`."""
    return _token(state.sign_ins.poll(exchange.body["device_code"], None), state)


def oauth_token(exchange: Exchange, state: State) -> Response:
    """Answer `POST /api/oauth/token`.

    Raises:
        OauthError: `invalid_grant` for a code that is not valid any more, and the other errors of RFC 6749 and
            RFC 8628.
    """
    form = sent_form(exchange.request).fields
    grant = form.get("grant_type")
    if grant not in {"authorization_code", DEVICE_GRANT, None, ""}:
        raise OauthError("unsupported_grant_type", "There are codes of the browser and of the device.")
    name = "device_code" if grant == DEVICE_GRANT else "code"
    if not grant or not form.get(name):
        raise OauthError("invalid_request", f"The grant_type or the {name} is missing.")
    checked_app(form.get("client_id"), state.keys)
    sign_ins = state.sign_ins
    asked = sign_ins.poll(form[name], form.get("client_id")) if grant == DEVICE_GRANT else sign_ins.redeem(form)
    return _token(asked, state)


def userinfo(exchange: Exchange, _: State) -> Response:
    """Answer `GET /api/oauth/userinfo`; name and e-mail need the permission `profile`."""
    about: dict[str, Any] = {"sub": "sandbox-user", "preferred_username": "sandbox-user", "picture": None}
    if "profile" in exchange.owner.permissions:
        about |= {"name": "Sandbox User", "email": "sandbox@example.com"}
    return JSONResponse(about)


def _issuer(exchange: Exchange) -> str:
    return f"http://{exchange.request.headers.get('host', '127.0.0.1')}{PREFIX}"


def _token(asked: Asked, state: State) -> Response:
    key = new_key(asked)
    state.add_key(key)
    token = {"access_token": key.value, "token_type": "bearer", "expires_in": asked.seconds}
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({**token, "scope": " ".join(asked.scope)}, headers=headers)
