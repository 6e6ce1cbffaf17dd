"""Connections, pools, deadlines and limits.

This package knows HTTP and nothing of the service. `pool` hands out the httpx client that sends a request: our own
(`clients`, over `transport`) or the caller's (`given_client`).
"""
