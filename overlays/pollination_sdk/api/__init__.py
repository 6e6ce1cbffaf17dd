"""The API of the earlier SDK at its old place."""

from pollination_sdk.api.gen_pollinations_ai_api import GenPollinationsAiApi

__all__ = ["GenPollinationsAiApi"]
