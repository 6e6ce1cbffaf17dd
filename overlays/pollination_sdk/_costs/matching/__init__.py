"""Which row of the account's usage bills a call.

`rows` reads a row, `pool` finds the row of one call, and `sets` matches many calls with many rows.
"""
