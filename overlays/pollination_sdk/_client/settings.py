"""The checked settings of a client. They define its repr, its equality and its pickled state."""

import sys
import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from pollination_sdk._client.call_log import CallLog
from pollination_sdk._client.service_urls import PREFIXES, base_url_of, other_url_of, url_beside
from pollination_sdk._engine.attempt import ClientContext
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk._engine.key_rotation import KeyRing, QueryKey, may_carry_key_in_query
from pollination_sdk._engine.rate_limiter import RateLimiter, checked_in_flight
from pollination_sdk._engine.retry import Retry, RetryBudget
from pollination_sdk._http.server_url import is_loopback, origin
from pollination_sdk._operations.call_options import as_number, checked_headers, checked_seconds
from pollination_sdk._secrets.keys import Keys, resolve_keys, stored_keys
from pollination_sdk._version import __version__
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from pollination_sdk._client.telemetry.on_call import OnCall
    from pollination_sdk._costs.spending.client import ClientSpending
    from pollination_sdk._costs.spending.limit import SpendLimit

_PYTHON = ".".join(map(str, sys.version_info[:3]))
# The edge has refused other clients because of their user agent.
USER_AGENT = f"pollinations-sdk/{__version__} (python {_PYTHON}; httpx {httpx.__version__})"
_CODINGS = "gzip, deflate"  # these mark their end; httpx does not check the end of brotli


def _plain(value: Any) -> Any:
    """Return a number of another library as a plain one; anything else is left to the check of the setting."""
    number = as_number(value)
    return value if number is None else number


def _limit(value: Any) -> Any:
    """Reduce a limit to the longest time that the system can wait."""
    seconds = _plain(value)
    return min(seconds, threading.TIMEOUT_MAX) if isinstance(seconds, (int, float)) else seconds


def _in_flight(value: Any) -> int | None:
    return checked_in_flight(_plain(value))


