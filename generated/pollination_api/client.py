# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
import ssl
from typing import Any, Self

import httpx
from attrs import define, evolve, field

BASE_URL = "https://gen.pollinations.ai"
"""Where the public service answers."""

TIMEOUT = httpx.Timeout(300.0, connect=10.0)
"""How long to wait unless told otherwise, in seconds: pictures and video take minutes."""


@define
class Client:
    """Hold what every request to the API has in common.

    Sharing one client between threads or tasks is safe. The `with_...` methods return a new client with a
    connection pool of its own and leave this one as it is.
    """

    raise_on_unexpected_status: bool = field(default=False, kw_only=True)
    """Whether an answer that the contract does not describe raises `errors.UnexpectedStatus`."""
    _base_url: str = field(default=BASE_URL, alias="base_url")
    _cookies: dict[str, str] = field(factory=dict, kw_only=True, alias="cookies", repr=False)
    _headers: dict[str, str] = field(factory=dict, kw_only=True, alias="headers", repr=False)
    _timeout: httpx.Timeout | None = field(default=TIMEOUT, kw_only=True, alias="timeout")
    _verify_ssl: str | bool | ssl.SSLContext = field(default=True, kw_only=True, alias="verify_ssl")
    _follow_redirects: bool = field(default=False, kw_only=True, alias="follow_redirects")
    _httpx_args: dict[str, Any] = field(factory=dict, kw_only=True, alias="httpx_args", repr=False)
    _client: httpx.Client | None = field(default=None, init=False, repr=False, eq=False)
    _async_client: httpx.AsyncClient | None = field(default=None, init=False, repr=False, eq=False)

    def with_headers(self, headers: dict[str, str]) -> Self:
        """Return a client like this one that also sends these headers."""
        return evolve(self, headers={**self._headers, **headers})

    def with_cookies(self, cookies: dict[str, str]) -> Self:
        """Return a client like this one that also sends these cookies."""
        return evolve(self, cookies={**self._cookies, **cookies})

    def with_timeout(self, timeout: httpx.Timeout) -> Self:
        """Return a client like this one that waits this long."""
        return evolve(self, timeout=timeout)

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Use this httpx client as it is, with its own cookies, headers and timeout."""
        self._client = client
        return self

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Use this asynchronous httpx client as it is, with its own cookies, headers and timeout."""
        self._async_client = async_client
        return self

    def get_httpx_client(self) -> httpx.Client:
        """Return the httpx client, made when first asked for."""
        if self._client is None:
            self._client = httpx.Client(**self._httpx_settings())
        return self._client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the asynchronous httpx client, made when first asked for."""
        if self._async_client is None:
            self._async_client = httpx.AsyncClient(**self._httpx_settings())
        return self._async_client

    def __enter__(self) -> Self:
        """Open the httpx client; it can be opened once."""
        self.get_httpx_client().__enter__()
        return self

    def __exit__(self, *args: Any, **kwargs: Any) -> None:
        """Close the httpx client."""
        self.get_httpx_client().__exit__(*args, **kwargs)

    async def __aenter__(self) -> Self:
        """Open the asynchronous httpx client; it can be opened once."""
        await self.get_async_httpx_client().__aenter__()
        return self

    async def __aexit__(self, *args: Any, **kwargs: Any) -> None:
        """Close the asynchronous httpx client."""
        await self.get_async_httpx_client().__aexit__(*args, **kwargs)

    def _all_headers(self) -> dict[str, str]:
        return dict(self._headers)

    def _httpx_settings(self) -> dict[str, Any]:
        return {
            "base_url": self._base_url,
            "cookies": self._cookies,
            "headers": self._all_headers(),
            "timeout": self._timeout,
            "verify": self._verify_ssl,
            "follow_redirects": self._follow_redirects,
            **self._httpx_args,
        }


@define
class AuthenticatedClient(Client):
    """Hold what every request has in common, and the key that it carries."""

    token: str = field(kw_only=True, repr=False)
    """The API key."""
    prefix: str = field(default="Bearer", kw_only=True)
    """What stands before the key in the header."""
    auth_header_name: str = field(default="Authorization", kw_only=True)
    """The header that carries the key."""

    def _all_headers(self) -> dict[str, str]:
        credentials = f"{self.prefix} {self.token}" if self.prefix else self.token
        return {**self._headers, self.auth_header_name: credentials}
