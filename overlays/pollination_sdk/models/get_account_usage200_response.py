"""`GetAccountUsage200Response` at its old place."""

from pollination_sdk.compat import GetAccountUsage200Response

__all__ = ["GetAccountUsage200Response"]
