"""`Configuration` in its old module."""

from pollination_sdk.compat import Configuration

__all__ = ["Configuration"]
