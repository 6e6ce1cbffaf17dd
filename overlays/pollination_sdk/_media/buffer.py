"""The buffer that the parsers of media files read from.

Each parser is a generator that takes bytes from a buffer and yields while it waits for more. It yields True if the file
may end here, and False if it would be cut off.
"""

from __future__ import annotations

from collections.abc import Generator

Parser = Generator[bool, None, None]
Read = Generator[bool, None, bytes]


class Buffer:
    """The bytes that have arrived and are not consumed yet."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._to_skip = 0

    def skips(self, chunk: bytes | memoryview) -> bool:
        """Drop a chunk that is to be skipped completely, as most of a video is; return True if it was."""
        if len(chunk) >= self._to_skip:
            return False
        self._to_skip -= len(chunk)
        return True

    def extend(self, chunk: bytes | memoryview) -> None:
        """Append a chunk, without the part that is to be skipped."""
        skipped = min(self._to_skip, len(chunk))
        self._to_skip -= skipped
        self.data += memoryview(chunk)[skipped:]

    def take(self, count: int) -> Read:
        """Consume exactly `count` bytes."""
        while len(self.data) < count:
            yield False
        taken = bytes(self.data[:count])
        del self.data[:count]
        return taken

    def skip(self, count: int) -> Parser:
        """Drop `count` bytes without storing them."""
        here = min(count, len(self.data))
        del self.data[:here]
        self._to_skip = count - here
        while self._to_skip:
            yield False

    def hold(self, count: int, *, may_end: bool) -> Parser:
        """Wait for `count` bytes; `may_end` says whether the file may end before them."""
        while len(self.data) < count:
            yield may_end
