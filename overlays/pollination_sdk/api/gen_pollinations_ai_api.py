"""`GenPollinationsAiApi` at its old place."""

from pollination_sdk.compat import GenPollinationsAiApi

__all__ = ["GenPollinationsAiApi"]
