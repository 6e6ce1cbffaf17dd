"""`PostGenerateV1ChatCompletionsRequest` in its old module."""

from pollination_sdk.compat import PostGenerateV1ChatCompletionsRequest

__all__ = ["PostGenerateV1ChatCompletionsRequest"]
