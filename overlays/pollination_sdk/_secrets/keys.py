"""Find the keys of a client: from an argument, from the environment, or stored ones."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any

from pollination_sdk._secrets.key_format import check_key
from pollination_sdk._secrets.live_keys import Key, remember
from pollination_sdk.errors import InvalidKeyError, MissingKeyError

if TYPE_CHECKING:
    from datetime import datetime

ARGUMENT = "argument"

HOW_TO_GET_A_KEY = (
    "Make one at https://enter.pollinations.ai, then set POLLINATIONS_API_KEY in the environment or pass api_key=."
)


class Keys:
    """The keys of a client in the order in which they are tried.

    A pickle never contains a key. An unpickled copy reads the environment again; a key from an argument is lost. So two
    objects are compared by their values only if both have them, otherwise by the source and the number of keys.

    Args:
        values: The checked keys.
        source: The source of the keys: `argument`, the name of a variable, or the path of a file; None if there are
            none.
        problem: The reason why there are none.
        count: The number of keys before they were lost.
        server: The origin of the server that a stored key was made for; empty for keys of another source.
        expires_at: When a stored key, or that of a sign-in, ends; None if that is not known.
    """

    __slots__ = ("count", "expires_at", "problem", "server", "source", "values")

    def __init__(
        self,
        values: Iterable[str] = (),
        source: str | None = None,
        *,
        problem: str = "",
        count: int | None = None,
        server: str = "",
        expires_at: datetime | None = None,
    ) -> None:
        self.values = tuple(map(remember, values))
        self.source = source
        self.problem = problem
        self.server = server
        self.expires_at = expires_at
        self.count = len(self.values) if count is None else count

    def require(self) -> None:
        """Raise `MissingKeyError` if there is no key; its message says why, and how to get one."""
        if not self.values:
            reason = self.problem or "This call needs an API key and there is none."
            raise MissingKeyError(f"{reason} {HOW_TO_GET_A_KEY}")

    def ended(self) -> str:
        """Return that the key has ended, and what to do; empty unless that is known."""
        if self.expires_at is None or self.expires_at.timestamp() > time.time():
            return ""
        date = f"{self.expires_at.astimezone(UTC):%Y-%m-%d at %H:%M} UTC"
        if self.server:
            return f"The stored key ended on {date}. Store another one: pollinations login"
        return f"The key ended on {date}: sign in again."

    def __repr__(self) -> str:
        return f"Keys({self.count} from {self.source})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Keys):
            return NotImplemented
        if self.values and other.values:
            return self.values == other.values
        return (self.source, self.count) == (other.source, other.count)

    def __hash__(self) -> int:
        return hash(self.count)

    def __copy__(self) -> Keys:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Keys:
        return self

    def __reduce__(self) -> tuple[Callable[..., Keys], tuple[Any, ...]]:
        return _look_up_again, (self.source, self.count, self.server)


def _look_up_again(source: str | None, count: int, server: str = "") -> Keys:
    """Find the keys of an unpickled client."""
    if source is None:
        return Keys()
    if source == ARGUMENT:
        problem = "The key was given as an argument, and a pickled client does not carry it along."
        return Keys((), source, problem=problem, count=count)
    try:
        found = resolve_keys(None)
    except InvalidKeyError as error:  # raised on the first call: unpickling itself must not fail
        return Keys((), source, problem=error.message, count=count)
    if server and not found.values:
        return stored_keys(server)
    if found.values:
        return found
    return Keys((), source, problem=f"{source} is not set in this process.", count=count)


def stored_keys(server: str) -> Keys:
    """Return the stored key for a server, or none.

    Args:
        server: The origin of the server: a key is sent to the one that it was made for alone.
    """
    from pollination_sdk._secrets.key_store import read  # noqa: PLC0415 - only without another key

    found = read(server)
    if found.key:
        return Keys([found.key], found.source, server=server, expires_at=found.expires_at)
    return Keys(problem=found.problem)


def resolve_keys(api_key: str | Iterable[str] | None, environ: Mapping[str, str] = os.environ) -> Keys:
    """Return the keys to use: from the argument, `POLLINATIONS_API_KEY` or `BEARER_TOKEN`, or none.

    `BEARER_TOKEN` counts only if it starts with `sk_` or `pk_`, because other services use that name too.

    Args:
        api_key: One key, or several in the order in which they are tried.
        environ: The environment variables.

    Raises:
        InvalidKeyError: A key is malformed; the message describes the problem and does not quote the key.
    """
    if api_key is not None:
        return Keys(_checked_argument(api_key), ARGUMENT, expires_at=getattr(api_key, "expires_at", None))
    if value := environ.get("POLLINATIONS_API_KEY", "").strip():
        return Keys([check_key(value, "POLLINATIONS_API_KEY")], "POLLINATIONS_API_KEY")
    value = environ.get("BEARER_TOKEN", "").strip()
    if value.startswith(("sk_", "pk_")):
        return Keys([check_key(value, "BEARER_TOKEN")], "BEARER_TOKEN")
    return Keys()


def _checked_argument(api_key: str | Iterable[str]) -> list[Key]:
    if isinstance(api_key, str):
        return [check_key(api_key, "api_key")]
    if isinstance(api_key, bytes) or not isinstance(api_key, Iterable):
        raise InvalidKeyError(f"api_key must be text or a list of texts, not {type(api_key).__name__}.")
    given = list(api_key)
    if not given:
        raise InvalidKeyError("api_key is an empty list: leave it out to use the environment.")
    names = (f"api_key, key {number} of {len(given)}," for number in range(1, len(given) + 1))
    return [check_key(value, name) for value, name in zip(given, names, strict=True)]
