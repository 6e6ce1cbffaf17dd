"""Find out who sent an error answer: the service, something in front of it, or another host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pollination_sdk._failures.refusal import Sender

if TYPE_CHECKING:
    import httpx

NO_SERVICE = ""
"""Stands for the host of the service where the request went to a URL that an answer names."""


def sender_of(response: httpx.Response, service: str | None = None, *, enveloped: bool, is_empty: bool) -> Sender:
    """Return the sender of an error answer.

    Args:
        response: The answer.
        service: The host of the service, or `NO_SERVICE`; None if unknown.
        enveloped: Whether its body has a shape of the service's own errors.
        is_empty: Whether it has no body.
    """
    url = url_of(response)
    if service == NO_SERVICE:
        return Sender.NAMED
    if service is not None and url is not None and url.host not in {service, ""}:
        return Sender.ELSEWHERE
    if response.status_code == 511:
        return Sender.NETWORK
    if response.status_code == 407 or _asks_for_password(response):
        return Sender.PROXY
    if enveloped:
        return Sender.SERVICE
    return Sender.UNKNOWN if is_empty else Sender.BETWEEN


def url_of(response: httpx.Response) -> httpx.URL | None:
    """Return the URL of the request that a response answers; None if it has no request."""
    try:
        return response.request.url
    except RuntimeError:  # httpx raises it for a response without a request
        return None


def _asks_for_password(response: httpx.Response) -> bool:
    """Return True if an answer asks for an authentication scheme that the service does not use."""
    schemes = ", ".join(response.headers.get_list("www-authenticate") + response.headers.get_list("proxy-authenticate"))
    return response.status_code == 401 and bool(_PASSWORD_SCHEME.search(schemes))


_PASSWORD_SCHEME = re.compile(r"(?i)(?:^|,)\s*(?:basic|digest|kerberos|negotiate|ntlm)\b")
