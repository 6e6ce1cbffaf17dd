"""The tables of `manifest.sqlite`. docs/batch.md shows them to users; a change of meaning is a new `SCHEME`."""

from __future__ import annotations

SCHEME = 1
"""The number of these tables. A folder with a higher one was made by a newer version, and is refused."""
ID_SCHEME = 1
"""The number of the rule that makes the ids of items; see `identity`."""

PENDING, DONE, FAILED, UNKNOWN = "pending", "done", "failed", "unknown"
STATES = (PENDING, DONE, FAILED, UNKNOWN)
"""The states of an item. While an item is in flight it is pending, and a lease in `leases` names it."""

EXPECTED = "expected"
"""The key in `meta` of about how many jobs the last input has; empty if that is unknown."""
RESERVED = "reserved_nanopollen"
"""The key in `meta` of what the calls in flight of this process have reserved of the limit, at the last commit."""
FILES = "files"
"""The key in `meta` of the URL of the media files; empty if they are in the folder."""
WORKERS = "workers"
"""The key in `meta` of the workers of the last run on a cluster: JSON, a list of objects."""

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs (
    number INTEGER PRIMARY KEY,      -- the order of the inputs, from 1
    fingerprint TEXT UNIQUE,         -- size, time, head and options of a file; NULL for other inputs
    source TEXT NOT NULL,            -- the path, or the kind of the iterable
    read_to INTEGER NOT NULL,        -- all jobs up to this place are among the items
    complete INTEGER NOT NULL        -- 1 when the whole input is
);
CREATE TABLE IF NOT EXISTS items (
    number INTEGER PRIMARY KEY,      -- the order in which the items came, from 1
    id TEXT NOT NULL UNIQUE,         -- made of what the user wrote
    own_id TEXT,                     -- the user's own id
    method TEXT NOT NULL,
    options TEXT NOT NULL,           -- JSON; a file is {"$file": PATH}
    copy INTEGER NOT NULL,
    place INTEGER NOT NULL,          -- the line or the index in the input, from 1
    input INTEGER NOT NULL,          -- the last input that had the item while it was not done
    run INTEGER NOT NULL,            -- the last run that had it while it was not done
    seed INTEGER,                    -- drawn before the first request; NULL if the user gave it, or there is none
    state TEXT NOT NULL,             -- pending, done, failed, unknown
    tries INTEGER NOT NULL DEFAULT 0,
    cost_nanopollen INTEGER,         -- of the attempt that was answered; NULL if unknown
    cost_source TEXT,                -- reported, computed, billed, unknown
    file TEXT,                       -- the file or the JSONL part, relative to the folder; or the URL of the file
    start INTEGER,                   -- the first byte of the line in a JSONL part; NULL for media
    bytes INTEGER,                   -- the length of the file or the line
    sha256 TEXT,                     -- of the file or the line
    media_type TEXT
);
CREATE INDEX IF NOT EXISTS open_items ON items (state, number) WHERE state <> 'done';
CREATE TABLE IF NOT EXISTS names (   -- each own id, also those of items that were written twice
    own_id TEXT NOT NULL, copy INTEGER NOT NULL, item INTEGER NOT NULL, input INTEGER NOT NULL,
    PRIMARY KEY (own_id, copy)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS attempts (
    item INTEGER NOT NULL,
    run INTEGER NOT NULL,
    number INTEGER NOT NULL,         -- the try of the item in this lease, from 1
    state TEXT NOT NULL,             -- done, failed, unknown
    started REAL,                    -- seconds since 1970
    seconds REAL,
    cost_nanopollen INTEGER,
    cost_source TEXT,
    request_id TEXT,
    model TEXT,
    error_class TEXT,
    error TEXT
);
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY,
    started REAL NOT NULL,
    ended REAL,                      -- NULL while it runs, and if it was killed
    input INTEGER,
    stopped TEXT,                    -- why: complete, stopped, limit, payment, failures, key, disk, engine, error
    limits TEXT NOT NULL,            -- JSON
    versions TEXT NOT NULL,          -- JSON
    counts TEXT NOT NULL             -- JSON: done, failed, unknown, duplicates, bad, already_done
);
CREATE TABLE IF NOT EXISTS leases (
    id TEXT PRIMARY KEY,
    run INTEGER NOT NULL,
    state TEXT NOT NULL,             -- open, closed
    engine TEXT NOT NULL,            -- the class of the engine
    items TEXT NOT NULL,             -- JSON: the numbers of its items
    granted REAL NOT NULL,           -- seconds since 1970
    seconds REAL NOT NULL,           -- how long its worker may send
    longest REAL NOT NULL,           -- the longest call, which may end after that
    reserved_nanopollen INTEGER      -- its part of the spend limit; NULL without one
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS open_leases ON leases (state) WHERE state = 'open';
"""
