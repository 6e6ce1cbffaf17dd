"""One run of a command: its client and settings, the call that is pending, what it costs, and how it ends.

Every command gets a `client.Run`. It asks about a price with `money`, and marks what it sends with `pending`.
`errors_shown` and `exit_codes` say how it ended. `config` reads the file with the defaults of options.
"""
