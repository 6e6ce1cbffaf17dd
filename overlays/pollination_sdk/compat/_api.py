"""`GenPollinationsAiApi`: each operation as three methods with the same signature.

`name(...)` returns the value, and `name_with_http_info(...)` an `ApiResponse` with the value.
`name_without_preload_content(...)` returns a `RESTResponse`, which is read as a stream.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast, overload

from pollination_sdk._operations.deprecation import warn_if_deprecated
from pollination_sdk._support.caller import shorten
from pollination_sdk.compat import _operations as operations
from pollination_sdk.compat._client import ApiClient
from pollination_sdk.compat._exceptions import OpenApiException
from pollination_sdk.compat._failures import translated
from pollination_sdk.compat._operations import Operation, RequestOptions
from pollination_sdk.compat._response import ApiResponse, RESTResponse

P = ParamSpec("P")
T = TypeVar("T")


class _Method(Generic[P, T]):
    """A decorator that turns an operation into a method."""

    _suffix = ""

    def __init__(self, build: Callable[P, Operation[T]]) -> None:
        self._build = build
        self._signature = _signature(build)

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Replace the decorator by a plain function, which mocks and documentation tools understand."""
        setattr(owner, name, self._as_function())

    def _send(self, client: ApiClient, operation: Operation[T], options: RequestOptions) -> Any:
        raise NotImplementedError

    def _call(self, api: Any, *args: Any, **kwargs: Any) -> Any:
        with translated():
            bound = self._signature.bind(api, *args, **kwargs)
            options = {name: bound.kwargs[name] for name in bound.kwargs if name in RequestOptions.__annotations__}
            own = {name: value for name, value in bound.kwargs.items() if name not in options}
            operation = self._build(*bound.args[1:], **own)
        warn_if_deprecated(operation.call, getattr(api.api_client, "_client", None))
        return self._send(api.api_client, operation, cast("RequestOptions", options))

    def _as_function(self) -> Callable[..., Any]:
        def method(api: Any, /, *args: Any, **kwargs: Any) -> Any:
            try:
                return self._call(api, *args, **kwargs)
            except OpenApiException as error:
                shorten(error)
                raise

        functools.update_wrapper(method, self._build)
        del method.__wrapped__  # type: ignore[attr-defined]  # otherwise `signature` shows the builder's
        method.__name__ += self._suffix
        method.__qualname__ = f"GenPollinationsAiApi.{method.__name__}"
        method.__signature__ = self._signature  # type: ignore[attr-defined]  # a function takes any attribute
        return method


class plain(_Method[P, T]):  # noqa: N801 - used like a decorator
    """The method that returns the value."""

    @overload
    def __get__(self, api: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, api: Any, owner: type[Any]) -> Callable[P, T]: ...
    def __get__(self, api: Any, owner: type[Any]) -> Any:
        raise NotImplementedError  # for the type checkers: `__set_name__` puts a function in its place

    def _send(self, client: ApiClient, operation: Operation[T], options: RequestOptions) -> T:
        return client.perform(operation, options).data


class with_http_info(_Method[P, T]):  # noqa: N801 - as above
    """The method that returns the value with the status and the headers."""

    _suffix = "_with_http_info"

    @overload
    def __get__(self, api: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, api: Any, owner: type[Any]) -> Callable[P, ApiResponse[T]]: ...
    def __get__(self, api: Any, owner: type[Any]) -> Any:
        raise NotImplementedError  # for the type checkers: `__set_name__` puts a function in its place

    def _send(self, client: ApiClient, operation: Operation[T], options: RequestOptions) -> ApiResponse[T]:
        return client.perform(operation, options)


class without_preload(_Method[P, T]):  # noqa: N801 - as above
    """The method that returns the answer unread."""

    _suffix = "_without_preload_content"

    @overload
    def __get__(self, api: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, api: Any, owner: type[Any]) -> Callable[P, RESTResponse]: ...
    def __get__(self, api: Any, owner: type[Any]) -> Any:
        raise NotImplementedError  # for the type checkers: `__set_name__` puts a function in its place

    def _send(self, client: ApiClient, operation: Operation[T], options: RequestOptions) -> RESTResponse:
        return client.open(operation, options)


