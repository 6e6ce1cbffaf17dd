"""A request as it arrived: its bytes, forms and JSON, before anything is known of its operation.

The record of a request is public. Bodies and files that are large stay in temporary files. Nothing here knows a key, a
model or the contract.
"""
