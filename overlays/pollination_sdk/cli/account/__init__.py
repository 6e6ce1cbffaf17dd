"""The commands about an account: signing in, its keys, the pollen that is left, and what calls have cost or earned.

`usage` has `balance`, `key` and `usage`; the others are named for their commands. Nothing else imports them.
"""
