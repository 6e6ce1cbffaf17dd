"""Tool calls of streams, cut into fragments in every way that back ends cut them.

Uses private names: `Merger` is a pure decider, tried with fragments of every style.
"""

import itertools
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import each, some

from pollination_sdk._responses.streams.merge import Merger
from pollination_sdk.sandbox._contract.validation import own_contract


def calls_of(*chunks):
    """Merge chunks of fragments into the calls of the message."""
    merger = Merger()
    for chunk in chunks:
        fragments = chunk if isinstance(chunk, list) else [chunk]
        merger.add({"id": "c", "choices": [{"index": 0, "delta": {"tool_calls": fragments}}]})
    return merger.completion["choices"][0]["message"]["tool_calls"] or []


def part(index=..., id_=..., name=..., arguments=..., **fields):
    """Make a fragment; what is left out is not in it."""
    function = {"name": name, "arguments": arguments}
    fragment = {"index": index, "id": id_, "function": {key: it for key, it in function.items() if it is not ...}}
    return {key: it for key, it in fragment.items() if it is not ... and it != {}} | fields


X, Y = '{"x": 1}', '{"y": {"z": "}"}}'
ONE = [("f", X)]
TWO = [("f", X), ("g", Y)]
SAME = [("f", X), ("f", Y)]

