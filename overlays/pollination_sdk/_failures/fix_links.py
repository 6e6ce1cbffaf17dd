"""Find the link to the page of the service that fixes the cause of a refusal, and what it says about the cause."""

from __future__ import annotations

import re

MARKDOWN_LINK = re.compile(
    r"\]\((https://(?:[\w-]+\.)?enter\.pollinations\.ai/(grant|edit-key|top-up|quests)(?=[/?#)])[^()\s]*)\)"
)
PAGES = ("grant", "edit-key", "top-up", "quests")
"""The pages, the one that fixes the cause first: a notice may offer quests besides."""
_NOT_ALLOWED = re.compile(r"(?i)\b(?:not|isn['\u2019]t) allowed\b")
_QUEST_POLLEN_ONLY = re.compile(r"(?i)\bonly spends quest pollen\b")
_LINK = re.compile(
    r"https://(?:[\w-]+\.)?enter\.pollinations\.ai/(grant|edit-key|top-up|quests)(?:[/?#][^\s()\[\]<>\"']*[\w/=])?"
)


def find_link(reason: str) -> str | None:
    """Return the first link in a reason that fixes its cause; None if there is none."""
    found = _LINK.search(reason)
    return found and found[0]


def code_by_link(reason: str) -> str | None:
    """Return the code of a refusal whose reason has such a link; None if it has none."""
    found = _LINK.search(reason)
    return found and meaning(found[1], reason)[1]


def meaning(page: str, text: str) -> tuple[int, str]:
    """Return the status and the code of a notice.

    Only a refused permission links to `/grant`. Older deployments link it to `/edit-key`, as a used-up budget, so the
    words decide there.
    """
    if page == "grant" or _NOT_ALLOWED.search(text):
        return 403, "FORBIDDEN"
    if _QUEST_POLLEN_ONLY.search(text):
        return 402, "QUEST_POLLEN_ONLY"
    codes = {"edit-key": "KEY_BUDGET_EXHAUSTED", "top-up": "INSUFFICIENT_BALANCE"}
    return 402, codes.get(page, "PAYMENT_REQUIRED")
