"""`PostGenerateV1ChatCompletions200Response` at its old place."""

from pollination_sdk.compat import PostGenerateV1ChatCompletions200Response

__all__ = ["PostGenerateV1ChatCompletions200Response"]
