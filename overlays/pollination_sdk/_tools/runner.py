"""The decisions of a run of tools: what to send, what to run, and when to stop. Nothing here sends or waits."""

import contextlib
import copy
import json
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from pollination_sdk._secrets.redact import redact
from pollination_sdk._tools.result import Rendered, cut, render
from pollination_sdk._tools.run import (
    CallEvent,
    CompletedCall,
    ResultEvent,
    StopReason,
    ToolEvent,
    ToolRun,
    ToolStop,
    TurnEvent,
)
from pollination_sdk._tools.tool import Tool
from pollination_sdk._tools.total import total_of
from pollination_sdk._typed.schema import ShapeError
from pollination_sdk.errors import (
    APITimeoutError,
    ArgumentError,
    OutcomeUnknownError,
    PollinationsError,
    SpendLimitError,
    UnexpectedResponseError,
)

if TYPE_CHECKING:
    from pollination_sdk._responses.answer import Answer
    from pollination_sdk.types import ChatCompletion

Approve = Callable[[str, dict[str, Any]], Any]
"""Sees the name and the arguments of a call. It returns whether the call may run, or the arguments to use."""
OnEvent = Callable[[ToolEvent], Any]
"""Gets the events of a run."""

_MOST_EQUAL = 3
"""The number of equal calls with equal results that ends a run."""
_ENDED: dict[str, StopReason] = {"length": "length", "content_filter": "content_filter"}
"""Why an answer was cut off, by its `finish_reason`: its calls may be cut off too, and are not run."""
_NOT_RUN = "Not run: the run of tools has ended."
_TOO_MANY = "Not run: the run of tools has reached its limit of {} calls."
_REFUSED = "Not run: the user has refused this call."
_INTERRUPTED = "Interrupted: this call may have run, and its result is unknown."


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


@attrs.define
class _Call:
    """A call of the turn: what the model wrote, and what came of it."""

    id: str
    name: str
    arguments: Any
    done: CompletedCall | None = None
    media: tuple[tuple[str, Any], ...] = ()
    started: bool = False

    def end(self, text: str, *, failed: bool = True, **fields: Any) -> CompletedCall:
        """Set what came of the call."""
        error = text if failed else None
        result = fields.pop("result", None)
        self.done = CompletedCall(self.name, self.arguments, result, text, error=error, **fields)
        return self.done


