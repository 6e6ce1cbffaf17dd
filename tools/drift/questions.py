"""What waits for a person: everything that stands under `x-question` in the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.contract import Contract


def questions(contract: Contract) -> list[str]:
    """List the open questions of a contract, each with its line, what it is about, and what is asked."""
    return [
        f"{contract.path}:{contract.locate((*where, 'x-question', key))}: {key}: {text}"
        for where, key, text in _asked(contract.data, ())
    ]


def _asked(node: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    if isinstance(node, dict):
        for key, text in (node.get("x-question") or {}).items():
            yield where, key, text
        for key, value in node.items():
            yield from _asked(value, (*where, key)) if key != "x-question" else ()
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _asked(value, (*where, place))
