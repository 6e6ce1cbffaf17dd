"""The models of what is sent and received, under their public home."""

from pollination_api import models
from pollination_api.models import *  # noqa: F403 - the generated package says what its models are
from pollination_api.types import UNSET, Unset
from pollination_sdk._answers import Answer
from pollination_sdk._calls._chat import ChatMessage, Messages

__all__ = ["UNSET", "Answer", "ChatMessage", "Messages", "Unset"]
__all__ += models.__all__
