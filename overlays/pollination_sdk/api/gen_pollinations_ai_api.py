"""`GenPollinationsAiApi` in its old module."""

from pollination_sdk.compat import GenPollinationsAiApi

__all__ = ["GenPollinationsAiApi"]
