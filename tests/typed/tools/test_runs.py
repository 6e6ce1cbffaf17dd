"""`run_tools` against the sandbox: what is sent, what comes back, and what it costs."""

import asyncio
import functools
import threading
import time
from dataclasses import dataclass

import numpy as np
import pytest

from pollination_sdk import AsyncPollinations, Media, Pollinations, Tool, errors
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import BuiltInTool, CallEvent, ResultEvent, TurnEvent

PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")


def get_weather(city: str, days: int = 1) -> dict[str, object]:
    """Tell the weather."""
    return {"city": city, "days": days}


async def get_time(city: str) -> str:
    """Tell the time."""
    await asyncio.sleep(0)
    return f"It is noon in {city}."


def calling(*calls):
    """Return the calls of one turn, as the sandbox takes them."""
    return [{"name": name, "arguments": arguments} for name, arguments in calls]


def unknown(name, arguments="{}", call_id="a"):
    """Return a fault that lets the model call a tool that was not offered."""
    call = {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}
    return Fault.set_field("/choices/0/message", {"role": "assistant", "content": None, "tool_calls": [call]})


def answers_in(sandbox):
    """Return what the last request says that tools have answered."""
    return [one["content"] for one in sandbox.requests[-1].json()["messages"] if one["role"] == "tool"]


def test_calls_of_one_turn_are_answered_in_order(client, sandbox):
    """Sync and async functions run on both clients, and the sandbox refuses what is not well-formed."""
    sandbox.reply(tools=calling(("get_time", {"city": "Oslo"}), ("get_weather", {"city": "Bergen", "days": 2})))
    sandbox.reply("Noon, and rain.")
    run = client.run_tools("How is Oslo?", tools=[get_weather, get_time])
    assert (run.text, run.stopped, run.turns) == ("Noon, and rain.", "answered", 2)
    assert [(one.name, one.arguments) for one in run.calls] == [
        ("get_time", {"city": "Oslo"}),
        ("get_weather", {"city": "Bergen", "days": 2}),
    ]
    assert [one.result for one in run.calls] == ["It is noon in Oslo.", {"city": "Bergen", "days": 2}]
    assert answers_in(sandbox) == ["It is noon in Oslo.", '{"city": "Bergen", "days": 2}']
    assert [one["role"] for one in run.messages] == ["user", "assistant", "tool", "tool", "assistant"]


def test_the_cost_of_a_run_is_the_bill(client, sandbox):
    """The complaint: hidden tokens. Usage and cost are the sums of all turns, and of nothing else."""
    client.text_models()
    for _ in range(3):
        sandbox.reply(tool="get_weather", arguments={"city": "Oslo"}, times=1)
        sandbox.reply(tool="get_time", arguments={"city": "Oslo"}, times=1)
    run = client.run_tools("How is Oslo?", tools=[get_weather, get_time], max_turns=4)
    rows = client.usage().usage
    assert (run.turns, run.stopped, sandbox.billed, len(rows)) == (4, "max_turns", 4, 4)
    assert run.cost.pollen == pytest.approx(sum(row.cost_usd for row in rows))
    assert run.usage["prompt_text_tokens"] == sum(row.input_text_tokens for row in rows)


def test_the_cost_is_unknown_if_one_is(client, sandbox):
    """Nothing is guessed without a price list."""
    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
    run = client.run_tools("How is Oslo?", tools=[get_weather])
    assert (run.turns, run.cost.pollen, run.cost.source) == (2, None, "unknown")


def test_options_of_a_chat_are_sent_in_each_turn(client, sandbox):
    """A forced choice of a tool holds for the first turn only, since no run would end otherwise."""
    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
    tools = [get_weather, {"type": "google_search"}, BuiltInTool(type_="code_execution")]
    client.run_tools("hi", tools=tools, tool_choice="required", model="mistral", seed=3, extra_headers={"X-Team": "a"})
    first, second = (one.json() for one in sandbox.requests)
    assert (first.pop("tool_choice"), second.pop("tool_choice", None)) == ("required", None)
    assert first.pop("messages") == second.pop("messages")[:1]
    assert first == second
    assert (first["model"], first["seed"]) == ("mistral", 3)
    assert [one["type"] for one in first["tools"]] == ["function", "google_search", "code_execution"]
    assert all(one.headers["x-team"] == "a" for one in sandbox.requests)


