"""What a run of tools asks its driver to do, one step after another, and the functions of the caller that it calls."""

from collections.abc import Callable
from typing import Any

import attrs

from pollination_sdk._typed.tools.run import ToolEvent

Approve = Callable[[str, dict[str, Any]], Any]
"""Sees the name and the arguments of a call. It returns whether the call may run, or the arguments to use."""
OnEvent = Callable[[ToolEvent], Any]
"""Gets the events of a run."""


@attrs.frozen
class Send:
    """Send the conversation; the answer comes back as an `Answer`."""

    messages: list[dict[str, Any]]
    turn: int


@attrs.frozen
class Invoke:
    """Call a function of the caller; what it returns comes back."""

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@attrs.frozen
class Job:
    """A call of a tool that can run."""

    index: int
    call: Callable[[], Any]
    is_async: bool


@attrs.frozen
class Start:
    """Start to run calls of tools, together."""

    jobs: list[Job]


@attrs.frozen
class Wait:
    """Wait until one of the calls has ended; it comes back as `Finished`, or None if the time for the run is over."""


@attrs.frozen
class Finished:
    """A call of a tool that has ended."""

    index: int
    seconds: float
    result: Any = None
    error: BaseException | None = None


Step = Send | Invoke | Start | Wait
"""What a run yields."""
