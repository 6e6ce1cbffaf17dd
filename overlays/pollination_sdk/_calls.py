"""One function for each operation: pleasant arguments in, a `Call` out. The only door to the generated client.

What is not given is not sent: the service's documented defaults are not those it applies. In the URL's query None
means "not given"; in the body of a chat it is a value like any other, and `UNSET` means "not given".
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Generic, Literal, TypeVar

import attrs
import httpx
from pollination_api.api.account import (
    get_account_balance,
    get_account_key,
    get_account_profile,
    get_account_usage,
    get_account_usage_daily,
)
from pollination_api.api.chat import post_generate_v1_chat_completions
from pollination_api.api.images import get_generate_image_prompt
from pollination_api.api.models import get_generate_image_models, get_generate_text_models, get_generate_v1_models
from pollination_api.api.text import get_generate_text_prompt
from pollination_api.models import (
    AccountBalance,
    AccountDailyUsage,
    AccountKey,
    AccountProfile,
    AccountUsage,
    ChatCompletion,
    ChatCompletionChunk,
    KnownImageModel,
    KnownTextModel,
    Model,
    ModelList,
    UsageRecord,
)
from pollination_api.types import UNSET, Unset

from pollination_sdk import _prompts
from pollination_sdk._answers import (
    decode,
    read_csv,
    read_json,
    read_medium,
    read_model,
    read_models,
    read_text,
    text_of_message,
)
from pollination_sdk._call import Call
from pollination_sdk._chat import ChatOptions, Messages, chat_body
from pollination_sdk._error_body import error_from_frame
from pollination_sdk._keys import Keys
from pollination_sdk._media import Media
from pollination_sdk._media_check import Kind
from pollination_sdk._moments import parse_moment
from pollination_sdk._stream import ChatDecoder, text_of
from pollination_sdk._usage import UsagePager
from pollination_sdk.errors import InvalidKeyError, MissingKeyError, PromptError

T = TypeVar("T")

TextModel = KnownTextModel | str
ImageModel = KnownImageModel | str
Seed = int | Literal["random"] | None
When = datetime | date | str | None
Extra = Mapping[str, Any] | None

CLAIMED_ANSWERS: dict[tuple[str, int, str], str] = {
    ("get_generate_text_prompt", 200, "text/event-stream"): "stream_text",
    ("post_generate_v1_chat_completions", 200, "text/event-stream"): "stream_chat",
}
"""The documented answers that the generated functions do not read, and the verb that does."""
