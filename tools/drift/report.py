"""The report: what a difference does to callers and readers and what it touches, for terminals, people and programs."""

import itertools
import json
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from attrs import evolve, frozen

from tools.compare import ORDER, Change, Severity
from tools.drift.touched import Project, Touched
from tools.regenerate.finish import rendered

_KINDS = {"verbs": "verb", "functions": "overlay", "pages": "page"}
_BOTH_SIDES = frozenset({"operation", "security"})
"""What is neither sent nor received: it concerns callers and answers alike."""

_KEPT_NAME = "The contract keeps the name that users know; only the description's name is another."


@frozen
class Difference:
    """One thing that the description says otherwise than the contract.

    Args:
        change: What differs.
        callers: What it does to those who send requests, None where it is not in one.
        answers: What it does to those who read answers, None where it is not in one.
        touched: What of this project it touches.
    """

    change: Change
    callers: Severity | None
    answers: Severity | None
    touched: Touched

    @property
    def severity(self) -> Severity:
        """The worse of the two."""
        found: list[Severity] = [one for one in (self.callers, self.answers) if one]
        return min(found, key=ORDER.index)

    @property
    def reason(self) -> str:
        """Why it is as severe as it is."""
        return _KEPT_NAME if self.change.event == "operation renamed" else self.change.rule.reason

    @property
    def title(self) -> str:
        """Where it is, and what it is."""
        return f"{self.change.where}: {self.change.what}"

    def as_json(self) -> dict[str, Any]:
        """Return it for `--json`."""
        change = self.change
        return {
            "event": change.event,
            "kind": change.rule.kind,
            "subject": change.rule.subject,
            "place": change.where,
            "old": change.old,
            "new": change.new,
            "severity": self.severity,
            "callers": self.callers,
            "answers": self.answers,
            "reason": self.reason,
            "operations": list(change.operations),
            **self.touched,
        }


def differences(changes: Iterable[Change], project: Project) -> list[Difference]:
    """Put together what is found at one place, in requests and in answers; the breaking ones come first."""
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.event, change.where, repr(change.old), repr(change.new)), []).append(change)
    found = [_difference(group, project) for group in groups.values()]
    return sorted(found, key=lambda one: (ORDER.index(one.severity), one.title))


def _difference(group: list[Change], project: Project) -> Difference:
    operations = sorted({name for change in group for name in change.operations})
    change = evolve(group[0], operations=tuple(operations))
    sides = {one.audience for one in group}
    touched = project.touched_by(change)
    if change.event == "operation renamed":
        return Difference(change, "cosmetic", "cosmetic", touched)
    both = change.rule.subject in _BOTH_SIDES
    callers = change.rule.caller if both or "caller" in sides else None
    answers = change.rule.answer if both or "answer" in sides else None
    return Difference(change, callers, answers, touched)


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
