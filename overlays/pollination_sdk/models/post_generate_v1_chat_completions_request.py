"""`PostGenerateV1ChatCompletionsRequest` at its old place."""

from pollination_sdk.compat import PostGenerateV1ChatCompletionsRequest

__all__ = ["PostGenerateV1ChatCompletionsRequest"]
