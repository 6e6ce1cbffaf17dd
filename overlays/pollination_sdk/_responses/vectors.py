"""Read the vectors of an answer: numbers or base64, in the order of the inputs."""

from __future__ import annotations

import base64
import math
import sys
from array import array
from typing import TYPE_CHECKING

from pollination_sdk._responses.decode import unexpected

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from pollination_sdk.types import Embedding, EmbeddingList

_SIZE = 4
"""The bytes of a number in base64, a 32-bit one."""


def vectors_in(listed: EmbeddingList, response: httpx.Response | None) -> list[array[float]]:
    """Return the vectors of an answer, in the order of the inputs.

    Args:
        listed: The answer.
        response: The response, for errors; None if there is none.

    Raises:
        UnexpectedResponseError: An index is missing or there twice, or a vector is empty, of another length than the
            first, or holds what is no finite number.
    """
    vectors: list[array[float]] = []
    for place in _places(listed.data, response):
        field = f"data[{place}].embedding"
        try:
            vector = _vector(listed.data[place].embedding, len(vectors[0]) if vectors else None)
        except ValueError as error:
            raise unexpected(f"The answer breaks the contract: {field} {error}.", response, field) from error
        vectors.append(vector)
    return vectors


def _places(entries: Sequence[Embedding], response: httpx.Response | None) -> list[int]:
    """Return the places of the entries in the order of the inputs; without any index they are in order."""
    indexes = [entry.index if "index" in entry else None for entry in entries]
    if all(index is None for index in indexes):
        return list(range(len(entries)))
    places: dict[int, int] = {}
    for place, index in enumerate(indexes):
        if type(index) is not int or index not in range(len(entries)) or index in places:
            field = f"data[{place}].index"
            problem = (
                f"{field} is {index!r}; the indexes of {len(entries)} vectors are 0 to {len(entries) - 1}, once each"
            )
            raise unexpected(f"The answer breaks the contract: {problem}.", response, field)
        places[index] = place
    return [places[index] for index in sorted(places)]


def _vector(sent: str | Sequence[float], length: int | None) -> array[float]:
    """Return a vector from its numbers, or from their bytes in base64.

    Args:
        sent: The numbers or the text.
        length: The number of numbers that the others have; None if there is no other.

    Raises:
        ValueError: It is no vector; the message says why.
    """
    vector = _from_base64(sent) if isinstance(sent, str) else _from_numbers(sent)
    if not vector:
        raise ValueError("is empty")
    if length not in {None, len(vector)}:
        raise ValueError(f"has {len(vector)} numbers, and the first vector has {length}")
    if not math.isfinite(sum(vector)):  # which one number that is not finite makes so; the sum itself has 64 bits
        raise ValueError("holds a number that is not finite")
    return vector


def _from_base64(text: str) -> array[float]:
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        raise ValueError("is not valid base64") from None
    if len(content) % _SIZE:
        raise ValueError(f"has {len(content)} bytes, which are no numbers of {_SIZE} bytes each")
    vector = array("f", content)
    if sys.byteorder == "big":  # the service sends the low byte first
        vector.byteswap()
    return vector


def _from_numbers(numbers: Sequence[float]) -> array[float]:
    try:
        return array("f", numbers)
    except OverflowError:
        raise ValueError("holds a number that is too large") from None
