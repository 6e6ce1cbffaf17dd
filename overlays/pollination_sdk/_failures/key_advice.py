"""The advice for refusals that concern the key: 401, 402 and 403."""

from __future__ import annotations

import re

from pollination_sdk._failures.operation_advice import of_operation
from pollination_sdk._failures.refusal import KEYS_PAGE, Refusal, Sender
from pollination_sdk._failures.sender_advice import UNEXPLAINED


def unauthorized(refusal: Refusal) -> str:
    """Return the advice for a 401."""
    if refusal.missing:
        return (
            "No key arrived. If none was given, set POLLINATIONS_API_KEY or pass api_key=; if one "
            "was, something on the way, such as a proxy, takes the Authorization header off: "
            f'try query_key="always". Keys are made at {KEYS_PAGE}.'
        )
    if refusal.sender is Sender.UNKNOWN:
        return UNEXPLAINED
    return f"The key arrived and was refused: copy it whole, or make a new one, at {KEYS_PAGE}."


_NO_OWNER = f"The key belongs to no account any more: make a new one at {KEYS_PAGE}."


def payment_required(refusal: Refusal) -> str:
    """Return the advice for a 402, by its code, or else by the words of its reason."""
    reason = refusal.reason.lower()
    if refusal.code in {"QUEST_POLLEN_ONLY", "KEY_BUDGET_EXHAUSTED"}:
        return _quest_pollen_only(refusal) if refusal.code == "QUEST_POLLEN_ONLY" else _budget(refusal)
    if "paid" in reason or "tier balance" in reason:
        return _paid_only(refusal)
    if refusal.code == "INSUFFICIENT_BALANCE":
        return _pots(refusal)
    if "not associated" in reason:
        return _NO_OWNER
    budget, wallet = "budget" in reason, "balance" in reason or "wallet" in reason
    if budget == wallet:  # "insufficient" alone means the wallet; with "budget" it adds nothing
        return _wallet(refusal) if "insufficient" in reason and not budget else _either(refusal)
    return _budget(refusal) if budget else _wallet(refusal)


def _budget(refusal: Refusal) -> str:
    """Return the advice for a used-up budget; only follows a reason or a code that names the key's budget."""
    return (
        f"Raise the key's budget{refusal.page}; key() shows what is left of it. "
        "The wallet is separate: topping it up does not raise the budget."
    )


def _paid_only(refusal: Refusal) -> str:
    return f"This model takes bought pollen only: buy some{refusal.page}, or choose a model without paid_only."


def _quest_pollen_only(refusal: Refusal) -> str:
    return (
        "This key may spend quest pollen only. "
        f"Allow paid pollen for it{refusal.page}, complete a quest, or use another key."
    )


def _pots(refusal: Refusal) -> str:
    top_up = f" Top up{refusal.page}." if refusal.page else ""
    return f"Neither pot of the wallet covers the call by itself; balance() shows both.{top_up}"


def _wallet(refusal: Refusal) -> str:
    return f"The wallet does not cover the call: top it up{refusal.page}; balance() shows what is left."


def _either(refusal: Refusal) -> str:
    return (
        "The wallet or the budget of this key does not cover the call: balance() and key() show which. "
        f"Top up or raise it{refusal.page}."
    )


_PERMISSION = re.compile(r"account:\w+")
_ACCOUNT_PATH = re.compile(r"/account/(profile|balance|usage)\b")
_MODEL = re.compile(
    r"(?i)(?:\bmodel[:\s]+['\"`]?(?=[\w.:/-]+['\"`]?\s+(?:is\s+)?not\b)|\ballowed to use ['\"`]?)([\w.:/-]*\w)"
)
_LACKS_SOMETHING = (
    f"The key lacks a permission, or its allow-list lacks the model: key() shows both, {KEYS_PAGE} changes them."
)
_BANNED = re.compile(r"(?i)\bbanned\b")


def forbidden(refusal: Refusal) -> str:
    """Return the advice for a 403."""
    path = refusal.url.path if refusal.url else ""
    if _BANNED.search(refusal.reason):
        return "The account is banned, so that none of its keys works: only the service's support can change that."
    if named := _PERMISSION.search(refusal.reason):
        return _lacks_permission(named[0], refusal)
    if model := _MODEL.search(refusal.reason):
        return _lacks_model(f"'{model[1]}'", refusal)
    if account := _ACCOUNT_PATH.search(path):
        return _lacks_permission(f"account:{'usage' if account[1] == 'balance' else account[1]}", refusal)
    if refusal.sender is Sender.UNKNOWN:
        return UNEXPLAINED
    return of_operation(refusal, _LACKS_SOMETHING)


def _lacks_permission(name: str, refusal: Refusal) -> str:
    return f"The key lacks the permission {name}, as keys do by default: add it{refusal.page}."


def _lacks_model(name: str, refusal: Refusal) -> str:
    return (
        f"The allow-list of this key lacks the model {name} and its category: add one{refusal.page}, or choose a "
        "model that key() allows."
    )
