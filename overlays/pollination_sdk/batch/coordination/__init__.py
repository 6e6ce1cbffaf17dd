"""What decides in a run: which items are leased, what becomes of them, and when the run ends.

`Coordinator` is the door. `supply` makes leases, `open_leases` and `recovery` follow those of other processes, `intake`
counts outcomes, and `records` writes them to the folder by one thread.
"""
