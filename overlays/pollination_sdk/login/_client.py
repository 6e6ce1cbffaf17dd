"""The clients that talk with the sign-in host. Those that start a sign-in have no key: a stored one is not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_sdk._operations.call_options import as_number
from pollination_sdk._secrets.keys import Keys
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    import httpx

    from pollination_sdk import AsyncPollinations, Pollinations

TIMEOUT = 60.0
"""The most seconds for one request of a sign-in."""


def keyless(base_url: str | httpx.URL | None, enter_url: str | httpx.URL | None, **options: Any) -> Pollinations:
    """Return a client without a key, whatever the environment and the store of keys have."""
    from pollination_sdk import Pollinations  # noqa: PLC0415 - httpx is slow to import

    no_key: Any = Keys()
    return Pollinations(no_key, base_url=base_url, enter_url=enter_url, timeout=TIMEOUT, **options)


def async_keyless(
    base_url: str | httpx.URL | None, enter_url: str | httpx.URL | None, **options: Any
) -> AsyncPollinations:
    """Return an async client without a key; see `keyless`."""
    from pollination_sdk import AsyncPollinations  # noqa: PLC0415 - as above

    no_key: Any = Keys()
    return AsyncPollinations(no_key, base_url=base_url, enter_url=enter_url, timeout=TIMEOUT, **options)


def checked_client_id(client_id: object) -> str:
    """Return the publishable key of an app.

    Raises:
        ArgumentError: It is no text.
        ArgumentValueError: It is empty, or a secret key.
    """
    if not isinstance(client_id, str):
        raise ArgumentError(f"client_id takes the publishable key of the app, not {type(client_id).__name__}.")
    if client_id.strip().startswith("sk_"):
        raise ArgumentValueError("client_id is a secret key, and everybody would see it: give the pk_ key of the app.")
    if not client_id.strip():
        raise ArgumentValueError("client_id is empty: give the publishable key (pk_) of the app.")
    return client_id.strip()


def words(name: str, value: Any, separator: str) -> str | None:
    """Return a list of names as one text; None stays.

    Raises:
        ArgumentError: It is neither text nor a list of texts.
        ArgumentValueError: It names nothing, which the service reads as its default: often more than nothing.
    """
    if value is None:
        return None
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, (list, tuple, set, frozenset)) or not all(isinstance(one, str) for one in names):
        raise ArgumentError(f"{name} takes names, as a text or a list, not {type(value).__name__}.")
    if not (text := separator.join(names)).strip():
        raise ArgumentValueError(f"{name} is empty: leave it out for the default of the service.")
    return text


def positive(name: str, value: Any) -> str | None:
    """Return a number above 0 as text; None stays.

    Raises:
        ArgumentError: It is no number.
        ArgumentValueError: It is not above 0, or infinite.
    """
    if value is None:
        return None
    number = as_number(value)
    if number is None or isinstance(value, bool):
        raise ArgumentError(f"{name} takes a number, not {type(value).__name__}.")
    if not 0 < number < float("inf"):
        raise ArgumentValueError(f"{name} must be above 0, not {number}.")
    return f"{number:.12g}"


def seconds_in(value: object) -> float | None:
    """Return the seconds that an answer names; None for what is no number above 0."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if value > 0 else None
