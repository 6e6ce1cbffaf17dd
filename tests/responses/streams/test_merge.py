"""What the deltas of a streamed completion add up to.

Uses private names: `Merger` is a pure decider; streams prove it through calls in `test_stream`.
"""

import base64
import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each, some

from pollination_sdk._responses.streams.merge import Merger


def chunk(delta: object, **fields: object) -> dict:
    """Make a chunk of one choice."""
    return {"id": "c-1", "model": "openai", "choices": [{"index": 0, "delta": delta, **fields}]}


def merge(*chunks: dict) -> dict:
    """Merge into a completion."""
    merger = Merger()
    for chunk in chunks:
        merger.add(chunk)
    return merger.completion


def message(*deltas: object) -> dict:
    """Merge deltas into a message."""
    return merge(*map(chunk, deltas))["choices"][0]["message"]


def test_content_usage_and_the_rest():
    """Content adds up, of other fields the last counts, and the usage chunk has no choices."""
    assert merge(
        chunk({"role": "assistant", "content": ""}, finish_reason=None) | {"object": "x.chunk"},
        chunk({"content": "Hel"}),
        chunk({"content": "lo"}, finish_reason="stop") | {"user_tier": "seed", "citations": ["a"]},
        {"choices": [], "usage": {"total_tokens": 3, "details": {"a": 1}}, "citations": ["a", "b"]},
    ) == {
        "id": "c-1",
        "model": "openai",
        "object": "chat.completion",
        "user_tier": "seed",
        "citations": ["a", "b"],
        "usage": {"total_tokens": 3, "details": {"a": 1}},
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": "Hello"},
            }
        ],
    }


def test_reasoning_and_refusal_add_up():
    """Texts beside the content add up on their own."""
    merged = message({"reasoning_content": "Hm"}, {"reasoning_content": "m."}, {"refusal": "No"})
    assert (merged["reasoning_content"], merged["refusal"]) == ("Hmm.", "No")
    assert merged["content"] is None


def test_content_blocks_by_index():
    """Blocks that carry an index and a delta of their own merge by it and get their type."""
    assert message(
        {"content_blocks": [{"index": 0, "delta": {"type": "thinking_delta", "thinking": "H"}}]},
        {"content_blocks": [{"index": 0, "delta": {"thinking": "m", "signature": "s"}}]},
        {"content_blocks": [{"index": 1, "delta": {"text": "A"}}]},
        {"content_blocks": [{"index": 1, "delta": {"text": "h"}}]},
    )["content_blocks"] == [
        {"type": "thinking", "thinking": "Hm", "signature": "s"},
        {"type": "text", "text": "Ah"},
    ]


def test_content_blocks_without_index():
    """Neighbours of one kind merge, and images never do."""
    image = {"type": "image_url", "image_url": {"url": "u"}}
    assert message(
        {"content_blocks": [{"type": "text", "text": "A"}]},
        {"content_blocks": [{"type": "text", "text": "h"}, image]},
        {"content_blocks": [image]},
    )["content_blocks"] == [{"type": "text", "text": "Ah"}, image, image]


@pytest.mark.parametrize("size", [3, 4])
def test_audio_adds_up(size):
    """Transcripts add up, and so does base64, also when each piece has its own padding."""
    sound = bytes(range(48))
    pieces = [base64.b64encode(sound[at : at + size]).decode() for at in range(0, 48, size)]
    audio = message(
        {"audio": {"id": "s", "transcript": "La "}},
        {"audio": {"transcript": "la"}},
        *({"audio": {"data": piece}} for piece in pieces),
    )["audio"]
    assert (audio["id"], audio["transcript"]) == ("s", "La la")
    assert base64.b64decode(audio["data"]) == sound


def test_damaged_base64_is_kept():
    """What is not base64 is handed on as it came."""
    assert message({"audio": {"data": "a="}}, {"audio": {"data": "b"}})["audio"]["data"] == "a=b"


def test_logprobs_extend():
    """The log probabilities of all chunks are listed."""
    merged = merge(
        chunk({"content": "a"}, logprobs={"content": [{"token": "a"}]}),
        chunk({"content": "b"}, logprobs={"content": [{"token": "b"}]}),
    )
    assert merged["choices"][0]["logprobs"]["content"] == [{"token": "a"}, {"token": "b"}]


