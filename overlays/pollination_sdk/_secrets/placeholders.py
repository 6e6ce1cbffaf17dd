"""Recognise what documentation shows in place of a key."""

import re

_BRACKETS = re.compile(r"[<{\[($%].*", re.DOTALL)
_PLACEHOLDER_WORDS = frozenset(
    {"a", "access", "actual", "add", "api", "apikey", "bearer", "change", "changeme", "enter", "example", "here"}
    | {"insert", "key", "me", "my", "new", "paste", "pk", "placeholder", "pollinations", "put", "real", "replace"}
    | {"secret", "sk", "the", "this", "to", "todo", "token", "with", "your", "yours"}
)


def is_placeholder(key: str) -> bool:
    """Return True for what documentation shows in place of a key, such as `YOUR_API_KEY`, `<key>` or `sk_xxxx`."""
    if _BRACKETS.match(key):
        return True
    words = re.findall(r"[^\W_]+", key.lower())
    return bool(words) and all(word in _PLACEHOLDER_WORDS or set(word) == {"x"} for word in words)
