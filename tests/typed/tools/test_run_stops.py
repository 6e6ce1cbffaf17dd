"""When a run of tools ends by itself, and what is left of it when something else ends it."""

import asyncio
import copy
import pickle
import threading

import pytest
from tests.flavours import driven
from tests.helpers.forking import run_program

from pollination_sdk import AsyncPollinations, Pollinations, Tool, ToolStop, errors
from pollination_sdk.sandbox import Fault
from pollination_sdk.sandbox._text.tool_messages import check_tool_messages


def look(city: str) -> str:
    """Look."""
    return f"a fox in {city}"


CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}


def calling(*cities):
    """Return the calls of one turn, as the sandbox takes them."""
    return [{"name": "look", "arguments": {"city": city}} for city in cities]


def answers_of(run):
    """Return what tools have answered, after a check that the conversation can be sent again."""
    check_tool_messages(run.messages)
    return [one["content"] for one in run.messages if one["role"] == "tool"]


def test_one_tool_is_not_called_172_times(client, sandbox):
    """The complaint: a model calls one tool for ever. Three equal calls with equal results end the run."""
    sandbox.reply(tool="look", arguments={"city": "Oslo"}, times=172)
    run = client.run_tools("hi", tools=[look], max_turns=200, max_calls=200)
    assert (run.stopped, len(run.calls), run.turns, sandbox.billed) == ("repeated", 3, 3, 3)
    assert answers_of(run) == ["a fox in Oslo"] * 3


def test_equal_calls_with_other_results_go_on(client, sandbox):
    """A tool that is asked for news is not stopped, and neither are other arguments."""
    numbers = iter(range(9))
    sandbox.reply(tool="count", times=4)
    run = client.run_tools("hi", tools=[Tool(lambda: next(numbers), name="count")], max_turns=9)
    assert (run.stopped, run.turns) == ("answered", 5)


def test_equal_errors_end_a_run_too(client, sandbox):
    """A model that never gets the arguments right costs three turns, not all of them."""
    sandbox.reply(tool="look", arguments={"town": "Oslo"}, times=9)
    run = client.run_tools("hi", tools=[look], max_turns=9)
    assert (run.stopped, run.turns) == ("repeated", 3)


def test_turns_end(client, sandbox):
    """Five by default; the calls of the last answer have run, so that the next run starts with their results."""
    for number in range(9):
        sandbox.reply(tool="look", arguments={"city": str(number)})
    run = client.run_tools("hi", tools=[look])
    assert (run.stopped, run.turns, len(run.calls), sandbox.billed) == ("max_turns", 5, 5, 5)
    assert answers_of(run)[-1] == "a fox in 4"


def test_calls_of_one_turn_count_one_by_one(client, sandbox):
    """Those beyond the limit are not run, and are answered so."""
    sandbox.reply(tools=calling("a", "b"))
    sandbox.reply(tools=calling("c", "d"))
    run = client.run_tools("hi", tools=[look], max_calls=3)
    assert (run.stopped, run.turns, sandbox.billed) == ("max_calls", 2, 2)
    assert answers_of(run)[2:] == ["a fox in c", "Not run: the run of tools has reached its limit of 3 calls."]


def test_a_tool_can_end_the_run(client, sandbox):
    """`ToolStop` ends it after this turn, and its result is the text."""

    def finish(answer: dict[str, int]) -> None:
        raise ToolStop(answer)

    sandbox.reply(tools=[*calling("a"), {"name": "finish", "arguments": {"answer": {"n": 3}}}])
    run = client.run_tools("hi", tools=[look, finish])
    assert (run.stopped, run.text, run.turns) == ("tool_stop", '{"n": 3}', 1)
    assert (run.calls[1].result, run.calls[1].error) == ({"n": 3}, None)
    assert answers_of(run) == ["a fox in a", '{"n": 3}']


@pytest.mark.parametrize("refusal", [False, None])
def test_a_refused_call_ends_the_run(client, sandbox, refusal):
    """No call of the turn has run, also not those that were approved before."""
    ran = []
    sandbox.reply(tools=calling("a", "b", "c"))
    run = client.run_tools(
        "hi",
        tools=[Tool(ran.append, name="look", parameters=CITY)],
        approve=lambda name, arguments: refusal if arguments["city"] == "b" else True,
    )
    assert (run.stopped, ran, sandbox.billed) == ("not_approved", [], 1)
    ended = "Not run: the run of tools has ended."
    assert answers_of(run) == [ended, "Not run: the user has refused this call.", ended]


def test_what_approve_returns_is_checked(client, sandbox):
    """Text is neither yes nor arguments; the error has the run."""
    sandbox.reply(tools=calling("a"))
    with pytest.raises(errors.ArgumentError, match="True, False or the arguments to use, not str") as caught:
        client.run_tools("hi", tools=[look], approve=lambda *_: "yes")
    assert caught.value.run.turns == 1


