"""Compressed answers: whole ones are read, and those that were cut off are never taken for whole.

Uses private names: `decode_compressed` is also called with responses that no transport of ours makes.
"""

import gzip
import threading
import zlib

import httpx
import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import RawServer

from pollination_sdk import errors, without_waiting
from pollination_sdk._responses.compressed import decode_compressed
from pollination_sdk.sandbox import Fault

CSV = "timestamp,type\n" + "2026-02-08 10:00:00,generate.text\n" * 50


def raw_deflate(content: bytes) -> bytes:
    """Compress without any head, as some servers understand `deflate`."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


PACKED = {"gzip": ("gzip", gzip.compress), "zlib": ("deflate", zlib.compress), "raw": ("deflate", raw_deflate)}


def answering(name: str, cut: int | None) -> Fault:
    """Make an answer that is compressed, and cut off after so many bytes."""
    coding, pack = PACKED[name]
    content = pack(CSV.encode())[:cut]
    return Fault.answer(200, content, media_type="text/csv", headers={"Content-Encoding": coding})


@pytest.mark.parametrize("name", PACKED)
@every_flavour
async def test_a_whole_one_is_read_and_a_cut_one_is_asked_for_again(flavour, sandbox, name):
    """A free answer that was cut off is fetched anew; one that stays so is an error, never half a table."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(answering(name, None))
        assert await client.usage_csv() == CSV
        sandbox.queue(answering(name, -2))
        sandbox.queue(answering(name, None))
        with without_waiting():
            assert await client.usage_csv() == CSV
        sandbox.queue(answering(name, 20), times=3)
        with without_waiting(), pytest.raises(errors.APIConnectionError, match="before the answer was whole"):
            await client.usage_csv()


