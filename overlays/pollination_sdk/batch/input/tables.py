"""Rows of CSV and TSV, with the numbers of their lines."""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING, Any

from pollination_sdk.batch.input.json_values import is_sound, plain
from pollination_sdk.errors import JobError

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows_of_table(lines: Iterator[bytes], separator: str) -> Iterator[tuple[int, dict[str, Any] | JobError]]:
    """Yield the rows of a table below its header, each with the number of its first line.

    Args:
        lines: The lines of the file.
        separator: What separates the cells.

    Raises:
        JobError: The header is wrong.
    """
    again = _Lines(lines)
    reader = csv.reader(again, delimiter=separator, strict=True)
    try:
        header = _header(next(reader, []), separator)
    except csv.Error as error:
        raise JobError(f"The header is malformed: {error}. Close its quotes, and end lines with a line feed.") from None
    while True:
        place = again.start_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            again.give_back()
            reader = csv.reader(again, delimiter=separator, strict=True)
            yield place, JobError(f"The row is malformed: {error}. Close its quotes, and double those within.")
            continue
        if not any(cells):
            continue
        if len(cells) == len(header):
            yield place, _sound(dict(zip(header, cells, strict=True)), "".join(cells))
        elif len(cells) < len(header):
            lacks = ", ".join(map(repr, header[len(cells) :]))
            yield place, JobError(f"The row has {len(cells)} cells, the header {len(header)}: {lacks} is missing.")
        else:
            more = f"The row has {len(cells)} cells, the header {len(header)}."
            yield place, JobError(f"{more} Put cells that hold a separator in double quotes.")


def _sound(row: dict[str, Any], text: str) -> dict[str, Any] | JobError:
    """Return a row, or what is wrong with its text."""
    if is_sound(text):
        return row
    try:
        plain(row)
    except JobError as error:
        return error
    return row


def _header(cells: list[str], separator: str) -> list[str]:
    """Return the names of the columns."""
    names = [cell.strip() for cell in cells]
    if not any(names):
        raise JobError("The file has no header. Write the names of the columns on its first line.")
    if len(names) == 1 and separator == "," and (";" in names[0] or "\t" in names[0]):
        raise JobError(f"The header {names[0]!r} has no commas. Save the file with commas, or with tabs as .tsv.")
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise JobError(f"Two columns are named {twice!r}. Rename one of them.")
    return names


class _Lines:
    """The lines of a file as text, with their numbers. Lines that a broken row has swallowed can be given back.

    Bytes that are no UTF-8 become surrogates, which `plain` refuses with the rest of the row.
    """

    def __init__(self, rest: Iterator[bytes]) -> None:
        self._waiting: deque[bytes] = deque()
        self._rest = rest
        self._taken: list[bytes] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._rest)
        self._taken.append(line)
        self.number += 1
        return line.decode(errors="surrogateescape")

    def start_row(self) -> int:
        """Forget the lines so far, and return the number of the next one."""
        self._taken.clear()
        return self.number + 1

    def give_back(self) -> None:
        """Give back the lines of this row but its first: a quote that is not closed swallows all that follow."""
        swallowed = self._taken[1:]
        self._waiting.extendleft(reversed(swallowed))
        self.number -= len(swallowed)
