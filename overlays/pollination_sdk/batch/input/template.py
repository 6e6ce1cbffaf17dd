"""Templates of prompts, such as `a {animal} in {place}`: plain columns, and nothing that Python could evaluate."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from pollination_sdk.batch.input.methods import nearest
from pollination_sdk.errors import JobError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Template:
    """A text with the names of columns in braces. `{{` and `}}` are braces.

    Args:
        text: The text.

    Raises:
        JobError: The text has more than plain columns, such as `{x.name}`, `{x[0]}`, `{x!r}`, `{x:>9}` or `{}`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[tuple[str, str | None]] = []
        try:
            found = list(string.Formatter().parse(text))
        except ValueError as error:
            raise JobError(f"The template {text!r} is malformed: {error}. Write {{{{ or }}}} for a brace.") from None
        for literal, column, form, conversion in found:
            if column is not None and (form or conversion or not column or set(column) & set(".[]{}")):
                raise JobError(
                    f"The template {text!r} has more than plain columns at {{{column}...}}. "
                    "Write the name of a column in each pair of braces, and {{ or }} for a brace."
                )
            self._parts.append((literal, column))
        self.columns: frozenset[str] = frozenset(column for _, column in self._parts if column is not None)

    def fill(self, row: Mapping[str, Any]) -> str:
        """Return the text with the values of a row. The values are not read as templates.

        Raises:
            JobError: The row lacks a column, its cell is empty, or holds a list or an object.
        """
        parts = ((literal, "" if column is None else self._value(row, column)) for literal, column in self._parts)
        return "".join(literal + value for literal, value in parts)

    def _value(self, row: Mapping[str, Any], column: str) -> str:
        value = row.get(column)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, float)):
            return str(value)
        if column not in row:
            near = nearest(column, row)
            meant = f" Is {near!r} meant?" if near else f" It has {', '.join(sorted(map(str, row))) or 'none'}."
            raise JobError(f"There is no column {column!r}, which the template needs.{meant}")
        if value is None or value == "":
            raise JobError(f"The column {column!r} is empty, but the template needs it. Fill it, or leave the row out.")
        raise JobError(f"The column {column!r} holds a {type(value).__name__}; the template needs text or a number.")
