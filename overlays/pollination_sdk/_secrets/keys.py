"""Find the keys of a client, and check their format.

A key is checked before it is used. Error messages never quote it.
"""

from __future__ import annotations

import os
import re
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
    """The keys of a client in the order in which they are tried.

    A pickle never contains a key. An unpickled copy reads the environment again; a key from an argument is lost. So two
    objects are compared by their values only if both have them, otherwise by the source and the number of keys.

    Args:
        values: The checked keys.
        source: The source of the keys; None if there are none.
        problem: The reason why the keys were lost.
        count: The number of keys before they were lost.
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
        """Raise `MissingKeyError` if there is no key; its message says why, and how to get one."""
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
    """Find the keys of an unpickled client."""
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
    """Return the keys to use: from the argument, `POLLINATIONS_API_KEY` or `BEARER_TOKEN`, or none.

    `BEARER_TOKEN` counts only if it starts with `sk_` or `pk_`, because other services use that name too.

    Args:
        api_key: One key, or several in the order in which they are tried.
        environ: The environment variables.

    Raises:
        InvalidKeyError: A key is malformed; the message describes the problem and does not quote the key.
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
    """Strip white space from a key, and refuse a malformed one.

    Args:
        value: The key.
        name: The name of the argument or variable, for the message.

    Raises:
        InvalidKeyError: The key is empty, shortened, or has invalid characters; the message does not quote it.
    """
    if not isinstance(value, str):
        raise InvalidKeyError(f"{name} must be text, not {_kind_of(value)}.")
    key = value.strip()
    problem = next((text for is_wrong, text in _PROBLEMS if is_wrong(key)), None)
    if problem is not None:
        raise InvalidKeyError(f"{name} {problem}")
    return remember(key)


_BRACKETS = re.compile(r"[<{\[($%].*", re.DOTALL)
_PLACEHOLDER_WORDS = frozenset(
    {"a", "access", "actual", "add", "api", "apikey", "bearer", "change", "changeme", "enter", "example", "here"}
    | {"insert", "key", "me", "my", "new", "paste", "pk", "placeholder", "pollinations", "put", "real", "replace"}
    | {"none", "null", "secret", "sk", "the", "this", "to", "todo", "token", "undefined", "with", "your", "yours"}
)


def _is_placeholder(key: str) -> bool:
    """Return True for what documentation shows in place of a key, such as `YOUR_API_KEY`, `<key>` or `sk_xxxx`."""
    if _BRACKETS.match(key):
        return True
    words = re.findall(r"[^\W_]+", key.lower())
    return bool(words) and all(word in _PLACEHOLDER_WORDS or set(word) == {"x"} for word in words)


_WHOLE = "Copy the whole key where it was made, or make a new one at https://enter.pollinations.ai."
_SHORTENED = ("...", "**", "\N{HORIZONTAL ELLIPSIS}", "\N{BULLET}", "\N{MIDDLE DOT}", "\N{BLACK CIRCLE}")
_OF_OTHERS = ("AIza", "gsk_", "hf_", "sk-ant-", "sk-or-", "sk-proj-", "xai-")
"""The starts of the keys of other services."""
_PROBLEMS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda key: not key, "is empty. Leave it out to use the environment."),
    (lambda key: len(key) < SHORTEST, f"has fewer than {SHORTEST} characters. {_WHOLE}"),
    (
        lambda key: any(map(key.__contains__, _SHORTENED)),
        f"is shortened: an ellipsis, dots or asterisks stand for a part of it. {_WHOLE}",
    ),
    (
        lambda key: key.startswith(_OF_OTHERS),
        "is a key of another service; Pollinations keys start with sk_ or pk_. Make one at https://enter.pollinations.ai.",
    ),
    (
        _is_placeholder,
        "is a placeholder, not a key. Make a key at https://enter.pollinations.ai and put it in its place.",
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
