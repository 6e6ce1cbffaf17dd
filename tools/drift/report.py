"""The report: for a terminal, for a pull request, and for programs."""

import itertools
import json
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from attrs import frozen

from tools.drift.difference import Difference
from tools.regenerate.finish import rendered

_KINDS = {"verbs": "verb", "functions": "overlay", "pages": "page"}


@frozen
class Report:
    """What a description brings.

    Args:
        source: Where the description was read.
        differences: What it says otherwise than the contract, the breaking things first.
        questions: What waits for a person in the contract, each with its place.
        is_applied: Whether the differences have been brought into the contract.
    """

    source: str
    differences: list[Difference]
    questions: list[str]
    is_applied: bool = False

    @property
    def code(self) -> int:
        """0 for no drift, 1 for compatible drift, 2 for breaking drift; 0 once it is applied."""
        if self.is_applied or not self.differences:
            return 0
        return 2 if any(one.severity == "breaking" for one in self.differences) else 1

    def text(self) -> str:
        """Return the report for a terminal."""
        asked = ["", f"Questions for a person ({len(self.questions)})"] if self.questions else []
        asked += [f"  {question}" for question in self.questions]
        return "\n".join([self._summary(), *lines(self.differences), *asked])

    def json(self) -> str:
        """Return the report for programs."""
        content: dict[str, Any] = {
            "source": self.source,
            "code": self.code,
            "applied": self.is_applied,
            "differences": [one.as_json() for one in self.differences],
            "questions": self.questions,
        }
        return json.dumps(content, indent=2, ensure_ascii=False, default=str)

    def markdown(self) -> str:
        """Return the report for a pull request."""
        groups = [(severity.capitalize(), group) for severity, group in grouped(self.differences)]
        values = {"summary": self._summary(), "groups": groups, "touches": _touches, "questions": self.questions}
        return rendered("drift.md", values)

    def _summary(self) -> str:
        if not self.differences:
            return f"No drift: {self.source} says nothing that the contract does not say or record."
        counts = ", ".join(f"{len(group)} {name}" for name, group in grouped(self.differences))
        done = "brought into the contract" if self.is_applied else "not in the contract"
        return f"{len(self.differences)} differences in {self.source}, {done}: {counts}."


def grouped(differences: list[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    """Yield the differences by severity; they come in that order, the breaking ones first."""
    yield from ((name, list(group)) for name, group in itertools.groupby(differences, attrgetter("severity")))


def lines(differences: list[Difference]) -> Iterator[str]:
    """Yield the lines for a terminal, each difference with its reason and what of this project it touches."""
    for severity, group in grouped(differences):
        yield from ("", f"{severity.capitalize()} ({len(group)})")
        for one in group:
            yield f"  {one.title}"
            sides = (("callers", one.callers), ("answers", one.answers))
            yield f"      {', '.join(f'{severity} for {side}' for side, severity in sides if severity)}. {one.reason}"
            yield from (f"      {name}: {', '.join(values)}" for name, values in _touches(one))


def _touches(one: Difference) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from [("operation", one.change.operations)] if one.change.operations else []
    yield from ((_KINDS.get(kind, kind), values) for kind, values in one.touched.items() if values)
