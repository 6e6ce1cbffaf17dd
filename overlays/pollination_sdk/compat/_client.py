"""`ApiClient`: the connections and the default headers of the calls."""

import contextlib
import threading
import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import attrs

from pollination_sdk._client.clients import Pollinations
from pollination_sdk._client.settings import USER_AGENT
from pollination_sdk._engine.call import Call
from pollination_sdk._secrets.key_format import check_key
from pollination_sdk._secrets.keys import Keys
from pollination_sdk._support.fork import renew_after_fork, renew_if_forked
from pollination_sdk.compat._access import Access, access_of
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import ApiTypeError
from pollination_sdk.compat._failures import translated
from pollination_sdk.compat._http import check_environment, http_client, retry_of
from pollination_sdk.compat._operations import Operation, RequestOptions
from pollination_sdk.compat._response import ApiResponse, RESTResponse, api_response
from pollination_sdk.errors import APIError

if TYPE_CHECKING:
    import httpx

    from pollination_sdk._secrets.live_keys import Key

T = TypeVar("T")


class ApiClient:
    """The client of the earlier SDK, which sends its calls with a `Pollinations` client.

    Connections are opened at the first call, and closed by `close` or at the end of `with`; a later call opens new
    ones. One client can be shared between threads.

    Args:
        configuration: The configuration; `Configuration.get_default()` by default.
        header_name: The name of a header to send with every call.
        header_value: The value of that header.
        cookie: The `Cookie` header of every call.

    Raises:
        ApiValueError: The host, or an environment variable for proxies or certificates, is invalid.
    """

    _default: ClassVar["ApiClient | None"] = None

    def __init__(
        self,
        configuration: Configuration | None = None,
        header_name: str | None = None,
        header_value: str | None = None,
        cookie: str | None = None,
    ) -> None:
        self.configuration: Configuration = Configuration.get_default() if configuration is None else configuration
        self.default_headers: dict[str, str] = {"User-Agent": USER_AGENT}
        if header_name is not None:
            self.default_headers[header_name] = header_value or ""
        self.cookie: str | None = cookie
        self.client_side_validation: bool = self.configuration.client_side_validation
        self._access: Access | None = None
        self._credentials: Key | None = None  # this reference keeps them hidden in logs
        self.renew()
        renew_after_fork(self)
        with translated():
            check_environment(self.configuration)

    def renew(self) -> None:
        """Start without connections, also in a forked child: connections and a locked lock belong to the parent."""
        self._lock = threading.Lock()
        self._http: httpx.Client | None = None
        self._client: Pollinations | None = None

    @property
    def user_agent(self) -> str:
        """The `User-Agent` header."""
        return self.default_headers["User-Agent"]

    @user_agent.setter
    def user_agent(self, value: str) -> None:
        self.default_headers["User-Agent"] = value

    def set_default_header(self, header_name: str, header_value: str) -> None:
        """Add a header to all later calls."""
        self.default_headers[header_name] = header_value

    @classmethod
    def get_default(cls) -> "ApiClient":
        """Return the default client of APIs; create it if there is none yet."""
        if cls._default is None:
            cls._default = ApiClient()
        return cls._default

    @classmethod
    def set_default(cls, default: "ApiClient | None") -> None:
        """Set the default client of APIs."""
        cls._default = default

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            http, self._http, self._client = self._http, None, None
        if http is not None:
            http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.configuration!r})"

    def perform(self, operation: Operation[T], options: RequestOptions) -> ApiResponse[T]:
        """Send a call and return its value with the metadata of the answer.

        Raises:
            ApiException: The call failed.
            ApiValueError: An option cannot be sent.
            ApiTypeError: An option has the wrong type.
        """
        with translated():
            client, call = self._prepared(operation.call, options)
            answer = client._answer(call)  # noqa: SLF001 - as `client.detailed` does
            return api_response(answer, operation.convert(answer.value))

    def open(self, operation: Operation[Any], options: RequestOptions) -> RESTResponse:
        """Send a call and return its answer as a stream; error answers are returned too.

        Raises:
            ApiException: No answer arrived.
        """
        with translated(), contextlib.ExitStack() as stack:
            client, call = self._prepared(operation.call, options)
            try:
                opened = stack.enter_context(client._opener(call)())  # noqa: SLF001 - as the streams do
                stack.callback(opened.end, None)
            except APIError as error:
                if error.response is None:
                    raise
                return RESTResponse.whole(error.response, error.status)
            return RESTResponse.opened(opened, stack.pop_all())

    def _prepared(self, call: Call[T], options: RequestOptions) -> tuple[Pollinations, Call[T]]:
        """Return the client and the call for one set of options."""
        headers = {**self.default_headers, **({"Cookie": self.cookie} if self.cookie else {})}
        access = access_of(self.configuration, headers, options)
        client = self._pollinations(access).with_options(headers=access.headers)
        limit = options.get("_request_timeout")
        if isinstance(limit, (tuple, list)):
            call = _limited(call, limit)
        elif limit is not None:
            client = client.with_options(timeout=limit)
        needs_key = call.needs_key
        if access.credentials is not None:
            client._context.headers["Authorization"] = access.credentials  # noqa: SLF001 - `headers=` refuses `Authorization`
            self._credentials, needs_key = access.credentials, False
        return client, attrs.evolve(call, accept=access.accept or call.accept, needs_key=needs_key)

    def _pollinations(self, access: Access) -> Pollinations:
        """Return the client for a host and a key; it is reused, with its key ring, for the next call."""
        renew_if_forked()
        with self._lock:
            if self._client is None or self._access is None or not self._access.alike(access):
                self._client = self._new(access)
                self._access = access
            return self._client

    def _new(self, access: Access) -> Pollinations:
        if self._http is None:
            self._http = http_client(self.configuration)
            weakref.finalize(self, self._http.close)
        keys: Any = Keys() if access.key is None else Keys([check_key(access.key, "access_token")], "argument")
        return Pollinations(
            keys,  # never None, which would read the environment
            base_url=access.host,
            query_key=access.query_key,
            retry=retry_of(self.configuration.retries),
            http_client=self._http,
        )


def _limited(call: Call[T], limits: Any) -> Call[T]:
    if len(limits) != 2:
        raise ApiTypeError("_request_timeout takes seconds, or a pair of them: to connect and between two bytes.")
    connect, idle = limits
    if not all(isinstance(seconds, (int, float)) and seconds > 0 for seconds in limits):
        raise ApiTypeError(f"_request_timeout takes seconds above 0, not {limits!r}.")
    return attrs.evolve(call, connect_timeout=connect, idle_timeout=idle)
