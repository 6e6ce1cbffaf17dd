"""`ApiClient` in its old module."""

from pollination_sdk.compat import ApiClient

__all__ = ["ApiClient"]
