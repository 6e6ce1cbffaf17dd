"""Connections, connection pools, deadlines and limits on calls.

This package depends on HTTP, and not on the service. Other packages get the httpx client that sends a request from
`pool`: it is our own (`clients`, on top of `transport`) or the caller's (`given_client`). They also use `deadline`.
"""
