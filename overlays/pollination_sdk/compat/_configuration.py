"""`Configuration`: the host, the key, and the connection settings."""

import logging
import os
import ssl
import sys
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

import attrs

from pollination_sdk._client.service_urls import DEFAULT_BASE_URL
from pollination_sdk._secrets.live_keys import Key, remember
from pollination_sdk._secrets.redact import redact
from pollination_sdk._version import __version__
from pollination_sdk.compat import _debug_log

Path = str | os.PathLike[str]

_SECRET = ("access_token", "api_key", "password", "proxy", "proxy_headers")
_UNPICKLABLE = ("proxy_ssl_context", "logger_file_handler", "refresh_api_key_hook")


def _host(value: str | None) -> str:
    return value or os.environ.get("POLLINATIONS_BASE_URL", "").strip() or DEFAULT_BASE_URL


def _hidden_key(value: str | None) -> str | None:
    """Return a key as text that is hidden in reprs and logs."""
    if not isinstance(value, str) or not value.strip():
        return value or None
    return remember(value.strip())


def _or_empty(value: dict[str, str] | None) -> dict[str, str]:
    return value or {}


def _switch_debug(configuration: "Configuration", _: Any, value: object) -> bool:
    _debug_log.set_debug(bool(value), configuration.logger_format)
    return bool(value)


def _switch_file(configuration: "Configuration", _: Any, value: str | None) -> str | None:
    configuration.logger_file_handler = _debug_log.log_to_file(
        value, configuration.logger_format, instead_of=configuration.logger_file_handler
    )
    return value


