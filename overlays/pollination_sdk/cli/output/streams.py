"""Output: data on stdout as text, a table, JSON or CSV; talk on stderr."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pollination_sdk.cli.output.terminal import as_json_line, has_colour, is_closed_pipe, shown, takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Form = Literal["text", "json", "csv"]


class Out:
    """Where a command writes.

    Args:
        form: How data are written: `text` is a table on a terminal, and tab-separated lines elsewhere.
        quiet: Whether to leave out all talk but errors.
    """

    def __init__(self, form: Form = "text", *, quiet: bool = False) -> None:
        self.form = form
        self.quiet = quiet

    @property
    def is_json(self) -> bool:
        """Whether stdout has JSON only."""
        return self.form == "json"

    def write(self, text: str) -> None:
        """Write a piece of text to stdout, at once."""
        with _stdout() as stream:
            stream.write(shown(text, stream))

    def line(self, text: str) -> None:
        """Write a text to stdout, with a line end unless it has one."""
        self.write(text if text.endswith("\n") else f"{text}\n")

    def data(self, content: bytes) -> None:
        """Write bytes to stdout, unchanged."""
        with _stdout() as stream:
            stream.buffer.write(content)

    def object(self, value: Any) -> None:
        """Write one JSON object on a line of stdout."""
        with _stdout() as stream:
            stream.write(f"{as_json_line(value)}\n")

    @property
    def is_table(self) -> bool:
        """Whether rows are drawn as a table: on a terminal, unless another form was asked for."""
        return self.form == "text" and sys.stdout.isatty()

    def table(
        self,
        rows: Sequence[Mapping[str, Any]],
        columns: Sequence[str] | None = None,
        *,
        spare: Sequence[str] = (),
        by: str | None = None,
    ) -> None:
        """Write rows in the form that was asked for.

        Args:
            rows: The rows, by column. JSON has all that a row has.
            columns: The columns of the table, in order; those of the first row by default.
            spare: The columns that a narrow terminal leaves out, the first of them first.
            by: The column that divides a table on a terminal into parts.
        """
        names = list(columns or (rows[0] if rows else ()))
        if self.form == "json":
            for row in rows:
                self.object(row)
        elif self.form == "csv":
            self.write(_csv(rows, names))
        elif self.is_table:
            from pollination_sdk.cli.output.tables import draw  # noqa: PLC0415 - only terminals need it

            draw(rows, names, _flat, spare=spare, by=by)
        else:
            lines = [names, *([_flat(row.get(name)) for name in names] for row in rows)]
            self.write("".join("\t".join(line) + "\n" for line in lines))

    def fields(self, fields: Mapping[str, Any]) -> None:
        """Write the fields of one thing: a JSON object, a line of CSV, or a line for each field."""
        if self.form == "json":
            self.object(fields)
        elif self.form == "csv":
            self.write(_csv([fields], list(fields)))
        else:
            width = max(map(len, fields), default=0) + 2
            self.write("".join(f"{name:{width}}{_flat(value)}\n" for name, value in fields.items()))

    def say(self, text: str) -> None:
        """Write a line of talk to stderr."""
        if not self.quiet:
            _talk(shown(text, sys.stderr))

    def dim(self, text: str) -> None:
        """Write a line of little importance to stderr."""
        if not takes("·", sys.stderr):
            text = text.replace("·", "-")
        if not self.quiet:
            line = shown(text, sys.stderr)
            _talk(f"\x1b[2m{line}\x1b[0m" if has_colour(sys.stderr) else line)


@contextlib.contextmanager
def _stdout() -> Iterator[Any]:
    """Give stdout, and flush it. An error names it."""
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        if is_closed_pipe(error):
            raise BrokenPipeError from error
        error.filename = "stdout"
        raise


def _talk(line: str) -> None:
    """Write a line to stderr. It may be lost: what was done is done."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def _csv(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_flat(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def _flat(value: Any) -> str:
    """Return a value as one line without tabs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{Decimal(repr(round(value, 10))).normalize():f}" if math.isfinite(value) else str(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_flat, value))
    text = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else str(value)
    return " ".join(text.split())
