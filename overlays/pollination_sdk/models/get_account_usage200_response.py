"""`GetAccountUsage200Response` in its old module."""

from pollination_sdk.compat import GetAccountUsage200Response

__all__ = ["GetAccountUsage200Response"]
