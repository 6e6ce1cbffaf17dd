"""The grid: a line for each fault, a column for each method, a letter for what it ended in."""

from collections import Counter

import attrs
from tests.faults.columns import COLUMNS
from tests.faults.expectations import LETTERS

TITLE = "# The fault matrix"
INTRODUCTION = """\
What each method of both clients does when something goes wrong, as played by `nox -s faults`, which writes this page.
The sync client is played, and the async client under asyncio and trio.
Every cell ended inside its deadline, showed its key nowhere and was billed at most once. It left no file, connection,
task or thread behind. It made a good call next, and opened no connection for which another was still usable."""


@attrs.define
class Grid:
    """Collect what the cells ended in, by row, column and flavour."""

    cells: dict[tuple[str, str], dict[str, str]] = attrs.field(factory=dict)

    def put(self, row: str, column: str, flavour: str, letter: str) -> None:
        """Remember what a cell ended in."""
        self.cells.setdefault((row, column), {})[flavour] = letter

    def text(self) -> str:
        """Draw the grid with its headings, legend and numbers."""
        rows = list(dict.fromkeys(row for row, _ in self.cells))
        width = max(map(len, rows))
        lines = [self._line(row, width) for row in rows]
        return "\n".join([*_headings(width), *lines, "", *self._legend(), "", self.numbers()])

    def document(self) -> str:
        """Write the page."""
        return f"{TITLE}\n\n{INTRODUCTION}\n\n{self.numbers()}\n\n```text\n{self.text()}\n```\n"

    def numbers(self) -> str:
        """Count what was played."""
        flavours = Counter(flavour for cell in self.cells.values() for flavour, found in cell.items() if found != "-")
        rows = {row for row, _ in self.cells}
        played = ", ".join(f"{name} {number:,}" for name, number in sorted(flavours.items()))
        wrong = sum("!" in cell.values() for cell in self.cells.values())
        return (
            f"{len(rows)} faults, {len(COLUMNS)} columns, {sum(flavours.values()):,} cells ({played}), {wrong} wrong."
        )

    def _line(self, row: str, width: int) -> str:
        letters = [_one(self.cells.get((row, column.name), {})) for column in COLUMNS]
        return f"{row:<{width}}  {' '.join(letters)}".rstrip()

    def _legend(self) -> list[str]:
        seen = "".join(_one(cell) for cell in self.cells.values())
        legend = {**LETTERS, "*": "not the same in each flavour, all allowed"}
        return [f"{letter} {meaning}" for letter, meaning in legend.items() if letter in seen]


def _one(cell: dict[str, str]) -> str:
    letters = set(cell.values())
    if "!" in letters:
        return "!"
    return letters.pop() if len(letters) == 1 else "*" if letters else " "


def _headings(width: int) -> list[str]:
    """Write the names of the columns downwards."""
    height = max(len(column.name) for column in COLUMNS)
    names = [column.name.rjust(height) for column in COLUMNS]
    return [f"{'':<{width}}  {' '.join(letters)}".rstrip() for letters in zip(*names, strict=True)]


GRID = Grid()