class Runner:
    """The state of one run.

    Args:
        messages: The conversation as it is sent.
        tools: The tools by name.
        max_turns: The most answers of the model.
        max_calls: The most calls of tools.
        approve: Allows, changes or refuses each call; None allows all.
        on_event: Gets the events; None for none.
        convert: Returns messages as they are sent, with the data of files.
    """

    def __init__(
        self,
        messages: Iterable[dict[str, Any]],
        tools: Mapping[str, Tool],
        *,
        max_turns: int,
        max_calls: int,
        approve: Approve | None,
        on_event: OnEvent | None,
        convert: Callable[[list[Any]], list[dict[str, Any]]],
    ) -> None:
        self._messages = list(messages)
        self._tools = tools
        self._max_turns, self._max_calls = max_turns, max_calls
        self._approve, self._on_event, self._convert = approve, on_event, convert
        self._answers: list[Answer[ChatCompletion]] = []
        self._uncertain = False
        self._turn: list[_Call] = []
        self._calls: list[CompletedCall] = []
        self._asked = self._files = 0
        self._equal: Counter[Any] = Counter()
        self._stopped: StopReason | None = None
        self._text: str | None = None

    def steps(self) -> Generator[Step, Any, ToolRun]:
        """Yield what to do, one thing after another, and return the run.

        What a step raises is raised at the `yield`. It leaves with the attribute `run`, the run so far.
        """
        try:
            while self._stopped is None:
                yield from self._ask()
                yield from self._run_calls()
                self._close_turn()
            return self._run(self._stopped)
        except BaseException as error:
            self._close_turn()
            with contextlib.suppress(AttributeError):  # an exception of the caller may refuse it
                error.run = self._run("error")  # type: ignore[attr-defined]  # others take attributes
            raise

    def _ask(self) -> Generator[Step, Any, None]:
        """Ask the model, and take its answer into the conversation."""
        try:
            answer: Answer[ChatCompletion] = yield Send(list(self._messages), len(self._answers))
        except SpendLimitError:
            if not self._answers:
                raise
            self._stopped = "spend_limit"
            return
        except BaseException as error:
            is_known = isinstance(error, PollinationsError) and not isinstance(
                error, OutcomeUnknownError | UnexpectedResponseError
            )
            self._uncertain = not is_known
            raise
        self._answers.append(answer)
        self._take(answer.value)
        yield from self._tell(
            TurnEvent(len(self._answers), answer.value.text, len(self._turn), answer.usage, answer.cost)
        )

    def _take(self, completion: "ChatCompletion") -> None:
        """Take an answer into the conversation, with its calls as those of the turn."""
        if not completion.choices:
            self._stopped = "answered"
            return
        choice = completion.choices[0]
        (message,) = self._convert([choice.message])
        calls = message.get("tool_calls")
        for one in calls if isinstance(calls, list) else ():
            self._turn.append(self._call(one))
        self._messages.append(message)
        reason = choice.finish_reason if isinstance(choice.finish_reason, str) else ""
        if reason in _ENDED:
            self._stopped = _ENDED[reason]
        elif not self._turn:
            self._stopped = "refusal" if completion.refusal is not None else "answered"

    def _call(self, fields: dict[str, Any]) -> _Call:
        """Return a call of an answer. One without an id of its own gets one, which goes back with the message."""
        known = {one.get("tool_call_id") for one in self._messages} | {one.id for one in self._turn}
        if not fields.get("id") or fields["id"] in known:
            fields["id"] = f"call_{len(self._messages)}_{len(self._turn)}"
        function = fields.get("function") or {}
        written = function.get("arguments") or "{}"
        return _Call(str(fields["id"]), str(function.get("name", "")), _object_in(written))

    def _run_calls(self) -> Generator[Step, Any, None]:
        """Run the calls of the turn, unless the run has ended."""
        if self._stopped is not None or not self._turn:
            return
        jobs = []
        for index, call in enumerate(self._turn):
            self._asked += 1
            if self._asked > self._max_calls:
                self._stopped = "max_calls"
                call.end(_TOO_MANY.format(self._max_calls))
            elif job := self._prepared(index, call):
                jobs.append(job)
        if self._approve is not None:
            jobs = yield from self._approved(jobs)
        for call in self._turn:
            if call.done is not None:
                yield from self._tell(ResultEvent(len(self._answers), call.done))
        yield from self._execute(jobs)
        if self._stopped is None and len(self._answers) >= self._max_turns:
            self._stopped = "max_turns"

    def _prepared(self, index: int, call: _Call) -> Job | None:
        """Return the job of a call; None if it cannot run, which is its result."""
        tool = self._tools.get(call.name)
        if tool is None:
            call.end(f"Error: there is no tool {call.name!r}; there are: {', '.join(self._tools) or 'none'}")
        elif not isinstance(call.arguments, dict):
            call.end("Error: the arguments are no JSON object")
        else:
            try:
                return Job(index, tool.bind(call.arguments), tool.is_async)
            except ShapeError as error:
                call.end(f"Error: the arguments do not fit: {error}")
            except Exception as error:  # noqa: BLE001 - an argument may be of a class of the caller
                call.end(_described(error), exception=error)
        self._count(call)
        return None

    def _approved(self, jobs: list[Job]) -> Generator[Step, Any, list[Job]]:
        """Return the jobs that may run: none if the caller refuses one of them."""
        allowed = []
        for job in jobs:
            call = self._turn[job.index]
            arguments = copy.deepcopy(call.arguments)
            verdict = yield Invoke("approve", self._approve or bool, (call.name, arguments))
            if verdict is None or verdict is False:
                call.end(_REFUSED)
                self._stopped = "not_approved"
                return []
            if verdict is not True and not isinstance(verdict, Mapping):
                raise ArgumentError(
                    f"approve returns True, False or the arguments to use, not {type(verdict).__name__}."
                )
            call.arguments = arguments if verdict is True else dict(verdict)
            if changed := self._prepared(job.index, call):
                allowed.append(changed)
        return allowed

    def _execute(self, jobs: list[Job]) -> Generator[Step, Any, None]:
        """Run jobs together, and take their results as they come."""
        if not jobs:
            return
        for job in jobs:
            call = self._turn[job.index]
            yield from self._tell(CallEvent(len(self._answers), call.name, call.arguments))
        for job in jobs:
            self._turn[job.index].started = True
        yield Start(jobs)
        for _ in jobs:
            finished: Finished | None = yield Wait()
            if finished is None:
                names = ", ".join(call.name for call in self._turn if call.started and call.done is None)
                raise APITimeoutError(f"The time for the run (timeout=) is over, and a tool still runs: {names}.")
            yield from self._tell(ResultEvent(len(self._answers), self._finish(finished)))

    def _finish(self, finished: Finished) -> CompletedCall:
        """Take the result of a call.

        Raises:
            BaseException: The tool has raised what ends the program or the task.
        """
        call, error = self._turn[finished.index], finished.error
        if error is not None and not isinstance(error, Exception):
            raise error
        result = error.result if isinstance(error, ToolStop) else finished.result
        rendered = Rendered("")
        if error is None or isinstance(error, ToolStop):
            try:
                rendered = render(result)
            except Exception as failure:  # noqa: BLE001 - the code of the caller may raise anything
                error = failure
        if isinstance(error, ToolStop) and self._stopped != "tool_stop":
            self._stopped, self._text = "tool_stop", rendered.text
        if error is None or isinstance(error, ToolStop):
            call.media = rendered.media
            done = call.end(rendered.text, failed=False, seconds=finished.seconds, result=result)
        else:
            done = call.end(_described(error), seconds=finished.seconds, exception=error)
        self._count(call)
        return done

    def _count(self, call: _Call) -> None:
        """Count equal calls with equal results."""
        text = call.done.text if call.done else ""
        files = tuple(hash(one.bytes) for _, one in call.media)
        key = (call.name, json.dumps(call.arguments, sort_keys=True, default=str), text, files)
        self._equal[key] += 1
        if self._equal[key] >= _MOST_EQUAL and self._stopped is None:
            self._stopped = "repeated"

    def _close_turn(self) -> None:
        """Put the results of the turn into the conversation, in the order of the calls: each call is answered."""
        turn, self._turn = self._turn, []
        for call in turn:
            done = call.done or call.end(_INTERRUPTED if call.started else _NOT_RUN)
            if call.media:  # files are numbered in the order of the calls, whichever has ended first
                rendered = render(done.result, self._files + 1)
                self._files += len(rendered.media)
                call.media, done = rendered.media, attrs.evolve(done, text=rendered.text)
            self._calls.append(done)
            self._messages.append({"role": "tool", "tool_call_id": call.id, "content": done.text})
        if media := [one for call in turn for one in call.media]:
            parts = [part for label, one in media for part in ({"type": "text", "text": label}, one)]
            self._messages += self._convert([{"role": "user", "content": parts}])

    def _tell(self, event: ToolEvent) -> Generator[Step, Any, None]:
        if self._on_event is not None:
            yield Invoke("on_event", self._on_event, (event,))

    def _run(self, stopped: StopReason) -> ToolRun:
        usage, cost = total_of(self._answers, uncertain=self._uncertain)
        text = self._answers[-1].value.text if self._answers else ""
        return ToolRun(
            text=text if self._text is None else self._text,
            messages=list(self._messages),
            calls=list(self._calls),
            usage=usage,
            cost=cost,
            stopped=stopped,
            turns=len(self._answers),
        )


def _described(error: Exception) -> str:
    """Return what the model reads of an exception."""
    return cut(redact(f"Error: {type(error).__name__}: {error}".removesuffix(": ")))


def _object_in(text: Any) -> Any:
    """Return the arguments that a model wrote; what is no JSON object stays as it is."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return text
    return value if isinstance(value, dict) else text
