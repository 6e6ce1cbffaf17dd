"""Tables on a terminal: columns as wide as they fit, or a block of lines for each row where they do not."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from pollination_sdk.cli.output.terminal import has_colour, takes, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_GAP = 2
_LONGEST_BAR, _SHORTEST_BAR = 24, 4
_LEAST_WRAPPED = 16
"""The least characters of a column whose cells are wrapped."""


class Bar(float):
    """A share of the largest value, which a table draws as a bar: 1.0 is the longest."""


class _Column(NamedTuple):
    name: str
    cells: list[Any]
    """Text, or the share of a bar."""
    is_number: bool
    wanted: int
    """The characters of the longest cell."""
    least: int
    """The least characters: no word is broken, and text is not wrapped to a ribbon."""


def draw(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    flat: Callable[[Any], str],
    *,
    spare: Sequence[str] = (),
    by: str | None = None,
) -> None:
    """Draw a table on stdout.

    Args:
        rows: The rows, by column.
        names: The columns, in order.
        flat: Returns a value as one line of text.
        spare: The columns that are left out if there is no room, the first of them first.
        by: A column whose value heads the rows that have it, in place of being a column.
    """
    every = [_column(name, rows, flat) for name in names]
    columns = [column for column in every if column.name != by]
    room = shutil.get_terminal_size().columns
    widths = _widths(columns, room)
    for name in spare:
        if widths is None:
            columns = [column for column in columns if column.name != name]
            widths = _widths(columns, room)
    heads = [visible(flat(row.get(by))) if by else names[0] for row in rows]
    lines = _blocks(every, room) if widths is None else _lines(columns, widths, heads)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _column(name: str, rows: Sequence[Mapping[str, Any]], flat: Callable[[Any], str]) -> _Column:
    from rich.cells import cell_len  # noqa: PLC0415 - slow to import, and only tables need it

    values = [row.get(name) for row in rows]
    if any(isinstance(value, Bar) for value in values):
        return _Column(name, values, is_number=False, wanted=_LONGEST_BAR, least=_SHORTEST_BAR)
    is_number = any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
    cells = [visible(flat(value)) for value in values]
    if is_number:
        cells = _aligned(cells)
    texts = [name, *cells]
    wanted = max(map(cell_len, texts))
    longest = max(cell_len(word) for text in texts for word in text.split() or [""])
    return _Column(name, cells, is_number, wanted, max(longest, min(wanted, _LEAST_WRAPPED)))


def _aligned(cells: list[str]) -> list[str]:
    """Return numbers with equally many decimals."""
    parts = [cell.partition(".") for cell in cells]
    most = max(len(decimals) for _, _, decimals in parts)
    return [f"{whole}.{decimals:0<{most}}" if whole and most else whole for whole, _, decimals in parts]


def _widths(columns: Sequence[_Column], room: int) -> list[int] | None:
    """Return the width of each column; None if they do not fit without breaking a word."""
    left = room - _GAP * (len(columns) - 1)
    if sum(column.least for column in columns) > left:
        return None
    widths = [column.wanted for column in columns]
    while sum(widths) > left:
        spare = [width if width > column.least else 0 for width, column in zip(widths, columns, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _lines(columns: Sequence[_Column], widths: Sequence[int], heads: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table; a new head of the first column starts a part with a header of its own."""
    head = None
    names = [column.name for column in columns[1:]]
    for number, title in enumerate(heads):
        if title != head:
            yield from [""] if head is not None else []
            yield from (_bold(line) for line in _row([title, *names], columns, widths))
            head = title
        yield from _row([column.cells[number] for column in columns if column.cells], columns, widths)


def _row(cells: Sequence[Any], columns: Sequence[_Column], widths: Sequence[int]) -> Iterator[str]:
    from rich.cells import set_cell_size  # noqa: PLC0415 - as above

    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=False)]
    for number in range(max(map(len, wrapped), default=0)):
        parts = []
        for lines, column, width in zip(wrapped, columns, widths, strict=False):
            text = lines[number] if number < len(lines) else ""
            parts.append(text.rjust(width) if column.is_number else set_cell_size(text, width))
        yield (" " * _GAP).join(parts).rstrip()


def _wrapped(cell: Any, width: int) -> list[str]:
    if isinstance(cell, float):
        mark = "█" if takes("█", sys.stdout) else "#"
        return [mark * max(1, round(width * cell)) if cell > 0 else ""]
    from rich.cells import cell_len  # noqa: PLC0415 - as above

    if cell_len(cell) <= width:
        return [cell]
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    return [line.plain.rstrip() for line in Text(cell).wrap(Console(), width, overflow="fold")] or [""]


def _blocks(columns: Sequence[_Column], room: int) -> Iterator[str]:
    """Yield a block of lines for each row: its first value, and the others below it with their names."""
    first, *others = [column for column in columns if not any(isinstance(cell, Bar) for cell in column.cells)]
    indent = "  "
    for number, title in enumerate(first.cells):
        yield from map(_bold, _wrapped(title, room))
        for column in others:
            if column.cells[number]:
                text = f"{column.name} {column.cells[number]}"
                yield from (f"{indent}{line}" for line in _wrapped(text, max(1, room - len(indent))))


def _bold(line: str) -> str:
    return f"\x1b[1m{line}\x1b[0m" if line and has_colour(sys.stdout) else line