def test_a_run_goes_on_from_its_messages(client, sandbox):
    """What was paid is not lost: the next run starts where the first has stopped."""
    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
    first = client.run_tools("How is Oslo?", tools=[get_weather], max_turns=1)
    assert (first.stopped, first.turns, len(first.calls)) == ("max_turns", 1, 1)
    sandbox.reply("Fine.")
    second = client.run_tools(first.messages, tools=[get_weather])
    assert (second.text, second.turns, sandbox.billed) == ("Fine.", 1, 2)
    assert second.messages[:-1] == first.messages


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"city": "Oslo", "days": "many"}, "Error: the arguments do not fit: $.days: Expected `int`, got `str`"),
        ({"days": 2}, "Error: the arguments do not fit: $: Object missing required field `city`"),
        ({"town": "Oslo"}, "Error: the arguments do not fit: $: There is no argument `town`; there are: city, days"),
        ('{"city": ', "Error: the arguments are no JSON object"),
        ("[1]", "Error: the arguments are no JSON object"),
    ],
)
def test_arguments_that_do_not_fit_go_back(client, sandbox, wrong, told):
    """The model reads what is wrong and where; the function does not run."""
    sandbox.reply(tool="get_weather", arguments=wrong)
    sandbox.reply("Sorry.")
    run = client.run_tools("hi", tools=[get_weather])
    assert answers_in(sandbox) == [told]
    assert (run.text, run.calls[0].error, run.calls[0].result) == ("Sorry.", told, None)


def test_an_error_of_a_tool_goes_back_as_type_and_message(client, sandbox):
    """No traceback and no path of this machine reaches the model; keys are hidden; the exception stays at hand."""

    def fails(key: str) -> str:
        raise LookupError(f"no entry for {key}")

    sandbox.reply(tool="fails", arguments={"key": sandbox.key})
    sandbox.reply("Sorry.")
    run = client.run_tools("hi", tools=[fails])
    (told,) = answers_in(sandbox)
    assert told.startswith("Error: LookupError: no entry for")
    assert sandbox.key not in told
    assert "Traceback" not in told
    assert isinstance(run.calls[0].exception, LookupError)


def test_a_tool_that_is_not_in_the_list_is_answered(client, sandbox):
    """The complaint: a model that invents a tool ends the program. It reads which tools there are."""
    sandbox.queue(unknown("get_news"))
    sandbox.reply("First.")
    sandbox.reply("Then I cannot say.")
    run = client.run_tools("hi", tools=[get_weather, get_time])
    assert answers_in(sandbox) == ["Error: there is no tool 'get_news'; there are: get_weather, get_time"]
    assert (run.text, run.stopped) == ("Then I cannot say.", "answered")


def test_calls_without_an_id_get_one(client, sandbox):
    """Some back ends send none, or the same one twice; what goes back is well-formed."""
    sandbox.queue(unknown("get_time", '{"city": "Oslo"}', call_id=""))
    sandbox.queue(unknown("get_time", '{"city": "Bergen"}', call_id="a"))
    sandbox.queue(unknown("get_time", '{"city": "Bodo"}', call_id="a"))
    run = client.run_tools("hi", tools=[get_time])
    assert (run.turns, run.stopped) == (4, "answered")
    ids = [one["tool_call_id"] for one in run.messages if one["role"] == "tool"]
    assert len(set(ids)) == 3


def test_a_long_result_is_cut_and_says_so(client, sandbox):
    """The complaint: one result of 5 MB fills the context. The model gets 20,000 characters; the run has it all."""

    def read_file() -> str:
        return "x" * 5_000_000

    sandbox.reply(tool="read_file")
    run = client.run_tools("hi", tools=[read_file])
    (told,) = answers_in(sandbox)
    assert told == "x" * 20_000 + "\n[cut off: these are 20,000 of 5,000,000 characters]"
    assert len(run.calls[0].result) == 5_000_000


def test_media_of_a_tool_follow_in_a_message_of_the_user(client, sandbox):
    """The answer of the tool names each file, and the files follow behind all answers, with their names."""

    def draw() -> Media:
        return Media(PIXEL)

    def compare() -> dict[str, object]:
        return {"before": Media(PIXEL), "after": [Media(PIXEL)], "same": True}

    sandbox.reply(tools=calling(("draw", {}), ("compare", {})))
    sandbox.reply(tool="draw", when="[image 1]")
    run = client.run_tools("hi", tools=[draw, compare])
    assert answers_in(sandbox) == [
        "[image 1]",
        '{"before": "[image 2]", "after": ["[image 3]"], "same": true}',
        "[image 4]",
    ]
    roles = [message["role"] for message in run.messages]
    assert roles == ["user", "assistant", "tool", "tool", "user", "assistant", "tool", "user", "assistant"]
    parts = run.messages[4]["content"]
    assert [part["text"] for part in parts[::2]] == ["[image 1]", "[image 2]", "[image 3]"]
    assert all(part["image_url"]["url"].startswith("data:image/gif;base64,") for part in parts[1::2])


