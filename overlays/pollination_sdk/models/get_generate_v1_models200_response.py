"""`GetGenerateV1Models200Response` in its old module."""

from pollination_sdk.compat import GetGenerateV1Models200Response

__all__ = ["GetGenerateV1Models200Response"]
