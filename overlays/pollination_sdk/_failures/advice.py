"""The advice of error messages: what to do about an error status. Imports no module that reads answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pollination_sdk._failures.key_advice import forbidden, payment_required, unauthorized
from pollination_sdk._failures.operation_advice import of_operation
from pollination_sdk._failures.refusal import Refusal, Sender
from pollination_sdk._failures.sender_advice import BETWEEN, BY_SENDER, NOT_THE_SERVICE, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

URL_LIMIT = 8_000  # bytes; the edge answers 400 to URLs above about this much
_SUSPICIOUS_URL = 2_000  # bytes; every proxy accepts shorter URLs
_NOT_THE_URL = {
    400: "Something on the way refused it, not the service itself: check base_url and any proxy.",
    413: "What was sent is too large: send fewer or smaller messages.",
    431: "The headers are too large: check headers= and the cookies of your http_client.",
}
_UNNAMED = {404, 413, 414, 422, 431}
"""Statuses whose advice does not name the sender."""
_BELOW_V1 = r"/v1/(v1|image|text|video|account)/"
"""The start of a path whose `base_url` ends in /v1, as that of other clients does."""


def advise(refusal: Refusal) -> str:
    """Return the advice for an error; empty if there is nothing to add to the service's reason."""
    advice, link = _advice(refusal), refusal.fix_url or ""
    fix = f"Fix it at {link}" if link and link not in f"{refusal.reason} {advice}" else ""
    return f"{advice} {fix}".strip()


def _advice(refusal: Refusal) -> str:
    if refusal.sender in BY_SENDER:
        return BY_SENDER[refusal.sender](refusal)
    if refusal.sender is Sender.BETWEEN and refusal.status in BETWEEN:
        return f"{NOT_THE_SERVICE} {BETWEEN[refusal.status]}"
    if refusal.upstream_status and refusal.status >= 500:
        return _provider_failed(refusal.upstream_status)
    if refusal.code in _BY_CODE:
        return _BY_CODE[refusal.code]
    if advice := _BY_STATUS.get(refusal.status):
        is_named = refusal.sender is not Sender.BETWEEN or refusal.status not in _UNNAMED
        return advice(refusal) if is_named else f"{NOT_THE_SERVICE} {advice(refusal)}".rstrip()
    return _by_class(refusal)


def _by_class(refusal: Refusal) -> str:
    """Return the advice for a status without an entry of its own."""
    from_between = refusal.sender is Sender.BETWEEN
    if 300 <= refusal.status <= 399:
        return redirect(refusal)
    if 500 <= refusal.status <= 599:
        who = NOT_THE_SERVICE if from_between else "The service failed."
        return f"{who} The request itself may be fine: try again in a while."
    return NOT_THE_SERVICE if from_between else of_operation(refusal, "")


def _provider_failed(status: int) -> str:
    """Return the advice for a failure of the model's provider, which comes as a 5xx of the service."""
    who = f"The model's provider answered {status}, and the service passes that on."
    return f"{who} {_OF_PROVIDER.get(status, 'Try again in a while, or choose another model.')}"


_NOT_YOUR_KEY = "Your own key is not the reason. Choose another model, or report it to the service."
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
    "failed_to_download_image": "The service could not fetch a reference image: its URL must be public and stay valid.",
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
    return "Change the arguments accordingly."


def _not_found(refusal: Refusal) -> str:
    if refusal.url and re.match(_BELOW_V1, refusal.url.path):
        host = refusal.url.netloc.decode("ascii")
        return f"{host} was asked below /v1, which the paths of the calls hold themselves: leave /v1 out of base_url."
    return of_operation(refusal, f"Check the model's name and base_url. {_long_url(refusal)}".rstrip())


def _too_many(refusal: Refusal) -> str:
    wait = f"Wait {refusal.retry_after:g} s" if refusal.retry_after else "Wait a while"
    return (
        f"{wait}, then send fewer calls at once: max_per_second= of the client spreads them. "
        "A pk_ key may send much less than an sk_ key."
    )


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
    401: unauthorized,
    402: payment_required,
    403: forbidden,
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
