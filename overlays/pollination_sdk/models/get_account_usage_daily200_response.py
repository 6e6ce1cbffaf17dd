"""`GetAccountUsageDaily200Response` in its old module."""

from pollination_sdk.compat import GetAccountUsageDaily200Response

__all__ = ["GetAccountUsageDaily200Response"]
