"""Put the answers of several requests of one call together."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

import attrs

from pollination_sdk._costs.cost import joint_cost
from pollination_sdk._responses.answer import Answer

T = TypeVar("T")


def joined(answers: Sequence[Answer[Any]], value: T, *, strict: bool | None = None) -> Answer[T]:
    """Return the answers of several requests as one; what cannot be summed is that of the last.

    Args:
        answers: The answers in the order of their requests.
        value: The value of the whole call.
        strict: Whether the strict form of a schema was sent; None where there is no schema.
    """
    if len(answers) == 1:
        return cast("Answer[T]", attrs.evolve(answers[0], value=value, strict=strict))
    usage: dict[str, float] = {}
    for name, count in (item for answer in answers for item in (answer.usage or {}).items()):
        usage[name] = usage.get(name, 0) + count
    return cast(
        "Answer[T]",
        attrs.evolve(
            answers[-1],
            value=value,
            strict=strict,
            attempts=sum(answer.attempts for answer in answers),
            elapsed=sum(answer.elapsed for answer in answers),
            usage=usage or None,
            cached=_all([answer.cached for answer in answers]),
            cost=joint_cost([answer.cost for answer in answers]),
            sent_at=answers[0].sent_at,
        ),
    )


def _all(values: Sequence[bool | None]) -> bool | None:
    """Return whether all are true; None if one is unknown."""
    return None if None in values else all(values)
