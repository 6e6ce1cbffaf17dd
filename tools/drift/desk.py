"""What all edits share: the contract while it is rewritten, and the notes that are left in it."""

from collections.abc import Callable
from typing import Any

from attrs import frozen
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from tools.compare import Change
from tools.compare.operation import Operation
from tools.contract.walk import at
from tools.drift.draft import Draft, put
from tools.drift.hoist import Hoist
from tools.drift.places import Places
from tools.drift.recorded import notes

GONE = "The description no longer has it; it is kept until nobody uses it."


class UndecidedError(Exception):
    """An edit cannot decide what is right; its text is the question."""


@frozen
class Desk:
    """What an edit works with.

    Args:
        draft: The contract while it is rewritten.
        places: Where its parts stood when the changes were found.
        hoist: Makes components of the description's schemas.
        described: The operations of the description, by method and path.
        date: The day that is written beside what goes, as 2026-03-01.
    """

    draft: Draft
    places: Places
    hoist: Hoist
    described: dict[tuple[str, str], Operation]
    date: str

    def written(self, node: Any) -> Any:
        """Return the part of the draft that a part of the contract stands for."""
        pointer = self.places.of(node)
        if pointer is None:
            raise UndecidedError("its place in the contract could not be told")
        return at(self.draft.data, pointer)

    def layer_with(self, keyword: str, change: Change, question: str) -> dict[str, Any]:
        """Return the schema that says a keyword at the place of a change, which may be behind a reference.

        Raises:
            UndecidedError: None does; the text is the question.
        """
        for layer in self.places.layers(change.ours):
            if keyword in layer:
                return layer
        raise UndecidedError(question)


Edit = Callable[[Change, Desk], object]

EDITS: dict[str, Edit] = {}
"""The edit of each event, by the end of the event's name; all other events are asked."""


def edits(*events: str) -> Callable[[Edit], Edit]:
    """Make a function the edit of some events."""

    def register(edit: Edit) -> Edit:
        EDITS.update(dict.fromkeys(events, edit))
        return edit

    return register


def record(change: Change, desk: Desk, reason: str, *, kind: str = "x-deviation", exactly: bool = True) -> None:
    """Write the note that covers a change.

    Args:
        change: What differs.
        desk: Where to write.
        reason: Why it differs, or what is asked.
        kind: `x-deviation` or `x-question`.
        exactly: Whether the note covers only what the description says now.
    """
    written = next(iter(notes(change, desk.places)))
    node = desk.written(written.node)
    note(node, written.key, reason, kind)
    if exactly and written.has_described and written.described is not None:
        extension(node, "x-described", kind)[written.key] = written.described
    elif written.key in (node.get("x-described") or {}):
        del node["x-described"][written.key]


def note(node: Any, key: str, reason: str, kind: str = "x-deviation") -> None:
    """Write a reason beside a part of the contract."""
    put(extension(node, kind, "description"), key, reason)


def extension(node: Any, name: str, after: str) -> Any:
    """Return an extension or another mapping of a part, a new one where there is none."""
    if name not in node:
        put(node, name, {}, after=after if after in node else "")
    return node[name]


def mark_since(facts: Any, desk: Desk) -> None:
    """Write down since when a part goes, where a person has not."""
    if "since" not in facts:
        put(facts, "since", DoubleQuotedScalarString(desk.date))


def take_out(node: Any, key: str, value: Any) -> None:
    """Remove a value from a list, or a key from a mapping, and the whole with the last one."""
    held = node.get(key)
    if held and value in held:
        held.remove(value) if isinstance(held, list) else held.pop(value)
    if key in node and not held:
        del node[key]
