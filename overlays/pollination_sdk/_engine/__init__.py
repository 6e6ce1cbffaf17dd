"""The life of one call, from its request to its outcome, without I/O.

`exchange` is a generator that yields requests to send and pauses to wait for; the drivers in `_client.send` carry them
out. The other modules decide on retries, key rotation and rate limits. Other packages use `call.Call`,
`attempt.ClientContext`, `exchange.exchange`, `key_rotation`, `rate_limiter` and `retry`.
"""
