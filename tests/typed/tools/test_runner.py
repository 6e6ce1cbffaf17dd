"""The decisions of a run, without sockets: whatever a model writes and whatever fails, each call is answered."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollination_sdk import Answer, Tool, ToolStop
from pollination_sdk._operations.chat_completions import sent_messages
from pollination_sdk._typed.tools.runner import Runner
from pollination_sdk._typed.tools.steps import Finished, Invoke, Send, Start
from pollination_sdk.errors import APITimeoutError, ArgumentError
from pollination_sdk.sandbox._text.tool_messages import check_tool_messages
from pollination_sdk.types import ChatCompletion

CALLS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["", "a", "b"]),
        "type": st.just("function"),
        "function": st.fixed_dictionaries(
            {
                "name": st.sampled_from(["look", "look", "other"]),
                "arguments": st.sampled_from(["{}", '{"place": 1}', '{"place": "x"}', "{", "[]", ""]),
            }
        ),
    }
)
TURNS = st.lists(st.lists(CALLS, max_size=4), min_size=1, max_size=6)
RESULTS = st.sampled_from(["a", "a", "b", LookupError("no"), ToolStop("end"), KeyboardInterrupt(), None])
"""What comes of a call; None for the end of the time."""


def look(place: int = 0) -> int:
    """Look."""
    return place


def answer_of(calls):
    """Return an answer of the model."""
    message = {"role": "assistant", "content": None if calls else "So.", "tool_calls": calls or None}
    fields = {"id": "1", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
    completion = ChatCompletion.from_dict({**fields, "model": "m", "object": "chat.completion", "created": 1})
    return Answer(value=completion, status=200, headers=httpx.Headers(), attempts=1, elapsed=0.1)


@pytest.mark.slow(reason="tries many runs")
@given(turns=TURNS, max_turns=st.integers(1, 5), max_calls=st.integers(1, 8), data=st.data())
def test_each_call_is_answered_whatever_happens(turns, max_turns, max_calls, data):
    """Limits hold, each call has one answer and one record, and an error carries the run."""
    asked, jobs, sent = iter(turns), [], 0
    runner = Runner(
        [{"role": "user", "content": "hi"}],
        {"look": Tool(look)},
        max_turns=max_turns,
        max_calls=max_calls,
        approve=(lambda *_: True) if data.draw(st.booleans()) else None,
        on_event=bool if data.draw(st.booleans()) else None,
        convert=sent_messages,
    )

    def carry_out(step):
        nonlocal sent
        if isinstance(step, Send):
            sent += 1
            check_tool_messages(step.messages)
            if data.draw(st.integers(0, 9)) == 0:
                raise OSError("lost")
            return answer_of(next(asked, []))
        if isinstance(step, Invoke):
            return (
                data.draw(st.sampled_from([True, True, True, False, {"place": 3}])) if step.name == "approve" else None
            )
        if isinstance(step, Start):
            jobs.extend(step.jobs)
            return None
        result = data.draw(RESULTS)
        job = jobs.pop(data.draw(st.integers(0, len(jobs) - 1)))
        if isinstance(result, BaseException):
            return Finished(job.index, 0.1, error=result)
        return None if result is None else Finished(job.index, 0.1, result)

    run = driven(runner.steps(), carry_out)
    check_tool_messages(run.messages)
    written = [call for message in run.messages for call in message.get("tool_calls") or ()]
    assert len(run.calls) == len(written)
    assert len([one for one in run.calls if one.seconds]) <= max_calls
    assert run.turns <= min(sent, max_turns)
    assert all((one.error is None) == (one.text in {"a", "b", "end"}) for one in run.calls)


def driven(steps, carry_out):
    """Carry a run out, and return it, or the run of the error that ended it."""
    try:
        step = next(steps)
        while True:
            try:
                value = carry_out(step)
            except OSError as error:
                step = steps.throw(error)
            else:
                step = steps.send(value)
    except StopIteration as done:
        run, ended = done.value, True
    except (OSError, APITimeoutError, ArgumentError, KeyboardInterrupt) as error:
        run, ended = error.run, False
    assert ended == (run.stopped != "error")
    return run
