"""What the standard library lacks: locks that survive a fork, event loops and worker threads, strict JSON, file types.

Nothing here knows HTTP or this service. Every other package may use it.
"""
