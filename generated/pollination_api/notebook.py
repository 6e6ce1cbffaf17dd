# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""Tables and texts for notebooks: plain HTML in which all text is escaped. Nothing in it is loaded from elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

MOST_ROWS: Final = 100
"""The rows that a table shows; its caption tells how many there are."""
_LONGEST = 200
"""The most characters of a cell."""
_LEFT = ' style="text-align: left"'
"""Notebooks align cells to the right, which suits numbers alone."""
_PROSE = '<div class="tex2jax_ignore mathjax_ignore" style="white-space: pre-wrap; max-width: 50em">{}</div>'
"""The classes keep notebooks from reading prices in dollars as formulas: `$5 to $10`."""


def table(columns: Sequence[str], rows: Sequence[Iterable[Any]], note: str = "") -> str:
    """Return a table, whose first rows are shown.

    Args:
        columns: The headings.
        rows: The values of each row, one for each heading.
        note: A sentence below the table.
    """
    shown = [list(row) for row in rows[:MOST_ROWS]]
    aligned = [_alignment(value) for value in shown[0]] if shown else [_LEFT] * len(columns)
    head = "".join(f"<th{style}>{escape(name)}</th>" for name, style in zip(columns, aligned, strict=True))
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in shown)
    more = f"{MOST_ROWS} of {len(rows):,} rows" if len(rows) > MOST_ROWS else ""
    notes = "".join(f"<p>{escape(text)}</p>" for text in (more, note) if text)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def facts(values: Mapping[str, Any]) -> str:
    """Return a table with a row for each value that is known.

    Args:
        values: The values by their names; None and "" are left out.
    """
    known = {name: value for name, value in values.items() if value not in (None, "")}
    rows = "".join(f"<tr><th>{escape(name)}</th>{cell(value)}</tr>" for name, value in known.items())
    return f"<table><tbody>{rows}</tbody></table>"


def prose(text: str) -> str:
    """Return a text with its line breaks; Markdown in it is not rendered, since it may hold HTML."""
    return _PROSE.format(escape(text))


def cell(value: Any) -> str:
    """Return the cell of a value: escaped text of one line, shortened; None is empty."""
    text = "" if value is None else _text(value)
    return f"<td{_alignment(value)}>{escape(text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…')}</td>"


def _alignment(value: Any) -> str:
    return "" if isinstance(value, (int, float)) and not isinstance(value, bool) else _LEFT


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.12g}"
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if hasattr(value, "to_dict"):
        value = value.to_dict()
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_text(inner)}" for name, inner in value.items())
    return str(value)


def page(fields: Mapping[str, Any]) -> str | None:
    """Return the table of an object that is a page of rows; None for other objects, and for a page without rows.

    Args:
        fields: The values of the object by their names. A page has one list of objects, and at most two other fields.
    """
    lists = [
        value for value in fields.values() if isinstance(value, list) and hasattr(next(iter(value), None), "to_dict")
    ]
    return rows_table(lists[0]) if len(lists) == 1 and len(fields) <= 3 else None


def rows_table(rows: Sequence[Any], more: Sequence[str] = ()) -> str:
    """Return the table of a list of answers of one class, with the fields that their representation shows.

    Args:
        rows: The answers; there is at least one.
        more: The names in JSON of other fields to show.
    """
    columns = [*(rows[0].shown_fields or _filled(rows)), *more]
    return table(columns, [[row.get(name) for name in columns] for row in rows])


def _filled(rows: Sequence[Any]) -> list[str]:
    """Return the first fields that any of the rows has."""
    return [name for name in rows[0].attribute_names if any(row.get(name) not in (None, []) for row in rows)][:6]
