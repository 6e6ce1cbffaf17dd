"""Compressed answers: whole ones are read, and those that were cut off are never taken for whole."""

import gzip
import zlib

import httpx
import pytest
from tests.unit.flavours import every_flavour

from pollination_sdk import errors
from pollination_sdk._compressed import ACCEPTED, refuse_cut
from pollination_sdk._retry import without_waiting
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
async def test_only_codings_whose_end_can_be_told_are_asked_for(flavour, sandbox):
    """Brotli has no end mark that httpx looks for, so it is not asked for, whatever is installed."""
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        await client.text("hello")
    assert sandbox.requests[-1].headers["accept-encoding"] == ACCEPTED


@pytest.mark.parametrize("size", [2, 7, 10_000])
@pytest.mark.parametrize("name", PACKED)
def test_any_split_of_the_bytes_ends_alike(name, size):
    """However the bytes arrive, a whole answer passes, one without its last byte does not, and one without any does."""
    coding, pack = PACKED[name]
    packed = pack(CSV.encode())

    def read(content):
        pieces = iter([content[start : start + size] for start in range(0, len(content), size)])
        response = httpx.Response(200, headers={"Content-Encoding": coding}, content=pieces)
        refuse_cut(response)
        return response.read()

    assert read(packed) == CSV.encode()
    assert read(b"") == b""
    with pytest.raises(httpx.RemoteProtocolError):
        read(packed[:-1])


@every_flavour
async def test_what_follows_the_end_mark_is_not_lost(flavour, sandbox):
    """Gzip may hold several members, of which httpx reads the first: an error, never a part; padding is none."""
    first, second = gzip.compress(b"timestamp,type\n"), gzip.compress(b"2026-02-08 10:00:00,generate.text\n")
    headers = {"Content-Encoding": "gzip"}
    async with flavour.client(sandbox.key, base_url=sandbox.url) as client:
        sandbox.queue(Fault.answer(200, first + b"\0" * 8, media_type="text/csv", headers=headers))
        assert await client.usage_csv() == "timestamp,type\n"
        sandbox.queue(Fault.answer(200, first + second, media_type="text/csv", headers=headers), times=3)
        with without_waiting(), pytest.raises(errors.APIConnectionError, match="behind its end mark"):
            await client.usage_csv()


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
