"""The host, key and headers of a call, from the configuration, the client and the options of the call."""

from collections.abc import Mapping
from typing import Any

import attrs
import httpx

from pollination_sdk._engine.key_rotation import QueryKey, may_carry_key_in_query
from pollination_sdk._operations.call_options import check_header
from pollination_sdk._secrets.live_keys import Key, remember
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import ApiTypeError, ApiValueError
from pollination_sdk.compat._operations import RequestOptions

_SCHEME = "bearer "


@attrs.frozen(kw_only=True)
class Access:
    """The host, key and headers of a call.

    Args:
        host: The URL of the service.
        key: The key; None if there is none.
        query_key: Whether the key is sent in the URL.
        headers: The other headers, without `Authorization` and `Accept`.
        credentials: An `Authorization` header with another scheme than Bearer, which is sent unchanged.
        accept: The accepted media types; None if the caller does not set them.
    """

    host: str
    key: Key | None
    query_key: QueryKey
    headers: dict[str, str] = attrs.field(repr=lambda headers: repr(sorted(headers)))
    credentials: Key | None
    accept: str | None

    def alike(self, other: "Access") -> bool:
        """Return True if another access has the same host and the same key."""
        return (self.host, self.key, self.query_key) == (other.host, other.key, other.query_key)


def access_of(configuration: Configuration, headers: Mapping[str, str], options: RequestOptions) -> Access:
    """Return the access of one call; the options of the call take precedence.

    Raises:
        ApiValueError: `_host_index` is not 0, `_content_type` is not JSON, or a header cannot be sent.
        ApiTypeError: A header or the authorisation has the wrong type.
    """
    _refuse_others(options)
    sent = httpx.Headers(_checked("default_headers or cookie", headers))
    sent.update(_checked("_headers", options.get("_headers") or {}))
    query_key: QueryKey = "auto"
    if auth := options.get("_request_auth"):
        query_key = _authorise(sent, auth)
    elif configuration.access_token:
        sent["authorization"] = f"Bearer {configuration.access_token}"
    key, credentials = _authorization_in(sent)
    if query_key == "always" and not may_carry_key_in_query(configuration.host):
        raise ApiValueError("_request_auth puts a key into the query only over https or to this machine.")
    return Access(
        host=configuration.host,
        key=key,
        query_key=query_key,
        credentials=credentials,
        accept=sent.pop("accept", None),
        headers=dict(sent),
    )


def _checked(option: str, headers: Mapping[str, Any]) -> dict[str, str]:
    """Return checked headers as text."""
    texts = {name: str(value) for name, value in headers.items()}
    for name, text in texts.items():
        check_header(option, name, text)
        if name.lower() in ("content-length", "transfer-encoding"):
            raise ApiValueError(f"{option} holds {name}, which each request has of its own: leave it out.")
    return texts


def _refuse_others(options: RequestOptions) -> None:
    if options.get("_host_index", 0) != 0:
        raise ApiValueError("_host_index takes 0: the service has one server. Give another as Configuration(host=...).")
    if "json" not in (options.get("_content_type") or "json").lower():
        raise ApiValueError("_content_type takes application/json: the service reads nothing else.")


def _authorise(headers: httpx.Headers, auth: Mapping[str, Any]) -> QueryKey:
    """Add the authorisation of one call to its headers; return whether it is sent in the URL instead."""
    try:
        place, name, value = auth["in"], str(auth["key"]), str(auth["value"])
    except (KeyError, TypeError) as error:
        example = "{'in': 'header', 'key': 'Authorization', 'value': 'Bearer ...'}"
        raise ApiTypeError(f"_request_auth takes a dict such as {example}.") from error
    if place == "query" and name == "key":
        headers["authorization"] = f"Bearer {value}"
        return "always"
    if place == "cookie":
        headers["cookie"] = "; ".join(part for part in (headers.get("cookie"), f"{name}={value}") if part)
    elif place == "header":
        headers[name] = value
    else:
        raise ApiValueError("_request_auth puts a key into a header, a cookie, or the query as `key`.")
    return "auto"


def _authorization_in(headers: httpx.Headers) -> tuple[Key | None, Key | None]:
    """Remove the key or other credentials from the headers, and return them: they must not go to another host."""
    value = headers.pop("authorization", "").strip()
    if value.lower().startswith(_SCHEME):
        return remember(value[len(_SCHEME) :].strip()), None
    return None, remember(value) if value and value.lower() != _SCHEME.strip() else None
