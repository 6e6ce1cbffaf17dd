"""`GetAccountUsageDaily200Response` at its old place."""

from pollination_sdk.compat import GetAccountUsageDaily200Response

__all__ = ["GetAccountUsageDaily200Response"]
