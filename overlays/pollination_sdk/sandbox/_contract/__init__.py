"""The contract as data: it checks requests and answers, matches paths, and makes answers for other operations.

`validation` and `routes` are for the server. `examples` makes a value from any JSON schema.
"""
