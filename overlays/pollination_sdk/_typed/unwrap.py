"""Find the JSON value in the text of an answer: models put fences, a BOM, their thoughts or a sentence around it."""

import re
from collections.abc import Iterator
from typing import Any

from pollination_sdk._support.strict_json import load_json, load_json_at
from pollination_sdk._typed.shape_error import ShapeError

_FENCE = re.compile(r"```[\w-]*[ \t]*\r?\n(.*?)```", re.DOTALL)
_END_OF_THOUGHTS = re.compile(r"</think(?:ing)?>")
"""Some models leave out the start."""
_BRACKET = re.compile(r"[{\[]")
_BEGUN = re.compile(r"""\{\s*"|\[\s*[\[{"]""")
"""The start of JSON rather than a bracket in a sentence."""
_AROUND = "\ufeff \t\r\n"
_MOST_TRIES = 100
"""The most brackets that are tried as the start of a JSON value."""


def json_in(text: str) -> Any:
    """Return the one JSON value of a text.

    Raises:
        ShapeError: There is none, or more than one.
    """
    try:
        return _load(text.strip(_AROUND))
    except ValueError as error:
        reason = str(error)
    rest = _END_OF_THOUGHTS.split(text)[-1]
    if len(fenced := _FENCE.findall(rest)) == 1:
        try:
            return _load(fenced[0].strip(_AROUND))
        except ValueError as error:
            reason = str(error)
    found = list(_values(rest))
    found = [one for one in found if isinstance(one, dict)] or found  # as was asked for; a text may also have [1]
    if len(found) == 1:
        return found[0]
    raise ShapeError(
        "$", f"The answer holds {len(found)} JSON values, not one" if found else f"The answer is not JSON: {reason}"
    )


def _load(text: str) -> Any:
    try:
        return load_json(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _values(text: str) -> Iterator[Any]:
    """Yield the objects and the arrays of a text, one after another.

    Raises:
        ShapeError: One is broken. What it holds is no answer, though it may fit the type.
    """
    place = 0
    for _ in range(_MOST_TRIES):
        if (bracket := _BRACKET.search(text, place)) is None:
            return
        place = bracket.end()
        try:
            value, place = load_json_at(text, bracket.start())
        except (ValueError, RecursionError) as error:
            if _BEGUN.match(text, bracket.start()):
                raise ShapeError("$", f"The answer is not JSON: {error}") from None
        else:
            yield value
