"""`ApiException` and the answer that is read as it arrives, at their old place."""

from pollination_sdk.compat import ApiException, ApiValueError, RESTResponse

__all__ = ["ApiException", "ApiValueError", "RESTResponse"]
