"""`GetAccountBalance200Response` at its old place."""

from pollination_sdk.compat import GetAccountBalance200Response

__all__ = ["GetAccountBalance200Response"]
