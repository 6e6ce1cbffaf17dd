"""The public API of the earlier SDK, which OpenAPI Generator made, implemented with this package's own calls.

    import pollination_sdk

    configuration = pollination_sdk.Configuration(access_token="sk_...")
    with pollination_sdk.ApiClient(configuration) as api_client:
        api = pollination_sdk.GenPollinationsAiApi(api_client)
        image = api.get_generate_image_prompt__s_s("a fox in the snow", width=768)

Programs written for that SDK keep running. New programs should use `Pollinations`. The differences are:

- Calls are retried by the rules of `Retry`, not only after connection errors, and never so that one is paid twice.
- Without `_request_timeout`, calls have this package's time limits. If no answer arrived, `ApiException` has status 0.
- A call without a key, or with a malformed one, is not sent. It raises `UnauthorizedException` with status 401.
- Prompts arrive unchanged or raise `ApiValueError`. Text that would change in a URL is sent as a chat.
- False and None are not sent, and neither are the former defaults (`model`, `parallel_tool_calls`).
- Models are not pydantic models, so `model_dump` and similar methods are missing. New values are accepted.
  `to_dict`, `to_json`, `to_str`, `from_dict` and `from_json` are available.
- `format="csv"` returns the CSV text, and a chat with `stream=True` returns the whole answer; both failed before.
- `debug=True` logs to the loggers `pollination_sdk` and `httpx`, without keys and prompts, and prints nothing else.
  Copies of a `Configuration` keep the key, but pickles do not.

These parts are missing:

- About eighty models inside the nine documented ones. Pass plain dicts to `from_dict`, and read answers by attribute
  as before.
- Internal parts of the generator: `RESTClientObject`, `ApiClient.call_api`, `param_serialize`, `response_deserialize`,
  `deserialize`, `sanitize_for_serialization`, `update_params_for_auth` and `Configuration.get_host_from_settings`.
- urllib3. Of its `Retry`, `retries` uses only the number in `total`. `assert_hostname` accepts only True and False.
- The effect of `socket_options`, and of settings that this service does not use: `api_key`, `username`, `password`,
  `server_*`, `client_side_validation`, `safe_chars_for_path_param`, `date_format` and `datetime_format`.
- `async_req`, `_preload_content` and `_return_http_data_only`, which the generator itself had removed.
"""

from pollination_sdk.compat._api import GenPollinationsAiApi
from pollination_sdk.compat._client import ApiClient
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import (
    ApiAttributeError,
    ApiException,
    ApiKeyError,
    ApiTypeError,
    ApiValueError,
    BadRequestException,
    ConflictException,
    ForbiddenException,
    NotFoundException,
    OpenApiException,
    ServiceException,
    UnauthorizedException,
    UnprocessableEntityException,
)
from pollination_sdk.compat._models import (
    GetAccountBalance200Response,
    GetAccountKey200Response,
    GetAccountProfile200Response,
    GetAccountUsage200Response,
    GetAccountUsageDaily200Response,
    GetGenerateImageModels200ResponseInner,
    GetGenerateV1Models200Response,
    PostGenerateV1ChatCompletions200Response,
    PostGenerateV1ChatCompletionsRequest,
)
from pollination_sdk.compat._response import ApiResponse, RESTResponse

__all__ = [
    "ApiAttributeError",
    "ApiClient",
    "ApiException",
    "ApiKeyError",
    "ApiResponse",
    "ApiTypeError",
    "ApiValueError",
    "BadRequestException",
    "Configuration",
    "ConflictException",
    "ForbiddenException",
    "GenPollinationsAiApi",
    "GetAccountBalance200Response",
    "GetAccountKey200Response",
    "GetAccountProfile200Response",
    "GetAccountUsage200Response",
    "GetAccountUsageDaily200Response",
    "GetGenerateImageModels200ResponseInner",
    "GetGenerateV1Models200Response",
    "NotFoundException",
    "OpenApiException",
    "PostGenerateV1ChatCompletions200Response",
    "PostGenerateV1ChatCompletionsRequest",
    "RESTResponse",
    "ServiceException",
    "UnauthorizedException",
    "UnprocessableEntityException",
]
