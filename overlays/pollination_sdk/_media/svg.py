"""The parser that detects an SVG image that is cut off; see `completeness`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.parsers import expat

if TYPE_CHECKING:
    from pollination_sdk._media.buffer import Buffer, Parser


class _Depth:
    """The number of open elements, and whether the root element has ended."""

    def __init__(self) -> None:
        self.open = 0
        self.has_ended = False

    def start(self, *_: Any) -> None:
        self.open += 1

    def end(self, *_: Any) -> None:
        self.open -= 1
        self.has_ended = self.open == 0


def svg(source: Buffer) -> Parser:
    """Read the elements up to the end of the root. Text that is no XML passes: it is broken, but not cut off.

    Nothing is loaded, and expat itself limits what entities expand to.
    """
    depth, parser = _Depth(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = depth.start, depth.end
    while not depth.has_ended:
        piece = bytes(source.data)
        source.data.clear()
        try:
            parser.Parse(piece)
        except (expat.ExpatError, ValueError, LookupError):  # the last two: an unknown encoding
            return
        yield depth.has_ended
