"""Parsers that detect meshes that are cut off: GLB and PLY; see `completeness`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Generator

    from pollination_sdk._media.buffer import Buffer, Parser


def glb(source: Buffer) -> Parser:
    """Skip the length in the header. glTF 2.0, section 4.4.2."""
    head = yield from source.take(12)
    yield from source.skip(int.from_bytes(head[8:], "little") - 12)


_SIZES = {
    **dict.fromkeys((b"char", b"uchar", b"int8", b"uint8"), 1),
    **dict.fromkeys((b"short", b"ushort", b"int16", b"uint16"), 2),
    **dict.fromkeys((b"int", b"uint", b"float", b"int32", b"uint32", b"float32"), 4),
    **dict.fromkeys((b"double", b"float64"), 8),
}
_LONGEST_LINE = 4_096
_MOST_ROWS = 50_000
_ELEMENT = re.compile(rb"element \S+ (\d{1,12})\s*")
_SCALAR = re.compile(rb"property (\w+) \S+\s*")
_LIST = re.compile(rb"property list (\w+) (\w+) \S+\s*")


@attrs.define
class _Element:
    """The rows of one kind; a property is a size, or the sizes of a list's count and items."""

    rows: int
    properties: list[tuple[int, int]] = attrs.field(factory=list)


def ply(source: Buffer) -> Parser:
    """Skip the rows that the header announces, in text or binary. A header that cannot be read passes."""
    try:
        encoding, elements = yield from _header(source)
    except (KeyError, IndexError):
        return
    if encoding == b"ascii":
        yield from _text_rows(source, sum(element.rows for element in elements))
        return
    order: Literal["big", "little"] = "big" if encoding == b"binary_big_endian" else "little"
    for element in elements:
        if element.rows > _MOST_ROWS and any(count for count, _ in element.properties):
            return  # each list is looked at, and so many would keep an event loop from other work
        yield from _rows(source, element, order)


def _header(source: Buffer) -> Generator[bool, None, tuple[bytes, list[_Element]]]:
    encoding, elements = b"ascii", list[_Element]()
    while (line := (yield from _line(source)).strip()) != b"end_header":
        if line.startswith(b"format "):
            encoding = line.split()[1]
        elif found := _ELEMENT.fullmatch(line):
            elements.append(_Element(int(found[1])))
        elif found := _SCALAR.fullmatch(line):
            elements[-1].properties.append((0, _SIZES[found[1]]))
        elif found := _LIST.fullmatch(line):
            elements[-1].properties.append((_SIZES[found[1]], _SIZES[found[2]]))
    return encoding, elements


def _line(source: Buffer) -> Generator[bool, None, bytes]:
    while (end := source.data.find(b"\n")) < 0:
        if len(source.data) > _LONGEST_LINE:
            raise KeyError
        yield False
    return (yield from source.take(end + 1))


def _text_rows(source: Buffer, rows: int) -> Parser:
    """Wait for as many lines; the last one may lack its line break."""
    while rows > 0:
        lines = source.data.count(b"\n")
        if lines >= rows:
            return
        rows -= lines
        del source.data[: source.data.rfind(b"\n") + 1]
        yield rows == 1 and bool(source.data)


def _rows(source: Buffer, element: _Element, order: Literal["big", "little"]) -> Parser:
    if not any(count for count, _ in element.properties):
        yield from source.skip(element.rows * sum(size for _, size in element.properties))
        return
    for _ in range(element.rows):
        for count, size in element.properties:
            items = int.from_bytes((yield from source.take(count)), order) if count else 1
            yield from source.skip(items * size)
