"""Refusals that the owner of a key can fix: each has a code, a link, and a text for replies."""

from pollination_sdk.sandbox._errors import ServiceError

ENTER = "https://enter.pollinations.ai"
ESTIMATE = 0.001  # pollen; the service estimates the cost of a call by the average of its model
_HELP = "If the account is not yours, ask the owner of this application."


class FixableError(ServiceError):
    """A refusal with a link to the page that fixes its cause.

    Args:
        status: 402 or 403.
        code: The code in the envelope.
        message: The message in the envelope.
        page: The page of the link, with its query.
        notice: The text of the reply; `{link}` stands for the URL.
    """

    def __init__(self, status: int, code: str, message: str, page: str, notice: str) -> None:
        link = f"{ENTER}/{page}"
        super().__init__(status, message.format(link=link), code=code, fix_url=link)
        self.notice = f"{notice.format(link=link)}\n\n{_HELP}"


def budget_exhausted(budget: float) -> FixableError:
    """Build the 402 for a key whose budget is used up."""
    return FixableError(
        402,
        "KEY_BUDGET_EXHAUSTED",
        f"The budget of the key is too low: this request costs ~{ESTIMATE:.4f} pollen, but this key has "
        f"{max(0.0, budget):.4f}. Raise it at {{link}}; the wallet does not count.",
        "edit-key?ref=agent_key_budget",
        "The API key used for this request has no budget left. You can [raise it]({link}) and try again.",
    )


def quest_pollen_only(quest: float) -> FixableError:
    """Build the 402 for a key that may spend only quest pollen, where that does not pay for the request."""
    return FixableError(
        402,
        "QUEST_POLLEN_ONLY",
        f"This key only spends Quest Pollen: this request costs ~{ESTIMATE:.4f} pollen, and you have "
        f"{max(0.0, quest):.4f} Quest Pollen that can pay for it. Let the key spend paid pollen at {{link}}.",
        "edit-key?ref=agent_quest_only",
        "The API key used for this request only spends Quest Pollen, which does not pay for it. You can "
        f"[complete a quest]({ENTER}/quests?ref=agent_low_balance_quests) or [let the key spend paid pollen]({{link}}) "
        "and try again.",
    )


def insufficient_balance(balance: float, *, paid_only: bool = False) -> FixableError:
    """Build the 402 for a wallet without enough pollen; for a paid-only model, without enough paid pollen."""
    kind = "paid " if paid_only else ""
    needed = " This model needs paid Pollen." if paid_only else ""
    quests = "" if paid_only else f" or [complete a quest]({ENTER}/quests?ref=agent_low_balance_quests)"
    return FixableError(
        402,
        "INSUFFICIENT_BALANCE",
        f"Insufficient balance: this request costs ~{ESTIMATE:.4f} pollen, but your available {kind}balance is "
        f"{max(0.0, balance):.4f}. Add pollen at {{link}}.",
        "top-up?ref=agent_low_balance_topup",
        f"The account behind this API key is out of pollen.{needed} You can [top up]({{link}}){quests} and try again.",
    )


def model_not_allowed(model: str) -> FixableError:
    """Build the 403 for a model that the key may not use."""
    return FixableError(
        403,
        "FORBIDDEN",
        f"Model '{model}' is not allowed for this API key. Allow it at {{link}}",
        f"grant?model={model}&ref=agent_grant",
        f"The API key used for this request isn't allowed to use {model}. You can [allow it]({{link}}) and try again.",
    )