def test_a_spend_limit_ends_the_run(flavour, sandbox):
    """The next turn may cost more than is left; what came before is returned, and not raised away."""
    sandbox.reply(tools=calling("a"))
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        most = client.estimate.chat("hi", max_tokens=5).high
    with driven(flavour, sandbox.key, base_url=sandbox.url, spend_limit=most * 3) as client:
        run = client.run_tools("hi", tools=[Tool(lambda city: city * 20_000, name="look")], max_tokens=5)
        assert (run.stopped, run.turns, len(run.calls), sandbox.billed) == ("spend_limit", 1, 1, 1)
        assert run.cost.pollen == client.target.spent
    with driven(flavour, sandbox.key, base_url=sandbox.url, spend_limit=most / 1000) as client:
        with pytest.raises(errors.SpendLimitError) as caught:
            client.run_tools("hi", tools=[look], max_tokens=5)
        assert (caught.value.run.turns, caught.value.run.cost.pollen) == (0, 0.0)


@pytest.mark.parametrize(
    ("fields", "stopped"),
    [
        ({"finish_reason": "length"}, "length"),
        ({"finish_reason": "content_filter"}, "content_filter"),
        ({"message": {"role": "assistant", "content": None, "refusal": "No."}}, "refusal"),
    ],
)
def test_answers_that_are_none_are_told_apart(client, sandbox, fields, stopped):
    """An answer that was cut off, or refused, is no answer."""
    sandbox.reply("So")
    ((name, value),) = fields.items()
    sandbox.queue(Fault.set_field(f"/choices/0/{name}", value))
    assert client.run_tools("hi", tools=[look]).stopped == stopped


def test_calls_of_an_answer_that_was_cut_off_are_not_run(client, sandbox):
    """The arguments may be cut off too, and still be valid by accident."""
    sandbox.reply(tools=calling("Os"))
    sandbox.queue(Fault.set_field("/choices/0/finish_reason", "length"))
    run = client.run_tools("hi", tools=[look])
    assert (run.stopped, answers_of(run)) == ("length", ["Not run: the run of tools has ended."])


def test_two_tools_of_one_name_are_refused(client, sandbox):
    """The complaint: the second one silently takes the place of the first. Nothing is sent."""
    with pytest.raises(errors.ArgumentValueError, match="Two tools are named 'look'; write Tool"):
        client.run_tools("hi", tools=[look, Tool(lambda: 1, name="look")])
    assert sandbox.requests == []


def test_a_tool_that_never_returns_is_left_at_the_deadline(client, sandbox):
    """`timeout=` limits the whole run. The error has the run: the other call has its result, and this one none."""
    never = threading.Event()
    sandbox.reply(tools=[*calling("a"), {"name": "hang", "arguments": {}}])
    with pytest.raises(errors.APITimeoutError, match="a tool still runs: hang") as caught:
        client.run_tools("hi", tools=[look, Tool(never.wait, name="hang")], timeout=0.5)
    never.set()
    run = caught.value.run
    assert (run.stopped, run.turns, run.calls[0].result) == ("error", 1, "a fox in a")
    assert answers_of(run)[1] == "Interrupted: this call may have run, and its result is unknown."
    sandbox.reply("Never mind.")
    assert client.run_tools(run.messages, tools=[look]).text == "Never mind."


def test_a_coroutine_that_never_returns_is_cancelled(client, sandbox):
    """On the async client it is a task of the run; on the sync client it runs in a thread."""

    async def hang() -> None:
        await asyncio.sleep(60)

    sandbox.reply(tool="hang")
    with pytest.raises(errors.APITimeoutError, match="hang"):
        client.run_tools("hi", tools=[hang], timeout=0.3)


@pytest.mark.parametrize("raised", [SystemExit, KeyboardInterrupt])
@pytest.mark.parametrize("is_async", [False, True])
def test_what_ends_the_program_is_no_result(client, sandbox, raised, is_async):
    """A tool that raises SystemExit ends the program. The model gets no answer, and the run is in the exception."""

    def leaves(city: str) -> None:
        raise raised(city)

    async def leaves_async(city: str) -> None:
        raise raised(city)

    sandbox.reply(tools=calling("a"))
    with pytest.raises(raised) as caught:
        client.run_tools("hi", tools=[Tool(leaves_async if is_async else leaves, name="look")])
    assert (caught.value.run.turns, sandbox.billed) == (1, 1)
    assert answers_of(caught.value.run) == ["Interrupted: this call may have run, and its result is unknown."]


@pytest.mark.parametrize("place", ["approve", "on_event"])
def test_errors_of_the_callers_functions_have_the_run(client, sandbox, place):
    """They leave as they are."""

    def fails(*_):
        raise OSError("no terminal")

    sandbox.reply(tools=calling("a"))
    with pytest.raises(OSError, match="no terminal") as caught:
        client.run_tools("hi", tools=[look], **{place: fails})
    assert caught.value.run.turns == 1


