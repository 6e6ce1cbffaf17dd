"""`GetAccountProfile200Response` in its old module."""

from pollination_sdk.compat import GetAccountProfile200Response

__all__ = ["GetAccountProfile200Response"]
