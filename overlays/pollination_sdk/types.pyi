from pollination_api import models
from pollination_api.models import *  # noqa: F403 - the generated package names its models in its own `__all__`
from pollination_api.types import UNSET, Unset
from pollination_sdk._operations.names import ChatMessage, Messages
from pollination_sdk._responses.answer import Answer

__all__ = ["UNSET", "Answer", "ChatMessage", "Messages", "Unset"]
__all__ += models.__all__
