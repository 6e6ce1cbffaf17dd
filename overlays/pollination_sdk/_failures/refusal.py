"""The facts about an error answer that the advice depends on."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import httpx

KEYS_PAGE = "https://enter.pollinations.ai"


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
        operation: The operation of the contract; empty if unknown.
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
    operation: str = ""
    url: httpx.URL | None = None
    sender: Sender = Sender.SERVICE
    has_location: bool = False
    missing: bool = False
    retry_after: float | None = None
    code: str = ""
    fix_url: str | None = None
    upstream_status: int | None = None

    @property
    def page(self) -> str:
        """Where the cause is fixed, as ` at https://...`; empty if the reason names that page already."""
        return "" if KEYS_PAGE in self.reason else f" at {self.fix_url or KEYS_PAGE}"
