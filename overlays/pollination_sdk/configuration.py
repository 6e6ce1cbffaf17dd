"""`Configuration` at its old place."""

from pollination_sdk.compat import Configuration

__all__ = ["Configuration"]
