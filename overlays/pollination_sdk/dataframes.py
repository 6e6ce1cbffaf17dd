"""Make a pandas or polars frame of records: usage, models, answers of `detailed`.

    from pollination_sdk import Pollinations, dataframes

    frame = dataframes.to_pandas(Pollinations().iter_usage(since="30d"))
    print(frame.groupby("model")["cost_usd"].sum())

Each field is a column, named as in JSON. pandas and polars are imported when a frame is made.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import attrs

from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.jsonable import to_described
from pollination_sdk._support.dates import in_utc
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["to_pandas", "to_polars"]

Kind = Literal["boolean", "integer", "float", "text", "time", "date", "object"]

_KINDS: dict[type, Kind] = {
    bool: "boolean",
    int: "integer",
    float: "float",
    str: "text",
    datetime: "time",
    date: "date",
}
_KIND_OF_ANNOTATION: dict[str, Kind] = {
    **{type_.__name__: kind for type_, kind in _KINDS.items()},
    "datetime.datetime": "time",
    "datetime.date": "date",
}
_PANDAS = {"boolean": "bool", "integer": "int64", "float": "float64", "text": "string", "object": "object"} | {
    "time": "datetime64[us, UTC]",
    "date": "datetime64[us]",
}
_PANDAS_WITH_GAPS = {**_PANDAS, "boolean": "boolean", "integer": "Int64"}
_LARGEST_INTEGER = 2**63 - 1


def to_pandas(records: Iterable[Any]) -> pd.DataFrame:
    """Return a pandas frame with a row for each record and a column for each field.

    Times are `datetime64[us, UTC]`, dates `datetime64[us]`, texts `string`, numbers `float64` or `int64`, and `Int64`
    where a value is missing. Nested objects are dicts, and media are described as `to_jsonable` does.

    Args:
        records: Records, models, answers of `detailed` or dicts, as a list or an iterator such as `iter_usage()`. An
            answer that is one list, such as `usage()` or `models()`, is taken as this list.

    Raises:
        ArgumentError: `records` is not iterable without `await`, or an item is no record.
        ImportError: pandas is not installed.
    """
    rows, columns = _read(records)
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise _missing("to_pandas", "pandas") from error
    series = {name: _pandas_series(pd, column) for name, column in columns.items()}
    return pd.DataFrame(series, index=pd.RangeIndex(len(rows)))


def to_polars(records: Iterable[Any]) -> pl.DataFrame:
    """Return a polars frame with a row for each record and a column for each field.

    Times are `Datetime("us", "UTC")`, dates `Date`, texts `String`, numbers `Float64` or `Int64`. Nested objects are
    structs, or plain dicts (`Object`) where no struct fits them all. Media are described without their bytes.

    Args:
        records: As for `to_pandas`.

    Raises:
        ArgumentError: `records` is not iterable without `await`, or an item is no record.
        ImportError: polars is not installed.
    """
    _, columns = _read(records)
    try:
        import polars as pl  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise _missing("to_polars", "polars") from error
    return pl.DataFrame([_polars_series(pl, name, column) for name, column in columns.items()])


@attrs.frozen
class _Column:
    kind: Kind
    values: list[Any]

    @property
    def has_gaps(self) -> bool:
        return None in self.values


def _pandas_series(pd: Any, column: _Column) -> Any:
    dtypes = _PANDAS_WITH_GAPS if column.has_gaps else _PANDAS
    return pd.Series(column.values, dtype=dtypes[column.kind])


def _polars_series(pl: Any, name: str, column: _Column) -> Any:
    if column.kind != "object":
        return pl.Series(name, column.values, dtype=_polars_dtypes(pl)[column.kind])
    try:
        # All rows make the type: a series looks at the first one, and drops the fields of a struct that it lacks.
        series = pl.DataFrame([{name: value} for value in column.values], infer_schema_length=None)[name]
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):  # values of several types
        series = None
    if series is None or not _is_whole(series.to_list(), column.values):
        return pl.Series(name, column.values, dtype=pl.Object)
    return series


def _is_whole(made: Any, given: Any) -> bool:
    """Return True if a value of a polars series is the one given; what a dict lacks may be None in its struct."""
    if isinstance(given, dict):
        return isinstance(made, dict) and all(_is_whole(made.get(name), inner) for name, inner in given.items())
    if isinstance(given, list):
        return isinstance(made, list) and len(made) == len(given) and all(map(_is_whole, made, given))
    return bool(made == given)


def _polars_dtypes(pl: Any) -> dict[str, Any]:
    numbers = {"boolean": pl.Boolean, "integer": pl.Int64, "float": pl.Float64}
    return {**numbers, "text": pl.String, "time": pl.Datetime("us", "UTC"), "date": pl.Date}


def _missing(function: str, library: str) -> ImportError:
    return ImportError(f'{function} needs {library}; install it with: pip install "pollinations-sdk[{library}]"')


# -- records as columns, without a library --


def _read(records: Any) -> tuple[list[dict[str, Any]], dict[str, _Column]]:
    """Return the rows, and the column of each field in the order of its first record."""
    items = list(_iterable(records))
    rows = [_row(item, index) for index, item in enumerate(items)]
    names = dict.fromkeys(name for row in rows for name in row)
    declared: dict[str, Kind] = {}
    for type_ in {type(item) for item in items}:
        declared |= _declared(type_)
    return rows, {name: _column([row.get(name) for row in rows], declared.get(name)) for name in names}


def _iterable(records: Any) -> Iterable[Any]:
    if isinstance(records, Answer):
        records = records.value
    if hasattr(records, "__aiter__"):
        raise ArgumentError(
            "An async iterator cannot be read without await; pass [record async for record in records] instead."
        )
    if inspect.isawaitable(records) and not isinstance(records, Iterator):  # a sync iterator explains an `await`
        raise ArgumentError("This answer has to be awaited first; pass (await answer) instead.")
    if (names := _names(type(records))) is not None:
        return _only_list(records, names)
    if isinstance(records, (str, bytes, Mapping)) or not isinstance(records, Iterable):
        raise ArgumentError(f"A frame is made of records; pass a list or an iterator, not {type(records).__name__}.")
    return records


def _only_list(answer: Any, names: Mapping[str, str]) -> list[Any]:
    """Return the list that an answer consists of, such as the records of `usage()`."""
    lists = [value for name in names.values() if isinstance(value := getattr(answer, name), list)]
    if len(lists) != 1:
        kind = type(answer).__name__
        raise ArgumentError(f"A frame is made of records; pass [record] for one {kind}, or one of its lists.")
    return lists[0]


def _row(record: Any, index: int) -> dict[str, Any]:
    if isinstance(record, Mapping):
        return dict(record)
    if isinstance(record, Answer):
        return record.to_dict()
    if (names := _names(type(record))) is None:
        raise ArgumentError(f"A frame is made of records; records[{index}] is {type(record).__name__}.")
    return {**{name: getattr(record, attribute) for name, attribute in names.items()}, **record.additional_properties}


def _names(type_: type) -> Mapping[str, str] | None:
    """Return the attribute of each described field of a model; None for other types."""
    return getattr(type_, "attribute_names", None)


def _declared(type_: type) -> dict[str, Kind]:
    """Return the kind of each field of a model that the contract gives one plain type."""
    types = {field.name: str(field.type).split(" | ") for field in attrs.fields(type_)} if attrs.has(type_) else {}
    found: dict[str, Kind] = {}
    for name, attribute in (_names(type_) or {}).items():
        members = types[attribute]  # an open enumeration is `KnownThing | str | None`
        if kind := _KIND_OF_ANNOTATION.get("str" if "str" in members else members[0]):
            found[name] = kind
    return found


def _column(values: list[Any], declared: Kind | None) -> _Column:
    kind = _kind({type(value) for value in values if value is not None}, declared)
    if kind == "integer" and any(value is not None and abs(value) > _LARGEST_INTEGER for value in values):
        kind = "object"
    if kind == "time":
        values = [value and in_utc(value) for value in values]
    return _Column(kind, [to_described(value) for value in values] if kind == "object" else values)


def _kind(types: set[type], declared: Kind | None) -> Kind:
    """Return the kind that fits all values, and the declared one: a column of a type stays so if it is empty."""
    kinds: set[Kind] = {_KINDS.get(type_, "object") for type_ in types}
    if declared:
        kinds.add(declared)
    if kinds == {"integer", "float"}:
        return "float"
    return kinds.pop() if len(kinds) == 1 else "object"
