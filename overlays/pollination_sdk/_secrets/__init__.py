"""API keys: find and check them, and keep them out of logs, errors and reprs.

Other packages use `keys` to resolve keys, `redact` to hide them, and `log_filter` to protect the loggers.
"""
