"""How a worker sends the items of its leases, and makes durable what becomes of them.

`Worker` is the door. `error_class` says what an error means, `recorder` writes the journal, and `placing` names files.
"""
