"""Where keys come from, and what a key may look like.

A pasted key is checked before it is used, and never quoted in what is said about it.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from pollination_sdk._secrets.live_keys import SHORTEST, Key, remember
from pollination_sdk.errors import InvalidKeyError, MissingKeyError

Source = Literal["argument", "POLLINATIONS_API_KEY", "BEARER_TOKEN"]

HOW_TO_GET_A_KEY = (
    "Make one at https://enter.pollinations.ai, then set POLLINATIONS_API_KEY in the environment or pass api_key=."
)


class Keys:
    """Hold the keys of a client in the order they are tried.

    Copies that cross a process boundary lose the values: a key is never in a pickle. The copy looks
    in the environment again; a key that was an argument is gone. So equality compares values only
    where both sides still have them, and else where they came from and how many there were.

    Args:
        values: The keys, checked.
        source: Where they came from, None when there are none.
        problem: Why there are none, when there once were.
    """

    __slots__ = ("count", "problem", "source", "values")

    def __init__(
        self,
        values: Iterable[str] = (),
        source: Source | None = None,
        *,
        problem: str = "",
        count: int | None = None,
    ) -> None:
        self.values = tuple(map(remember, values))
        self.source: Source | None = source
        self.problem = problem
        self.count = len(self.values) if count is None else count

    def require(self) -> None:
        """Raise `MissingKeyError` when there is no key, saying why and how to get one."""
        if not self.values:
            reason = self.problem or "This call needs an API key and there is none."
            raise MissingKeyError(f"{reason} {HOW_TO_GET_A_KEY}")

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
        return _look_up_again, (self.source, self.count)


def _look_up_again(source: Source | None, count: int) -> Keys:
    """Find the keys of a client that came out of a pickle."""
    if source is None:
        return Keys()
    if source == "argument":
        problem = "The key was given as an argument, and a pickled client does not carry it along."
        return Keys((), source, problem=problem, count=count)
    try:
        found = resolve_keys(None)
    except InvalidKeyError as error:  # raised on the first call: unpickling itself must not fail
        return Keys((), source, problem=error.message, count=count)
    if found.values:
        return found
    return Keys((), source, problem=f"{source} is not set in this process.", count=count)


def resolve_keys(api_key: str | Iterable[str] | None, environ: Mapping[str, str] = os.environ) -> Keys:
    """Find the keys to use: the argument, `POLLINATIONS_API_KEY`, `BEARER_TOKEN`, or none.

    `BEARER_TOKEN` counts only with an `sk_` or `pk_` in front: other services use that name too.

    Args:
        api_key: One key or several, tried in order.
        environ: Where to look for the variables.

    Raises:
        InvalidKeyError: A key is ill-formed; the message says how and never quotes it.
    """
    if api_key is not None:
        return Keys(_checked_argument(api_key), "argument")
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
        raise InvalidKeyError(f"api_key must be text or a list of texts, not {_kind_of(api_key)}.")
    given = list(api_key)
    if not given:
        raise InvalidKeyError("api_key is an empty list: leave it out to use the environment.")
    names = (f"api_key, key {number} of {len(given)}," for number in range(1, len(given) + 1))
    return [check_key(value, name) for value, name in zip(given, names, strict=True)]


def check_key(value: object, name: str) -> Key:
    """Strip a pasted key and refuse what cannot be one.

    Args:
        value: What was given.
        name: What to call it in the message.

    Raises:
        InvalidKeyError: It is empty, shortened, or holds what no key does; it is not quoted.
    """
    if not isinstance(value, str):
        raise InvalidKeyError(f"{name} must be text, not {_kind_of(value)}.")
    key = value.strip()
    problem = next((text for is_wrong, text in _PROBLEMS if is_wrong(key)), None)
    if problem is not None:
        raise InvalidKeyError(f"{name} {problem}")
    return remember(key)


_WHOLE = "Copy the whole key where it was made, or make a new one at https://enter.pollinations.ai."
_PROBLEMS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda key: not key, "is empty. Leave it out to use the environment."),
    (lambda key: len(key) < SHORTEST, f"has fewer than {SHORTEST} characters. {_WHOLE}"),
    (
        lambda key: "..." in key or "\N{HORIZONTAL ELLIPSIS}" in key,
        f"holds an ellipsis: the dashboard shows keys shortened. {_WHOLE}",
    ),
    (
        lambda key: key.lower().startswith("bearer "),
        "starts with the word Bearer. Leave that out; it is added when the key is sent.",
    ),
    (
        lambda key: any(character.isspace() for character in key),
        f"holds whitespace inside. {_WHOLE}",
    ),
    (
        lambda key: any(unicodedata.category(character) == "Cc" for character in key),
        f"holds a control character. {_WHOLE}",
    ),
    (lambda key: not key.isascii(), f"holds a character outside ASCII. {_WHOLE}"),
    (
        lambda key: any(character in "\"'\\" for character in key),
        "holds a quotation mark or a backslash. Give the key without them.",
    ),
)


def _kind_of(value: object) -> str:
    return type(value).__name__
