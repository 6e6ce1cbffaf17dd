"""The code flow with PKCE (RFC 6749, RFC 7636): a web app sends the browser to the service, and gets a code back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from pollination_sdk._client.service_urls import base_url_of, other_url_of, url_beside
from pollination_sdk._secrets.live_keys import remember
from pollination_sdk.errors import ArgumentError, ArgumentValueError
from pollination_sdk.login._client import TIMEOUT, async_keyless, checked_client_id, keyless, positive, words
from pollination_sdk.login._issued_key import IssuedKey, issued_key
from pollination_sdk.login._refusals import refusal, refusals

if TYPE_CHECKING:
    import httpx

    from pollination_sdk.types import AccessToken, UserInfo

_TOKEN, _USER_INFO = "post_enter_oauth_token", "get_enter_userinfo"


class Authorization(NamedTuple):
    """A sign-in that starts in a browser. Its repr hides the state and the verifier.

    Keep the state and the verifier for this browser until it comes back, in a session on the server. Keep the
    verifier secret.
    """

    url: str
    """Where the browser goes."""
    state: str
    """The random text that comes back with the code; pass it to `code_from`."""
    verifier: str
    """The secret of this sign-in; pass it to `exchange`."""

    def __repr__(self) -> str:
        return f"Authorization(url={self.url.partition('?')[0]!r}, state=***, verifier=***)"


def authorize_url(
    client_id: str,
    redirect_uri: str,
    *,
    scope: str | Sequence[str] | None = None,
    models: str | Sequence[str] | None = None,
    budget: float | None = None,
    expiry: float | timedelta | None = None,
    base_url: str | httpx.URL | None = None,
    enter_url: str | httpx.URL | None = None,
) -> Authorization:
    """Return the URL of the page where a user agrees, with a new state and verifier. Nothing is sent.

    Args:
        client_id: The publishable key of the app.
        redirect_uri: Where the browser comes back to, exactly as it was registered for the app.
        scope: The permissions to ask for: any of `profile`, `usage` and `keys`.
        models: The kinds of model that the key may use; all by default.
        budget: The pollen that the key may spend, above 0; the service allows 5 by default.
        expiry: The days until the key ends, above 0, or a timedelta; 7 days by default.
        base_url: The URL of the service. By default as that of the clients.
        enter_url: The URL of its sign-in host. By default as that of the clients.

    Raises:
        ArgumentError: An argument has another type.
        ArgumentValueError: `client_id` is a secret key or empty, `redirect_uri` is no absolute URL or has a fragment,
            or a number is not above 0.
        ConfigurationError: `base_url` or `enter_url` is invalid.
    """
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    days = expiry / timedelta(days=1) if isinstance(expiry, timedelta) else expiry
    query = {
        "response_type": "code",
        "client_id": checked_client_id(client_id),
        "redirect_uri": _checked_uri(redirect_uri),
        "scope": words("scope", scope, " "),
        "state": state,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
        "models": words("models", models, ","),
        "budget": positive("budget", budget),
        "expiry": positive("expiry", days),
    }
    base = base_url_of(base_url)
    enter = other_url_of(enter_url, "enter_url") or url_beside(base, "enter_url")
    sent = urlencode({name: value for name, value in query.items() if value is not None})
    return Authorization(f"{str(enter).rstrip('/')}/authorize?{sent}", state, verifier)


def code_from(callback: str | httpx.URL | Mapping[str, str], *, state: str | None) -> str:
    """Return the code that a browser brings back, if it belongs to the sign-in that this browser started.

    Args:
        callback: The URL that the browser requests, or its query parameters.
        state: The state of `authorize_url` that was kept for this browser; None if there is none, which is refused.

    Raises:
        SignInError: The state is another one (`code` is `state_mismatch`), the user or the service has refused, or
            there is no code. Its message quotes the service: show its `summary` to users.
    """
    query = _query(callback)
    received = query.get("state", "")
    if not state or not hmac.compare_digest(received.encode("utf-8", "replace"), str(state).encode("utf-8", "replace")):
        raise refusal("state_mismatch")
    if error := query.get("error"):
        raise refusal(error, query.get("error_description"))
    code = query.get("code")
    if not code:
        raise refusal("missing_code")
    return code


def exchange(
    code: str,
    verifier: str,
    *,
    client_id: str,
    redirect_uri: str,
    base_url: str | httpx.URL | None = None,
    enter_url: str | httpx.URL | None = None,
) -> IssuedKey:
    """Exchange a code for the user's key. A code is valid once, and for ten minutes.

    Args:
        code: The code that `code_from` returned.
        verifier: The verifier of `authorize_url`.
        client_id: As for `authorize_url`.
        redirect_uri: As for `authorize_url`.
        base_url: As for `authorize_url`.
        enter_url: As for `authorize_url`.

    Raises:
        SignInError: The service refuses the code; `code` says why.
        OutcomeUnknownError: No answer came, and the code may be used up.
        PollinationsError: The service cannot be reached, or fails; see `errors`.
    """
    form = _form(code, verifier, client_id, redirect_uri)
    del code, verifier  # a traceback with local variables would show them
    with keyless(base_url, enter_url) as client, refusals():
        token = client.call(_TOKEN, **form)
    return issued_key(cast("AccessToken", token))


async def async_exchange(
    code: str,
    verifier: str,
    *,
    client_id: str,
    redirect_uri: str,
    base_url: str | httpx.URL | None = None,
    enter_url: str | httpx.URL | None = None,
) -> IssuedKey:
    """Exchange a code for the user's key; see `exchange`."""
    form = _form(code, verifier, client_id, redirect_uri)
    del code, verifier  # a traceback with local variables would show them
    async with async_keyless(base_url, enter_url) as client:
        with refusals():
            token = await client.call(_TOKEN, **form)
    return issued_key(cast("AccessToken", token))


