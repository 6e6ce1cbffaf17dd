"""What the coordinator and its workers exchange, in one process or many: items, leases, receipts and journals.

`lease.Engine` is what an engine has to offer. Leases are pickled, so both sides need the same version.
"""
