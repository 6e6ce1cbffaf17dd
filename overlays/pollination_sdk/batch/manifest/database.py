"""The manifest: the SQLite database that knows each item of a batch. One thread of the coordinator writes it."""

from __future__ import annotations

import json
import sqlite3
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from pollination_sdk import __version__
from pollination_sdk.batch.identity.ids import id_of, stored
from pollination_sdk.batch.identity.repeating import drawn_seed
from pollination_sdk.batch.manifest.bulk_rows import MOST_VARIABLES, Outcomes, insert, update
from pollination_sdk.batch.manifest.schema import DONE, FAILED, ID_SCHEME, PENDING, SCHEME, TABLES, UNKNOWN
from pollination_sdk.batch.protocol.item import RETRY, Item
from pollination_sdk.errors import BatchFolderError, JobError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.identity.job import Job
    from pollination_sdk.batch.protocol.item import Outcome
    from pollination_sdk.batch.protocol.lease import Lease

NAME = "manifest.sqlite"
_ITEM = "number, id, method, options, seed, own_id, place, copy, tries"
_LONGEST_ERROR = 2000


class Input(NamedTuple):
    """An input, as far as it was read.

    Args:
        number: Its number in the manifest.
        read_to: All jobs up to this place are among the items.
        complete: Whether all jobs are.
    """

    number: int
    read_to: int
    complete: bool


class Admission(NamedTuple):
    """What became of some jobs.

    Args:
        items: The items that are to be sent.
        done: How many were done before.
        failed: How many had failed before.
        unknown: How many have an unknown outcome.
        duplicates: How many were written twice in this run.
        bad: The errors of jobs that have no item.
    """

    items: list[Item]
    done: int
    failed: int
    unknown: int
    duplicates: int
    bad: list[JobError]


class Stored(NamedTuple):
    """An outcome with the place of its line.

    Args:
        outcome: The outcome.
        file: The JSONL part, relative to the folder; None without a line.
        start: The first byte of the line in it.
    """

    outcome: Outcome
    file: str | None = None
    start: int | None = None


