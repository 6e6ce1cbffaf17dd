"""Make the jobs of one row: defaults, the template, the columns of tables, and copies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from pollination_sdk.batch.identity.job import Job
from pollination_sdk.batch.input.json_values import plain
from pollination_sdk.batch.input.methods import FILE_OPTIONS, NAMES, method, nearest
from pollination_sdk.errors import JobError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk.batch.input.methods import Method
    from pollination_sdk.batch.input.template import Template

_OF_JOB = frozenset({"method", "id", "copies"})
_MOST_COPIES = 1000
_LONGEST_ID = 200
_TRUTH = {"true": True, "false": False}


@attrs.frozen
class Defaults:
    """What jobs have that do not say otherwise.

    Args:
        method: The method.
        options: Its options; jobs of another method do not get them.
        template: The text of the method's first argument, with columns in braces.
        copies: How many calls a job makes, which differ in their seeds.
    """

    method: str | None = None
    options: Mapping[str, Any] = attrs.field(factory=dict)
    template: Template | None = None
    copies: int = 1


class Rows:
    """Makes the jobs of rows.

    Args:
        defaults: What rows have that do not say otherwise.
        is_table: Whether columns that no option has may be there.
        is_text: Whether all values came as text, as in CSV.
        is_plain: Whether the values are those of `plain` already.
    """

    def __init__(self, defaults: Defaults, *, is_table: bool, is_text: bool, is_plain: bool) -> None:
        self._is_plain = is_plain
        self._defaults = defaults
        self._is_text = is_text
        self._may_have_more = is_table or defaults.template is not None
        self._default_options = named_files(plain(dict(defaults.options)))
        self.unused: set[str] = set()

    def jobs(self, row: Mapping[str, Any] | str, place: int) -> list[Job]:
        """Return the jobs of a row, one for each copy.

        Raises:
            JobError: The row is wrong.
        """
        values: dict[str, Any] = {"line": row} if isinstance(row, str) else dict(row)
        if not self._is_plain:
            values = plain(values)
        name = values.get("method") or self._defaults.method
        if not isinstance(name, str):
            raise JobError("The job has no method. Give it one, such as 'image', or give a method for all.")
        called = method(name)
        if called is None:
            near = nearest(name, NAMES)
            meant = f"Is {near!r} meant?" if near else f"There are {', '.join(NAMES)}."
            raise JobError(f"There is no method {name!r} for jobs. {meant}")
        options = self._options(values, called)
        copies = self._copies(values, called, options)
        own = own_id(values.get("id"))
        if copies == 1:
            return [Job(name, options, own, 0, place)]
        return [Job(name, options, own, copy, place) for copy in range(copies)]

    def _options(self, row: dict[str, Any], called: Method) -> dict[str, Any]:
        is_default = called.name == (self._defaults.method or called.name)
        options = dict(self._default_options) if is_default else {}
        template = self._defaults.template if is_default else None
        used = _OF_JOB
        if template is not None:
            used = used | template.columns
            if called.first in row and called.first not in template.columns:
                raise JobError(f"The job has {called.first!r}, and so has the template. Leave one of them out.")
        elif "line" in row and "line" not in called.options:
            row = {called.first if name == "line" else name: value for name, value in row.items()}
        for name, value in row.items():
            if name in called.options and name != "id":
                if not (self._is_text or self._may_have_more) or (value is not None and value != ""):
                    options[name] = self._value(name, value, called)
            elif name not in used:
                self._refuse_or_leave(name, called)
        if template is not None:
            options[called.first] = template.fill(row)
        return options

    def _value(self, name: str, value: Any, called: Method) -> Any:
        if self._is_text and isinstance(value, str) and name not in called.texts:
            value = _cell(value)
        if name in FILE_OPTIONS:
            return named_file(value, at_sign=self._is_text)
        return value

    def _refuse_or_leave(self, name: str, called: Method) -> None:
        """Refuse an option that there is not. A column of a table may be there for others, unless it looks mistyped."""
        if name in self.unused or not name:
            return
        near = nearest(name, called.options, least=0.75 if self._may_have_more else 0.6)
        if near or not self._may_have_more:
            meant = f"Is {near!r} meant?" if near else f"It takes {', '.join(sorted(called.options))}."
            raise JobError(f"{called.name} takes no option {name!r}. {meant}")
        self.unused.add(name)

    def _copies(self, row: Mapping[str, Any], called: Method, options: Mapping[str, Any]) -> int:
        given = row.get("copies")
        if given is None or given == "":
            copies: Any = self._defaults.copies
            if copies == 1 and copies is not True:
                return 1
        else:
            copies = _cell(given) if isinstance(given, str) else given
        if isinstance(copies, bool) or not isinstance(copies, int) or not 1 <= copies <= _MOST_COPIES:
            raise JobError(f"copies must be a whole number from 1 to {_MOST_COPIES}, not {copies!r}.")
        if copies > 1 and not called.draws_seed:
            raise JobError(f"{called.name} has no seed, so its copies would be the same. Leave `copies` out.")
        if copies > 1 and options.get("seed") is not None:
            raise JobError("The job has a seed, and copies differ in their seeds. Leave one of both out.")
        return copies


def named_files(options: dict[str, Any]) -> dict[str, Any]:
    """Return options with a `Path` for each `{"path": ...}` in those that take files."""
    return {name: named_file(value) if name in FILE_OPTIONS else value for name, value in options.items()}


def named_file(value: Any, *, at_sign: bool = False) -> Any:
    """Return a `Path` for `{"path": "fox.png"}`, and in a list for each.

    Args:
        value: The value of an option that takes files.
        at_sign: Whether `@fox.png` names a file too, as in the cells of CSV.
    """
    if isinstance(value, list):
        return [named_file(one, at_sign=at_sign) for one in value]
    if isinstance(value, dict) and value.keys() == {"path"} and isinstance(value["path"], str) and value["path"]:
        return Path(value["path"])
    if at_sign and isinstance(value, str) and value[:1] == "@" and len(value) > 1:
        return Path(value[1:])
    return value


def _cell(text: str) -> Any:
    """Return the value that a cell of CSV means for an option that is not text alone."""
    word = text.strip()
    if word.lower() in _TRUTH:
        return _TRUTH[word.lower()]
    if word[:1] in "-0123456789[{":
        try:
            return plain(json.loads(word))
        except (ValueError, RecursionError):
            return text
    return text


def own_id(value: Any) -> str | None:
    """Return the user's own id as text; None if there is none.

    Raises:
        JobError: It is no id.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)) or len(str(value)) > _LONGEST_ID:
        raise JobError(f"An id is text of at most {_LONGEST_ID} characters, or a whole number.")
    return str(value)
