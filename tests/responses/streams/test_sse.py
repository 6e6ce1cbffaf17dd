"""Server-sent events, decoded from any split of the bytes.

Uses private names: `EventDecoder` is a pure decider, tried with any split of bytes.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each

from pollination_sdk._support.sse import LARGEST_EVENT, ErrorData, EventDecoder
from pollination_sdk.errors import UnexpectedResponseError


def decode(*chunks: bytes) -> list[str]:
    """Decode a whole stream."""
    decoder = EventDecoder()
    return [event for chunk in chunks for event in decoder.feed(chunk)] + decoder.finish()


STREAMS = {
    "plain": (b"data: a\n\ndata: b\n\n", ["a", "b"]),
    "crlf": (b"data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
    "cr": (b"data: a\r\rdata: b\r\r", ["a", "b"]),
    "mixed ends": (b"data: a\r\n\ndata: b\r\n\r\rdata: c\n\n", ["a", "b", "c"]),
    "byte order mark": (b"\xef\xbb\xbfdata: a\n\n", ["a"]),
    "mark inside": (b"data: \xef\xbb\xbfa\n\n", ["\ufeffa"]),
    "comments": (b": hello\n\n:\ndata: a\n: between\ndata: b\n\n", ["a\nb"]),
    "other fields": (b"event: chunk\nid: 7\nretry: 9\nnonsense\ndata: a\n\n", ["a"]),
    "keep-alives": (
        b'event: ping\ndata: {"type": "ping"}\n\ndata: a\n\nevent:heartbeat\ndata: 7\n\ndata: b\n\n',
        ["a", "b"],
    ),
    "several lines": (b"data: a\ndata:b\ndata:  c\n\n", ["a\nb\n c"]),
    "several lines, crlf": (b"data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", ["a\nb", "c"]),
    "no space": (b'data:{"a":1}\n\n', ['{"a":1}']),
    "colons": (b"data: a: b\n\n", ["a: b"]),
    "empty data": (b"data\n\ndata:\n\ndata: a\n\n", ["a"]),
    "no final blank line": (b"data: a\n\ndata: b\n", ["a", "b"]),
    "no final newline": (b"data: a\n\ndata: b", ["a", "b"]),
    "final return": (b"data: a\r\n\r\ndata: b\r", ["a", "b"]),
    "unicode": ("data: ü 🦊 \u2028 \x85 \x0c\n\n".encode(), ["ü 🦊 \u2028 \x85 \x0c"]),
    "half a character": (b"data: a\xf0\x9f\x98\n\ndata: b\n\n", ["a\ufffd", "b"]),
    "nothing": (b"", []),
    "only noise": (b"\n\n\r\n:\n\n", []),
}


@each("name", STREAMS)
def test_streams(name):
    """Each form the standard allows gives its events, whole and byte by byte."""
    content, events = STREAMS[name]
    assert decode(content) == events
    assert decode(*(bytes([byte]) for byte in content)) == events


@each("name", STREAMS)
def test_every_split(name):
    """Cut in two at any byte, also around an empty chunk, a stream gives the same events."""
    content, events = STREAMS[name]
    for at in range(len(content) + 1):
        assert decode(content[:at], b"", content[at:]) == events


def test_an_error_is_distinguished_from_other_events():
    """The data of an event called `error` is marked, and the mark does not stay for the next event."""
    events = decode(b"event: error\ndata: no\n\ndata: yes\n\nevent: error\n\ndata: yes\n\n")
    assert [(event, isinstance(event, ErrorData)) for event in events] == [("no", True), ("yes", False), ("yes", False)]


lines = st.one_of(
    st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])).map("data: {}".format),
    st.sampled_from(["", "", ":", "event: x", "data", "id"]),
)


@given(st.lists(st.tuples(lines, st.sampled_from(["\n", "\r", "\r\n"]))), st.data())
def test_any_stream_any_split(written, data):
    """Any lines, any line ends, any chunks: the same events as with plain newlines at once."""
    content = "".join(line + end for line, end in written).encode()
    plain = "".join(line + "\n" for line, _ in written).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=8)))
    chunks = [content[a:b] for a, b in zip([0, *cuts], [*cuts, len(content)], strict=True)]
    assert decode(*chunks) == decode(content)
    if all(end != "\r" for _, end in written):
        assert decode(content) == decode(plain)


def test_events_come_as_soon_as_they_are_whole():
    """An event is given with the byte that ends it, also when that is a lone return."""
    for end in (b"\n\n", b"\r\r", b"\r\n\r"):
        assert EventDecoder().feed(b"data: a" + end) == ["a"]


def feed_64_times(decoder: EventDecoder, chunk: bytes) -> None:
    """Feed 64 MB in all."""
    for _ in range(64):
        decoder.feed(chunk)


@pytest.mark.parametrize("start", [b"data: ", b"", b": "])
def test_an_endless_line_is_refused(start):
    """A line of 64 MB ends in an error while no more than the limit is held."""
    decoder = EventDecoder()
    decoder.feed(start)
    with pytest.raises(UnexpectedResponseError, match="larger"):
        feed_64_times(decoder, b"x" * (1 << 20))
    assert len(decoder._line) < LARGEST_EVENT + (2 << 20)


def test_endless_lines_of_one_event_are_refused():
    """An event of endlessly many lines ends in an error, too."""
    decoder = EventDecoder()
    with pytest.raises(UnexpectedResponseError, match="larger"):
        feed_64_times(decoder, b"data: " + b"x" * (1 << 20) + b"\n")


def test_an_image_in_an_event_passes():
    """An event of some megabytes, such as an image in base64, is no problem."""
    assert len(decode(b"data: " + b"x" * (4 << 20) + b"\n\n")[0]) == 4 << 20
