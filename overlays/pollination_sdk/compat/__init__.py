"""The surface of the earlier SDK, made with OpenAPI Generator, on this package's own calls.

    import pollination_sdk

    configuration = pollination_sdk.Configuration(access_token="sk_...")
    with pollination_sdk.ApiClient(configuration) as api_client:
        api = pollination_sdk.GenPollinationsAiApi(api_client)
        picture = api.get_generate_image_prompt__s_s("a fox in the snow", width=768)

It is there so that programs written for that SDK keep running; `Pollinations` is the client to prefer. What differs:

- Calls are repeated as `Retry` says, not only after connection errors, and never so that one is paid twice; without
  `_request_timeout` they have this package's time limits. Where no answer came, `ApiException` has status 0.
- A call without a key, or with an ill-formed one, is refused unsent, as `UnauthorizedException` with status 401.
- Prompts arrive as typed or raise `ApiValueError`; a text that a URL would spoil travels as a chat.
- False is not sent, nor are the defaults that requests used to hold (`model`, `parallel_tool_calls`), nor None.
- Models are no pydantic models: nothing is judged here but what cannot be read or sent, new values pass, and
  `model_dump` and its kin are gone; `to_dict`, `to_json`, `to_str`, `from_dict` and `from_json` are there.
- `format="csv"` returns the CSV text, and a chat with `stream=True` its whole answer; both used to fail.
- `debug=True` logs to the loggers `pollination_sdk`, `httpx` and `httpcore`, without keys and prompts, and prints
  nothing else. Copies of a `Configuration` keep the key, pickles do not.

Left out:

- the some eighty models that stand inside the nine documented ones; give `from_dict` plain dicts instead, and read
  answers by attribute as before;
- the inner parts of the generator: `RESTClientObject`, `ApiClient.call_api`, `param_serialize`, `response_deserialize`,
  `deserialize`, `sanitize_for_serialization`, `update_params_for_auth` and `Configuration.get_host_from_settings`;
- urllib3: `retries` takes its `Retry` for the number in `total` alone, `assert_hostname` takes True and False, and
  `socket_options` has no effect, as have none of the settings that this service has no use for (`api_key`, `username`,
  `password`, `server_*`, `client_side_validation`, `safe_chars_for_path_param`, `date_format`, `datetime_format`);
- `async_req`, `_preload_content` and `_return_http_data_only`, which the generator had dropped itself.
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
