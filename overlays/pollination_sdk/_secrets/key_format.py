"""Check the format of a key before it is used. Error messages never quote it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pollination_sdk._secrets.live_keys import SHORTEST, Key, remember
from pollination_sdk.errors import InvalidKeyError

if TYPE_CHECKING:
    from collections.abc import Callable


def check_key(value: object, name: str) -> Key:
    """Strip white space from a key, and refuse a malformed one.

    Args:
        value: The key.
        name: The name of the argument or variable, for the message.

    Raises:
        InvalidKeyError: The key is empty, shortened, or has invalid characters; the message does not quote it.
    """
    if not isinstance(value, str):
        raise InvalidKeyError(f"{name} must be text, not {type(value).__name__}.")
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
