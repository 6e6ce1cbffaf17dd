"""Parsers that detect meshes that are cut off: GLB and PLY; see `completeness`."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Literal, NamedTuple

import attrs

if TYPE_CHECKING:
    from collections.abc import Generator

    from pollination_sdk._media.buffer import Buffer, Parser


def glb(source: Buffer) -> Parser:
    """Skip the length in the header. glTF 2.0, section 4.4.2."""
    head = yield from source.take(12)
    yield from source.skip(int.from_bytes(head[8:], "little") - 12)


_CODES = {
    **dict.fromkeys((b"char", b"int8"), "b"),
    **dict.fromkeys((b"uchar", b"uint8"), "B"),
    **dict.fromkeys((b"short", b"int16"), "h"),
    **dict.fromkeys((b"ushort", b"uint16"), "H"),
    **dict.fromkeys((b"int", b"int32"), "i"),
    **dict.fromkeys((b"uint", b"uint32"), "I"),
    **dict.fromkeys((b"float", b"float32"), "f"),
    **dict.fromkeys((b"double", b"float64"), "d"),
}
"""The types of a PLY, as `struct` names them."""
_LONGEST_LINE = 4_096
_MOST_ROWS = 50_000
_ELEMENT = re.compile(rb"element (\S+) (\d{1,12})\s*")
_SCALAR = re.compile(rb"property (\w+) (\S+)\s*")
_LIST = re.compile(rb"property list (\w+) (\w+) (\S+)\s*")


class Property(NamedTuple):
    """A column of rows.

    Args:
        name: Its name.
        code: The type of a value, as `struct` names it.
        size: The bytes of a value.
        counter: The bytes of the number before a list of values; 0 for one value.
    """

    name: bytes
    code: str
    size: int
    counter: int = 0


@attrs.define
class Element:
    """The rows of one kind."""

    name: bytes
    rows: int
    properties: list[Property] = attrs.field(factory=list)

    @property
    def has_lists(self) -> bool:
        """Whether the rows differ in length."""
        return any(one.counter for one in self.properties)


def ply(source: Buffer) -> Parser:
    """Skip the rows that the header announces, in text or binary. A header that cannot be read passes."""
    try:
        encoding, elements = yield from header(source)
    except (KeyError, IndexError):
        return
    if encoding == b"ascii":
        yield from _text_rows(source, sum(element.rows for element in elements))
        return
    order: Literal["big", "little"] = "big" if encoding == b"binary_big_endian" else "little"
    for element in elements:
        if element.rows > _MOST_ROWS and element.has_lists:
            return  # each list is looked at, and so many would keep an event loop from other work
        yield from _rows(source, element, order)


def header(source: Buffer) -> Generator[bool, None, tuple[bytes, list[Element]]]:
    """Read the encoding and the elements of a PLY.

    Raises:
        KeyError: A line is too long, or names an unknown type.
        IndexError: A property has no element.
    """
    encoding, elements = b"ascii", list[Element]()
    while (line := (yield from _line(source)).strip()) != b"end_header":
        if line.startswith(b"format "):
            encoding = line.split()[1]
        elif found := _ELEMENT.fullmatch(line):
            elements.append(Element(found[1], int(found[2])))
        elif found := _SCALAR.fullmatch(line):
            elements[-1].properties.append(_property(found[2], found[1]))
        elif found := _LIST.fullmatch(line):
            elements[-1].properties.append(_property(found[3], found[2], found[1]))
    return encoding, elements


def _property(name: bytes, of: bytes, counter: bytes | None = None) -> Property:
    code = _CODES[of]
    return Property(name, code, struct.calcsize(f"={code}"), struct.calcsize(f"={_CODES[counter]}") if counter else 0)


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


def _rows(source: Buffer, element: Element, order: Literal["big", "little"]) -> Parser:
    if not element.has_lists:
        yield from source.skip(element.rows * sum(one.size for one in element.properties))
        return
    for _ in range(element.rows):
        for one in element.properties:
            items = int.from_bytes((yield from source.take(one.counter)), order) if one.counter else 1
            yield from source.skip(items * one.size)
