"""The limit on spending: what each call reserves before it is sent, and how that is settled after it.

`limit` has `SpendLimit`, and `client` uses it for the calls of one client. The `ledger` has the amounts. The others
remember what calls like it may cost or have cost, so that a call computes little.
"""