def _signature(build: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of the methods: the arguments of the operation, then the options of all calls."""
    parameters = inspect.signature(build).parameters.values()
    own = [parameter for parameter in parameters if parameter.kind is not inspect.Parameter.VAR_KEYWORD]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in RequestOptions.__annotations__.items()
        if name != "_host_index"
    ]
    index = inspect.Parameter("_host_index", inspect.Parameter.KEYWORD_ONLY, default=0, annotation=int)
    api = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    return inspect.Signature([api, *own, *options, index])


class GenPollinationsAiApi:
    """The API of the earlier SDK. New programs should use `Pollinations`.

    Besides the arguments of its operation, every method accepts `_request_timeout=`, `_request_auth=`,
    `_content_type=`, `_headers=` and `_host_index=`. It raises `ApiException` if the call fails, and `ApiValueError`
    or `ApiTypeError` if it cannot be sent.

    Args:
        api_client: The client that sends the calls; `ApiClient.get_default()` by default.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.api_client!r})"

    get_account_balance = plain(operations.get_account_balance)
    get_account_balance_with_http_info = with_http_info(operations.get_account_balance)
    get_account_balance_without_preload_content = without_preload(operations.get_account_balance)
    get_account_key = plain(operations.get_account_key)
    get_account_key_with_http_info = with_http_info(operations.get_account_key)
    get_account_key_without_preload_content = without_preload(operations.get_account_key)
    get_account_profile = plain(operations.get_account_profile)
    get_account_profile_with_http_info = with_http_info(operations.get_account_profile)
    get_account_profile_without_preload_content = without_preload(operations.get_account_profile)
    get_account_usage = plain(operations.get_account_usage)
    get_account_usage_with_http_info = with_http_info(operations.get_account_usage)
    get_account_usage_without_preload_content = without_preload(operations.get_account_usage)
    get_account_usage_daily = plain(operations.get_account_usage_daily)
    get_account_usage_daily_with_http_info = with_http_info(operations.get_account_usage_daily)
    get_account_usage_daily_without_preload_content = without_preload(operations.get_account_usage_daily)
    get_generate_image_models = plain(operations.get_generate_image_models)
    get_generate_image_models_with_http_info = with_http_info(operations.get_generate_image_models)
    get_generate_image_models_without_preload_content = without_preload(operations.get_generate_image_models)
    get_generate_image_prompt__s_s = plain(operations.get_generate_image_prompt__s_s)
    get_generate_image_prompt__s_s_with_http_info = with_http_info(operations.get_generate_image_prompt__s_s)
    get_generate_image_prompt__s_s_without_preload_content = without_preload(operations.get_generate_image_prompt__s_s)
    get_generate_text_models = plain(operations.get_generate_text_models)
    get_generate_text_models_with_http_info = with_http_info(operations.get_generate_text_models)
    get_generate_text_models_without_preload_content = without_preload(operations.get_generate_text_models)
    get_generate_text_prompt = plain(operations.get_generate_text_prompt)
    get_generate_text_prompt_with_http_info = with_http_info(operations.get_generate_text_prompt)
    get_generate_text_prompt_without_preload_content = without_preload(operations.get_generate_text_prompt)
    get_generate_v1_models = plain(operations.get_generate_v1_models)
    get_generate_v1_models_with_http_info = with_http_info(operations.get_generate_v1_models)
    get_generate_v1_models_without_preload_content = without_preload(operations.get_generate_v1_models)
    post_generate_v1_chat_completions = plain(operations.post_generate_v1_chat_completions)
    post_generate_v1_chat_completions_with_http_info = with_http_info(operations.post_generate_v1_chat_completions)
    post_generate_v1_chat_completions_without_preload_content = without_preload(
        operations.post_generate_v1_chat_completions
    )
