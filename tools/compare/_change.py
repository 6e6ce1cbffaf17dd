"""One change, and the finding that it is judged from."""

from __future__ import annotations

from typing import Any, Literal

from attrs import field, frozen

Severity = Literal["breaking", "compatible", "cosmetic"]
Audience = Literal["caller", "answer"]


@frozen
class Change:
    """One thing that differs between two contracts.

    Args:
        kind: `added`, `removed`, `changed` or `renamed`.
        subject: What it is about: `operation`, `parameter`, `field`, `enum value`, `bound`, ...
        place: Where a caller meets it first, such as `get_account_balance answer 200 .balance`.
        old: The value before, None where there was none.
        new: The value now, None where there is none.
        severity: What it does to those who use the old contract.
        audience: `caller` for what is sent, `answer` for what comes back.
        operations: The operationIds that it touches, sorted.
        component: Where it is written, such as `AccountBalance.balance`; empty outside of them.
        event: The row of the rule table that judged it.
        reason: Why it is as severe as it is.
        ours: What stands at the place in the old document, as it is written there.
        theirs: What stands there in the new document.
        child: The name of what was added, removed or changed inside of `ours`.
    """

    kind: str
    subject: str
    place: str
    old: Any
    new: Any
    severity: Severity
    audience: Audience
    operations: tuple[str, ...]
    component: str = ""
    event: str = ""
    reason: str = ""
    ours: Any = field(default=None, eq=False, repr=False)
    theirs: Any = field(default=None, eq=False, repr=False)
    child: str = field(default="", eq=False, repr=False)


@frozen
class Finding:
    """A difference before it is judged and before its operations are known.

    Args:
        event: A row of the rule table.
        route: Where it is met within an operation, such as `answer 200 .balance`.
        component: Where it is written, empty outside of components.
        audience: Who meets it.
        old: The value before.
        new: The value now.
        ours: What stands at the place in the old document, as it is written there.
        theirs: What stands there in the new document.
        child: The name of what was added, removed or changed inside of `ours`.
    """

    event: str
    route: str
    component: str
    audience: Audience
    old: Any = None
    new: Any = None
    ours: Any = field(default=None, eq=False, repr=False)
    theirs: Any = field(default=None, eq=False, repr=False)
    child: str = field(default="", eq=False, repr=False)
