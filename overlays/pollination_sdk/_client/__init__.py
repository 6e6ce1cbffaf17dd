"""The sync and async clients: their settings, the table of their methods, and the drivers that send calls.

The package root takes `Pollinations` and `AsyncPollinations` from `clients`; `compat` uses `settings` too.
"""
