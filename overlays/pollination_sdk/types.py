"""The models of what is sent and received, under their public home."""

from pollination_api.models import *  # noqa: F403 - the generated package says what its models are
from pollination_api.models import __all__ as _models
from pollination_api.types import UNSET, Unset

from pollination_sdk._answers import Answer
from pollination_sdk._calls._chat import ChatMessage, Messages

__all__ = [*_models, "UNSET", "Answer", "ChatMessage", "Messages", "Unset"]