def test_choices_merge_by_index():
    """Several choices stay apart, and the text is that of the first."""
    merger = Merger()
    for index, content in [(1, "x"), (0, "a"), (1, "y"), (0, "b")]:
        merger.add({"choices": [{"index": index, "delta": {"content": content}}]})
    contents = [choice["message"]["content"] for choice in merger.completion["choices"]]
    assert (contents, merger.text) == (["ab", "xy"], "ab")


def test_chunks_stay_as_they_are():
    """Merging changes no chunk, and a completion no later one."""
    first, second = chunk({"audio": {"transcript": "a"}}), chunk({"audio": {"transcript": "b"}})
    before = copy.deepcopy([first, second])
    merger = Merger()
    merger.add(first)
    early = merger.completion
    merger.add(second)
    assert [first, second] == before
    assert early["choices"][0]["message"]["audio"]["transcript"] == "a"


LISTS = {
    "annotations without an index": ("annotations", [[{"type": "x", "url": "u"}], [{"type": "x", "url": "v"}]], 2),
    "annotations that come again": ("annotations", [[{"url": "u"}], [{"url": "u"}, {"url": "v"}], [{"url": "v"}]], 2),
    "annotations with an index": ("annotations", [[{"index": 0, "url": "u"}], [{"index": 1, "url": "v"}]], 2),
    "annotations with the index of their chunk": ("annotations", [[{"index": 0, "url": it}] for it in "uv"], 2),
    "images of one index": ("images", [[{"index": 0, "image_url": {"url": it}}] for it in "uvw"], 3),
    "images that come again": ("images", [[{"image_url": {"url": "u"}}]] * 3, 1),
    "an unknown list": ("sources", [[{"a": 1}], [{"a": 2}]], 2),
    "texts": ("sources", [["a"], ["a", "b"], ["c"]], 3),
    "numbers": ("token_ids", [[1], [1], [2]], 3),
    "nothing": ("annotations", [[], None, []], 0),
}


@each("name", LISTS)
def test_lists_of_a_delta_add_up(name):
    """Of a list in pieces all items are kept, those that are repeated once, and the index is gone."""
    field, pieces, count = LISTS[name]
    items = message(*({field: piece} for piece in pieces))[field]
    assert len(items) == count
    assert not any("index" in item for item in items if isinstance(item, dict))


@pytest.mark.parametrize("index", [{"index": 0}, {}])
def test_reasoning_details_add_up(index):
    """Thoughts in pieces are one text with its signature, and what is of another type stays apart."""
    text = {"type": "reasoning.text", "format": "x", **index}
    secret = {"type": "reasoning.encrypted", "data": "AAAA", **index}
    details = message(
        {"reasoning_details": [text | {"text": "H", "signature": None}]},
        {"reasoning_details": [text | {"text": "m"}]},
        {"reasoning_details": [text | {"text": "", "signature": "s"}]},
        {"reasoning_details": [secret]},
    )["reasoning_details"]
    assert details == [
        {"type": "reasoning.text", "format": "x", "text": "Hm", "signature": "s"},
        {"type": "reasoning.encrypted", "data": "AAAA"},
    ]


def test_a_signature_ends_a_thought():
    """Thoughts without an index are two where the first was signed."""
    blocks = [{"type": "thinking", "thinking": "a"}, {"type": "thinking", "signature": "s"}]
    merged = message(*({"thinking_blocks": [one]} for one in [*blocks, {"type": "thinking", "thinking": "b"}]))
    assert [one.get("thinking") for one in merged["thinking_blocks"]] == ["a", "b"]


def test_content_as_parts():
    """Parts of a content add up, between texts as well; the text is theirs, and an empty list is none."""
    image = {"type": "image_url", "image_url": {"url": "u"}}
    deltas = [
        {"content": []},
        {"content": "a "},
        {"content": [{"type": "text", "text": "f"}]},
        {"content": "o"},
        {"content": [{"type": "text", "text": "x"}, image, "!"]},
    ]
    merger = Merger()
    for delta in deltas:
        merger.add(chunk(delta))
    content = merger.completion["choices"][0]["message"]["content"]
    assert content == [{"type": "text", "text": "a fox"}, image, {"type": "text", "text": "!"}]
    assert merger.text == "a fox!"
    assert message({"content": []})["content"] is None