def _is_limit(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    checked_seconds(field.name, value)


def _is_bool(_: object, field: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, bool):
        raise ArgumentError(f"{field.name} takes True or False, not {value!r}.")


def _headers(value: Mapping[str, str] | None) -> dict[str, str]:
    return checked_headers("headers=", value)


def _spend_limit(value: Any) -> "SpendLimit | None":
    if value is None:
        return None
    from pollination_sdk._costs.spending.limit import SpendLimit  # noqa: PLC0415 - few clients have a limit

    return value if isinstance(value, SpendLimit) else SpendLimit(_plain(value))


def _on_call(value: Any) -> "OnCall | None":
    if value is None:
        return None
    from pollination_sdk._client.telemetry.on_call import OnCall  # noqa: PLC0415 - few clients have one

    return value if isinstance(value, OnCall) else OnCall(value)


def _retry(value: Retry | None) -> Retry:
    if value is None:
        return Retry()
    if not isinstance(value, Retry):
        raise ArgumentError(f"retry takes a Retry, such as Retry(attempts=5) or Retry.off, not {value!r}.")
    return value


def _keys(value: Any, settings: Any) -> Keys:
    """Return the keys to use; a stored one only for the server that it was made for, and its other hosts."""
    keys = value if isinstance(value, Keys) else resolve_keys(value)
    is_found = bool(keys.values) or isinstance(value, Keys)
    if is_found and not keys.server:
        return keys
    for name in PREFIXES:
        if origin(settings.url_of(name)) != origin(url_beside(settings.base_url, name)):
            return Keys(problem=f"{name} is another server than that of base_url, so no stored key is used.")
    server = origin(settings.base_url)
    return keys if keys.server == server else stored_keys(server)


@attrs.frozen(kw_only=True)
class Settings:
    """The settings of a client; the fields are the arguments of the clients."""

    base_url: httpx.URL = attrs.field(converter=base_url_of)
    media_url: httpx.URL | None
    """The URL of the host of stored files; None if it follows from `base_url`."""
    enter_url: httpx.URL | None
    """The URL of the sign-in host; None if it follows from `base_url`."""
    keys: Keys = attrs.field(converter=attrs.Converter(_keys, takes_self=True))  # type: ignore[misc] # mypy knows no Converter
    """The keys. The URLs stand before them, because a stored key belongs to a server."""
    timeout: float | None = attrs.field(converter=_limit, validator=_is_limit)
    first_item_timeout: float | None = attrs.field(converter=_limit, validator=_is_limit)
    idle_timeout: float | None = attrs.field(converter=_limit, validator=_is_limit)
    retry: Retry = attrs.field(converter=_retry)
    query_key: QueryKey
    max_in_flight: int | None = attrs.field(converter=_in_flight)
    max_per_second: float | None = attrs.field(converter=_plain)
    check_size: bool = attrs.field(validator=_is_bool)
    auto_upload: bool = attrs.field(validator=_is_bool)
    headers: dict[str, str] = attrs.field(converter=_headers, repr=lambda headers: repr(sorted(headers)), hash=False)
    model_lookup: bool = attrs.field(default=True, validator=_is_bool)
    spend_limit: "SpendLimit | None" = attrs.field(default=None, converter=_spend_limit)
    allow_unpriced: bool = attrs.field(default=False, validator=_is_bool)
    on_call: "OnCall | None" = attrs.field(default=None, converter=_on_call)

    @classmethod
    def of(cls, api_key: str | Iterable[str] | None, **options: Any) -> "Settings":
        """Check the arguments of a client and return its settings."""
        return _with_use(options, cls(**_with_other_urls({**options, "keys": api_key})))

    def changed(self, changes: Mapping[str, Any]) -> "Settings":
        """Return a copy with some settings changed."""
        return _with_use(changes, attrs.evolve(self, **_with_other_urls(changes)))

    def __attrs_post_init__(self) -> None:
        """Check combinations: a key in URLs that others could read, and the rate limit."""
        self.ring()
        for name in PREFIXES:
            if self.query_key == "always" and not may_carry_key_in_query(self.url_of(name)):
                raise ArgumentValueError(f'query_key="always" needs https or a loopback address as {name}.')
        RateLimiter(self.max_per_second)

    def url_of(self, name: str) -> httpx.URL:
        """Return the URL of another host, `media_url` or `enter_url`."""
        given: httpx.URL | None = getattr(self, name)
        return given or url_beside(self.base_url, name)

    def ring(self) -> KeyRing:
        """Create the key ring of a client."""
        return KeyRing(self.keys, base_url=self.base_url, query_key=self.query_key)

    def context(self) -> ClientContext:
        """Create the context that all calls of one client share."""
        own_headers = httpx.Headers({"User-Agent": USER_AGENT, "Accept-Encoding": _CODINGS})
        headers = own_headers.copy()
        headers.update(self.headers)
        return ClientContext(
            base_url=self.base_url,
            headers=headers,
            retry=self.retry,
            ring=self.ring(),
            budget=RetryBudget(self.retry),
            rate_limiter=RateLimiter(self.max_per_second),
            check_size=self.check_size,
            host_urls={"": self.base_url, **{prefix: self.url_of(name) for name, prefix in PREFIXES.items()}},
            own_headers=own_headers,
            on_loopback=is_loopback(self.base_url.host),
            catalogue=Catalogue(lookup=self.model_lookup),
            call_log=CallLog(),
            spending=self._spending(),
        )

    def _spending(self) -> "ClientSpending | None":
        if self.spend_limit is None:
            return None
        from pollination_sdk._costs.spending.client import ClientSpending  # noqa: PLC0415 - few clients have a limit

        return ClientSpending(self.spend_limit, allow_unpriced=self.allow_unpriced)


def _with_use(given: Mapping[str, Any], settings: Settings) -> Settings:
    """Return settings, unless an option was given that has no use without another; a copy may keep it, unused."""
    if given.get("allow_unpriced") and settings.spend_limit is None:
        raise ArgumentError(
            "allow_unpriced=True needs spend_limit=: without a limit, all calls are sent, also those without a price. "
            "Leave it out, or write spend_limit=2.5, allow_unpriced=True."
        )
    return settings


def _with_other_urls(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options with the URLs of the other hosts checked, or read from the environment."""
    urls = {name: other_url_of(options[name], name) for name in PREFIXES if name in options}
    return {**options, **urls}
