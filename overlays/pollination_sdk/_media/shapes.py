"""Read the bounding box and the number of faces of a 3D model: GLB and PLY."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pollination_sdk._media.buffer import Buffer
from pollination_sdk._media.meshes import Element, header
from pollination_sdk._support.strict_json import load_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

T = TypeVar("T")

Point = tuple[float, float, float]


class BoundingBox(NamedTuple):
    """The smallest box around a 3D model, along its axes and in its units."""

    minimum: Point
    """The least x, y and z."""
    maximum: Point
    """The greatest x, y and z."""

    @property
    def size(self) -> Point:
        """The lengths of the box along x, y and z."""
        x, y, z = (high - low for low, high in zip(self.minimum, self.maximum, strict=True))
        return x, y, z


def bounding_box(content: bytes, media_type: str) -> BoundingBox | None:
    """Return the bounding box of a 3D model; None for other files, and where it is not known.

    That of a GLB is read from its accessors, without the transformations of its nodes. For a PLY, all points are read.
    """
    return _read(_BOXES, content, media_type)


def faces(content: bytes, media_type: str) -> int | None:
    """Return the number of faces of a 3D model, which are triangles in a GLB; None where it is not known."""
    return _read(_FACES, content, media_type)


def _read(readers: Mapping[str, Callable[[bytes], T | None]], content: bytes, media_type: str) -> T | None:
    try:
        return readers[media_type](content)
    except (
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        OverflowError,
        RecursionError,
        struct.error,
    ):  # a damaged file
        return None


def _glb_box(content: bytes) -> BoundingBox | None:
    scene = _scene(content)
    positions = [scene["accessors"][part["attributes"]["POSITION"]] for part in _primitives(scene)]
    if any(position["componentType"] != _FLOAT for position in positions):
        return None  # quantised: the transformations of the nodes give the units
    return _box([position["min"] for position in positions], [position["max"] for position in positions])


def _glb_faces(content: bytes) -> int:
    scene = _scene(content)
    triangles = [part for part in _primitives(scene) if part.get("mode", _TRIANGLES) == _TRIANGLES]
    places = [part["indices"] if "indices" in part else part["attributes"]["POSITION"] for part in triangles]
    return sum(int(scene["accessors"][place]["count"]) // 3 for place in places)


_FLOAT, _TRIANGLES = 5126, 4  # codes of glTF


def _scene(content: bytes) -> Any:
    """Return the JSON of a GLB, which is its first chunk (glTF 2.0, section 4.4.3)."""
    (length,) = struct.unpack_from("<I", content, 12)
    return load_json(content[20 : 20 + length])


def _primitives(scene: Any) -> list[Any]:
    return [part for mesh in scene["meshes"] for part in mesh["primitives"]]


def _box(minima: Iterable[Sequence[float]], maxima: Iterable[Sequence[float]]) -> BoundingBox | None:
    low = [min(map(float, values)) for values in zip(*minima, strict=True)]
    high = [max(map(float, values)) for values in zip(*maxima, strict=True)]
    if len(low) != 3 or len(high) != 3 or not all(map(math.isfinite, (*low, *high))):
        return None
    return BoundingBox((low[0], low[1], low[2]), (high[0], high[1], high[2]))


_LONGEST_HEADER = 1 << 16  # bytes
_MOST_POINTS = 1_000_000
"""More would take over a second to read."""


def _ply_box(content: bytes) -> BoundingBox | None:
    encoding, elements, start = _ply_header(content)
    vertex = elements[0]
    if vertex.name != b"vertex" or vertex.has_lists or not 0 < vertex.rows <= _MOST_POINTS:
        return None
    places = [[one.name for one in vertex.properties].index(axis) for axis in (b"x", b"y", b"z")]
    rows = _text_rows(content, start, vertex) if encoding == b"ascii" else _rows(content, start, vertex, encoding)
    columns = list(zip(*rows, strict=True))
    if len(columns[0]) < vertex.rows:
        return None
    axes = [[float(value) for value in columns[place]] for place in places]
    return _box([[min(axis) for axis in axes]], [[max(axis) for axis in axes]])


def _rows(content: bytes, start: int, vertex: Element, encoding: bytes) -> Iterable[Sequence[Any]]:
    order = ">" if encoding == b"binary_big_endian" else "<"
    row = struct.Struct(order + "".join(one.code for one in vertex.properties))
    return row.iter_unpack(memoryview(content)[start : start + vertex.rows * row.size])


def _text_rows(content: bytes, start: int, vertex: Element) -> Iterable[Sequence[Any]]:
    return [line.split() for line in content[start:].split(b"\n", vertex.rows)[: vertex.rows]]


def _ply_faces(content: bytes) -> int | None:
    _, elements, _ = _ply_header(content)
    return next((element.rows for element in elements if element.name == b"face"), None)


def _ply_header(content: bytes) -> tuple[bytes, list[Element], int]:
    """Return the encoding, the elements, and the place where the rows start."""
    source = Buffer()
    source.extend(content[:_LONGEST_HEADER])
    reading = header(source)
    try:
        next(reading)
    except StopIteration as read:
        encoding, elements = read.value
        return encoding, elements, min(len(content), _LONGEST_HEADER) - len(source.data)
    raise ValueError("the header does not end")


_BOXES: dict[str, Callable[[bytes], BoundingBox | None]] = {"model/gltf-binary": _glb_box, "model/ply": _ply_box}
_FACES: dict[str, Callable[[bytes], int | None]] = {"model/gltf-binary": _glb_faces, "model/ply": _ply_faces}
