"""The advice of error messages: what to do about an error status. Imports no other module of this package."""

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
_SUSPICIOUS_URL = 2_000  # bytes; every proxy accepts shorter URLs
_NOT_THE_URL = {
    400: "Something on the way refused it, not the service itself: check base_url and any proxy.",
    413: "What was sent is too large: send fewer or smaller messages.",
    431: "The headers are too large: check headers= and the cookies of your http_client.",
}


class Sender(enum.Enum):
    """The sender of an error answer."""

    SERVICE = "the service"
    ELSEWHERE = "the host of a redirect"
    NAMED = "the host of a URL that an answer of the service names"
    NETWORK = "the login page of a network"
    PROXY = "a proxy that wants a password"
    BETWEEN = "the edge or a proxy"
    UNKNOWN = "an unknown sender"


@attrs.frozen(kw_only=True)
class Refusal:
    """The facts about an error answer that the advice depends on.

    Args:
        status: The HTTP status.
        reason: The reason in the body.
        url: The URL of the request, if known.
        sender: The sender of the answer.
        has_location: Whether a redirect has a `Location` header.
        missing: Whether the service says that no key arrived.
        retry_after: The seconds that the service asks to wait.
        code: The code in the body; empty if there is none.
        fix_url: The page that fixes the cause, as the body names it.
        upstream_status: The status with which the model's provider failed.
    """

    status: int
    reason: str
    url: httpx.URL | None = None
    sender: Sender = Sender.SERVICE
    has_location: bool = False
    missing: bool = False
    retry_after: float | None = None
    code: str = ""
    fix_url: str | None = None
    upstream_status: int | None = None


def advise(refusal: Refusal) -> str:
    """Return the advice for an error; empty if there is nothing to add to the service's reason."""
    link = refusal.fix_url or ""
    fix = f"Fix it at {link}" if link and link not in refusal.reason else ""
    return f"{_advice(refusal)} {fix}".strip()


def _advice(refusal: Refusal) -> str:
    if refusal.sender in _BY_SENDER:
        return _BY_SENDER[refusal.sender](refusal)
    if refusal.sender is Sender.BETWEEN and refusal.status in _BETWEEN:
        return f"{_NOT_THE_SERVICE} {_BETWEEN[refusal.status]}"
    if refusal.upstream_status and refusal.status >= 500:
        return _provider_failed(refusal.upstream_status)
    if refusal.code in _BY_CODE:
        return _BY_CODE[refusal.code]
    if advice := _BY_STATUS.get(refusal.status):
        is_named = refusal.sender is not Sender.BETWEEN or refusal.status not in _UNNAMED
        return advice(refusal) if is_named else f"{_NOT_THE_SERVICE} {advice(refusal)}".rstrip()
    return _by_class(refusal)


def _by_class(refusal: Refusal) -> str:
    """Return the advice for a status without an entry of its own."""
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
_BELOW_V1 = r"/v1/(v1|image|text|video|account)/"
"""The start of a path whose `base_url` ends in /v1, as that of other clients does."""
_UNNAMED = {404, 413, 414, 422, 431}
"""Statuses whose advice does not name the sender."""
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


def _named(refusal: Refusal) -> str:
    host = refusal.url.host if refusal.url else "another host"
    return (
        f"The service named a file at {host}, which is read without a key. The service keeps files for 30 days: "
        "generate it again if it is gone."
    )


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
    Sender.NAMED: _named,
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
    return "The call was sent elsewhere, to where it cannot follow: check base_url, https and any proxy."


def _provider_failed(status: int) -> str:
    """Return the advice for a failure of the model's provider, which comes as a 5xx of the service."""
    who = f"The model's provider answered {status}, and the service passes that on."
    return f"{who} {_OF_PROVIDER.get(status, 'Try again in a while, or choose another model.')}"


_NOT_YOUR_KEY = "Your own key is not the reason. Choose another model, or tell the service."
_OF_PROVIDER = {
    401: _NOT_YOUR_KEY,
    402: f"It is about the service's account there, not about your pollen. {_NOT_YOUR_KEY}",
    403: _NOT_YOUR_KEY,
    404: "The provider does not have the model at present: choose another one.",
    429: "The provider limits the service's calls, not yours: wait a while, or choose another model.",
}
_BY_CODE = {
    "content_blocked": "A safety filter blocked it: change the prompt, or the filters with safe=.",
    "content_policy_violation": "The model's provider does not allow such content: change the prompt or the model.",
    "failed_to_download_image": "The service could not fetch a reference image: its URL must be public and last.",
    "invalid_image_url": "A reference image needs a public http(s) URL.",
    "image_too_large": "A reference image is too large: send a smaller one.",
    "unsupported_image_media_type": "The model cannot read this type of image: send a JPEG or a PNG.",
}


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


