"""Count the tokens of a text about as the tokenisers of real models do, without any of them."""

import re

PLAIN = re.compile(r"[A-Za-z0-9]+|\s+")
PLAIN_SHARE = 1 / 4
"""Tokens of a letter or a digit of ASCII, and of a run of white space: English has one in about four characters."""
MARK_SHARE = 3 / 4
"""Tokens of a punctuation mark: some marks that stand together are one token."""
OTHER_SHARE = 4 / 5
"""Tokens of a character of another script."""


def count_tokens(text: str) -> int:
    """Return the tokens of a text; at least 1 unless it is empty."""
    return max(1, round(_weight(text))) if text else 0


def cut(text: str, limit: int) -> str:
    """Return the start of a text that has at most so many tokens."""
    if count_tokens(text) <= limit:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        fits, too_long = (middle, too_long) if count_tokens(text[:middle]) <= limit else (fits, middle)
    return text[:fits]


def _weight(text: str) -> float:
    rest = PLAIN.sub("", text)
    letters = sum(1 if found[0].isspace() else len(found[0]) for found in PLAIN.finditer(text))
    marks = sum(character.isascii() for character in rest)
    return letters * PLAIN_SHARE + marks * MARK_SHARE + (len(rest) - marks) * OTHER_SHARE
