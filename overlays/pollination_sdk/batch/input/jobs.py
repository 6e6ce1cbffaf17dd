"""The jobs of a run: read lazily from a file or an iterable, and checked one by one."""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pollination_sdk.batch.identity.job import Job
from pollination_sdk.batch.input.check import Checker
from pollination_sdk.batch.input.formats import TABLES, count_of, format_of, rows, rows_of_lines
from pollination_sdk.batch.input.json_values import plain
from pollination_sdk.batch.input.own_ids import OwnIds
from pollination_sdk.batch.input.rows import Defaults, Rows, named_files, own_id
from pollination_sdk.batch.input.template import Template
from pollination_sdk.errors import ArgumentError, JobError

if TYPE_CHECKING:
    from pollination_sdk.batch.input.formats import Format, Row

_CHECKED_FIRST = 10_000
_MOST_KEPT = 20
_HEAD = 1 << 20
_STDIN = "-"


class Jobs:
    """The jobs of a run. Iterate over it, or with `async for` if `is_async`. A file is read anew each time.

    The first 10,000 jobs of a file are checked before the first is yielded, so that a mistake costs nothing.

    Args:
        source: The path of a file, `-` for JSONL from stdin, or an iterable or async iterable. Its items are dicts,
            texts for the first argument, or `Job`s.
        method: The method of jobs that name none.
        options: The options of the jobs of that method that do not have them.
        template: The first argument of that method, with the names of columns in braces: `a {animal} in {place}`.
        copies: How many calls each job makes, from 1 to 1,000. They differ in their seeds.
        format: The format of the file; by default, its suffix says it.
        skip_bad: Whether to leave out jobs that are wrong, and to count them.

    Attributes:
        path: The file; None for other sources.
        skipped: How many bad jobs the last iteration has left out.
        bad: The errors of the first 20 of them.

    Raises:
        JobError: The template is wrong, or the format is unknown. Iterating raises it for the first bad job.
    """

    def __init__(
        self,
        source: str | os.PathLike[str] | Iterable[Any] | AsyncIterable[Any],
        *,
        method: str | None = None,
        options: Mapping[str, Any] | None = None,
        template: str | None = None,
        copies: int = 1,
        format: Format | None = None,  # noqa: A002 - the word that users know
        skip_bad: bool = False,
    ) -> None:
        if options is not None and not isinstance(options, Mapping):
            raise ArgumentError(f"options takes a dict of options of the method, not {type(options).__name__}.")
        self._defaults = Defaults(method, options or {}, Template(template) if template is not None else None, copies)
        if template is not None and method is None:
            raise JobError("A template is the first argument of a method. Give that method for all jobs.")
        self._skip_bad = skip_bad
        self.path: Path | None = None
        self._source: Iterable[Any] | AsyncIterable[Any] = ()
        self.format: Format | None = None
        if isinstance(source, str) and source == _STDIN:
            self.format = format or "jsonl"
        elif isinstance(source, (str, os.PathLike)):
            self.path = Path(source)
            self.format = format or format_of(self.path)
        elif hasattr(source, "columns"):  # iterating over it would make jobs of the names of its columns
            raise ArgumentError(
                "jobs takes no data frame. Pass its rows: frame.to_dict('records') of pandas, "
                "frame.iter_rows(named=True) of polars."
            )
        elif isinstance(source, (Iterable, AsyncIterable)) and not isinstance(source, (bytes, Mapping, Job)):
            self._source = source
        else:
            kind = type(source).__name__
            raise ArgumentError(f"jobs takes a path, or an iterable of dicts, texts or jobs, not {kind}.")
        self.skipped: int = 0
        self.bad: list[JobError] = []
        self._start()

    @property
    def skip_bad(self) -> bool:
        """Whether jobs that are wrong are left out."""
        return self._skip_bad

    @property
    def is_async(self) -> bool:
        """Whether the source is read with `async for`."""
        return isinstance(self._source, AsyncIterable)

    @property
    def unused(self) -> list[str]:
        """The columns that no option, no template and no id uses, in alphabetical order."""
        return sorted(self._rows.unused)

    def fingerprint(self) -> str | None:
        """Return a digest of the file's size, time and head, and of the defaults. It changes when the jobs may have.

        Returns:
            The digest in hexadecimal; None for sources that cannot be read again.
        """
        if self.path is None:
            return None
        facts = self.path.stat()
        with self.path.open("rb") as file:
            head = file.read(_HEAD)
        template = self._defaults.template.text if self._defaults.template else None
        defaults = (self.format, self._defaults.method, dict(self._defaults.options), template, self._defaults.copies)
        text = repr((facts.st_size, facts.st_mtime_ns, defaults))
        return hashlib.sha256(text.encode(errors="surrogateescape") + head).hexdigest()

    def expected(self) -> int | None:
        """Return about how many jobs the file has, which takes a moment; None for other sources."""
        return None if self.path is None else count_of(self.path, self._format) * self._defaults.copies

    def __iter__(self) -> Iterator[Job]:
        if isinstance(self._source, AsyncIterable):
            raise ArgumentError("The jobs are an async iterable. Use `arun`, or `async for`.")
        if self.path is not None and not self._skip_bad:
            self._start()
            for row in itertools.islice(rows(self.path, self._format), _CHECKED_FIRST):
                self._read(row)
        self._start()
        for row in self._all_rows(self._source):
            yield from self._read(row)

    async def __aiter__(self) -> AsyncIterator[Job]:
        if not isinstance(self._source, AsyncIterable):
            for job in self:
                yield job
            return
        self._start()
        place = 0
        async for row in self._source:
            place += 1
            for job in self._read((place, row)):
                yield job

    @property
    def _format(self) -> Format:
        return self.format or "jsonl"

    def _start(self) -> None:
        is_table = self.format in TABLES
        is_text = is_table and self.format != "parquet"
        self._rows = Rows(self._defaults, is_table=is_table, is_text=is_text, is_plain=self.format is not None)
        self._checker = Checker()
        self._own_ids = OwnIds()
        self.skipped = 0
        self.bad = []

    def _all_rows(self, source: Iterable[Any]) -> Iterator[Row]:
        if self.path is not None:
            return rows(self.path, self._format)
        if self.format is not None:
            return rows_of_lines(_stdin(), self.format)
        return enumerate(source, 1)

    def _read(self, row: tuple[int, Any]) -> list[Job]:
        """Return the checked jobs of a row; none if it is bad and left out."""
        place, value = row
        try:
            found = self._made(value, place)
            self._checker.check(found[0].method, found[0].options)
            if (own := found[0].id) is not None:
                self._own_ids.add(own if found[0].copy == 0 else f"{own}\0{found[0].copy}", place)
        except JobError as error:
            named = JobError(f"{self._name_of(place)}: {error}", place=place)
            if not self._skip_bad:
                raise named from None
            self.skipped += 1
            self.bad = [*self.bad, named][:_MOST_KEPT]
            return []
        else:
            return found

    def _made(self, value: Any, place: int) -> list[Job]:
        if type(value) is dict:  # most are; to ask the abstract types takes longer
            return self._rows.jobs(value, place)
        if isinstance(value, JobError):
            raise value
        if isinstance(value, Job):
            options = named_files(plain(dict(value.options)))
            return [Job(value.method, options, own_id(plain(value.id)), value.copy, place)]
        if isinstance(value, (Mapping, str)):
            return self._rows.jobs(value, place)
        raise JobError(f"A job is a dict, a text or a Job, not {type(value).__name__}.")

    def _name_of(self, place: int) -> str:
        if self.format is None:
            return f"Job {place}"
        return f"{self.path or 'stdin'}, {'row' if self.format == 'parquet' else 'line'} {place}"


def _stdin() -> BinaryIO:
    """Return stdin in a file of our own: Python cannot end while a thread waits in `sys.stdin`."""
    try:
        return os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
    except (OSError, ValueError, AttributeError):  # something else is in its place
        return sys.stdin.buffer
