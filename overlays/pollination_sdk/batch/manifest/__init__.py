"""The SQLite database of a batch, which knows each item. docs/batch.md shows its tables.

`database` writes it for a run. `reading` opens it for all others, also while a run writes.
"""
