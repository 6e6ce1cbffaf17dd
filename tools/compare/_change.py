"""A change between two contracts, the place where it is found, and the rule that judges it.

The rules stand in the table `rules.toml`: how severe each event is, for what is sent and for what comes back. An event
means different things in the two directions. An old caller need not use a new option of a request; an old reader does
not know a new part of an answer. The generated reader is strict: it raises on a missing field and on an unknown value
of a closed enum. The answer side is judged by what this reader would do.
"""

import json
import tomllib
from pathlib import Path
from typing import Any, Literal

from attrs import evolve, field, frozen

Severity = Literal["breaking", "compatible", "cosmetic"]
Audience = Literal["caller", "answer"]

ORDER: tuple[Severity, ...] = ("breaking", "compatible", "cosmetic")


@frozen
class Rule:
    """One row.

    Args:
        subject: What the event is about: `operation`, `parameter`, `field`, `enum value`, `bound`, ...
        kind: Whether that was `added`, `removed`, `changed` or `renamed`.
        caller: How severe it is in a request.
        answer: How severe it is in an answer.
        reason: Why, in one sentence.
    """

    subject: str
    kind: str
    caller: Severity
    answer: Severity
    reason: str


_TABLE = Path(__file__).with_name("rules.toml").read_text(encoding="utf-8")
RULES = {event: Rule(**row) for event, row in tomllib.loads(_TABLE).items()}
"""Each event and its row; `test_compare` walks through all of them."""


@frozen
class Change:
    """One thing that differs between two contracts.

    Args:
        event: The row of the rule table that judges it.
        route: Where it is met within an operation, such as `answer 200 .balance`.
        component: Where it is written, such as `AccountBalance.balance`; empty outside of components.
        audience: `caller` for what is sent, `answer` for what comes back.
        old: The value before, None where there was none.
        new: The value now, None where there is none.
        ours: What stands at the place in the old document, as it is written there.
        theirs: What stands there in the new document.
        child: The name of what was added, removed or changed inside of `ours`.
        operations: The operationIds that it touches, sorted; empty until they are known.
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
    operations: tuple[str, ...] = ()

    @property
    def rule(self) -> Rule:
        """The row of its event."""
        return RULES[self.event]

    @property
    def severity(self) -> Severity:
        """What it does to those who use the old contract."""
        return self.rule.caller if self.audience == "caller" else self.rule.answer

    @property
    def place(self) -> str:
        """Where a caller meets it first, such as `get_account_balance answer 200 .balance`."""
        is_shared = len(self.operations) > 1 and self.route
        return self.route if is_shared or not self.operations else f"{self.operations[0]} {self.route}".strip()

    @property
    def where(self) -> str:
        """The component where it is written, or else the place where it is met first."""
        return (self.component or self.place).strip()

    @property
    def what(self) -> str:
        """What it is, with the values before and after."""
        if self.rule.subject == "required" or isinstance(self.old, bool) or self.old == self.new:
            return self.event
        if self.new is None:
            return f"{self.event}, was {_short(self.old)}"
        if self.old is None:
            return f"{self.event}, {_short(self.new)}"
        return f"{self.event}, {_short(self.old)} -> {_short(self.new)}"


@frozen
class Place:
    """Where a pair stands.

    Args:
        route: Where it is met first, such as `answer 200 .usage[]`.
        component: Where it is written, such as `AccountUsage.usage[]`; empty outside of components.
        audience: Who meets it.
        ours: What stands there in the old document, as it is written.
        theirs: What stands there in the new document.
    """

    route: str
    component: str
    audience: Audience
    ours: Any = field(default=None, eq=False, repr=False)
    theirs: Any = field(default=None, eq=False, repr=False)

    def below(self, suffix: str) -> "Place":
        """Return the place of a part."""
        return evolve(self, route=f"{self.route}{suffix}", component=self.component and f"{self.component}{suffix}")

    def inside(self, name: str) -> "Place":
        """Return the same place as the component that is referred to here."""
        return evolve(self, component=name) if name else self

    def holding(self, ours: Any, theirs: Any) -> "Place":
        """Return the same place with what stands there in the two documents."""
        return evolve(self, ours=ours, theirs=theirs)

    def finding(self, event: str, old: Any = None, new: Any = None, child: str = "") -> Change:
        """Return what is found here, of a field or form of the schema where `child` names one."""
        return Change(event, self.route, self.component, self.audience, old, new, self.ours, self.theirs, child)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
