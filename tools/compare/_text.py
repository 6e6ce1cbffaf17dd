"""The changes as a short text for a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from tools.compare._rules import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tools.compare._change import Change

MOST = 6
"""How many operations or functions are named before the rest is counted."""

_TITLES = {
    "breaking": "Breaking",
    "compatible": "Compatible",
    "cosmetic": "Cosmetic",
}


class Usage(Protocol):
    """What knows who uses a change."""

    def usage_of(self, change: Change, /) -> Sequence[str]:
        """Name the users of a change."""
        ...


def render_text(changes: Iterable[Change], usage: Usage | None = None) -> str:
    """Write the changes for people, the breaking ones first, each with whom it touches.

    Args:
        changes: What `compare` found.
        usage: Which overlay functions use what changed, an `OverlayUsage`.
    """
    listed = list(changes)
    if not listed:
        return "No change."
    lines: list[str] = []
    for severity in ORDER:
        group = [change for change in listed if change.severity == severity]
        if group:
            lines += ["", f"{_TITLES[severity]} ({len(group)})"]
            lines += [line for change in group for line in _lines(change, usage)]
    return "\n".join(lines[1:])


def _lines(change: Change, usage: Usage | None) -> Iterator[str]:
    side = "answers" if change.audience == "answer" else "requests"
    yield f"  {place_of(change)}: {what_changed(change)} ({side})"
    if change.severity == "breaking":
        yield f"      why: {change.reason}"
    if change.operations and (change.component or len(change.operations) > 1):
        yield f"      in: {_few(change.operations)}"
    users = usage.usage_of(change) if usage else []
    if users:
        yield f"      overlay: {_few(users)}"


def place_of(change: Change) -> str:
    """Say where a change is written, or where it is met first."""
    return change.component or change.place.strip()


def what_changed(change: Change) -> str:
    """Say in words what a change is, with the values before and after."""
    if change.subject == "required" or isinstance(change.old, bool) or change.old == change.new:
        return change.event
    if change.new is None:
        return f"{change.event}, was {_value(change.old)}"
    if change.old is None:
        return f"{change.event}, {_value(change.new)}"
    return f"{change.event}, {_value(change.old)} -> {_value(change.new)}"


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _few(names: Sequence[str]) -> str:
    rest = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {rest} more" if rest > 0 else "")