CASES = {
    # the id
    "an id that changes": (ONE, part(0, "a", "f", ""), part(0, "b", arguments='{"x'), part(0, "c", arguments='": 1}')),
    "an id and a name that comes again": (
        ONE,
        part(0, "a", "f", ""),
        part(0, "a", "f", '{"x'),
        part(0, "a", "f", '": 1}'),
    ),
    "an id that changes, a name that comes again": (
        ONE,
        *(part(0, f"id{at}", "f", it) for at, it in enumerate(["", '{"x', '": ', "1}", ""])),
    ),
    "an id that changes without indexes": (ONE, part(id_="a", name="f", arguments=""), part(id_="b", arguments=X)),
    "an id that comes late": (ONE, part(0, None, "f", ""), part(0, "a", arguments=X)),
    "an empty id": (ONE, part(0, "", "f", ""), part(0, "", "", X)),
    "an id that changes in two calls of index 0": (
        TWO,
        part(0, "a", "f", ""),
        part(0, "b", arguments=X),
        part(0, "c", "g", ""),
        part(0, "d", arguments=Y[:4]),
        part(0, "e", arguments=Y[4:]),
    ),
    "ids that change in interleaved calls": (
        TWO,
        [part(0, "a", "f", ""), part(1, "b", "g", "")],
        part(0, "c", arguments=X[:3]),
        part(1, "d", arguments=Y[:6]),
        part(0, "e", arguments=X[3:]),
        part(1, "f", arguments=Y[6:]),
    ),
    "ids of two equal functions, started before their arguments": (
        SAME,
        part(0, "a", "f", ""),
        part(0, "b", "f", ""),
        part(0, "a", arguments=X),
        part(0, "b", arguments=Y),
    ),
    "two calls of one function without ids and indexes, each named before its arguments": (
        SAME,
        part(name="f", arguments=""),
        part(arguments=X),
        part(name="f", arguments=""),
        part(arguments=Y),
    ),
    "two calls of one function with empty ids and index 0, each named before its arguments": (
        SAME,
        part(0, "", "f", ""),
        part(0, "", arguments=X),
        part(0, "", "f"),
        part(0, "", arguments=Y[:4]),
        part(0, "", arguments=Y[4:]),
    ),
    "a name that comes again at the end, without an id": (
        ONE,
        part(name="f", arguments=""),
        part(arguments=X),
        part(name="f", arguments=""),
    ),
    "an id that changes in two calls of one function": (
        SAME,
        part(0, "a", "f", ""),
        part(0, "b", arguments=X),
        part(0, "c", "f", ""),
        part(0, "d", arguments=Y),
    ),
    "the name as the id": (SAME, [part(0, "f", "f", X), part(1, "f", "f", Y)]),
    "one id for all": (TWO, part(0, "x", "f", X), part(1, "x", "g", Y[:5]), part(1, "x", arguments=Y[5:])),
    # the index
    "no index": (
        TWO,
        part(id_="a", name="f", arguments=X[:3]),
        part(arguments=X[3:]),
        part(id_="b", name="g", arguments=Y),
    ),
    "a null index": (TWO, part(None, "a", "f", ""), part(None, arguments=X), part(None, "b", "g", Y)),
    "index 0 for all": (TWO, part(0, "a", "f", ""), part(0, arguments=X), part(0, "b", "g", ""), part(0, arguments=Y)),
    "index 0 for all, without ids": (
        TWO,
        part(0, name="f"),
        part(0, arguments=X),
        part(0, name="g"),
        part(0, arguments=Y),
    ),
    "index 0 for all, equal names": (SAME, part(0, "a", "f", X), part(0, "b", "f", Y)),
    "index 0 for all, equal names, no ids": (SAME, part(0, name="f", arguments=X), part(0, name="f", arguments=Y)),
    "indexes that start at 1": (TWO, part(1, "a", "f", X), part(2, "b", "g", ""), part(2, arguments=Y)),
    "indexes that jump": (TWO, part(3, "a", "f", X), part(7, "b", "g", ""), part(7, arguments=Y)),
    "an index that is wrong after the start": (
        ONE,
        part(1, "a", "f", ""),
        part(0, arguments='{"x'),
        part(0, arguments='": 1}'),
    ),
    "an index for each fragment": (ONE, part(0, "a", "f", ""), part(1, arguments='{"x'), part(2, arguments='": 1}')),
    "indexes as text": (TWO, part("0", "a", "f", X), part("1", "b", "g", ""), part("1", arguments=Y)),
    "numbers of each chunk": (TWO, [part(0, "a", "f", X)], [part(0, "b", "g", Y)]),
    "interleaved": (
        TWO,
        part(1, "b", "g", Y[:5]),
        part(0, "a", "f", X[:2]),
        part(1, arguments=Y[5:]),
        part(0, arguments=X[2:]),
    ),
    # many in a chunk
    "whole calls in a chunk": (TWO, [part(name="f", arguments=X), part(name="g", arguments=Y)]),
    "equal calls in a chunk": ([("f", X), ("f", X)], [part(name="f", arguments=X), part(name="f", arguments=X)]),
    "equal calls in a chunk, of index 0": (SAME, [part(0, "a", "f", X), part(0, "b", "f", Y)]),
    "side by side without indexes": (
        TWO,
        [part(id_="a", name="f"), part(id_="b", name="g")],
        [part(arguments=X[:3]), part(arguments=Y[:3])],
        [part(arguments=X[3:]), part(arguments=Y[3:])],
    ),
    "a start and its arguments in a chunk": (
        ONE,
        [part(0, "a", "f", ""), part(0, arguments=X[:2])],
        part(0, arguments=X[2:]),
    ),
    # the name
    "a name before": (ONE, part(0, "a", "f"), part(0, arguments=X)),
    "a name with": (ONE, part(0, "a", "f", X)),
    "a name after": (TWO, part(0, "a", arguments=X), part(0, name="f"), part(1, "b", arguments=Y), part(1, name="g")),
    "a name after, with another id": (ONE, part(0, "a", arguments=X), part(0, "b", name="f")),
    "a name in pieces": ([("get_weather", X)], part(0, "a", "get_"), part(0, name="weather"), part(0, arguments=X)),
    "a name in pieces with the id": (
        [("get_weather", X)],
        part(0, "a", "get_"),
        part(0, "a", "weather", ""),
        part(0, arguments=X),
    ),
    "a name that comes again": (
        ONE,
        part(0, name="f", arguments=X[:2]),
        part(0, name="f", arguments=X[2:]),
        part(0, name="f"),
    ),
    "an object inside, with a name that comes again": (
        [("f", Y)],
        part(0, "a", "f", '{"y": '),
        part(0, "a", "f", '{"z": "}"'),
        part(0, "a", "f", "}}"),
    ),
    "an object inside, without one": (
        [("f", Y)],
        part(0, "a", "f", '{"y": '),
        part(0, arguments='{"z": "}"'),
        part(0, "a", arguments="}}"),
    ),
    # the arguments
    "arguments that are an object": ([("f", '{"x": 1}')], part(0, "a", "f", {"x": 1})),
    "arguments that are no object yet": (
        ONE,
        part(0, "a", "f", {}),
        part(0, arguments=X[:2]),
        part(0, arguments=X[2:]),
    ),
    "arguments that are empty first": (ONE, part(0, "a", "f", "{}"), part(0, arguments=X)),
    "null arguments": (ONE, part(0, "a", "f", None), part(0, arguments=None), part(0, arguments=X)),
    "no arguments": ([("f", "")], part(0, "a", "f")),
    "an empty object": ([("f", "{}")], part(0, "a", "f", {})),
    "arguments that are no JSON": ([("f", "ls -l")], part(0, "a", "f", "ls"), part(0, arguments=" -l")),
    # repetitions
    "a whole call again": (ONE, part(0, "a", "f", X), part(0, "a", "f", X)),
    "a whole call after its pieces": (
        ONE,
        part(0, "a", "f", ""),
        part(0, arguments=X[:4]),
        part(0, arguments=X[4:]),
        part(0, "a", "f", X),
    ),
    "a whole call after its pieces, as an object": (
        ONE,
        part(0, "a", "f", '{"x"'),
        part(0, arguments=":1}"),
        part(0, "a", "f", {"x": 1}),
    ),
    "empty fragments": (ONE, {}, part(0, "a", "f", X), part(0), part(0, "", "", "")),
}


