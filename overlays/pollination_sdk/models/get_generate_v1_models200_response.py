"""`GetGenerateV1Models200Response` at its old place."""

from pollination_sdk.compat import GetGenerateV1Models200Response

__all__ = ["GetGenerateV1Models200Response"]