def test_thoughts_inside_a_content():
    """A part that holds parts of its own adds up in both."""
    pieces = [{"type": "thinking", "thinking": [{"type": "text", "text": it}]} for it in ("H", "m")]
    assert message(*({"content": [one]} for one in pieces), {"content": "ok"})["content"] == [
        {"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]},
        {"type": "text", "text": "ok"},
    ]


def test_events_inside_content_blocks():
    """Blocks that come as events of their own are blocks, secret thoughts among them."""
    assert message(
        {
            "content_blocks": [
                {"index": 0, "type": "content_block_start", "content_block": {"type": "text", "text": ""}}
            ]
        },
        {"content_blocks": [{"index": 0, "type": "content_block_delta", "delta": {"type": "text_delta", "text": "A"}}]},
        {"content_blocks": [{"index": 1, "delta": {"data": "AAAA"}}]},
    )["content_blocks"] == [{"type": "text", "text": "A"}, {"type": "redacted_thinking", "data": "AAAA"}]


def test_a_whole_message_replaces_its_pieces():
    """A last chunk with the whole message is what counts, and fields that it lacks are kept."""
    whole = {"choices": [{"index": 0, "message": {"content": "Hello", "tool_calls": None}, "finish_reason": "stop"}]}
    merged = merge(chunk({"content": "Hel", "reasoning_content": "Hm"}), whole)["choices"][0]
    assert merged["message"] == {"role": "assistant", "content": "Hello", "reasoning_content": "Hm", "tool_calls": None}
    assert merge(whole)["choices"][0]["message"]["content"] == "Hello"


def test_a_plain_completion_is_a_message():
    """The text of a plain completion is the content."""
    choices = merge(*({"choices": [{"text": it, "index": 0}]} for it in ("a", "b")))["choices"]
    assert choices == [{"index": 0, "finish_reason": None, "message": {"role": "assistant", "content": "ab"}}]


@pytest.mark.parametrize("delta", [None, [], "x", 7])
def test_what_is_no_delta_adds_nothing(delta):
    """A choice whose delta is no object still tells its end."""
    assert merge(chunk({"content": "a"}), chunk(delta, finish_reason="stop"))["choices"] == [
        {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "a"}}
    ]


def test_choices_without_an_index():
    """Choices side by side without an index are identified by their position, and an index may be text."""
    for first, second in (({}, {}), ({"index": "0"}, {"index": "1"})):
        one = {"choices": [{"delta": {"content": "a"}, **first}, {"delta": {"content": "b"}, **second}]}
        assert [it["message"]["content"] for it in merge(one, one)["choices"]] == ["aa", "bb"]


def test_usage_of_every_chunk():
    """Of a usage that grows with each chunk the last counts, its lists as well; null takes nothing back."""
    usages = [{"total_tokens": it, "details": [{"tokens": it}], "cached": None} for it in (1, 2, None)]
    usages[-1]["details"] = None
    merged = merge(*({"choices": [], "usage": it} for it in usages))["usage"]
    assert merged == {"total_tokens": 2, "details": [{"tokens": 2}], "cached": None}


def test_equal_tokens_are_two():
    """Log probabilities are never taken for repeated, those of a refusal neither."""
    one = {"content": [{"token": "a"}], "refusal": [{"token": "b"}]}
    merged = merge(chunk({}, logprobs=one), chunk({}, logprobs=one), chunk({}, logprobs=None))["choices"][0]["logprobs"]
    assert merged == {"content": [{"token": "a"}] * 2, "refusal": [{"token": "b"}] * 2}


def test_empty_calls_are_none():
    """An empty list of calls, which requests may not hold, is no call."""
    assert message({"content": "a", "tool_calls": []})["tool_calls"] is None


NAMES = [
    "index",
    "delta",
    "content",
    "tool_calls",
    "content_blocks",
    "function",
    "audio",
    "arguments",
    "id",
    "type",
    "data",
    "text",
    "message",
    "finish_reason",
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.slow(reason="tries many chunks")
@some
@given(st.lists(st.fixed_dictionaries({"choices": json_values, "usage": json_values}), max_size=4))
def test_no_chunk_breaks_the_merging(chunks):
    """Whatever JSON comes where the contract says otherwise, merging goes on."""
    merger = Merger()
    for chunk in chunks:
        merger.add(chunk)
        assert isinstance(merger.text, str)
        assert isinstance(merger.completion["choices"], list)
