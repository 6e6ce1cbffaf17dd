"""`PostGenerateV1ChatCompletions200Response` in its old module."""

from pollination_sdk.compat import PostGenerateV1ChatCompletions200Response

__all__ = ["PostGenerateV1ChatCompletions200Response"]