_BUDGET = (  # only follows a reason or a code that names the key's budget
    "The wallet may still hold pollen, and topping it up does not raise the budget. Raise the key's budget at "
    f"{KEYS_PAGE} or use another key; key() shows what is left of it."
)
_PAID_ONLY = (
    "This model takes bought pollen only, free pollen does not pay for it. Buy pollen at "
    f"{KEYS_PAGE} or choose a model whose entry in the model list has no paid_only."
)
_QUEST_POLLEN_ONLY = (
    "This key may spend quest pollen only, and that does not cover the call; paid pollen in the wallet does not count. "
    f"Allow paid pollen for the key at {KEYS_PAGE}, complete a quest, or use another key."
)
_POTS = (
    "Neither pot of the wallet, quest pollen or paid pollen, covers the whole call by itself. "
    f"Top up at {KEYS_PAGE}; balance() shows what is left."
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
    if refusal.code in {"QUEST_POLLEN_ONLY", "KEY_BUDGET_EXHAUSTED"}:
        return _QUEST_POLLEN_ONLY if refusal.code == "QUEST_POLLEN_ONLY" else _BUDGET
    if "paid" in reason or "tier balance" in reason:
        return _PAID_ONLY
    if refusal.code == "INSUFFICIENT_BALANCE":
        return _POTS
    if "not associated" in reason:
        return _NO_OWNER
    budget, wallet = "budget" in reason, "balance" in reason or "wallet" in reason
    if budget == wallet:  # "insufficient" alone means the wallet; with "budget" it adds nothing
        return _WALLET if "insufficient" in reason and not budget else _EITHER
    return _BUDGET if budget else _WALLET


_PERMISSION = re.compile(r"account:\w+")
_ACCOUNT_PATH = re.compile(r"/account/(profile|balance|usage)\b")
_MODEL = re.compile(
    r"(?i)(?:\bmodel[:\s]+['\"`]?(?=[\w.:/-]+['\"`]?\s+(?:is\s+)?not\b)|\ballowed to use ['\"`]?)([\w.:/-]*\w)"
)
_BANNED = re.compile(r"(?i)\bbanned\b")


def _forbidden(refusal: Refusal) -> str:
    path = refusal.url.path if refusal.url else ""
    if _BANNED.search(refusal.reason):
        return "The account is banned, so that none of its keys works: only the service's support can change that."
    if named := _PERMISSION.search(refusal.reason):
        return _lacks_permission(named[0])
    if model := _MODEL.search(refusal.reason):
        return _lacks_model(f"'{model[1]}'")
    if account := _ACCOUNT_PATH.search(path):
        return _lacks_permission(f"account:{'usage' if account[1] == 'balance' else account[1]}")
    if refusal.sender is Sender.UNKNOWN:
        return _UNEXPLAINED
    return f"The key lacks a permission, or its allow-list lacks the model: key() shows both, {KEYS_PAGE} changes them."


def _lacks_permission(name: str) -> str:
    return f"The key lacks the permission {name}, as keys do by default: add it at {KEYS_PAGE}."


def _lacks_model(name: str) -> str:
    return (
        f"The allow-list of this key lacks the model {name} and its category: add one at {KEYS_PAGE}, or choose a "
        "model that key() allows."
    )


def _not_found(refusal: Refusal) -> str:
    if refusal.url and re.match(_BELOW_V1, refusal.url.path):
        host = refusal.url.netloc.decode("ascii")
        return f"{host} was asked below /v1, which the paths of the calls hold themselves: leave /v1 out of base_url."
    return f"Check the model's name and base_url. {_long_url(refusal)}".rstrip()


def _too_many(refusal: Refusal) -> str:
    wait = f"Wait {refusal.retry_after:g} s" if refusal.retry_after else "Wait a while"
    return f"{wait} and send fewer calls at once; pk_ keys are limited much more than sk_ keys."


def _unreachable(_: Refusal) -> str:
    return "The edge cannot reach the service: it is down or being changed. Try again in a while."


def _not_received(_: Refusal) -> str:
    return "The request did not arrive whole in time: check the network, or send less."


def _gone(_: Refusal) -> str:
    return "The service has removed this for good: look for what replaces it in the service's documentation."


def _wrong_type(_: Refusal) -> str:
    return "The service does not read files of this type: convert it, or check the type that it is sent with."


def _took_too_long(_: Refusal) -> str:
    return "The work took longer than the edge waits. Ask for less, or try again in a while."


_BY_STATUS: dict[int, Callable[[Refusal], str]] = {
    400: _bad_request,
    401: _unauthorized,
    402: _payment_required,
    403: _forbidden,
    404: _not_found,
    408: _not_received,
    410: _gone,
    413: _long_url,
    414: _long_url,
    415: _wrong_type,
    422: _bad_request,
    429: _too_many,
    431: _long_url,
    504: _took_too_long,
    521: _unreachable,
    523: _unreachable,
    524: _took_too_long,
    530: _unreachable,
}