@each("name", CASES)
def test_every_way_to_stream_calls(name):
    """However ids, indexes, names and arguments come, the calls are those that the model made, and can be sent back."""
    expected, *chunks = CASES[name]
    calls = calls_of(*chunks)
    found = [(call["function"]["name"], call["function"]["arguments"]) for call in calls]
    assert [(one, json.loads(two) if two[:1] == "{" else two) for one, two in found] == [
        (one, json.loads(two) if two[:1] == "{" else two) for one, two in expected
    ]
    assert_can_be_sent_back({"role": "assistant", "content": None, "tool_calls": calls})


def assert_can_be_sent_back(message):
    """Hold a message against the contract of requests."""
    body = json.dumps({"messages": [{"role": "user", "content": "hi"}, message]}).encode()
    own_contract().body("/v1/chat/completions", "post", body, "application/json")


def test_the_first_id_counts():
    """The id of a call is the one that it came with."""
    assert [call["id"] for call in calls_of(*CASES["an id that changes in two calls of index 0"][1:])] == ["a", "c"]


def test_a_call_without_an_id_gets_one():
    """A made id is the same each time, different for each call, and of the form that every back end takes."""
    chunk = [part(name="f", arguments=X), part(name="f", arguments=X)]
    ids = [call["id"] for call in calls_of(chunk)]
    assert ids == [call["id"] for call in calls_of(chunk)]
    assert len(set(ids)) == 2
    assert all(len(it) == 9 and it.isalnum() for it in ids)


def test_other_fields_of_a_call_are_kept():
    """A thought signature and whatever else a call bears is in the whole call."""
    extra = {"google": {"thought_signature": "c2ln"}}
    call = calls_of(part(0, "a", "f", "", extra_content=extra, type="function"), part(0, arguments=X, thought=1))[0]
    assert call == {
        "id": "a",
        "type": "function",
        "function": {"name": "f", "arguments": X},
        "extra_content": extra,
        "thought": 1,
    }


def test_a_custom_tool():
    """The input of a custom tool adds up like arguments."""
    first = {"index": 0, "id": "a", "type": "custom", "custom": {"name": "sh", "input": ""}}
    calls = calls_of(first, {"index": 0, "custom": {"input": "ls "}}, {"index": 0, "custom": {"input": "-l"}})
    assert calls == [{"id": "a", "type": "custom", "custom": {"name": "sh", "input": "ls -l"}}]