def user_info(
    key: str, *, base_url: str | httpx.URL | None = None, enter_url: str | httpx.URL | None = None
) -> UserInfo:
    """Return whose key this is: `sub` is the id of the user, which stays the same.

    Args:
        key: The key of a sign-in, or any other. With the permission `profile`, name and e-mail address are known.
        base_url: The URL of the service. By default as that of the clients.
        enter_url: The URL of its sign-in host. By default as that of the clients.

    Raises:
        ArgumentError: `key` is no text: no other key takes the place of a missing one.
        AuthenticationError: The key does not work.
        PollinationsError: The service cannot be reached, or fails; see `errors`.
    """
    from pollination_sdk import Pollinations  # noqa: PLC0415 - httpx is slow to import

    owner = Pollinations(_given(key), base_url=base_url, enter_url=enter_url, timeout=TIMEOUT)
    del key  # as the code in `exchange`
    with owner as client:
        return cast("UserInfo", client.call(_USER_INFO))


async def async_user_info(
    key: str, *, base_url: str | httpx.URL | None = None, enter_url: str | httpx.URL | None = None
) -> UserInfo:
    """Return whose key this is; see `user_info`."""
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    owner = AsyncPollinations(_given(key), base_url=base_url, enter_url=enter_url, timeout=TIMEOUT)
    del key  # as the code in `exchange`
    async with owner as client:
        return cast("UserInfo", await client.call(_USER_INFO))


def _given(key: Any) -> str:
    """Return the key of a user. Without it, a client would use the app's own, and the user would be its owner."""
    if not isinstance(key, str):
        raise ArgumentError(f"key takes the key of a user as text, not {type(key).__name__}: let the user sign in.")
    return key


def _form(code: Any, verifier: Any, client_id: str, redirect_uri: str) -> dict[str, Any]:
    """Return the fields of the token endpoint; their reprs hide what is secret in tracebacks."""
    for name, value in (("code", code), ("verifier", verifier)):
        if not isinstance(value, str) or not value:
            raise ArgumentError(f"{name} takes the text that the sign-in gave, not {type(value).__name__}.")
    return {
        "grant_type": "authorization_code",
        "code": remember(code),
        "client_id": checked_client_id(client_id),
        "redirect_uri": _checked_uri(redirect_uri),
        "code_verifier": remember(verifier),
    }


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _query(callback: str | httpx.URL | Mapping[str, str]) -> dict[str, str]:
    """Return the parameters that came back. A repeated one is refused, as RFC 6749 has it."""
    if isinstance(callback, Mapping):
        return {str(name): str(value) for name, value in callback.items()}
    sent = str(callback).partition("#")[0].partition("?")[2]  # the Host header may have made the URL invalid
    pairs = parse_qsl(sent, keep_blank_values=True)
    if len({name for name, _ in pairs}) < len(pairs):
        raise refusal("invalid_request", "A parameter of the callback is there twice.")
    return dict(pairs)


def _checked_uri(value: Any) -> str:
    if not isinstance(value, str):
        raise ArgumentError(f"redirect_uri takes a URL as text, not {type(value).__name__}.")
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if not parts.scheme or not parts.netloc or "#" in value:
        raise ArgumentValueError(
            "redirect_uri must be an absolute URL without a fragment, such as https://app.example/callback."
        )
    return value
