"""The way from a file or an iterable to checked jobs, row by row.

`Jobs` is the door, and `source` reads it in a thread while the run goes on. `formats` and `tables` read files, `rows`
and `template` make jobs of rows, and `check` calls the methods without sending.
"""
