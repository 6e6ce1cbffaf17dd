"""`ApiException` and `RESTResponse` of the earlier SDK in their old module."""

from pollination_sdk.compat import ApiException, ApiValueError, RESTResponse

__all__ = ["ApiException", "ApiValueError", "RESTResponse"]
