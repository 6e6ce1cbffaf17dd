"""One call from its request to its outcome, without I/O.

`exchange` is a generator that says what to send and how long to wait; the drivers in `_client.send` do it. The other
modules decide: retries, key rotation, rate limits, pacing.
"""
