"""The device flow (RFC 8628): a program shows a code, and asks until the user has typed it on a page and agreed."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from pollination_sdk._engine.retry import Retry, seconds_to_wait
from pollination_sdk._secrets.live_keys import remember
from pollination_sdk.errors import (
    APIConnectionError,
    APIError,
    InternalServerError,
    OutcomeUnknownError,
    PollinationsError,
    RateLimitError,
    UnexpectedResponseError,
)
from pollination_sdk.login._client import async_keyless, checked_client_id, keyless, seconds_in, words
from pollination_sdk.login._issued_key import IssuedKey, issued_key
from pollination_sdk.login._refusals import refusal, refusal_in, refusals, without_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from pollination_sdk.types import AccessToken, DeviceCode

_START, _TOKEN = "post_enter_device_code", "post_enter_oauth_token"
_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_INTERVAL, _SLOWER, _LONGEST_INTERVAL = 5.0, 5.0, 60.0  # seconds
_LIFE = 1800.0  # seconds, if the service does not say
_PASSING = (APIConnectionError, InternalServerError, RateLimitError, OutcomeUnknownError)
"""The failures after which the service is asked again."""


class _SignIn:
    """What the sync and async forms have in common: the codes, and what to do after each answer. It sends nothing."""

    def __init__(self, code: DeviceCode, client_id: str, urls: dict[str, Any]) -> None:
        self._device_code = remember(code.device_code)
        self._client_id, self._urls = client_id, urls
        self._key: IssuedKey | None = None
        self._interval = seconds_in(code.interval) or _INTERVAL
        life = min(seconds_in(code.expires_in) or _LIFE, 86_400.0)
        self._ends = time.monotonic() + life
        self.user_code: str = code.user_code
        """The code that the user types, such as `ABCD-1234`."""
        self.verification_uri: str = code.verification_uri
        """The page where the user types it."""
        self.verification_uri_complete: str | None = code.verification_uri_complete or None
        """The same page with the code in it, for a link or a QR code; None if the service sends none."""
        self.expires_at: datetime = (datetime.now(UTC) + timedelta(seconds=life)).replace(microsecond=0)
        """When the code ends."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(user_code={self.user_code!r}, verification_uri={self.verification_uri!r})"

    def _form(self) -> dict[str, Any]:
        return {"grant_type": _GRANT, "device_code": self._device_code, "client_id": self._client_id}

    def _pause(self) -> float:
        """Return the seconds before the next question.

        Raises:
            SignInError: The code has ended.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise refusal("expired_token")
        return seconds_to_wait(min(self._interval, left))

    def _take(self, token: Any) -> IssuedKey:
        self._key = issued_key(cast("AccessToken", token))
        return self._key

    def _take_failure(self, error: PollinationsError) -> None:
        """Decide after a failure: return to ask again later, or raise.

        Raises:
            PollinationsError: The sign-in has ended.
        """
        refused = refusal_in(error) if isinstance(error, APIError) else None
        if refused is not None and refused.code == "authorization_pending":
            return
        if refused is not None and refused.code == "slow_down":
            self._interval += _SLOWER
            return
        if refused is not None:
            raise refused from None
        if isinstance(error, UnexpectedResponseError):
            raise without_answer(error) from None
        if not isinstance(error, _PASSING):
            raise error
        wait = getattr(error, "retry_after", None) or 0.0
        slower = min(self._interval * 2, _LONGEST_INTERVAL)
        self._interval = max(self._interval, slower, wait)  # never shorter: the service may have set a long one


class DeviceSignIn(_SignIn):
    """A sign-in that waits for its user; `device` starts it."""

    def __init__(self, code: DeviceCode, client_id: str, urls: dict[str, Any]) -> None:
        super().__init__(code, client_id, urls)
        self._cancelled = threading.Event()
        self._turn = threading.Lock()  # a second thread that asked too would hurry the service, and lose its code

    def wait(self) -> IssuedKey:
        """Wait until the user has agreed, and return the key. Called again, it returns the same key.

        The service is asked every 5 seconds, or less often if it says so. A failed connection does not end the wait.

        Raises:
            SignInError: The user has refused (`code` is `access_denied`), the code has ended (`expired_token`), the
                sign-in was cancelled (`cancelled`), or the service refuses.
            PollinationsError: An answer cannot be read; see `errors`.
        """
        with self._turn, keyless(**self._urls, retry=Retry.off) as client:
            while self._key is None:
                if self._cancelled.wait(self._pause()):
                    raise refusal("cancelled")
                try:
                    self._take(client.call(_TOKEN, **self._form()))
                except PollinationsError as error:
                    self._take_failure(error)
        return self._key

    def cancel(self) -> None:
        """End `wait` in another thread: it raises `SignInError`, at once or after the request that is under way.

        A key that this request brings is returned all the same, as it would be lost.
        """
        self._cancelled.set()


class AsyncDeviceSignIn(_SignIn):
    """A sign-in that waits for its user; `async_device` starts it. Cancel the task of `wait` to end it.

    A key that the request under way would have brought is then lost, and ends with its time.
    """

    def __init__(self, code: DeviceCode, client_id: str, urls: dict[str, Any]) -> None:
        import anyio  # noqa: PLC0415 - only async programs need it

        super().__init__(code, client_id, urls)
        self._turn = anyio.Lock()  # as above, for tasks

    async def wait(self) -> IssuedKey:
        """Wait until the user has agreed, and return the key; see `DeviceSignIn.wait`."""
        import anyio  # noqa: PLC0415 - as above

        async with self._turn, async_keyless(**self._urls, retry=Retry.off) as client:
            while self._key is None:
                await anyio.sleep(self._pause())
                try:
                    self._take(await client.call(_TOKEN, **self._form()))
                except PollinationsError as error:
                    self._take_failure(error)
        return self._key


def device(
    client_id: str,
    *,
    scope: str | Sequence[str] | None = None,
    base_url: str | httpx.URL | None = None,
    enter_url: str | httpx.URL | None = None,
) -> DeviceSignIn:
    """Start the sign-in of a device or a program: show its `user_code` and `verification_uri`, then call `wait`.

    No key is sent, also if one is stored.

    Args:
        client_id: The publishable key of the app.
        scope: The permissions to ask for: any of `profile`, `usage` and `keys`.
        base_url: The URL of the service. By default as that of the clients.
        enter_url: The URL of its sign-in host. By default as that of the clients.

    Raises:
        ArgumentError: An argument has another type.
        ArgumentValueError: `client_id` is a secret key or empty.
        SignInError: The service refuses the app or the permissions.
        PollinationsError: The service cannot be reached, or fails; see `errors`.
    """
    urls: dict[str, Any] = {"base_url": base_url, "enter_url": enter_url}
    asked = _asked(client_id, scope)
    with keyless(**urls, retry=Retry(unknown="always")) as client, refusals():
        code = client.call(_START, **asked)
    return DeviceSignIn(code, asked["client_id"], urls)


async def async_device(
    client_id: str,
    *,
    scope: str | Sequence[str] | None = None,
    base_url: str | httpx.URL | None = None,
    enter_url: str | httpx.URL | None = None,
) -> AsyncDeviceSignIn:
    """Start the sign-in of a device or a program; see `device`."""
    urls: dict[str, Any] = {"base_url": base_url, "enter_url": enter_url}
    asked = _asked(client_id, scope)
    async with async_keyless(**urls, retry=Retry(unknown="always")) as client:
        with refusals():
            code = await client.call(_START, **asked)
    return AsyncDeviceSignIn(code, asked["client_id"], urls)


def _asked(client_id: str, scope: str | Sequence[str] | None) -> dict[str, Any]:
    """Return the fields of the request for a code."""
    text = words("scope", scope, " ")
    return {"client_id": checked_client_id(client_id), **({} if text is None else {"scope": text})}
