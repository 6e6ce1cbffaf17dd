"""Speak to gen.pollinations.ai: text, chat, images, video, models, account and usage.

    from pollination_sdk import Pollinations

    client = Pollinations()  # the key is in POLLINATIONS_API_KEY
    print(client.text("a haiku about moss"))
    client.image("a fox in the snow", width=768).save("fox")

The names are loaded when first used, so that importing the package costs next to nothing; with
`POLLINATIONS_EAGER_IMPORT=1` in the environment they are all loaded at once.
"""

import importlib
import os
from typing import TYPE_CHECKING, Any

from pollination_sdk._version import __version__

if TYPE_CHECKING:
    from pollination_sdk import (
        api,
        api_client,
        api_response,
        compat,
        configuration,
        errors,
        exceptions,
        models,
        rest,
        types,
    )
    from pollination_sdk._client.clients import AsyncPollinations, Pollinations
    from pollination_sdk._engine.retry import Retry, set_waiting, without_waiting
    from pollination_sdk._media.media import Media
    from pollination_sdk._responses.answer import Answer
    from pollination_sdk._streams.chat import AsyncStream, Stream
    from pollination_sdk._streams.media import AsyncMediaStream, MediaStream
    from pollination_sdk.compat import (
        ApiAttributeError,
        ApiClient,
        ApiException,
        ApiKeyError,
        ApiResponse,
        ApiTypeError,
        ApiValueError,
        Configuration,
        GenPollinationsAiApi,
        GetAccountBalance200Response,
        GetAccountKey200Response,
        GetAccountProfile200Response,
        GetAccountUsage200Response,
        GetAccountUsageDaily200Response,
        GetGenerateImageModels200ResponseInner,
        GetGenerateV1Models200Response,
        OpenApiException,
        PostGenerateV1ChatCompletions200Response,
        PostGenerateV1ChatCompletionsRequest,
    )

__all__ = [
    "Answer",
    "ApiAttributeError",
    "ApiClient",
    "ApiException",
    "ApiKeyError",
    "ApiResponse",
    "ApiTypeError",
    "ApiValueError",
    "AsyncMediaStream",
    "AsyncPollinations",
    "AsyncStream",
    "Configuration",
    "GenPollinationsAiApi",
    "GetAccountBalance200Response",
    "GetAccountKey200Response",
    "GetAccountProfile200Response",
    "GetAccountUsage200Response",
    "GetAccountUsageDaily200Response",
    "GetGenerateImageModels200ResponseInner",
    "GetGenerateV1Models200Response",
    "Media",
    "MediaStream",
    "OpenApiException",
    "Pollinations",
    "PostGenerateV1ChatCompletions200Response",
    "PostGenerateV1ChatCompletionsRequest",
    "Retry",
    "Stream",
    "__version__",
    "api",
    "api_client",
    "api_response",
    "compat",
    "configuration",
    "errors",
    "exceptions",
    "models",
    "rest",
    "set_waiting",
    "types",
    "without_waiting",
]

_HOMES = {
    "Answer": "_responses.answer",
    "ApiAttributeError": "compat",
    "ApiClient": "compat",
    "ApiException": "compat",
    "ApiKeyError": "compat",
    "ApiResponse": "compat",
    "ApiTypeError": "compat",
    "ApiValueError": "compat",
    "AsyncMediaStream": "_streams.media",
    "AsyncPollinations": "_client.clients",
    "AsyncStream": "_streams.chat",
    "Configuration": "compat",
    "GenPollinationsAiApi": "compat",
    "GetAccountBalance200Response": "compat",
    "GetAccountKey200Response": "compat",
    "GetAccountProfile200Response": "compat",
    "GetAccountUsage200Response": "compat",
    "GetAccountUsageDaily200Response": "compat",
    "GetGenerateImageModels200ResponseInner": "compat",
    "GetGenerateV1Models200Response": "compat",
    "Media": "_media.media",
    "MediaStream": "_streams.media",
    "OpenApiException": "compat",
    "Pollinations": "_client.clients",
    "PostGenerateV1ChatCompletions200Response": "compat",
    "PostGenerateV1ChatCompletionsRequest": "compat",
    "Retry": "_engine.retry",
    "Stream": "_streams.chat",
    "api": "",
    "api_client": "",
    "api_response": "",
    "compat": "",
    "configuration": "",
    "errors": "",
    "exceptions": "",
    "models": "",
    "rest": "",
    "set_waiting": "_engine.retry",
    "types": "",
    "without_waiting": "_engine.retry",
}
"""The module that each public name lives in; an empty one says that the name is a module itself."""


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{home or name}")
    value = getattr(module, name) if home else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})


if os.environ.get("POLLINATIONS_EAGER_IMPORT", "").strip() not in ("", "0"):
    for _name in _HOMES:
        __getattr__(_name)
    importlib.import_module(f"{__name__}._engine.retry_state")  # what errors are made by