@dataclass
class Weather:
    """What a tool may return."""

    degrees: int


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("text", "text"),
        (None, "null"),
        (3, "3"),
        ({"a": [1, None]}, '{"a": [1, null]}'),
        (Weather(3), '{"degrees": 3}'),
        ([Weather(3)], '[{"degrees": 3}]'),
        ({1}, "[1]"),
        (object, "\"<class 'object'>\""),
        ("half \ud800", "half ?"),
        (np.arange(3), "[0, 1, 2]"),
        ({"mean": np.float32(0.5), "count": np.int64(3)}, '{"mean": 0.5, "count": 3}'),
    ],
)
def test_results_of_all_kinds_are_told(client, sandbox, result, told):
    """Text is sent as it is, and all else as JSON."""
    sandbox.reply(tool="answer")
    client.run_tools("hi", tools=[Tool(lambda: result, name="answer")])
    assert answers_in(sandbox) == [told]


@dataclass
class Drawing:
    """A result that holds a file."""

    subject: str
    image: Media


def test_files_in_dataclasses_and_answers_are_files(client, sandbox):
    """A file in a dataclass or in an `Answer` of `detailed` is sent as one, and its bytes are no text."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as own:

        def draw() -> Drawing:
            return Drawing("fox", Media(PIXEL))

        def draw_again() -> object:
            return own.detailed.image("a fox", width=64)

        sandbox.reply(tools=calling(("draw", {}), ("draw_again", {})))
        run = client.run_tools("hi", tools=[draw, draw_again])
    assert answers_in(sandbox) == ['{"subject": "fox", "image": "[image 1]"}', "[image 2]"]
    assert len([part for part in run.messages[4]["content"] if part["type"] == "image_url"]) == 2


def count(number: int):
    """Return an iterator of numbers."""
    return map(int, range(number))


async def count_slowly(number: int):
    """Yield numbers."""
    for one in range(number):
        await asyncio.sleep(0)
        yield one


@pytest.mark.parametrize("tool", [count, count_slowly])
def test_what_a_generator_yields_is_its_result(client, sandbox, tool):
    """The model reads the values, and of a generator that never ends the first 10,000 of them."""
    sandbox.reply(tools=calling((tool.__name__, {"number": 3}), (tool.__name__, {"number": 10**9})))
    run = client.run_tools("hi", tools=[tool])
    assert run.calls[0].result == [0, 1, 2]
    assert run.calls[1].result == list(range(10_000))
    assert answers_in(sandbox)[0] == "[0, 1, 2]"


def test_a_tool_cannot_change_what_was_asked(client, sandbox):
    """The arguments of a call stay as the model wrote them, whatever the function does with its own."""

    def extend(words: dict) -> int:
        words["more"] = []
        return len(words)

    sandbox.reply(tool="extend", arguments={"words": {"a": 1}})
    run = client.run_tools("hi", tools=[extend])
    assert run.calls[0].arguments == {"words": {"a": 1}}
    assert run.calls[0].result == 2


def test_null_stands_for_no_arguments(client, sandbox):
    """Some models write null for a function without arguments."""
    sandbox.reply(tool="nothing", arguments="null")
    run = client.run_tools("hi", tools=[Tool(lambda: "done", name="nothing")])
    assert (run.calls[0].arguments, run.calls[0].result) == ({}, "done")


def test_an_exception_without_words_is_its_type(client, sandbox):
    """An exception whose text cannot be read does not end the run."""

    class SilentError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def fails() -> None:
        raise SilentError

    sandbox.reply(tool="fails")
    run = client.run_tools("hi", tools=[fails])
    assert answers_in(sandbox) == ["Error: SilentError"]
    assert run.stopped == "answered"


def test_a_result_that_cannot_be_told_is_an_error(client, sandbox):
    """A list that holds itself reaches the model as an error, not the caller."""
    circle = []
    circle.append(circle)
    sandbox.reply(tool="answer")
    client.run_tools("hi", tools=[Tool(lambda: circle, name="answer")])
    assert answers_in(sandbox)[0].startswith("Error: RecursionError")


@pytest.mark.parametrize("content", [b"no file", b"glTF\2\0\0\0\x0c\0\0\0"])
def test_a_file_that_no_chat_takes_is_an_error_of_the_call(client, sandbox, content):
    """The model reads it, and the run goes on."""
    sandbox.reply(tool="answer")
    run = client.run_tools("hi", tools=[Tool(lambda: Media(content), name="answer")])
    assert answers_in(sandbox)[0].startswith("Error: ArgumentError: ")
    assert run.stopped == "answered"


def test_calls_of_one_turn_run_together_and_at_most_eight(client, sandbox):
    """Eight wait for each other; more never run at the same time."""
    together, most, lock = threading.Barrier(8, timeout=10), [0, 0], threading.Lock()

    def meet(number: int) -> int:
        with lock:
            most[0] += 1
            most[1] = max(most)
        if number < 8:
            together.wait()
        with lock:
            most[0] -= 1
        return number

    sandbox.reply(tools=calling(*(("meet", {"number": number}) for number in range(12))))
    run = client.run_tools("hi", tools=[meet])
    assert [one.result for one in run.calls] == list(range(12))
    assert most[1] == 8


def test_events_are_small_and_come_in_order(client, sandbox):
    """Each turn, each call and each result is an event, with what it cost and how long it took."""
    client.text_models()
    seen = []
    sandbox.reply("Let me see.", tool="get_weather", arguments={"city": "Oslo"})
    run = client.run_tools("hi", tools=[get_weather], on_event=seen.append)
    first, call, result, last = seen
    assert (type(first), first.turn, first.text, first.calls) == (TurnEvent, 1, "Let me see.", 1)
    assert call == CallEvent(1, "get_weather", {"city": "Oslo"})
    assert result == ResultEvent(1, run.calls[0])
    assert (last.turn, last.calls) == (2, 0)
    assert first.cost.pollen + last.cost.pollen == pytest.approx(run.cost.pollen)
    assert run.calls[0].seconds >= 0


def test_approve_may_change_arguments(client, sandbox):
    """It gets a copy of the arguments, changes it or returns others, and these are checked again."""
    sandbox.reply(
        tools=calling(*(("get_weather", {"city": city}) for city in ("in place", "other", "wrong", "as it is")))
    )

    def approve(name, arguments):
        assert name == "get_weather"
        if arguments["city"] == "in place":
            arguments["city"] = "Oslo"
        return {"other": {"city": "Bergen"}, "wrong": {"city": 3}}.get(arguments["city"], True)

    run = client.run_tools("hi", tools=[get_weather], approve=approve)
    told = answers_in(sandbox)
    assert ["Oslo" in told[0], "Bergen" in told[1], "as it is" in told[3]] == [True] * 3
    assert told[2] == "Error: the arguments do not fit: $.city: Expected `str`, got `int`"
    assert run.calls[1].arguments == {"city": "Bergen"}


def test_coroutine_functions_approve_on_the_async_client_only(flavour, client, sandbox):
    """The sync client names the other one."""

    async def approve(name, arguments):
        return True

    sandbox.reply(tool="get_weather", arguments={"city": "Oslo"})
    if flavour.client_class is Pollinations:
        with pytest.raises(errors.ArgumentError, match="approve is a coroutine function; AsyncPollinations takes it"):
            client.run_tools("hi", tools=[get_weather], approve=approve)
    else:
        assert client.run_tools("hi", tools=[get_weather], approve=approve, on_event=approve_event).turns == 2


async def approve_event(event):
    """Take an event as a coroutine function."""
    assert event.turn


def test_methods_and_other_callables_are_tools(client, sandbox):
    """A method, a partial object, an object with `__call__`, and a function with positional-only arguments."""

    class Store:
        def count(self, article: str, /, least: int = 3) -> int:
            """Count articles."""
            return len(article) + least

        def __call__(self, first: int, *rest: int) -> int:
            """Add one."""
            return first + 1

    half = functools.partial(get_weather, days=5)
    names = [("count", {"article": "lamp"}), ("Store", {"first": 1}), ("get_weather", {"city": "Oslo"})]
    sandbox.reply(tools=calling(*names))
    client.run_tools("hi", tools=[Store().count, Store(), half])
    assert answers_in(sandbox) == ["7", "2", '{"city": "Oslo", "days": 5}']


def test_a_sync_tool_leaves_the_event_loop_free(sandbox):
    """It runs in a thread of its own, and other tasks go on while it waits for them."""

    async def main():
        free, started, loop = threading.Event(), asyncio.Event(), asyncio.get_running_loop()

        def waits() -> bool:
            loop.call_soon_threadsafe(started.set)
            return free.wait(10)

        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            task = asyncio.create_task(client.run_tools("hi", tools=[waits]))
            await started.wait()
            free.set()
            run = await task
        assert run.calls[0].result is True

    sandbox.reply(tool="waits")
    asyncio.run(main())


def test_seconds_are_those_of_the_call(client, sandbox):
    """The time that a tool takes is measured where it runs."""
    sandbox.reply(tool="rests")
    run = client.run_tools("hi", tools=[Tool(lambda: time.sleep(0.01), name="rests")])
    assert 0.01 <= run.calls[0].seconds < 5
