"""`ApiClient` at its old place."""

from pollination_sdk.compat import ApiClient

__all__ = ["ApiClient"]
