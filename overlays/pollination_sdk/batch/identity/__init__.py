"""What makes a job an item: its id, the options that are stored, its seed, and whether it may be sent twice.

`Job` is public. `ids` has the rule for ids, which never changes, and `repeating` the methods that can be repeated.
"""
