"""Keep the state of a sandbox across restarts, in SQLite."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from pollination_sdk.sandbox._keys.ring import Key, KeyRing
from pollination_sdk.sandbox._models.catalogue import Model, all_models, find
from pollination_sdk.sandbox._requests.identity import Question
from pollination_sdk.sandbox._storage.entries import Entry
from pollination_sdk.sandbox._storage.generation import Generation

SCHEMA = """
CREATE TABLE IF NOT EXISTS pots (id INTEGER PRIMARY KEY CHECK (id = 1), tier REAL NOT NULL, pack REAL NOT NULL);
CREATE TABLE IF NOT EXISTS keys (value TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS cache (
    method TEXT, target TEXT, body BLOB, content BLOB NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (method, target, body)
);
"""


_UNKNOWN_DATE = "2026-01-01T00:00:00+00:00"  # files of earlier versions have none


class Store:
    """One SQLite file. It is opened for each access, so that nothing has to be closed or locked."""

    def __init__(self, path: str | Path) -> None:
        self._path = path
        try:
            with closing(sqlite3.connect(path)) as connection:
                connection.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise OSError(f"The store {str(path)!r} cannot be used: {error}.") from error

    def read_pots(self) -> tuple[float, float] | None:
        """Read the pollen of quests and the paid pollen; None in a new file."""
        rows = self._rows("SELECT tier, pack FROM pots")
        return rows[0] if rows else None

    def save_pots(self, tier: float, pack: float) -> None:
        """Write the pollen of quests and the paid pollen."""
        self._rows("INSERT OR REPLACE INTO pots VALUES (1, ?, ?)", tier, pack)

    def read_keys(self) -> Iterator[Key]:
        """Read all keys in the order in which they were added."""
        for value, data in self._rows("SELECT value, data FROM keys ORDER BY rowid"):
            fields = json.loads(data)
            ends = fields.pop("expires")
            models = fields.pop("models")
            yield Key(
                value=value,
                expires=None if ends is None else datetime.fromisoformat(ends),
                models=None if models is None else tuple(models),
                permissions=tuple(fields.pop("permissions")),
                redirect_uris=None if (uris := fields.pop("redirect_uris", None)) is None else tuple(uris),
                **fields,
            )

    def save_key(self, key: Key) -> None:
        """Insert or update a key."""
        data = {
            "name": key.name,
            "permissions": key.permissions,
            "models": key.models,
            "budget": key.budget,
            "expires": None if key.expires is None else key.expires.isoformat(),
            "quest_only": key.quest_only,
            "byop_client_key_id": key.byop_client_key_id,
            "redirect_uris": key.redirect_uris,
            "revoked": key.revoked,
        }
        query = "INSERT INTO keys VALUES (?, ?) ON CONFLICT DO UPDATE SET data = excluded.data"
        self._rows(query, key.value, json.dumps(data))

    def read_entries(self, keys: KeyRing) -> Iterator[Entry]:
        """Read the billed generations, oldest first."""
        for (data,) in self._rows("SELECT data FROM entries ORDER BY id"):
            fields = json.loads(data)
            yield Entry(
                at=datetime.fromisoformat(fields.pop("at")),
                model=_model(fields.pop("model")),
                key=keys[fields.pop("key")],
                **fields,
            )

    def save_entry(self, entry: Entry) -> None:
        """Append a billed generation."""
        data = {
            "at": entry.at.isoformat(),
            "type": entry.type,
            "model": entry.model.name,
            "key": entry.key.value,
            "units": entry.units,
            "cost": entry.cost,
            "milliseconds": entry.milliseconds,
            "pot": entry.pot,
            "event_id": entry.event_id,
        }
        self._rows("INSERT INTO entries (data) VALUES (?)", json.dumps(data))

    def generation(self, question: Question) -> Generation | None:
        """Return the cached answer for a cache key; None if there is none."""
        query = "SELECT content, data FROM cache WHERE (method, target, body) = (?, ?, ?)"
        rows = self._rows(query, *question)
        if not rows:
            return None
        content, data = rows[0]
        fields = json.loads(data)
        made = datetime.fromisoformat(fields.pop("made", _UNKNOWN_DATE))
        return Generation(content=content, model=_model(fields.pop("model")), made=made, **fields)

    def save_generation(self, question: Question, generation: Generation) -> None:
        """Store the answer for a cache key."""
        data = {
            "media_type": generation.media_type,
            "model": generation.model.name,
            "units": generation.units,
            "filename": generation.filename,
            "made": generation.made.isoformat(),
        }
        query = "INSERT OR REPLACE INTO cache VALUES (?, ?, ?, ?, ?)"
        self._rows(query, *question, generation.content, json.dumps(data))

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self._path)) as connection, connection:
            return connection.execute(query, values).fetchall()


def _model(name: str) -> Model:
    model = find(all_models(), name)
    if model is None:
        raise ValueError(f"The stored state names the model {name!r}, which this sandbox does not have.")
    return model
