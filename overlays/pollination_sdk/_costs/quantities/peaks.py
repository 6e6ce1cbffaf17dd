"""The most that the answers of each model have used, from which the most that the next call may cost is known."""

import threading
from collections.abc import Mapping

from pollination_sdk._costs.prices.units import IMAGE, REASONING, TEXT

PEAKS = frozenset({TEXT, REASONING, IMAGE})
"""The units that change high estimates."""


class UnsteadyError(Exception):
    """The answers of a model do not all count their images, so the last answers have to be looked at."""


class Peaks:
    """The most units of the answers of each model. The high estimate from them is not below that from the last answers.

    Only two sums of units change high estimates: the tokens of an answer's text, and the units of its images.
    """

    def __init__(self) -> None:
        self.version = 0
        """A number that grows when a high estimate may have grown."""
        self._lock = threading.Lock()
        self._by_name: dict[str, tuple[float, float]] = {}
        self._unsteady: set[str] = set()

    def add(self, model: str, counts: Mapping[str, float]) -> bool:
        """Take the units that an answer has used; return whether a high estimate may have grown."""
        text, image = counts.get(TEXT, 0) + counts.get(REASONING, 0), counts.get(IMAGE, 0)
        most_text, most_image = self._by_name.get(model, (-1, -1))
        if text <= most_text and (image == most_image or 0 < image < most_image):
            return False
        with self._lock:
            most_text, most_image = self._by_name.get(model, (0, 0))
            if most_image and not image:
                self._unsteady.add(model)
            self._by_name[model] = max(text, most_text), max(image, most_image)
            self.version += 1
        return True

    def of(self, *names: str) -> list[Mapping[str, float]]:
        """Return the most units of the answers of a model as those of one answer; see `History.of`.

        Raises:
            UnsteadyError: The last answers may count no images, although others do.
        """
        known = {name: self._by_name[name] for name in names if name in self._by_name}
        if not known:
            return []
        texts, images = zip(*known.values(), strict=True)
        if not self._unsteady.isdisjoint(known) or (any(images) and not all(images)):
            raise UnsteadyError
        return [{TEXT: max(texts), IMAGE: max(images)}]
