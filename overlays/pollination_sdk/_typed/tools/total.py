"""What all turns of a run have used and cost."""

from collections.abc import Mapping, Sequence
from typing import Any

from pollination_sdk._costs.cost import Cost, joint_cost
from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.joined_answer import joined

_NOTHING = Cost(0.0, "computed", "0: the model has not answered")
_UNCERTAIN = Cost(None, "unknown", "a request may have been billed, and its answer did not arrive")


def total_of(answers: Sequence[Answer[Any]], *, uncertain: bool) -> tuple[Mapping[str, float] | None, Cost]:
    """Return the usage and the cost of answers.

    Args:
        answers: The answers of a run.
        uncertain: Whether a request besides them may have been billed.
    """
    if not answers:
        return None, _UNCERTAIN if uncertain else _NOTHING
    total = answers[0] if len(answers) == 1 else joined(answers, None)
    return total.usage, joint_cost([total.cost, _UNCERTAIN]) if uncertain else total.cost
