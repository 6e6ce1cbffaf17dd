"""What a run of tools returns and tells: `ToolRun`, its calls, its events, and the exception that ends it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk._costs.cost import Cost

StopReason = Literal[
    "answered",
    "refusal",
    "length",
    "content_filter",
    "max_turns",
    "max_calls",
    "repeated",
    "tool_stop",
    "not_approved",
    "spend_limit",
    "error",
]
"""Why a run has ended; see `ToolRun`."""
_LONGEST_SHOWN = 80
"""The most characters of a text in a representation."""


class ToolStop(Exception):  # noqa: N818 - it is no error: a tool ends the run with it
    """Raised by a tool: the run ends after this turn.

    Args:
        result: The result of the call; its text is the `text` of the run.
    """

    def __init__(self, result: Any = None) -> None:
        super().__init__(result)
        self.result = result


@attrs.frozen
class CompletedCall:
    """One call of a tool in a run.

    Attributes:
        name: The name of the tool, as the model wrote it.
        arguments: The arguments that were used, as plain JSON; text if the model wrote no JSON object.
        result: What the tool returned; None if it failed, or was not run.
        text: What the model gets to read of it.
        seconds: How long the tool took; 0 if it was not run.
        error: Why there is no result, as the model reads it; None if there is one.
        exception: The exception that the tool raised; None if it raised none. It is not compared and not pickled.
    """

    name: str
    arguments: Any
    result: Any
    text: str = attrs.field(repr=lambda text: repr(_shortened(text)))
    seconds: float = attrs.field(default=0.0, eq=False)
    error: str | None = None
    exception: Exception | None = attrs.field(default=None, eq=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the exception, and a result that cannot be pickled: `text` has its words."""
        state = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return {**state, "exception": None, "result": _picklable(self.result)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)


@attrs.frozen(repr=False)
class ToolRun:
    """What a run of tools came to. `run_tools(run.messages, ...)` goes on from there.

    Attributes:
        text: The text of the last answer; if a tool has ended the run, the text of that tool's result.
        messages: The whole conversation as plain JSON. Each call in it has its answer, so it can be sent again.
        calls: The calls of tools, in the order in which the model asked for them.
        usage: The billed units of all turns by name; None if no answer has any.
        cost: What all turns have cost. It is unknown if that of one turn is unknown.
        stopped: Why the run has ended. `answered`: the model has answered. `refusal`: it refuses to answer. `length`,
            `content_filter`: the last answer was cut off. `max_turns`, `max_calls`: a limit is reached. `repeated`:
            three equal calls had equal results. `tool_stop`: a tool has raised `ToolStop`. `not_approved`: `approve`
            has refused a call. `spend_limit`: the next turn may cost more than is left. `error`: an error has the run.
        turns: The number of answers of the model.
    """

    text: str
    messages: list[dict[str, Any]]
    calls: list[CompletedCall]
    usage: Mapping[str, float] | None
    cost: Cost
    stopped: StopReason
    turns: int

    def __repr__(self) -> str:
        facts = f"stopped={self.stopped!r}, turns={self.turns}, calls={len(self.calls)}, cost={self.cost.pollen}"
        return f"ToolRun(text={_shortened(self.text)!r}, {facts})"


@attrs.frozen
class TurnEvent:
    """The model has answered.

    Attributes:
        turn: The number of the turn, from 1.
        text: The text of the answer; often empty if it calls tools.
        calls: The number of calls in it.
        usage: The billed units of this turn by name; None if there are none.
        cost: What this turn has cost.
    """

    turn: int
    text: str
    calls: int
    usage: Mapping[str, float] | None
    cost: Cost


@attrs.frozen
class CallEvent:
    """A call of a tool is about to run.

    Attributes:
        turn: The number of the turn, from 1.
        name: The name of the tool.
        arguments: The arguments as plain JSON.
    """

    turn: int
    name: str
    arguments: dict[str, Any]


@attrs.frozen
class ResultEvent:
    """A call of a tool has ended.

    Attributes:
        turn: The number of the turn, from 1.
        call: The call with its result. The files in its `text` are numbered from 1.
    """

    turn: int
    call: CompletedCall


ToolEvent = TurnEvent | CallEvent | ResultEvent
"""What `on_event` gets."""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _picklable(value: Any) -> Any:
    try:
        pickle.dumps(value)
    except Exception:  # noqa: BLE001 - classes of the caller may raise anything
        return None
    return value
