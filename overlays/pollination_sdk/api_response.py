"""`ApiResponse` at its old place."""

from pollination_sdk.compat import ApiResponse

__all__ = ["ApiResponse"]
