"""The advice for answers of something else than the service: a proxy, a login page, the host of a redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk._failures.refusal import KEYS_PAGE, Refusal, Sender

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_THE_SERVICE = "The edge or a proxy answered, not the service itself."
_CHECK = "Check base_url, the proxy settings, and whether this network wants a login."
UNEXPLAINED = f"The answer says neither why nor who refused. {_CHECK} If they are right, check the key at {KEYS_PAGE}."
BETWEEN = {
    401: f"Nothing is known against the key. {_CHECK}",
    402: f"Nothing is known against the key or the wallet. {_CHECK}",
    403: "It blocked the request by its own rules, so the key is not the reason. Try another network or no VPN, and "
    "check base_url and any proxy.",
    429: "It limits the calls of this network, so another key does not help. Wait a while; send fewer calls at once, "
    "with max_per_second= of the client.",
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


BY_SENDER: dict[Sender, Callable[[Refusal], str]] = {
    Sender.ELSEWHERE: _elsewhere,
    Sender.NAMED: _named,
    Sender.NETWORK: _network,
    Sender.PROXY: _proxy,
}


def redirect(refusal: Refusal) -> str:
    """Return the advice for a redirect that is not followed."""
    if refusal.status == 304:
        return (
            "A cache answered that nothing has changed, which no call asks for: take If-None-Match and "
            "If-Modified-Since out of headers= and of your http_client, and check any proxy."
        )
    if not refusal.has_location:
        return "The redirect does not say where to: check base_url and any proxy."
    return "The call was sent elsewhere, to where it cannot follow: check base_url, https and any proxy."
