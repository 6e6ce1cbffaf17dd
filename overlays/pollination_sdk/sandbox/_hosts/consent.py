"""What a user decides about a sign-in: in a browser, or as a test says it."""

import math
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pollination_sdk.sandbox._errors import OauthError
from pollination_sdk.sandbox._keys.sign_ins import DEFAULT_BUDGET, DEFAULT_DAYS, Asked, checked_app, scope_of
from pollination_sdk.sandbox._storage.state import State


class ConsentError(ValueError):
    """A sign-in that has no place to return to: only its user can see the reason."""


def decide_sign_in(asked: str, state: State, *, allowed: bool) -> str:
    """Take a decision, and return the URL that the browser is sent to; empty for a device.

    Args:
        asked: The code of a device, or the URL of `/authorize`.
        state: The state of the sandbox.
        allowed: The decision.

    Raises:
        ConsentError: No device waits with this code, or the app or its redirect URI is not valid.
    """
    if "://" in asked:
        query = dict(parse_qsl(urlsplit(asked).query, keep_blank_values=True))
        return decide(query, state, allowed=allowed)
    decide_device(asked, state, allowed=allowed)
    return ""


def decide(query: Mapping[str, str], state: State, *, allowed: bool) -> str:
    """Return the URL that the browser is sent to when the user has decided.

    Raises:
        ConsentError: The app or its redirect URI is not valid.
    """
    redirect_uri = redirect_uri_of(query, state)
    try:
        asked = asked_in(query)
    except OauthError as error:
        return answered(query, {"error": error.code or "", "error_description": str(error)})
    if not allowed:
        return answered(query, {"error": "access_denied", "error_description": "The user has said no."})
    code = state.sign_ins.add_code(asked, redirect_uri, query["code_challenge"])
    return answered(query, {"code": code})


def decide_device(user_code: str, state: State, *, allowed: bool) -> None:
    """Take a decision about a device.

    Raises:
        ConsentError: No device waits with this code.
    """
    found = state.sign_ins.device_of(user_code)
    if found is None:
        raise ConsentError(f"No device waits with the code {user_code!r}.")
    found.decision = allowed


def redirect_uri_of(query: Mapping[str, str], state: State) -> str:
    """Return where the browser goes. An address that the app did not register is never visited."""
    try:
        app = checked_app(query.get("client_id", ""), state.keys)
    except OauthError as error:
        raise ConsentError(str(error)) from None
    uri = query.get("redirect_uri", "")
    try:
        parts = urlsplit(uri)
    except ValueError:
        parts = urlsplit("")
    if not parts.scheme or not parts.netloc or parts.fragment:
        raise ConsentError("The redirect_uri is no absolute URL without a fragment.")
    if app is not None and app.redirect_uris is not None and uri not in app.redirect_uris:
        raise ConsentError("The app did not register this redirect_uri.")
    return uri


def asked_in(query: Mapping[str, str]) -> Asked:
    """Return what the app asks for.

    Raises:
        OauthError: The request is not one of the code flow with PKCE, or asks for what there is not.
    """
    if query.get("response_type") != "code":
        raise OauthError("unsupported_response_type", "response_type must be code.")
    if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
        raise OauthError("invalid_request", "A code_challenge with the method S256 is needed.")
    models = query.get("models")
    return Asked(
        query["client_id"],
        scope_of(query.get("scope")),
        tuple(models.split(",")) if models else None,
        _number(query, "budget", DEFAULT_BUDGET),
        _number(query, "expiry", DEFAULT_DAYS),
    )


def _number(query: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(query.get(name, default))
    except ValueError:
        number = math.nan
    if not 0 < number < 1_000_000:
        raise OauthError("invalid_request", f"{name} must be a number above 0.")
    return number


def answered(query: Mapping[str, str], found: dict[str, str]) -> str:
    """Return the redirect URI with an answer in its query, which keeps what it had."""
    parts = urlsplit(query["redirect_uri"])
    state = {"state": query["state"]} if "state" in query else {}
    pairs = [*parse_qsl(parts.query, keep_blank_values=True), *{**found, **state}.items()]
    return urlunsplit(parts._replace(query=urlencode(pairs)))
