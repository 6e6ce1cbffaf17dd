"""Answers of a type that the caller names: the JSON Schema of a type, its strict form, and reading JSON into the type.

`schema.schema_of` is the entry. A shape is what a type looks like in JSON: `shapes`, `collections` and `objects` hold
them, `reading` and `records` make them of types. `strictness` adapts a schema to what strict back ends accept. msgspec
is imported when a type is read. `tools` runs the functions that a model calls, with schemas made here.
"""
