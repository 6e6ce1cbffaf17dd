"""The bounding box of 3D models and how notebooks show them, and that no damaged file is an error.

Uses private names: the readers are pure deciders, tried with damaged files.
"""

import base64
import json
import re
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each
from tests.media.test_media import GLB, PLY_OF_TEXT, PLY_WITH_FACES, PNG, ply

from pollination_sdk import Media
from pollination_sdk._media.shapes import bounding_box, faces

GLB_TYPE, PLY_TYPE = "model/gltf-binary", "model/ply"
XYZ = b"property float x", b"property float y", b"property float z"


def glb(scene: object, binary: bytes = b"") -> bytes:
    """Write a GLB with a scene, and a chunk of bytes."""
    text = json.dumps(scene).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def scene(*parts: dict, **accessors: object) -> dict:
    """Describe meshes of one part each; each part has the box of its place."""
    boxes = [
        {
            "componentType": 5126,
            "count": 9,
            "type": "VEC3",
            "min": [-1 - at, 0, 1],
            "max": [1, 2 + at, 3.5],
            **accessors,
        }
        for at in range(len(parts))
    ]
    counts = [{"componentType": 5125, "count": 36, "type": "SCALAR"}]
    meshes = [{"primitives": [{"attributes": {"POSITION": at}, **part}]} for at, part in enumerate(parts)]
    return {"asset": {"version": "2.0"}, "meshes": meshes, "accessors": [*boxes, *counts]}


def test_a_glb_tells_the_box_around_all_its_meshes():
    """The accessors tell the least and the greatest position."""
    media = Media(glb(scene({}, {"indices": 2})))
    box = media.bounding_box
    assert box == ((-2, 0, 1), (1, 3, 3.5))
    assert (box.minimum, box.maximum, box.size) == ((-2, 0, 1), (1, 3, 3.5), (3, 3, 2.5))
    assert faces(media.bytes, GLB_TYPE) == 3 + 12


def test_lines_and_points_are_no_faces():
    """Only triangles count, which is the mode of a part that names none."""
    assert faces(glb(scene({"mode": 1}, {"mode": 4})), GLB_TYPE) == 3


@each(
    "content",
    [
        GLB,
        glb([]),
        glb({"meshes": []}),
        glb(scene({"attributes": {}})),
        glb(scene({}, componentType=5123)),
        glb(scene({}, min=[0, 1])),
        glb(scene({}, min=[10**400, 0, 0])),
        glb(scene({}, max=["a", 0, 0])),
        glb(scene({}, max=None)),
        struct.pack("<4sIII4s", b"glTF", 2, 24, 4, b"JSON") + b"[[[[",
    ],
)
def test_a_glb_without_a_box_has_none(content):
    """An empty, quantised or damaged scene has no box, and is no error."""
    assert Media(content).bounding_box is None


@given(
    st.sampled_from([b"ascii", b"binary_little_endian", b"binary_big_endian"]),
    st.lists(st.tuples(*[st.floats(-1e6, 1e6, width=32)] * 3), min_size=1, max_size=5),
)
def test_a_ply_tells_the_box_around_its_points(encoding, points):
    """Text and both orders of bytes give the same box, with other columns between."""
    header = ply(b"element vertex %d" % len(points), XYZ[0], b"property uchar red", *XYZ[1:], encoding=encoding)
    if encoding == b"ascii":
        rows = "".join(f"{x} 7 {y} {z}\n" for x, y, z in points).encode()
    else:
        order = ">" if encoding == b"binary_big_endian" else "<"
        rows = b"".join(struct.pack(f"{order}fBff", x, 7, y, z) for x, y, z in points)
    box = Media(header + rows).bounding_box
    assert box == (tuple(map(min, zip(*points, strict=True))), tuple(map(max, zip(*points, strict=True))))


@each(
    "content",
    [
        PLY_OF_TEXT,  # x alone
        PLY_WITH_FACES,  # no points
        ply(b"element vertex 2", *XYZ) + bytes(12),  # one point too few
        ply(b"element vertex 0", *XYZ),
        ply(b"element vertex 1", *XYZ) + struct.pack("<3f", float("nan"), 0, 0),
        ply(b"element vertex 1", *XYZ, encoding=b"ascii") + b"a b c\n",
        ply(b"element vertex 99999999", *XYZ) + bytes(12),
        ply(b"element vertex 1", b"property list uchar float x") + b"\0",
        b"ply\nformat ascii 1.0\nelement vertex",
        b"ply\nformat ascii 1.0\nproperty float x\nend_header\n",
    ],
)
def test_a_ply_without_a_box_has_none(content):
    """A PLY without points, or with damaged ones, has no box, and is no error."""
    assert bounding_box(content, PLY_TYPE) is None


def test_other_files_have_no_box():
    """A box is that of a 3D model."""
    assert Media(PNG).bounding_box is None


def test_notebooks_offer_a_3d_model_as_a_download():
    """The link holds the file itself and its facts: no script runs, and no other host is asked."""
    media = Media(glb(scene({}, {"indices": 2})))
    html = media._repr_html_()
    link = re.fullmatch(
        r'<a download="model\.glb" href="data:model/gltf-binary;base64,([^"]+)">model\.glb</a> \((.*)\)', html
    )
    assert base64.b64decode(link[1]) == media.bytes
    assert link[2] == f"{len(media):,} bytes, 3 × 3 × 2.5, 15 faces"  # noqa: RUF001 - the sign of sizes
    assert media._repr_mimebundle_() == {"text/plain": repr(media), "text/html": html}
    assert Media(PLY_WITH_FACES)._repr_html_().endswith(f"model.ply</a> ({len(PLY_WITH_FACES)} bytes, 2 faces)")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (glb(scene({}, {"indices": 2})), GLB_TYPE),
        (PLY_WITH_FACES, PLY_TYPE),
        (ply(b"element vertex 2", *XYZ) + bytes(24), PLY_TYPE),
        (ply(b"element vertex 2", *XYZ, encoding=b"ascii") + b"1 2 3\n4 5 6\n", PLY_TYPE),
    ],
)
def test_a_damaged_3d_model_is_no_error(content, media_type):
    """A file cut at any byte, or with any byte changed, tells something or nothing."""
    for end in range(len(content)):
        for damaged in (
            content[:end],
            content[:end] + b"\xff" + content[end + 1 :],
            content[:end] + b"9" + content[end + 1 :],
        ):
            bounding_box(damaged, media_type)
            faces(damaged, media_type)
