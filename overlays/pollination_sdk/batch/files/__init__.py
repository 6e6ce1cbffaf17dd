"""The files that a batch reads and writes, whatever is in them.

All writes go through `durable.Disk`. `remote` uploads to a URL, and `lock` keeps a second run out of a folder.
"""