class Manifest:
    """Read and write the manifest. All methods belong to one thread.

    Args:
        path: The file; `:memory:` for a run without a folder.
        disk: Where commits go.

    Raises:
        BatchFolderError: A newer version has made it, or it is damaged.
    """

    def __init__(self, path: str, disk: Disk) -> None:
        self._disk, self._path = disk, path
        self._hashes: dict[str, str] = {}
        self._db = sqlite3.connect(path, isolation_level="IMMEDIATE", check_same_thread=False)
        self.connection: sqlite3.Connection = self._db
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            self._db.close()
            if isinstance(error, sqlite3.OperationalError):
                raise
            raise BatchFolderError(f"{path!r} is not the manifest of a batch: {error}. Use another folder.") from None
        except BaseException:
            self._db.close()
            raise

    def _open(self) -> None:
        db = self._db
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEME:
            raise BatchFolderError(
                f"{self._path!r} has scheme {version}; this version of the SDK knows {SCHEME}. Nothing was sent. "
                "Update with: pip install --upgrade pollinations-sdk"
            )
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA cache_size=-2000")
        if not version:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if tables and "meta" not in tables:
                raise BatchFolderError(
                    f"{self._path!r} is the database of another program. Nothing was sent. Use another folder."
                )
            db.executescript(TABLES)
            facts = {"scheme": SCHEME, "id_scheme": ID_SCHEME, "made_by": __version__, "made_at": time.time()}
            db.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in facts.items()])
            self._disk.commit(db)
            db.execute(f"PRAGMA user_version={SCHEME}")  # last: an interrupted start begins anew
        made = db.execute("SELECT value FROM meta WHERE key = 'id_scheme'").fetchone()
        if made is None or int(made[0]) != ID_SCHEME:
            raise BatchFolderError(
                f"{self._path!r} makes ids by another rule ({made and made[0]}) than this version of the SDK "
                f"({ID_SCHEME}), so all its items would be new. Nothing was sent. Use the version that made it."
            )
        self._outcomes = Outcomes(db)
        self._next = (db.execute("SELECT max(number) FROM items").fetchone()[0] or 0) + 1

    def close(self) -> None:
        """Close it; the write-ahead log is merged into the file."""
        self._db.close()

    def add_input(self, fingerprint: str | None, source: str) -> Input:
        """Return an input that was read before, or a new one."""
        found = None
        if fingerprint is not None:
            select = "SELECT number, read_to, complete FROM inputs WHERE fingerprint = ?"
            found = self._db.execute(select, (fingerprint,)).fetchone()
        if found is not None:
            return Input(found[0], found[1], bool(found[2]))
        insert = "INSERT INTO inputs (fingerprint, source, read_to, complete) VALUES (?, ?, 0, 0)"
        number = self._db.execute(insert, (fingerprint, source)).lastrowid or 0
        self._disk.commit(self._db)
        return Input(number, 0, complete=False)

    def start_run(self, number: int | None, limits: dict[str, Any], versions: dict[str, str]) -> int:
        """Record a run, and return its number."""
        insert = "INSERT INTO runs (started, input, limits, versions, counts) VALUES (?, ?, ?, ?, '{}')"
        values = (time.time(), number, json.dumps(limits), json.dumps(versions))
        run = self._db.execute(insert, values).lastrowid or 0
        self._disk.commit(self._db)
        return run

    def note_counts(self, run: int, counts: dict[str, int], stopped: str | None = None) -> None:
        """Record the counts of a run, and why it has ended, if it has."""
        update = "UPDATE runs SET counts = ?, stopped = ?, ended = ? WHERE number = ?"
        self._db.execute(update, (json.dumps(counts), stopped, time.time() if stopped else None, run))
        self._disk.commit(self._db)

    def note_read(self, number: int, read_to: int, *, complete: bool = False) -> None:
        """Record how far an input was read; the next commit makes it durable."""
        self._db.execute(
            "UPDATE inputs SET read_to = max(read_to, ?), complete = max(complete, ?) WHERE number = ?",
            (read_to, complete, number),
        )

    def admit(self, jobs: Sequence[Job], source: Input, run: int, *, complete: bool = False) -> Admission:
        """Add jobs as items where they are new, and return the items that are to be sent. Nothing is committed yet.

        Args:
            jobs: Some jobs, in the order of the input.
            source: The input.
            run: The number of the run.
            complete: Whether they are the last ones.
        """
        read, bad = self._identified(jobs)
        known = self._known([item for _, item in read])
        items: list[Item] = []
        counts = {DONE: 0, FAILED: 0, UNKNOWN: 0}
        duplicates = 0
        new: list[tuple[Any, ...]] = []
        met: list[int] = []
        names: list[tuple[str, int, int, int]] = []
        for job, item in read:
            number, state, seen_in, seed, tries = known.get(item) or (0, PENDING, 0, None, 0)
            if seen_in == run:
                duplicates += job.place > source.read_to
            elif state != PENDING:
                counts[state] += 1
            else:
                try:
                    options = stored(job)
                except JobError as error:
                    bad.append(error)
                    continue
                if number:
                    met.append(number)
                else:
                    number, seed = self._next, drawn_seed(job)
                    self._next += 1
                    facts = (number, item, job.id, job.method, options, job.copy, job.place)
                    new.append((*facts, source.number, run, seed, PENDING))
                items.append(Item(number, item, job.method, options, seed, job.id, job.place, job.copy, tries))
                known[item] = number, state, run, seed, tries
            if job.id is not None:
                names.append((job.id, job.copy, number, source.number))
        insert(self._db, _INSERT_ITEM, new)
        update(self._db, "UPDATE items SET input = ?, run = ?", (source.number, run), met)
        insert(self._db, "INSERT OR REPLACE INTO names", names)
        self.note_read(source.number, jobs[-1].place if jobs else 0, complete=complete)
        return Admission(items, counts[DONE], counts[FAILED], counts[UNKNOWN], duplicates, bad)

    def _identified(self, jobs: Iterable[Job]) -> tuple[list[tuple[Job, str]], list[JobError]]:
        read, bad = [], []
        for job in jobs:
            try:
                read.append((job, id_of(job, self._hashes)))
            except JobError as error:
                bad.append(error)
        return read, bad

    def _known(self, ids: list[str]) -> dict[str, tuple[int, str, int, int | None, int]]:
        """Return what is known of items: the number, the state, the run that had it last, the seed, and the tries."""
        known: dict[str, tuple[int, str, int, int | None, int]] = {}
        for start in range(0, len(ids), MOST_VARIABLES):
            some = ids[start : start + MOST_VARIABLES]
            select = f"SELECT id, number, state, run, seed, tries FROM items WHERE id IN ({','.join('?' * len(some))})"  # noqa: S608 - marks alone
            known.update((row[0], row[1:]) for row in self._db.execute(select, some))
        return known

    def pending(self, source: int | None, run: int, after: int, most: int) -> list[Item]:
        """Return the next items of an input that are to be sent, in the order of their numbers.

        Args:
            source: The number of the input; None for the items that `reopen` has chosen.
            run: The number of the run.
            after: The number of the last item before them.
            most: How many at most.
        """
        where = "number IN (SELECT number FROM again)" if source is None else "input = :input"
        select = (
            f"SELECT {_ITEM} FROM items WHERE state = 'pending' AND number > :after AND run <> :run AND {where} "  # noqa: S608 - constants
            "ORDER BY number LIMIT :most"
        )
        values = {"after": after, "most": most, "input": source, "run": run}
        items = [Item(*row) for row in self._db.execute(select, values)]
        update(self._db, "UPDATE items SET run = ?", (run,), [item.number for item in items])
        return items

    def reopen(self, states: Iterable[str]) -> int:
        """Make items pending that have failed or are unknown, for `pending`; return how many.

        Those that an interrupted retry has left pending are among them.
        """
        db = self._db
        db.execute("CREATE TEMP TABLE again (number INTEGER PRIMARY KEY)")
        for state in states:
            db.execute("INSERT INTO again SELECT number FROM items WHERE state = ?", (state,))
        db.execute(
            "INSERT OR IGNORE INTO again SELECT number FROM items WHERE state = 'pending' "
            "AND number IN (SELECT item FROM attempts WHERE state <> 'done')"
        )
        changed = db.execute("UPDATE items SET state = 'pending', tries = 0 WHERE number IN (SELECT number FROM again)")
        self._disk.commit(db)
        return changed.rowcount

    def counts(self) -> dict[str, int]:
        """Return how many items are in each state."""
        total = self._db.execute("SELECT count(*) FROM items").fetchone()[0]
        select = "SELECT state, count(*) FROM items WHERE state <> 'done' GROUP BY state"
        counts = dict.fromkeys((PENDING, FAILED, UNKNOWN), 0) | dict(self._db.execute(select))
        return {DONE: total - sum(counts.values()), **counts}

    def spent(self) -> int:
        """Return what all runs have spent, as far as it is known, in 1e-9 pollen."""
        found: int = self._db.execute("SELECT total(cost_nanopollen) FROM attempts").fetchone()[0]
        return int(found)

    def grant(self, leases: Iterable[Lease], engine: str) -> None:
        """Record leases, and commit them with the items that came before: their seeds are durable then."""
        self._db.executemany(
            "INSERT INTO leases VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(one.id, one.run, engine, json.dumps([item.number for item in one.items]), time.time()),
                    *(one.seconds, one.item_timeout, None if one.pollen is None else round(one.pollen * 1e9)),
                )
                for one in leases
            ],
        )
        self._disk.commit(self._db)

    def fact(self, key: str) -> str | None:
        """Return a fact of the folder."""
        found = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def set_fact(self, key: str, value: str) -> None:
        """Set a fact of the folder; the next commit makes it durable."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def hold(self, numbers: Iterable[int], run: int) -> None:
        """Keep items out of `pending` and `admit` of a run: an earlier worker may still have them."""
        update(self._db, "UPDATE items SET run = ?", (run,), numbers)
        self._disk.commit(self._db)

    def reserved(self) -> int:
        """Return what leases have reserved that are still out, in 1e-9 pollen."""
        select = "SELECT total(reserved_nanopollen) FROM leases WHERE state = 'open'"
        return int(self._db.execute(select).fetchone()[0])

    def open_leases(self) -> list[tuple[str, str, list[int], float, float]]:
        """Return the leases of earlier runs that were not closed: id, engine, items, seconds, and longest call."""
        select = "SELECT id, engine, items, seconds, longest FROM leases WHERE state = 'open'"
        return [(one, engine, json.loads(items), *rest) for one, engine, items, *rest in self._db.execute(select)]

    def close_leases(self, ids: Iterable[str]) -> None:
        """Record that leases have ended; the next commit makes it durable."""
        self._db.executemany("UPDATE leases SET state = 'closed' WHERE id = ?", [(one,) for one in ids])

    def items(self, numbers: Iterable[int]) -> list[Item]:
        """Return items by their numbers, those that are pending."""
        select = f"SELECT {_ITEM} FROM items WHERE number = ? AND state = 'pending'"  # noqa: S608 - a constant
        return [Item(*row) for number in numbers for row in self._db.execute(select, (number,))]

    def unknown(self, numbers: Iterable[int], run: int) -> None:
        """Record that the outcome of items is unknown; the next commit makes it durable."""
        now = time.time()
        rows = [
            (number, run, 0, UNKNOWN, now, 0.0, None, None, None, None, "OutcomeUnknownError", _LOST)
            for number in numbers
        ]
        update(self._db, "UPDATE items SET state = 'unknown'", (), [row[0] for row in rows])
        insert(self._db, _INSERT_ATTEMPT, rows)

    def record(self, stored: Sequence[Stored], run: int) -> None:
        """Record outcomes, and commit."""
        attempts, outcomes = [], []
        for one, file, start in stored:
            failed = one.state == RETRY
            attempts.append(
                (
                    *(one.number, run, one.tries, FAILED if failed else one.state, one.started, one.seconds),
                    *(one.cost, one.cost_source, one.request_id, one.model),
                    *(one.error_class, one.error if one.error is None else one.error[:_LONGEST_ERROR]),
                )
            )
            state = PENDING if failed else one.state
            place = (file or one.file, start, one.size, one.sha256, one.media_type)
            outcomes.append((one.number, state, one.tries, one.cost, one.cost_source, *place))
        insert(self._db, _INSERT_ATTEMPT, attempts)
        self._outcomes.record(outcomes)
        self._disk.commit(self._db)


_INSERT_ITEM = "INSERT OR FAIL INTO items (number, id, own_id, method, options, copy, place, input, run, seed, state)"
_INSERT_ATTEMPT = "INSERT OR FAIL INTO attempts"
_LOST = "The run ended while this call was in flight. It may have run and been billed."
