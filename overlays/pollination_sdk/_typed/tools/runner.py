"""The decisions of a run of tools: what to send, what to run, and when to stop. Nothing here sends or waits."""

import contextlib
import copy
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pollination_sdk._typed.tools.call import Call
from pollination_sdk._typed.tools.run import (
    CallEvent,
    CompletedCall,
    ResultEvent,
    StopReason,
    ToolEvent,
    ToolRun,
    ToolStop,
    TurnEvent,
)
from pollination_sdk._typed.tools.steps import Approve, Finished, Invoke, Job, OnEvent, Send, Start, Step, Wait
from pollination_sdk._typed.tools.tool import Tool
from pollination_sdk._typed.tools.total import total_of
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

_MOST_EQUAL = 3
"""The number of equal calls with equal results that ends a run."""
_ENDED: dict[str, StopReason] = {"length": "length", "content_filter": "content_filter"}
"""Why an answer was cut off, by its `finish_reason`: its calls may be cut off too, and are not run."""
_TOO_MANY = "Not run: the run of tools has reached its limit of {} calls."
_REFUSED = "Not run: the user has refused this call."


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
        self._turn: list[Call] = []
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
        if self._on_event is not None:  # the text of an answer is put together from its parts
            turn = TurnEvent(len(self._answers), answer.value.text, len(self._turn), answer.usage, answer.cost)
            yield from self._tell(turn)

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

    def _call(self, fields: dict[str, Any]) -> Call:
        """Return a call of an answer. One without an id of its own gets one, which goes back with the message."""
        known = {one.get("tool_call_id") for one in self._messages} | {one.id for one in self._turn}
        if not fields.get("id") or fields["id"] in known:
            fields["id"] = f"call_{len(self._messages)}_{len(self._turn)}"
        return Call.of(fields)

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
            yield from self._tell_result(call)
        yield from self._execute(jobs)
        if self._stopped is None and len(self._answers) >= self._max_turns:
            self._stopped = "max_turns"

    def _prepared(self, index: int, call: Call) -> Job | None:
        """Return the job of a call; None if it cannot run, which is its result."""
        job = call.job(index, self._tools)
        if job is None:
            self._count(call)
        return job

    def _approved(self, jobs: list[Job]) -> Generator[Step, Any, list[Job]]:
        """Return the jobs that may run: none if the caller refuses one of them."""
        allowed = []
        for job in jobs:
            call = self._turn[job.index]
            arguments = copy.deepcopy(call.arguments)
            approval = yield Invoke("approve", self._approve or bool, (call.name, arguments))
            if approval is None or approval is False:
                call.end(_REFUSED)
                self._stopped = "not_approved"
                return []  # no call of the turn runs
            if approval is not True and not isinstance(approval, Mapping):
                raise ArgumentError(
                    f"approve returns True, False or the arguments to use, not {type(approval).__name__}."
                )
            call.arguments = arguments if approval is True else dict(approval)
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
            call = self._turn[finished.index]
            self._finish(call, finished)
            yield from self._tell_result(call)

    def _finish(self, call: Call, finished: Finished) -> None:
        """Take the result of a call.

        Raises:
            BaseException: The tool has raised what ends the program or the task.
        """
        if finished.error is not None and not isinstance(finished.error, Exception):
            raise finished.error
        call.finish(finished, self._parts_of)
        self._count(call)
        if isinstance(finished.error, ToolStop) and self._stopped != "tool_stop" and call.done:
            self._stopped, self._text = "tool_stop", call.done.text

    def _parts_of(self, files: list[Any]) -> list[Any]:
        """Return files as parts of a message."""
        parts: list[Any] = self._convert([{"role": "user", "content": files}])[0]["content"]
        return parts

    def _count(self, call: Call) -> None:
        """Count equal calls with equal results."""
        self._equal[call.key] += 1
        if self._equal[call.key] >= _MOST_EQUAL and self._stopped is None:
            self._stopped = "repeated"

    def _close_turn(self) -> None:
        """Put the results of the turn into the conversation, in the order of the calls: each call is answered."""
        turn, self._turn = self._turn, []
        files: list[Any] = []
        for call in turn:
            done, parts = call.close(self._files + 1)
            self._files += len(call.files)
            files += parts
            self._calls.append(done)
            self._messages.append({"role": "tool", "tool_call_id": call.id, "content": done.text})
        if files:
            self._messages.append({"role": "user", "content": files})

    def _tell(self, event: ToolEvent) -> Generator[Step, Any, None]:
        if self._on_event is not None:
            yield Invoke("on_event", self._on_event, (event,))

    def _tell_result(self, call: Call) -> Generator[Step, Any, None]:
        if call.done is not None:
            yield from self._tell(ResultEvent(len(self._answers), call.done))

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
