"""API keys: where they come from, and how they stay out of logs, errors and reprs.

`keys` resolves and checks them, `redact` hides them, `log_filter` protects the loggers.
"""
