"""`GetGenerateImageModels200ResponseInner` in its old module."""

from pollination_sdk.compat import GetGenerateImageModels200ResponseInner

__all__ = ["GetGenerateImageModels200ResponseInner"]
