"""The rules, read from the table `rules.toml`: how severe each event is, for what is sent and for what comes back.

An event means different things in the two directions. An old caller need not use a new option of a
request; an old reader does not know a new part of an answer. The generated reader is strict: it raises
on a missing field and on an unknown value of a closed enum. The answer side is judged by what this
reader would do.
"""

import tomllib
from pathlib import Path
from typing import Literal

from attrs import frozen

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
