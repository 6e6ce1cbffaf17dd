"""Where a call goes, with which key and headers: from the configuration, the client and the call's own options."""

from collections.abc import Mapping
from typing import Any

import attrs
import httpx

from pollination_sdk._auth import QueryKey
from pollination_sdk._live_keys import Key
from pollination_sdk._settings import check_header
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import ApiTypeError, ApiValueError
from pollination_sdk.compat._operations import RequestOptions

_SCHEME = "bearer "


@attrs.frozen(kw_only=True)
class Access:
    """Hold what a call needs beside what it says.

    Args:
        host: Where the service is.
        key: The key, None where there is none.
        query_key: Whether the key travels in the URL.
        headers: What else is sent, without `Authorization: Bearer` and `Accept`.
        accept: The media types asked for, where the caller has named them.
    """

    host: str
    key: Key | None
    query_key: QueryKey
    headers: dict[str, str] = attrs.field(repr=lambda headers: repr(sorted(headers)))
    accept: str | None

    @property
    def signed(self) -> bool:
        """Tell whether the headers authorise the call in a way of the caller's own."""
        return "authorization" in self.headers

    def alike(self, other: "Access") -> bool:
        """Tell whether another goes to the same place with the same key."""
        return (self.host, self.key, self.query_key) == (other.host, other.key, other.query_key)


def access_of(configuration: Configuration, headers: Mapping[str, str], options: RequestOptions) -> Access:
    """Put together what one call needs; what it says itself wins.

    Raises:
        ApiValueError: It names another server than the only one, or another media type than JSON for its body; or a
            header cannot be sent.
        ApiTypeError: A header or the authorisation is of the wrong type.
    """
    _refuse_others(options)
    sent = httpx.Headers(_checked("default_headers or cookie", headers))
    sent.update(_checked("_headers", options.get("_headers") or {}))
    query_key: QueryKey = "auto"
    if auth := options.get("_request_auth"):
        query_key = _authorise(sent, auth)
    elif configuration.access_token:
        sent["authorization"] = f"Bearer {configuration.access_token}"
    key = _key_in(sent)
    accept = sent.pop("accept", None)
    return Access(host=configuration.host, key=key, query_key=query_key, headers=dict(sent), accept=accept)


def _checked(option: str, headers: Mapping[str, Any]) -> dict[str, str]:
    """Return headers as text, each of which can be sent."""
    texts = {name: str(value) for name, value in headers.items()}
    for name, text in texts.items():
        check_header(option, name, text)
    return texts


def _refuse_others(options: RequestOptions) -> None:
    if options.get("_host_index", 0) != 0:
        raise ApiValueError("_host_index takes 0: the service has one server. Give another as Configuration(host=...).")
    if "json" not in (options.get("_content_type") or "json").lower():
        raise ApiValueError("_content_type takes application/json: the service reads nothing else.")


def _authorise(headers: httpx.Headers, auth: Mapping[str, Any]) -> QueryKey:
    """Put the authorisation of one call on its headers, and tell whether it travels in the URL instead."""
    try:
        place, name, value = auth["in"], str(auth["key"]), str(auth["value"])
    except (KeyError, TypeError) as error:
        told = "{'in': 'header', 'key': 'Authorization', 'value': 'Bearer ...'}"
        raise ApiTypeError(f"_request_auth takes a dict such as {told}.") from error
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


def _key_in(headers: httpx.Headers) -> Key | None:
    """Take the key off the headers: it is put on each request anew, and never on one to another host."""
    value = headers.get("authorization", "")
    if not value.lower().startswith(_SCHEME):
        return None
    del headers["authorization"]
    return Key(value[len(_SCHEME) :])
