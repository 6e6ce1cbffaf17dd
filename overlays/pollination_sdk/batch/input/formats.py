"""Read files of jobs lazily: JSONL, CSV, TSV, Parquet, and text with a prompt on each line."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
from typing import TYPE_CHECKING, Any, Literal

from pollination_sdk.batch.input.json_values import is_sound, plain
from pollination_sdk.batch.input.tables import rows_of_table
from pollination_sdk.errors import ConfigurationError, JobError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Format = Literal["jsonl", "csv", "tsv", "parquet", "txt"]
Row = tuple[int, "dict[str, Any] | str | JobError"]
"""The line of the file from 1, or the row of Parquet; and what it holds, as `plain` has it, or what is wrong."""

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
_LONGEST_NAMED = 80
_ROWS_AT_ONCE = 256
_CHUNK = 1 << 20


def format_of(path: Path) -> Format:
    """Return the format that a file's name says.

    Raises:
        JobError: The name has no suffix of a known format.
    """
    found = _BY_SUFFIX.get(path.suffix.lower())
    if found is None and os.path.isdir(path):  # noqa: PTH112 - that of `Path` raises for a long prompt
        raise JobError(f"{path} is a folder. Name a file of jobs: .jsonl, .csv, .tsv, .parquet or .txt.")
    if found is None and not os.path.exists(path):  # noqa: PTH110 - as above; perhaps it is a prompt
        raise JobError(
            f"There is no file {_short(path)}. jobs takes the path of a .jsonl, .csv, .tsv, .parquet or .txt file, "
            "or a list of texts."
        )
    if found is None:
        raise JobError(
            f"The name of {path} does not say its format. "
            "Name it .jsonl, .csv, .tsv, .parquet or .txt, or give the format."
        )
    return found


def _short(path: Path) -> str:
    text = str(path)
    return repr(text if len(text) <= _LONGEST_NAMED else f"{text[:_LONGEST_NAMED]}...")


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
    lines = itertools.chain([first.removeprefix(_BOM)] if first else [], lines)
    if form in TABLES:
        yield from rows_of_table(lines, "," if form == "csv" else "\t")
    else:
        yield from (_json_lines if form == "jsonl" else _lines)(lines)


def _lines(lines: Iterator[bytes]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        text = line.decode(errors="surrogateescape").strip()
        if text:
            yield number, _sound(text, text)


def _json_lines(lines: Iterator[bytes]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        text = line.decode(errors="surrogateescape").strip()
        if text:
            yield number, _of_json(text)


def _sound(value: Any, text: str) -> Any:
    """Return a value, or what is wrong with it, if its text shows that something may be."""
    if is_sound(text):
        return value
    try:
        return plain(value)
    except JobError as error:
        return error


def _of_json(text: str) -> dict[str, Any] | str | JobError:
    try:
        value = _value(text)
    except (ValueError, RecursionError) as error:
        hint = " Write one job a line, not a list of jobs." if text.startswith("[") else ""
        return JobError(f"The line is no JSON: {error}.{hint}")
    if isinstance(value, (dict, str)):
        found: dict[str, Any] | str | JobError = _sound(value, text)
        return found
    hint = " Write one job a line, not a list of jobs." if isinstance(value, list) else ""
    return JobError(f"The line holds a {type(value).__name__}, not an object or a text.{hint}")


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


_decoder = json.JSONDecoder(parse_constant=_refuse)


def _value(text: str) -> Any:
    """Return the value of JSON text without space around it. To look for such space takes as long as to decode."""
    value, end = _decoder.raw_decode(text)
    return value if end == len(text) else _decoder.decode(text)  # which tells what is wrong


@contextlib.contextmanager
def _parquet_file(path: Path) -> Iterator[Any]:
    """Open a Parquet file."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - optional, and without types
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError:
        needs = "Parquet files need the extra `parquet`, which is not installed."
        raise ConfigurationError(f'{needs} Install it: pip install "pollinations-sdk[parquet]"') from None
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
