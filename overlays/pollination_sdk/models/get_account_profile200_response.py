"""`GetAccountProfile200Response` at its old place."""

from pollination_sdk.compat import GetAccountProfile200Response

__all__ = ["GetAccountProfile200Response"]
