"""The API of the earlier SDK in its old package."""

from pollination_sdk.api.gen_pollinations_ai_api import GenPollinationsAiApi

__all__ = ["GenPollinationsAiApi"]