def test_an_error_of_a_later_turn_has_the_run(client, sandbox):
    """The complaint: the fourth request fails, and three paid answers are lost. The next run goes on from there."""
    client.text_models()
    sandbox.reply(tools=calling("a"))

    def breaks(city: str) -> str:
        sandbox.queue(Fault.status(402))
        return city

    with pytest.raises(errors.PaymentRequiredError) as caught:
        client.run_tools("hi", tools=[Tool(breaks, name="look")])
    run = caught.value.run
    assert (run.turns, run.stopped, run.calls[0].result) == (1, "error", "a")
    assert run.cost.pollen == pytest.approx(sum(row.cost_usd for row in client.usage().usage))
    sandbox.reply("Done.")
    assert client.run_tools(run.messages, tools=[look]).text == "Done."
    assert sandbox.billed == 2


def test_an_answer_that_may_have_been_billed_makes_the_cost_unknown(client, sandbox):
    """The run does not say that a lost answer was free."""
    client.text_models()
    sandbox.reply(tools=calling("a"))

    def breaks(city: str) -> str:
        sandbox.queue(Fault.set_field("/choices", "none"))
        return city

    with pytest.raises(errors.UnexpectedResponseError) as caught:
        client.run_tools("hi", tools=[Tool(breaks, name="look")])
    assert (caught.value.run.cost.pollen, caught.value.run.cost.source) == (None, "unknown")
    assert "1 of 2 requests" in caught.value.run.cost.formula


def test_errors_with_a_run_are_copied_and_pickled(client, sandbox):
    """Exceptions of tools, and results that cannot be pickled, stay behind."""

    def fails(city: str) -> object:
        if city == "a":
            raise LookupError(city)
        sandbox.queue(Fault.status(400))
        return threading.Lock()

    sandbox.reply(tools=calling("a", "b"))
    with pytest.raises(errors.BadRequestError) as caught:
        client.run_tools("hi", tools=[Tool(fails, name="look")])
    twin = pickle.loads(pickle.dumps(caught.value))
    assert twin.run.calls[0] == caught.value.run.calls[0]
    assert (twin.run.calls[0].exception, twin.run.calls[1].result) == (None, None)
    assert copy.copy(caught.value) == caught.value


def test_a_cancelled_run_leaves_at_once(sandbox):
    """The complaint: a cancelled task waits for its tool. Neither a coroutine nor a thread is waited for."""
    never = threading.Event()
    started = asyncio.Event()

    async def hang() -> None:
        started.set()
        await asyncio.sleep(60)

    async def main():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            tools = [hang, Tool(never.wait, name="wait")]
            task = asyncio.create_task(client.run_tools("hi", tools=tools))
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await asyncio.wait_for(task, 5)
        assert caught.value.run.turns == 1

    sandbox.reply(tools=[{"name": "hang"}, {"name": "wait"}])
    asyncio.run(main())
    never.set()


def test_a_task_that_a_tool_cancels_is_an_error_of_the_tool(sandbox):
    """Nobody has cancelled the run."""

    async def cancels() -> None:
        task = asyncio.create_task(asyncio.sleep(60))
        task.cancel()
        await task

    async def main():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            return await client.run_tools("hi", tools=[cancels])

    sandbox.reply(tool="cancels")
    assert asyncio.run(main()).calls[0].error == "Error: RuntimeError: a task of the tool was cancelled"


INTERRUPTED = """
import os, signal, sys, threading
from pollination_sdk import Pollinations, Tool
from pollination_sdk.sandbox import Sandbox

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets its background jobs ignore it

def hang() -> None:
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    threading.Event().wait()

with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
    sandbox.reply(tool="hang")
    try:
        client.run_tools("hi", tools=[hang])
    except KeyboardInterrupt as error:
        print(error.run.turns, error.run.messages[-1]["role"])
"""


@pytest.mark.slow(reason="starts a program")
@pytest.mark.skipif(not hasattr(__import__("signal"), "pthread_kill"), reason="Windows has no signals for threads")
def test_ctrl_c_ends_a_run_whose_tool_never_returns(tmp_path):
    """The complaint: Ctrl+C waits for the tool. The run leaves at once, and the program ends too."""
    program = tmp_path / "interrupted.py"
    program.write_text(INTERRUPTED)
    done = run_program(program)
    assert (done.returncode, done.stdout) == (0, "1 tool\n"), done.stderr


def test_views_say_what_to_write():
    """`detailed` and `estimate` have no runs, and name what has."""
    client = Pollinations("sk_test1234567890")
    with pytest.raises(AttributeError, match=r"write client\.run_tools\(\), as the run itself has the usage"):
        client.detailed.run_tools  # noqa: B018 - it is refused
    with pytest.raises(AttributeError, match=r"write estimate\.chat\(\) for one turn"):
        client.estimate.run_tools  # noqa: B018 - as above
