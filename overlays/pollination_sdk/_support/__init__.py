"""Helpers beyond the standard library: locks after a fork, event loops, worker threads, strict JSON, file types, dates.

Nothing here depends on HTTP or on this service. All other packages may use all modules.
"""
