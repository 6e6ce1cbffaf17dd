"""`GetAccountKey200Response` at its old place."""

from pollination_sdk.compat import GetAccountKey200Response

__all__ = ["GetAccountKey200Response"]
