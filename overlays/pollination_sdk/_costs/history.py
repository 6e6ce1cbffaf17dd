"""What the last answers of each model have used, from which the next call is estimated."""

from collections import deque
from collections.abc import Callable, Mapping

KEPT = 20
"""Answers of each model."""

Usage = Callable[[], Mapping[str, float]]
"""Reads the usage of an answer, when it is asked for: most clients never estimate."""


class History:
    """The usage of the last answers of each model. Threads may add to it at the same time."""

    def __init__(self) -> None:
        self._by_model: dict[str, deque[Usage]] = {}

    def add(self, model: str, usage: Usage) -> None:
        """Take the usage of an answer."""
        raise NotImplementedError

    def of(self, model: str) -> list[Mapping[str, float]]:
        """Return the usage of the last answers of a model, oldest first."""
        raise NotImplementedError
