"""The two other hosts of the service, below `/x-media` and `/x-enter`: uploads and sign-ins.

`consent` decides about a sign-in, for the pages and for tests. `file_response` sends large files in pieces.
"""
