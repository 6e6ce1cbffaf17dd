"""Retry settings that several tests share."""

from pollination_sdk import Retry

CAREFUL = Retry(unknown="never")
"""What may have run ends in `OutcomeUnknownError`; only what was refused or never sent is sent again."""
CAREFUL_ONCE = Retry(unknown="never", attempts=1)
