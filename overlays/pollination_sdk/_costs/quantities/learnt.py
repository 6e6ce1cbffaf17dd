"""What the last answers of one model teach about the next."""

from collections.abc import Mapping, Sequence

from pollination_sdk._costs.ranges import Range


class Learnt:
    """The units that the last answers of a model have used.

    Args:
        answers: The units of each answer.
    """

    def __init__(self, answers: Sequence[Mapping[str, float]]) -> None:
        self._answers = answers

    def of(self, *units: str) -> Range | None:
        """Return the least, the mean and the most of the sum of units; None if no answer has any of them."""
        sums: list[float] = []
        for counts in self._answers:
            total = 0.0
            for unit in units:
                if unit in counts:
                    total += counts[unit]
            if total:
                sums.append(total)
        return Range(min(sums), sum(sums) / len(sums), max(sums)) if sums else None
