"""`GetGenerateImageModels200ResponseInner` at its old place."""

from pollination_sdk.compat import GetGenerateImageModels200ResponseInner

__all__ = ["GetGenerateImageModels200ResponseInner"]
