"""What to do about an error status, in words. A leaf: it knows the service, and no other module."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

KEYS_PAGE = "https://enter.pollinations.ai"
URL_LIMIT = 8_000  # bytes; the edge answers 400 to URLs above about this much
_SUSPICIOUS_URL = 2_000  # bytes; what is shorter every proxy takes
_NOT_THE_URL = {
    400: "Something on the way refused it, not the service itself: check base_url and any proxy.",
    413: "What was sent is too large: send fewer or smaller messages.",
    431: "The headers are too large: check headers= and the cookies of your http_client.",
}


class Sender(enum.Enum):
    """Name who sent an error."""

    SERVICE = "the service"
    ELSEWHERE = "the host of a redirect"
    NETWORK = "the login page of a network"
    PROXY = "a proxy that wants a password"
    BETWEEN = "the edge or a proxy"
    UNKNOWN = "an unknown sender"


@attrs.frozen(kw_only=True)
class Refusal:
    """Hold what advice depends on.

    Args:
        status: The HTTP status.
        reason: The service's own words.
        url: What was asked for, if known.
        sender: Who answered.
        has_location: Whether a redirect names where to.
        missing: Whether the service says no key arrived.
        retry_after: Seconds the service asks to wait.
    """

    status: int
    reason: str
    url: httpx.URL | None = None
    sender: Sender = Sender.SERVICE
    has_location: bool = False
    missing: bool = False
    retry_after: float | None = None


def advise(refusal: Refusal) -> str:
    """Say what to do; empty where there is nothing to add to the service's reason."""
    if refusal.sender in _BY_SENDER:
        return _BY_SENDER[refusal.sender](refusal)
    if refusal.sender is Sender.BETWEEN and refusal.status in _BETWEEN:
        return f"{_NOT_THE_SERVICE} {_BETWEEN[refusal.status]}"
    if advice := _BY_STATUS.get(refusal.status):
        is_named = refusal.sender is not Sender.BETWEEN or refusal.status not in _UNNAMED
        return advice(refusal) if is_named else f"{_NOT_THE_SERVICE} {advice(refusal)}".rstrip()
    return _by_class(refusal)


def _by_class(refusal: Refusal) -> str:
    """Say what to do about a status without an entry of its own."""
    from_between = refusal.sender is Sender.BETWEEN
    if 300 <= refusal.status <= 399:
        return _redirect(refusal)
    if 500 <= refusal.status <= 599:
        who = _NOT_THE_SERVICE if from_between else "The service failed."
        return f"{who} The request itself may be fine: try again in a while."
    return _NOT_THE_SERVICE if from_between else ""


_NOT_THE_SERVICE = "The edge or a proxy answered, not the service itself."
_CHECK = "Check base_url, the proxy settings, and whether this network wants a login."
_UNEXPLAINED = f"The answer says neither why nor who refused. {_CHECK} If they are right, check the key at {KEYS_PAGE}."
_UNNAMED = {404, 413, 414, 422, 431}
"""Statuses whose advice does not say who answered."""
_BETWEEN = {
    401: f"Nothing is known against the key. {_CHECK}",
    402: f"Nothing is known against the key or the wallet. {_CHECK}",
    403: "It blocked the request by its own rules, so the key is not the reason. Try another network or no VPN, and "
    "check base_url and any proxy.",
    429: "It limits the calls of this network, so another key does not help. Wait a while; send fewer calls at once.",
}


def _elsewhere(refusal: Refusal) -> str:
    host = refusal.url.host if refusal.url else "another host"
    return f"The call was redirected to {host}, which answered, not the service. Keys do not follow: check base_url."


def _network(_: Refusal) -> str:
    return (
        "A login page of this network answered, not the service, so the key is not the reason: open a web page in a "
        "browser and log in."
    )


def _proxy(_: Refusal) -> str:
    return (
        "A proxy on the way answered, not the service, and wants a user and a password; the key is not the reason. Put "
        "them into the proxy's URL, as in HTTPS_PROXY=http://user:password@host:port, or check base_url."
    )


_BY_SENDER: dict[Sender, Callable[[Refusal], str]] = {
    Sender.ELSEWHERE: _elsewhere,
    Sender.NETWORK: _network,
    Sender.PROXY: _proxy,
}


def _redirect(refusal: Refusal) -> str:
    if refusal.status == 304:
        return (
            "A cache answered that nothing has changed, which no call asks for: take If-None-Match and "
            "If-Modified-Since out of headers= and of your http_client, and check any proxy."
        )
    if not refusal.has_location:
        return "The redirect does not say where to: check base_url and any proxy."
    return "The call was sent elsewhere, to where it cannot follow: check base_url and any proxy."


