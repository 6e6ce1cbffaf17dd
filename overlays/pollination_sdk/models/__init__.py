"""The nine documented models of the earlier SDK; each also has a module of its own."""

from pollination_sdk.models.get_account_balance200_response import GetAccountBalance200Response
from pollination_sdk.models.get_account_key200_response import GetAccountKey200Response
from pollination_sdk.models.get_account_profile200_response import GetAccountProfile200Response
from pollination_sdk.models.get_account_usage200_response import GetAccountUsage200Response
from pollination_sdk.models.get_account_usage_daily200_response import GetAccountUsageDaily200Response
from pollination_sdk.models.get_generate_image_models200_response_inner import GetGenerateImageModels200ResponseInner
from pollination_sdk.models.get_generate_v1_models200_response import GetGenerateV1Models200Response
from pollination_sdk.models.post_generate_v1_chat_completions200_response import (
    PostGenerateV1ChatCompletions200Response,
)
from pollination_sdk.models.post_generate_v1_chat_completions_request import PostGenerateV1ChatCompletionsRequest

__all__ = [
    "GetAccountBalance200Response",
    "GetAccountKey200Response",
    "GetAccountProfile200Response",
    "GetAccountUsage200Response",
    "GetAccountUsageDaily200Response",
    "GetGenerateImageModels200ResponseInner",
    "GetGenerateV1Models200Response",
    "PostGenerateV1ChatCompletions200Response",
    "PostGenerateV1ChatCompletionsRequest",
]
