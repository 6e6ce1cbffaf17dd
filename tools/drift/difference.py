"""A difference as it is reported: what it does to callers and to those who read answers, and what it touches."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from tools.compare import ORDER, Change, Severity
from tools.drift.touched import Project, Touched

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
