"""The entry: what users gain, what breaks, what to do; and the version number that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from tools.compare import place_of, what_changed
from tools.regenerate.deprecated import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.compare import Change

_TO_DO = {
    "operation removed": "Stop calling it.",
    "required parameter added": "Pass it.",
    "parameter removed": "Leave it out.",
    "bound tightened": "Keep to the new bound.",
    "enum value removed": "Choose another value.",
    "field removed": "Do not read or send it.",
    "default changed": "Pass the old value where you rely on it.",
    "operation renamed": "Use the new name where you import the generated function.",
}
_DEFAULT_TO_DO = "Look at the places where you use it; a type checker finds them."


@frozen
class Entry:
    """What changed since a version.

    Args:
        old: The version that users have.
        changes: What changed in the contract.
        commits: The subjects of the commits since.
        announced: What the contract announces to go by now and did not then.
        first: The number of the first release, where this is it and nobody has anything yet.
    """

    old: str
    changes: Sequence[Change]
    commits: Sequence[str]
    announced: Sequence[str] = ()
    first: str = ""

    @property
    def version(self) -> str:
        """The next version: by semantic versioning, where 0.x moves its minor number for what breaks.

        What breaks: 1.2.3 becomes 2.0.0, 0.2.3 becomes 0.3.0. A feature: 1.3.0, 0.2.4. A fix: 1.2.4, 0.2.4.
        """
        if self.first:
            return self.first
        major, minor, patch = (int(part) for part in self.old.split("."))
        if self._is_breaking:
            return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"
        if major and self._is_feature:
            return f"{major}.{minor + 1}.0"
        return f"{major}.{minor}.{patch + 1}"

    @property
    def _is_breaking(self) -> bool:
        return any(change.severity == "breaking" for change in self.changes)

    @property
    def _is_feature(self) -> bool:
        return any(change.severity == "compatible" and change.kind == "added" for change in self.changes)

    def markdown(self, date: str) -> str:
        """Write the entry."""
        lines = [f"## {self.version} - {date}"]
        lines += ["", "The first release."] if self.first else []
        lines += [*self._gains(), *self._breaks(), *self._rest(), *self._commits()]
        return "\n".join(lines) + "\n"

    def _gains(self) -> Iterator[str]:
        gained = [one for one in self.changes if one.severity == "compatible" and one.kind == "added"]
        yield from _section("New", (_line(one) for one in gained))

    def _breaks(self) -> Iterator[str]:
        broken = [one for one in self.changes if one.severity == "breaking"]
        lines = [f"{_line(one)} {one.reason} **What to do:** {_to_do(one)}" for one in broken]
        yield from _section("Breaking", lines)

    def _rest(self) -> Iterator[str]:
        told = [one for one in self.changes if one.severity != "breaking" and one.kind != "added"]
        yield from _section("Changed", (_line(one) for one in told if one.event != "deprecated"))
        lines = (f"{one} is announced to go: using it warns from this version on." for one in self.announced)
        yield from _section("Deprecated", lines)

    def _commits(self) -> Iterator[str]:
        yield from _section("From the history, to be put in users' words", self.commits)


def newly_announced(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Name what a contract announces to go and an older one did not."""
    known = set(_announced(old))
    return [one for one in _announced(new) if one not in known]


def _announced(contract: dict[str, Any]) -> Iterator[str]:
    for operation, notices in table(contract).items():
        for notice in notices:
            place = ".".join(step for step in notice["path"][1:] if isinstance(step, str) and step != "*")
            of = f"`{place}` of `{operation}`" if place else f"`{operation}`"
            yield from [f"`{value}` as {of}" for value in notice["values"]] if "values" in notice else [of]


def _section(title: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield from ("", f"### {title}", "", *(f"- {line}" for line in listed))


def _line(change: Change) -> str:
    where = f" ({', '.join(change.operations)})" if change.component and change.operations else ""
    return f"`{place_of(change)}`{where}: {what_changed(change)}."


def _to_do(change: Change) -> str:
    return _TO_DO.get(change.event, _DEFAULT_TO_DO)
