"""The sign-ins that have started: codes of devices and of browsers, who asked for them, and what the user said."""

import base64
import hashlib
import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from pollination_sdk.sandbox._errors import OauthError
from pollination_sdk.sandbox._keys.ring import Key, KeyRing, kinds_of, new_value

SCOPES = ("profile", "usage", "keys")
DEFAULT_SCOPE = "profile"
DEFAULT_BUDGET, DEFAULT_DAYS = 5.0, 7
DEVICE_SECONDS, CODE_SECONDS, POLL_SECONDS = 1800, 600, 5
SLOWER = 5
"""The seconds that each hurried question adds to the interval, as RFC 8628 has it."""
TOLERANCE = 0.5
"""Seconds. A question that is early by less is not hurried."""


@attrs.frozen
class Asked:
    """What an app asks a user for.

    Args:
        client_id: The publishable key of the app; None for a device that names none.
        scope: The permissions.
        models: The kinds of model; None for all.
        budget: The pollen; None for no limit.
        days: The days until the key ends.
    """

    client_id: str | None
    scope: tuple[str, ...] = (DEFAULT_SCOPE,)
    models: tuple[str, ...] | None = None
    budget: float | None = None
    days: float = DEFAULT_DAYS

    @property
    def seconds(self) -> int:
        """The seconds until the key ends."""
        return int(timedelta(days=self.days).total_seconds())


@attrs.define
class Device:
    """The sign-in of one device; `decision` is None until the user has said something."""

    asked: Asked
    user_code: str
    ends: datetime
    decision: bool | None = None
    interval: float = POLL_SECONDS
    last_poll: float | None = None


@attrs.define
class Code:
    """A code of the browser's sign-in, for one redirect URI and one challenge."""

    asked: Asked
    redirect_uri: str
    challenge: str
    ends: datetime
    is_used: bool = False


@attrs.define
class SignIns:
    """All sign-ins of one sandbox."""

    devices: dict[str, Device] = attrs.field(factory=dict, repr=False)
    codes: dict[str, Code] = attrs.field(factory=dict, repr=False)
    started: int = 0

    def add_device(self, asked: Asked) -> tuple[str, Device]:
        """Start the sign-in of a device, and return its code."""
        code = secrets.token_hex(16)
        self.started += 1  # not the number of devices: those that have ended are deleted
        user_code = f"ABCD-{self.started:04}"
        self.devices[code] = device = Device(asked, user_code, _from_now(DEVICE_SECONDS))
        return code, device

    def add_code(self, asked: Asked, redirect_uri: str, challenge: str) -> str:
        """Return a code for a browser whose user has agreed."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(asked, redirect_uri, challenge, _from_now(CODE_SECONDS))
        return code

    def device_of(self, user_code: str) -> Device | None:
        """Return the device that shows a code and still waits; None if there is none."""
        typed = user_code.strip().upper()
        waiting = (one for one in self.devices.values() if one.decision is None and one.ends > datetime.now(UTC))
        return next((one for one in waiting if one.user_code == typed), None)

    def poll(self, code: str, client_id: str | None) -> Asked:
        """Answer a device that asks whether its user has agreed.

        Raises:
            OauthError: It has to go on asking, to ask less often, or to stop.
        """
        device = self.devices.get(code)
        if device is None or (client_id is not None and client_id != device.asked.client_id):
            raise OauthError("invalid_grant", "The device code is unknown, was used before, or is of another app.")
        if device.ends <= datetime.now(UTC):
            del self.devices[code]
            raise OauthError("expired_token", "The device code has expired.")
        if device.decision is None:
            raise _pending(device)
        del self.devices[code]
        if not device.decision:
            raise OauthError("access_denied", "The user has said no.")
        return device.asked

    def redeem(self, form: dict[str, str]) -> Asked:
        """Take a code of a browser, which is valid once.

        Raises:
            OauthError: `invalid_grant`, if the code is not valid, or was made for something else.
        """
        code = self.codes.get(form["code"])
        if code is None or code.is_used:
            raise OauthError("invalid_grant", "The code is unknown, or was used before.")
        code.is_used = True
        if code.ends <= datetime.now(UTC):
            raise OauthError("invalid_grant", "The code has expired.")
        if (code.asked.client_id, code.redirect_uri) != (form.get("client_id"), form.get("redirect_uri")):
            raise OauthError("invalid_grant", "The code was made for another app, or another redirect_uri.")
        if challenge_of(form.get("code_verifier", "")) != code.challenge:
            raise OauthError("invalid_grant", "The code_verifier does not fit the code_challenge.")
        return code.asked

    def age(self, by: timedelta) -> None:
        """Let all codes grow older."""
        for device in self.devices.values():
            device.ends -= by
        for code in self.codes.values():
            code.ends -= by


def checked_app(client_id: str | None, keys: KeyRing) -> Key | None:
    """Return the app with a client id that the sandbox has made; None for another one, which may do everything.

    Raises:
        OauthError: `invalid_client`, if it is no publishable key, or was revoked or has expired.
    """
    if client_id is None:
        return None
    app = keys.find(client_id)
    if not client_id.startswith("pk_") or (app is not None and not app.valid):
        raise OauthError("invalid_client", "The client_id is no valid publishable key.")
    return app


def new_key(asked: Asked) -> Key:
    """Return the key that a user has agreed to."""
    return Key(
        new_value("sk_"),
        "signed in",
        asked.scope,
        None if asked.models is None else kinds_of(asked.models),
        asked.budget,
        _from_now(asked.seconds),
        byop_client_key_id=asked.client_id,
    )


def scope_of(value: Any) -> tuple[str, ...]:
    """Return the permissions of a scope.

    Raises:
        OauthError: `invalid_scope`, if there is no such permission.
    """
    names = tuple(dict.fromkeys(str(value or DEFAULT_SCOPE).split()))
    if unknown := [name for name in names if name not in SCOPES]:
        raise OauthError("invalid_scope", f"There is no scope {unknown[0]!r}.")
    return names


def challenge_of(verifier: str) -> str:
    """Return the challenge of a verifier (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _pending(device: Device) -> OauthError:
    now, before = time.monotonic(), device.last_poll
    device.last_poll = now
    if before is not None and now - before < device.interval - TOLERANCE:
        device.interval += SLOWER
        return OauthError("slow_down", f"Ask every {device.interval:g} seconds from now on.")
    return OauthError("authorization_pending", "The user has not agreed yet.")


def _from_now(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)