def test_a_call_in_the_older_form():
    """`function_call` adds up as calls do."""
    merger = Merger()
    for delta in ({"name": "f", "arguments": {}}, {"arguments": '{"x"'}, {"name": "f", "arguments": ": 1}"}, None):
        merger.add({"choices": [{"index": 0, "delta": {"function_call": delta}}]})
    message = merger.completion["choices"][0]["message"]
    assert message["function_call"] == {"name": "f", "arguments": X}


@pytest.mark.slow(reason="merges 20,000 pieces")
@pytest.mark.parametrize("style", ["plain", "ids that change, the name again"])
def test_the_cost_grows_with_the_size(style):
    """200 kB of arguments in 20,000 pieces are merged within seconds of CPU, whatever the fragments repeat."""
    piece = '{"a":"}"},'
    text = '{"all":[' + piece * 20_000 + "0]}"
    pieces = ['{"all":[', *[piece] * 20_000, "0]}"]
    merger = Merger()
    start = time.process_time()
    for at, it in enumerate(pieces):
        id_, name = (None, None) if at and style == "plain" else (f"id{at}", "f")
        merger.add({"choices": [{"index": 0, "delta": {"tool_calls": [part(0, id_, name, it)]}}]})
    (call,) = merger.completion["choices"][0]["message"]["tool_calls"]
    assert call["function"]["arguments"] == text
    assert time.process_time() - start < 3


names = st.sampled_from(["f", "g", "get_weather"])
arguments = st.dictionaries(
    st.text(max_size=4),
    st.text(max_size=6) | st.integers() | st.dictionaries(st.text('{}[]"\\', max_size=3), st.integers(), max_size=2),
    max_size=3,
)


@st.composite
def cut_calls(draw):
    """Draw calls, the fragments that a back end of some style makes of them, and how many a chunk may hold."""
    made = draw(st.lists(st.tuples(names, arguments.map(json.dumps)), min_size=1, max_size=4))
    indexes = draw(st.sampled_from(["right", "absent", "zero", "from 1", "text"]))
    ids = draw(st.sampled_from(["first", "each", "changing", "absent"]))
    repeats_name = draw(st.booleans())
    if ids in {"absent", "changing"} and indexes in {"absent", "zero"}:
        repeats_name = False
        made = [(f"{name}_{at}", it) for at, (name, it) in enumerate(made)]
    fragments = []
    for at, (name, text) in enumerate(made):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
        if ids in {"absent", "changing"} and indexes in {"absent", "zero"}:
            cuts = [cut for cut in cuts if text[cut : cut + 1] != "{"]  # which may begin a call whose name comes later
        edges = [0, *cuts, len(text)]
        pieces = [text[a:b] for a, b in itertools.pairwise(edges)]
        if text == "{}" and (ids == "changing" or (ids == "absent" and indexes in {"absent", "zero"})):
            pieces = [text]
        for place, piece in enumerate(pieces):
            fragment = {"function": {"arguments": piece}}
            if place == 0 or repeats_name:
                fragment["function"]["name"] = name
            if indexes != "absent":
                fragment["index"] = {"right": at, "zero": 0, "from 1": at + 1, "text": str(at)}[indexes]
            if ids == "each" or (ids == "first" and place == 0):
                fragment["id"] = f"call{at}"
            elif ids == "changing":
                fragment["id"] = f"call{at}.{place}"
            fragments.append(fragment)
    # Where neither index nor id tells calls apart, two fragments in a chunk are two calls side by side.
    most = 3 if indexes not in {"absent", "zero"} or ids == "each" else 1
    return made, fragments, most


# The same draws each time: where a style tells no calls apart, some cuts have more than one reading.
@pytest.mark.slow(reason="tries many chunks")
@settings(some, derandomize=True)
@given(cut_calls(), st.data())
def test_what_is_cut_and_merged_is_what_it_was(cut, data):
    """Calls that a back end of any style cuts, several fragments in a chunk or one, merge into what they were."""
    made, fragments, most = cut
    chunks, rest = [], list(fragments)
    while rest:
        size = data.draw(st.integers(1, most))
        chunks.append(rest[:size])
        rest = rest[size:]
    calls = calls_of(*chunks)
    assert [(call["function"].get("name"), call["function"]["arguments"]) for call in calls] == made, chunks
