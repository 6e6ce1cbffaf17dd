"""`GetAccountKey200Response` in its old module."""

from pollination_sdk.compat import GetAccountKey200Response

__all__ = ["GetAccountKey200Response"]