@attrs.define(slots=False, eq=False, repr=False)
class Configuration:
    """The settings of a client; each argument is also an attribute that can be changed.

    The host and the key are read at each call, the other settings when a client first connects.

    Args:
        host: The URL of the service. By default `POLLINATIONS_BASE_URL`, then the public service.
        api_key: Kept, without effect: the service uses `access_token`.
        api_key_prefix: Kept, without effect.
        username: Kept, without effect.
        password: Kept, without effect.
        access_token: The key. Only the model lists work without one.
        server_index: Kept, without effect: there is one server.
        server_variables: Kept, without effect.
        server_operation_index: Kept, without effect.
        server_operation_variables: Kept, without effect.
        ignore_operation_servers: Kept, without effect.
        ssl_ca_cert: A PEM file with the certificates to trust instead of the default ones.
        retries: The number of retries: a number, a `Retry`, or an object with a number as `total`. None for the two
            retries of `Retry()`; 0 or False for none.
        ca_cert_data: Certificates to trust instead of the default ones, as PEM text or DER bytes.
        cert_file: A PEM file with the client certificate.
        key_file: The PEM file with its private key, if `cert_file` does not contain it.
        verify_ssl: Whether to check the server's certificate.
        assert_hostname: False to accept a certificate for another host name.
        tls_server_name: The host name for SNI and for the check of the certificate.
        connection_pool_maxsize: The most idle connections to keep.
        proxy: The URL of a proxy; by default that of `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`. `socks5://` needs the
            extra `socks`.
        no_proxy: Hosts without a proxy, in the format of `NO_PROXY`. It also excludes them from the proxies of the
            environment. Subdomains are included, and `*` stands for all hosts.
        proxy_headers: The headers for the proxy.
        proxy_ssl_context: The TLS settings for the proxy itself.
        safe_chars_for_path_param: Kept, without effect: a prompt is encoded completely.
        client_side_validation: Kept, without effect: the service validates.
        socket_options: Kept, without effect.
        datetime_format: Kept, without effect.
        date_format: Kept, without effect.
        debug: Whether to log requests and answers, for the whole process; keys are never logged.
    """

    host: str = attrs.field(default=None, converter=_host)
    api_key: dict[str, str] = attrs.field(default=None, converter=_or_empty)
    api_key_prefix: dict[str, str] = attrs.field(default=None, converter=_or_empty)
    username: str | None = None
    password: str | None = None
    access_token: str | None = attrs.field(default=None, converter=_hidden_key)
    server_index: int | None = None
    server_variables: dict[str, str] | None = None
    server_operation_index: dict[int, int] | None = None
    server_operation_variables: dict[int, dict[str, str]] | None = None
    ignore_operation_servers: bool = False
    ssl_ca_cert: Path | None = None
    retries: Any = None
    ca_cert_data: str | bytes | None = None
    cert_file: Path | None = None
    key_file: Path | None = None
    verify_ssl: bool = True
    assert_hostname: bool | None = None
    tls_server_name: str | None = None
    connection_pool_maxsize: int | None = None
    proxy: str | None = None
    no_proxy: str | None = None
    proxy_headers: Mapping[str, str] | None = None
    proxy_ssl_context: ssl.SSLContext | None = None
    safe_chars_for_path_param: str = ""
    client_side_validation: bool = True
    socket_options: Any = None
    datetime_format: str = "%Y-%m-%dT%H:%M:%S.%f%z"
    date_format: str = "%Y-%m-%d"
    debug: bool = attrs.field(default=None, kw_only=True, on_setattr=_switch_debug)

    refresh_api_key_hook: Callable[["Configuration"], None] | None = attrs.field(default=None, init=False)
    temp_folder_path: str | None = attrs.field(default=None, init=False)
    logger_format: str = attrs.field(default=_debug_log.FORMAT, init=False)
    logger_file: str | None = attrs.field(default=None, init=False, on_setattr=_switch_file)
    logger_file_handler: logging.FileHandler | None = attrs.field(default=None, init=False)

    _default: ClassVar["Configuration | None"] = None

    def __attrs_post_init__(self) -> None:
        if self.debug is None:  # do not change the logs of the process
            self.__dict__["debug"] = False
        else:
            self.debug = self.debug

    @classmethod
    def set_default(cls, default: "Configuration | None") -> None:
        """Set the default configuration of clients."""
        cls._default = default

    @classmethod
    def get_default(cls) -> "Configuration":
        """Return the default configuration; create it if there is none yet."""
        if cls._default is None:
            cls._default = cls()
        return cls._default

    @classmethod
    def get_default_copy(cls) -> "Configuration":
        """Return the default configuration; the older name of `get_default`."""
        return cls.get_default()

    @property
    def logger(self) -> dict[str, logging.Logger]:
        """The loggers that `debug` switches, by name."""
        return _debug_log.loggers()

    def auth_settings(self) -> dict[str, dict[str, str]]:
        """Return how the key is sent, including the key; empty without a key."""
        if self.access_token is None:
            return {}
        sent = {"type": "bearer", "in": "header", "format": "API Key", "key": "Authorization"}
        return {"bearerAuth": {**sent, "value": Key(f"Bearer {self.access_token}")}}

    def to_debug_report(self) -> str:
        """Return the information for a support request."""
        return (
            f"Python SDK debug report:\nOS: {sys.platform}\nPython version: {sys.version}\n"
            f"SDK package version: {__version__}"
        )

    def get_host_settings(self) -> list[dict[str, str]]:
        """Return the only server of the contract."""
        return [{"url": DEFAULT_BASE_URL, "description": "The public service."}]

    def __repr__(self) -> str:
        key = "None" if self.access_token is None else repr(Key(self.access_token))
        return f"{type(self).__name__}(host={redact(self.host)!r}, access_token={key})"

    def __copy__(self) -> Self:
        copied = type(self).__new__(type(self))
        copied.__dict__.update(
            {name: dict(value) if isinstance(value, dict) else value for name, value in self.__dict__.items()}
        )
        return copied

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        copied = memo[id(self)] = self.__copy__()
        return copied

    def __getstate__(self) -> dict[str, Any]:
        """Leave out secrets and values that cannot be pickled: a pickle never contains a key."""
        kept = dict.fromkeys((*_SECRET, *_UNPICKLABLE))
        return {**self.__dict__, **kept, "api_key": {}}