@every_flavour
async def test_only_codings_whose_end_is_recognisable_are_asked_for(flavour, sandbox):
    """Brotli has no end mark that httpx looks for, so it is not asked for, whatever is installed."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        await client.text("hello")
    assert sandbox.requests[-1].headers["accept-encoding"] == "gzip, deflate"


def read(coding, content, size):
    """Read an answer whose compressed bytes arrive in pieces of a size."""
    pieces = iter([content[start : start + size] for start in range(0, len(content), size)])
    response = httpx.Response(200, headers={"Content-Encoding": coding}, content=pieces)
    decode_compressed(response)
    return response.read()


@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
@pytest.mark.parametrize("name", PACKED)
def test_any_split_of_the_bytes_ends_alike(name, size):
    """However the bytes arrive, a whole answer passes, one without its last byte does not, and one without any does."""
    coding, pack = PACKED[name]
    packed = pack(CSV.encode())
    assert read(coding, packed, size) == CSV.encode()
    assert read(coding, packed + b"\0" * 600, size) == CSV.encode()
    assert read(coding, b"", size) == b""
    with pytest.raises(httpx.RemoteProtocolError, match="before its end mark"):
        read(coding, packed[:-1], size)
    with pytest.raises(httpx.RemoteProtocolError, match="behind its end mark"):
        read(coding, packed + b"\0x", size)
    with pytest.raises((httpx.DecodingError, httpx.RemoteProtocolError)):
        read(coding, b"no such thing", size)


MEMBERS = [gzip.compress(text.encode()) for text in ("timestamp,", "", "type\n", "x" * 3000)]
WHOLE = b"timestamp,type\n" + b"x" * 3000


@each("size", [1, 2, 5, 29, 10_000])
def test_all_members_of_a_gzip_answer_are_read(size):
    """Gzip may hold several members, empty ones and zeros between them too (RFC 1952, section 2.2)."""
    for between in (b"", b"\0", b"\0" * 512):
        assert read("gzip", between.join(MEMBERS), size) == WHOLE
    assert read("gzip, gzip", b"".join(gzip.compress(part) for part in MEMBERS), size) == WHOLE


@pytest.mark.parametrize("size", [1, 10_000])
def test_members_that_are_cut_off_or_followed_by_other_bytes_are_refused(size):
    """An answer that ends inside any member, its header or its trailer is an error, as are other bytes after it."""
    ends = [sum(map(len, MEMBERS[:count])) for count in range(5)]
    packed = b"".join(MEMBERS)
    for cut in range(1, len(packed)):
        if cut not in ends:
            with pytest.raises(httpx.RemoteProtocolError, match="ended before its end mark"):
                read("gzip", packed[:cut], size)
    for rest in (b"x", b"\0x", b"\x1f\0", zlib.compress(b"more"), b"PK\x03\x04"):
        with pytest.raises(httpx.RemoteProtocolError, match="behind its end mark"):
            read("gzip", packed + rest, size)
    with pytest.raises(httpx.RemoteProtocolError, match="behind its end mark"):
        read("deflate", zlib.compress(b"one") * 2, size)
    with pytest.raises(httpx.DecodingError):
        read("gzip", packed[:-5] + b"wrong", size)  # its checksum


@every_flavour
async def test_an_answer_of_several_members_arrives_whole(flavour, sandbox):
    """Every way to call gets all members; what follows the last is an error, and the call is sent again."""
    headers = {"Content-Encoding": "gzip"}
    packed = b"".join(MEMBERS)
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, packed, media_type="text/csv", headers=headers), times=2)
        assert await client.usage_csv() == WHOLE.decode()
        answer = await client.detailed.usage_csv()
        assert answer.response.content == WHOLE
        sandbox.queue(Fault.answer(200, packed + b"x", media_type="text/csv", headers=headers), times=3)
        with without_waiting(), pytest.raises(errors.APIConnectionError, match="behind its end mark"):
            await client.usage_csv()


@every_flavour
async def test_a_stream_of_several_members_yields_each_piece_as_it_comes(flavour):
    """A compressed stream yields what has arrived before its next piece is sent, and keeps its headers."""
    taken = threading.Semaphore(0)
    frame = 'data: {{"choices": [{{"index": 0, "delta": {{"content": "{}"}}, "finish_reason": {}}}]}}\n\n'
    frames = [frame.format("one ", "null"), frame.format("two", '"stop"') + "data: [DONE]\n\n"]

    def serve(connection):
        server.head(connection)
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
        for text in frames:
            packed = gzip.compress(text.encode())
            connection.sendall(packed[:11])
            connection.sendall(packed[11:])
            assert taken.acquire(timeout=20)

    with RawServer(serve) as server:
        client = flavour.client("sk_of_a_stream", base_url=server.url)
        pieces = []
        stream = client.stream_text("hi")
        async for piece in stream:
            pieces.append(piece)
            taken.release()
        taken.release()
    assert stream.headers["content-encoding"] == "gzip"
    assert pieces == ["one ", "two"]


CODINGS = {
    "x-gzip": gzip.compress,
    "X-GZip": gzip.compress,
    "GZIP": gzip.compress,
    "x-deflate": zlib.compress,
    "identity, gzip": gzip.compress,
    "gzip, identity": gzip.compress,
    "gzip, x-gzip": lambda content: gzip.compress(gzip.compress(content)),
    "deflate, gzip": lambda content: gzip.compress(zlib.compress(content)),
    "identity": bytes,
    "": bytes,
    "utf-8": bytes,
    "none, \u00ff": bytes,
}


@pytest.mark.parametrize("coding", CODINGS)
@every_flavour
async def test_every_name_of_a_coding_is_known(flavour, sandbox, coding):
    """Names in any case, `x-gzip` and lists are unpacked as RFC 9110 says; words that name no coding are ignored."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        packed = CODINGS[coding](CSV.encode())
        sandbox.queue(Fault.answer(200, packed, media_type="text/csv", headers={"Content-Encoding": coding}))
        assert await client.usage_csv() == CSV
        if packed != CSV.encode():  # its end is looked for, as for gzip
            sandbox.queue(
                Fault.answer(200, packed[:-3], media_type="text/csv", headers={"Content-Encoding": coding}), 3
            )
            with without_waiting(), pytest.raises(errors.APIConnectionError):
                await client.usage_csv()


@pytest.mark.parametrize("coding", ["compress", "X-Compress", "gzip, compress"])
@every_flavour
async def test_a_coding_that_cannot_be_unpacked_is_named(flavour, sandbox, coding):
    """A paid answer in such a coding is an error that names it, and is not sent again; a refusal stays a refusal."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, b"\x1f\x9d..", headers={"Content-Encoding": coding}))
        with pytest.raises(errors.UnexpectedResponseError, match=r"coding compress.*cannot be unpacked"):
            await client.text("hello")
        sandbox.queue(Fault.answer(404, b"\x1f\x9d..", headers={"Content-Encoding": "compress"}))
        with pytest.raises(errors.NotFoundError):
            await client.text("hello")
    assert len(sandbox.requests) == 2