def _long_url(refusal: Refusal) -> str:
    size = len(str(refusal.url)) if refusal.url else 0
    if 0 < size < _SUSPICIOUS_URL:
        return _NOT_THE_URL.get(refusal.status, "")
    measured = f"this URL has {size:,} bytes, and " if size else ""
    return (
        f"If the prompt is long, it may not fit the URL: {measured}about {URL_LIMIT:,} "
        "is what the service takes. Shorten the prompt, or send text with chat()."
    )


def _bad_request(refusal: Refusal) -> str:
    if refusal.sender is not Sender.SERVICE:
        return _long_url(refusal)
    return "Check the arguments against what the service names."


def _unauthorized(refusal: Refusal) -> str:
    if refusal.missing:
        return (
            "No key arrived. If none was given, set POLLINATIONS_API_KEY or pass api_key=; if one "
            "was, something on the way, such as a proxy, takes the Authorization header off: "
            f'try query_key="always". Keys are made at {KEYS_PAGE}.'
        )
    if refusal.sender is Sender.UNKNOWN:
        return _UNEXPLAINED
    return (
        "The key arrived and was refused: it is mistyped, shortened, expired or deleted. "
        f"Copy it whole or make a new one at {KEYS_PAGE}."
    )


_BUDGET = (
    "The budget of this key is used up; the wallet may still hold pollen. Raise the key's budget "
    f"at {KEYS_PAGE} or use another key; key() shows what is left of it."
)
_PAID_ONLY = (
    "This model takes bought pollen only, free pollen does not pay for it. Buy pollen at "
    f"{KEYS_PAGE} or choose a model whose entry in the model list has no paid_only."
)
_WALLET = f"The wallet is empty. Top it up at {KEYS_PAGE}; balance() shows what is left."
_EITHER = (
    "Either the wallet is empty or the budget of this key is used up: key() shows the key's "
    "budget; if there is some left or none is set, it is the wallet, or the model takes bought "
    f"pollen only. Both are managed at {KEYS_PAGE}."
)
_NO_OWNER = f"The key belongs to no account any more: make a new one at {KEYS_PAGE}."


def _payment_required(refusal: Refusal) -> str:
    reason = refusal.reason.lower()
    if "paid" in reason or "tier balance" in reason:
        return _PAID_ONLY
    if "not associated" in reason:
        return _NO_OWNER
    budget, wallet = "budget" in reason, "balance" in reason or "wallet" in reason
    if budget == wallet:  # "insufficient" alone goes with the wallet, and says nothing beside a budget
        return _WALLET if "insufficient" in reason and not budget else _EITHER
    return _BUDGET if budget else _WALLET


_PERMISSION = re.compile(r"account:\w+")
_ACCOUNT_PATH = re.compile(r"/account/(profile|balance|usage)\b")
_MODEL = re.compile(r"(?i)\bmodel[:\s]+['\"`]?([\w.:/-]+)['\"`]?\s+(?:is\s+)?not\b")


def _forbidden(refusal: Refusal) -> str:
    path = refusal.url.path if refusal.url else ""
    if named := _PERMISSION.search(refusal.reason):
        return _lacks_permission(named[0])
    if model := _MODEL.search(refusal.reason):
        return _lacks_model(f"'{model[1]}'")
    if account := _ACCOUNT_PATH.search(path):
        return _lacks_permission(f"account:{account[1]}")
    if refusal.sender is Sender.UNKNOWN:
        return _UNEXPLAINED
    return f"The key lacks a permission, or its allow-list lacks the model: key() shows both, {KEYS_PAGE} changes them."


def _lacks_permission(name: str) -> str:
    return f"The key lacks the permission {name}, as keys do by default: add it at {KEYS_PAGE}."


def _lacks_model(name: str) -> str:
    return f"The allow-list of this key lacks the model {name}: add it at {KEYS_PAGE}, or choose one that key() lists."


def _not_found(refusal: Refusal) -> str:
    return f"Check the model's name and base_url. {_long_url(refusal)}".rstrip()


def _too_many(refusal: Refusal) -> str:
    wait = f"Wait {refusal.retry_after:g} s" if refusal.retry_after else "Wait a while"
    return f"{wait} and send fewer calls at once; pk_ keys are limited much more than sk_ keys."


def _unreachable(_: Refusal) -> str:
    return "The edge cannot reach the service: it is down or being changed. Try again in a while."


def _took_too_long(_: Refusal) -> str:
    return "The work took longer than the edge waits. Ask for less, or try again in a while."


_BY_STATUS: dict[int, Callable[[Refusal], str]] = {
    400: _bad_request,
    401: _unauthorized,
    402: _payment_required,
    403: _forbidden,
    404: _not_found,
    413: _long_url,
    414: _long_url,
    422: _bad_request,
    429: _too_many,
    431: _long_url,
    504: _took_too_long,
    521: _unreachable,
    523: _unreachable,
    524: _took_too_long,
    530: _unreachable,
}
