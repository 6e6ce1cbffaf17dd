"""Read files of jobs lazily: JSONL, CSV, TSV, Parquet, and text with a prompt on each line."""

from __future__ import annotations

import contextlib
import csv
import json
import os
from collections import deque
from typing import TYPE_CHECKING, Any, Literal

from pollination_sdk.batch.plain import plain
from pollination_sdk.errors import ConfigurationError, JobError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Format = Literal["jsonl", "csv", "tsv", "parquet", "txt"]
Row = tuple[int, "dict[str, Any] | str | JobError"]
"""The line of the file, or the row of a Parquet file, from 1; and what it holds, or what is wrong with it."""

TABLES = frozenset({"csv", "tsv", "parquet"})
"""The formats whose columns need not all be options."""
_BY_SUFFIX: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".txt": "txt",
}
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ROWS_AT_ONCE = 256
_CHUNK = 1 << 20


def format_of(path: Path) -> Format:
    """Return the format that a file's name says.

    Raises:
        JobError: The name has no suffix of a known format.
    """
    found = _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        raise JobError(
            f"The name of {path} does not say its format. "
            "Name it .jsonl, .csv, .tsv, .parquet or .txt, or give the format."
        )
    return found


def rows(path: Path, form: Format) -> Iterator[Row]:
    """Yield the rows of a file, in order. A row that cannot be read is a `JobError`.

    Args:
        path: The file.
        form: Its format.

    Raises:
        JobError: The file as a whole is wrong, such as one without a header.
        ConfigurationError: The extra `parquet` is not installed.
        OSError: The file cannot be read.
    """
    if form == "parquet":
        yield from _parquet(path)
        return
    with path.open("rb") as file:
        yield from rows_of_lines(file, form)


def count_of(path: Path, form: Format) -> int:
    """Return about how many rows a file has: its lines, or exactly those of Parquet.

    Raises:
        OSError: The file cannot be read.
        JobError: It is no Parquet file.
        ConfigurationError: The extra `parquet` is not installed.
    """
    if form == "parquet":
        with _parquet_file(path) as file:
            count: int = file.metadata.num_rows
            return count
    with path.open("rb") as lines:
        count = sum(chunk.count(b"\n") for chunk in iter(lambda: lines.read(_CHUNK), b""))
        lines.seek(-1, os.SEEK_END) if lines.tell() else None
        return max(0, count + (lines.read(1) not in {b"\n", b""}) - (form in TABLES))


def rows_of_lines(file: Iterable[bytes], form: Format) -> Iterator[Row]:
    """Yield the rows of lines, such as those of stdin; as `rows` for a file."""
    lines = iter(file)
    first = next(lines, b"")
    if first.startswith(_UTF16):
        raise JobError("The file is UTF-16. Save it as UTF-8.")
    again = _Lines(first.removeprefix(_BOM), lines)
    if form in TABLES:
        yield from _table(again, "," if form == "csv" else "\t")
    else:
        yield from _plain_lines(again, is_json=form == "jsonl")


class _Lines:
    """The lines of a file as text, with their numbers. Lines that a broken row has swallowed can be given back.

    Bytes that are no UTF-8 become surrogates, which `plain` refuses with the rest of the row.
    """

    def __init__(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._waiting = deque([first] if first else [])
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


def _plain_lines(lines: _Lines, *, is_json: bool) -> Iterator[Row]:
    for line in lines:
        lines.start_row()
        text = line.strip()
        if text:
            yield lines.number, _of_json(text) if is_json else text


def _of_json(text: str) -> dict[str, Any] | str | JobError:
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        hint = " Write one job a line, not a list of jobs." if text.startswith("[") else ""
        return JobError(f"The line is no JSON: {error}.{hint}")
    if isinstance(value, (dict, str)):
        return value
    hint = " Write one job a line, not a list of jobs." if isinstance(value, list) else ""
    return JobError(f"The line holds a {type(value).__name__}, not an object or a text.{hint}")


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _table(lines: _Lines, separator: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    header = _header(next(reader, []), separator)
    while True:
        place = lines.start_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back()
            reader = csv.reader(lines, delimiter=separator, strict=True)
            yield place, JobError(f"The row is malformed: {error}. Close its quotes, and double those within.")
            continue
        if not any(cells):
            continue
        if len(cells) == len(header):
            yield place, dict(zip(header, cells, strict=True))
        elif len(cells) < len(header):
            lacks = ", ".join(map(repr, header[len(cells) :]))
            yield place, JobError(f"The row has {len(cells)} cells, the header {len(header)}: {lacks} is missing.")
        else:
            more = f"The row has {len(cells)} cells, the header {len(header)}."
            yield place, JobError(f"{more} Put cells that hold a separator in double quotes.")


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


@contextlib.contextmanager
def _parquet_file(path: Path) -> Iterator[Any]:
    """Open a Parquet file."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - optional, and without types
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError:
        needs = "Parquet files need the extra `parquet`, which is not installed."
        raise ConfigurationError(f"{needs} Install it: pip install 'pollinations-sdk[parquet]'") from None
    try:
        with parquet.ParquetFile(path) as file:
            yield file
    except pa.ArrowInvalid as error:
        raise JobError(f"{path} is no Parquet file: {error}") from None


def _parquet(path: Path) -> Iterator[Row]:
    with _parquet_file(path) as file:
        place = 0
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
            for row in batch.to_pylist():
                place += 1
                yield place, _of_parquet(row)


def _of_parquet(row: dict[str, Any]) -> dict[str, Any] | JobError:
    try:
        return {name: plain(value) for name, value in row.items()}
    except JobError as error:
        return error
