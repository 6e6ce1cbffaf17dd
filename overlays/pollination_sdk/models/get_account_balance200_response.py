"""`GetAccountBalance200Response` in its old module."""

from pollination_sdk.compat import GetAccountBalance200Response

__all__ = ["GetAccountBalance200Response"]
