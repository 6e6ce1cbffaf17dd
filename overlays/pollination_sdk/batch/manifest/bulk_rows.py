"""Write many rows of the manifest with one statement.

At each step of a statement, `sqlite3` gives up Python's global lock, and the thread that sends takes it. With
`executemany` that is once for each row, which takes longer than the rows themselves.

The statements say OR FAIL. Otherwise SQLite copies all pages that one of them changes, also into a file, to take back
the rows before one that it refuses.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

MOST_VARIABLES = 900
"""The most variables of a statement; SQLite before 3.32 takes 999."""


def insert(db: sqlite3.Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows.

    Args:
        db: The database.
        statement: The statement up to its `VALUES`.
        rows: The rows, which have as many values each.
    """
    if not rows:
        return
    row = f"({_marks(len(rows[0]))})"
    most = MOST_VARIABLES // len(rows[0])
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        db.execute(f"{statement} VALUES {','.join([row] * len(some))}", list(chain.from_iterable(some)))


def update(db: sqlite3.Connection, statement: str, values: tuple[Any, ...], numbers: Iterable[int]) -> None:
    """Update items to the same values.

    Args:
        db: The database.
        statement: The statement up to its `WHERE`.
        values: The values in it.
        numbers: The numbers of the items.
    """
    listed = list(numbers)
    most = MOST_VARIABLES - len(values)
    for start in range(0, len(listed), most):
        some = listed[start : start + most]
        db.execute(f"{statement} WHERE number IN ({_marks(len(some))})", (*values, *some))


class Outcomes:
    """Update items to what became of each, by way of a temporary table.

    Args:
        db: The database.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        columns = ", ".join(_COLUMNS)
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS news (number INTEGER PRIMARY KEY, {columns})")
        self._insert = f"INSERT OR FAIL INTO temp.news (number, {columns})"
        news = f"SELECT {columns} FROM temp.news WHERE news.number = items.number"  # noqa: S608 - constants
        self._update = (
            f"UPDATE OR FAIL items SET ({columns}) = ({news}) "  # noqa: S608 - constants
            "WHERE number IN (SELECT number FROM temp.news) AND state <> 'done'"
        )

    def record(self, outcomes: Iterable[tuple[Any, ...]]) -> None:
        """Record outcomes, in their order: the number and the columns of each. An item that is done stays so."""
        last: dict[int, tuple[Any, ...]] = {}
        for one in outcomes:
            if one[0] not in last or last[one[0]][1] != "done":
                last[one[0]] = one
        if last:
            insert(self._db, self._insert, list(last.values()))
            self._db.execute(self._update)
            self._db.execute("DELETE FROM temp.news")


_COLUMNS = ("state", "tries", "cost_nanopollen", "cost_source", "file", "start", "bytes", "sha256", "media_type")


def _marks(count: int) -> str:
    return ",".join("?" * count)
