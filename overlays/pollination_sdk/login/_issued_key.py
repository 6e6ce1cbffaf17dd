"""The key that a sign-in gives, with its end and its permissions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from pollination_sdk._secrets.key_format import check_key
from pollination_sdk._secrets.live_keys import remember
from pollination_sdk.errors import InvalidKeyError, UnexpectedResponseError
from pollination_sdk.login._client import seconds_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.types import AccessToken

_LONGEST = 36_500 * 86_400  # seconds; a later end is as good as none


class IssuedKey(str):
    """A key that a sign-in has given: text that clients and `save_key` take as any other key.

    Its repr hides it. While it exists, it is hidden in logs and errors too.

    Args:
        key: The key.
        expires_at: When it ends; None if the service does not say.
        scope: The permissions that the user gave.
    """

    __slots__ = ("_live", "expires_at", "scope")

    expires_at: datetime | None
    scope: tuple[str, ...]

    def __new__(cls, key: str, *, expires_at: datetime | None = None, scope: tuple[str, ...] = ()) -> Self:
        made = super().__new__(cls, key)
        made._live = remember(str(key))  # type: ignore[attr-defined]  # a slot, which mypy does not see
        made.expires_at, made.scope = expires_at, scope
        return made

    def __repr__(self) -> str:
        return f"IssuedKey(***, expires_at={self.expires_at!r}, scope={self.scope!r})"

    def __reduce__(self) -> tuple[Callable[..., IssuedKey], tuple[Any, ...]]:
        return _restore, (str(self), self.expires_at, self.scope)


def _restore(key: str, expires_at: datetime | None, scope: tuple[str, ...]) -> IssuedKey:
    return IssuedKey(key, expires_at=expires_at, scope=scope)


def issued_key(token: AccessToken) -> IssuedKey:
    """Return the key in an answer of the token endpoint.

    Raises:
        UnexpectedResponseError: It is no key.
    """
    try:
        key = check_key(token.access_token, "The key of the sign-in")
    except InvalidKeyError as error:
        raise UnexpectedResponseError(error.message, field="access_token") from None
    seconds, scope = seconds_in(token.expires_in), token.scope
    ends = None
    if seconds is not None and seconds < _LONGEST:
        ends = (datetime.now(UTC) + timedelta(seconds=seconds)).replace(microsecond=0)
    return IssuedKey(str(key), expires_at=ends, scope=tuple(scope.split()) if isinstance(scope, str) else ())
