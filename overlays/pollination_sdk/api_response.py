"""`ApiResponse` in its old module."""

from pollination_sdk.compat import ApiResponse

__all__ = ["ApiResponse"]
