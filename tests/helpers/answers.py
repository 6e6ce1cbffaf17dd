"""Answers without a connection, to be read as streams."""

from contextlib import asynccontextmanager, contextmanager

import anyio
import httpx

from pollination_sdk import Pollinations


class Answer:
    """An answer that gives its chunks, or raises those that are errors, and counts its openings."""

    def __init__(self, *chunks, headers=()):
        self.chunks = chunks
        self.headers = httpx.Headers({"X-Request-Id": "r-1", **dict(headers)})
        self.opened = self.closed = 0

    def iter_bytes(self):
        """Give or raise each chunk."""
        for each in self.chunks:
            if isinstance(each, BaseException):
                raise each
            yield each

    async def aiter_bytes(self):
        """Give or raise each chunk, after a turn of the event loop."""
        for each in self.iter_bytes():
            await anyio.lowlevel.checkpoint()
            yield each

    @contextmanager
    def open(self):
        """Open and close, counted."""
        self.opened += 1
        try:
            yield self
        finally:
            self.closed += 1

    @asynccontextmanager
    async def aopen(self):
        """Open and close with an await, counted."""
        with self.open():
            try:
                yield self
            finally:
                await anyio.lowlevel.checkpoint()

    def stream(self, flavour, kind, async_kind, *arguments, **options):
        """Build a stream of it, of the kind for a flavour."""
        if flavour.client_class is Pollinations:
            return kind(self.open, *arguments, **options)
        return async_kind(self.aopen, *arguments, **options)
