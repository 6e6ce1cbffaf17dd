"""`GET` and `POST /3d/{prompt}`: a tetrahedron, as binary glTF that holds the prompt, or as PLY."""

import json
import struct
import zlib

from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._keys.model_choice import choose
from pollination_sdk.sandbox._media.images.sources import fetched, listed, split
from pollination_sdk.sandbox._models.catalogue import models_of
from pollination_sdk.sandbox._models.media_units import modes
from pollination_sdk.sandbox._storage.generation import Generation

DEFAULT_MODEL = "microsoft/trellis-2"
PLY_MODELS = {"nvidia/asset-harvester"}
GLB, PLY = "model/gltf-binary", "application/octet-stream"
CORNERS = ((1.0, 1.0, 1.0), (1.0, -1.0, -1.0), (-1.0, 1.0, -1.0), (-1.0, -1.0, 1.0))
FACES = ((0, 1, 2), (0, 3, 1), (0, 2, 3), (1, 3, 2))  # counter-clockwise, seen from outside
FLOAT, UNSIGNED_SHORT = 5126, 5123  # the codes of glTF
VERTICES, INDICES = 34962, 34963

Point = tuple[float, float, float]


def mesh(exchange: Exchange) -> Generation:
    """Make the 3D model of a prompt; prompt and seed choose its size.

    Raises:
        ServiceError: 400 for an unknown model, or a reference image that cannot be used.
    """
    options = {**exchange.query, **exchange.body}
    model = choose(models_of("3d"), options.get("model") or DEFAULT_MODEL, exchange.owner)
    image = options.get("image")
    fetched(exchange, split(image) if isinstance(image, str) else listed(image))
    points = scaled(f"{exchange.prompt} {options.get('seed', 0)}")
    units: dict[str, float] = {"completionImageTokens": 1}
    if model.name in PLY_MODELS:
        return Generation(encode_ply(points), PLY, model, units, "model.ply", modes=modes(options))
    about = {"prompt": exchange.prompt, "model": model.name}
    return Generation(encode_glb(points, about), GLB, model, units, "model.glb", modes=modes(options))


def scaled(seed: str) -> list[Point]:
    """Return the corners of a tetrahedron of a size that depends on a text."""
    size = 0.5 + zlib.crc32(seed.encode("utf-8", "replace")) % 16 / 16
    return [(x * size, y * size, z * size) for x, y, z in CORNERS]


def encode_glb(points: list[Point], extras: dict[str, str]) -> bytes:
    """Encode a scene: a header, a chunk of JSON that spaces fill up to four bytes, and a chunk of numbers."""
    positions = b"".join(struct.pack("<3f", *point) for point in points)
    numbers = positions + b"".join(struct.pack("<3H", *face) for face in FACES)
    scene = json.dumps(_scene(points, extras, len(positions), len(numbers))).encode()
    scene += b" " * (-len(scene) % 4)
    numbers += b"\0" * (-len(numbers) % 4)
    chunks = struct.pack("<I4s", len(scene), b"JSON") + scene + struct.pack("<I4s", len(numbers), b"BIN\0") + numbers
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def encode_ply(points: list[Point]) -> bytes:
    """Encode a mesh as binary PLY."""
    lines = [
        "ply",
        "format binary_little_endian 1.0",
        f"element vertex {len(points)}",
        *(f"property float {axis}" for axis in "xyz"),
        f"element face {len(FACES)}",
        "property list uchar int vertex_indices",
        "end_header\n",
    ]
    vertices = b"".join(struct.pack("<3f", *point) for point in points)
    return "\n".join(lines).encode() + vertices + b"".join(struct.pack("<B3i", 3, *face) for face in FACES)


def _scene(points: list[Point], extras: dict[str, str], split_at: int, end: int) -> dict[str, object]:
    bounds = {
        "min": [min(axis) for axis in zip(*points, strict=True)],
        "max": [max(axis) for axis in zip(*points, strict=True)],
    }
    return {
        "asset": {"version": "2.0", "extras": extras},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": [
            {"bufferView": 0, "componentType": FLOAT, "count": len(points), "type": "VEC3", **bounds},
            {"bufferView": 1, "componentType": UNSIGNED_SHORT, "count": 3 * len(FACES), "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": 0, "byteLength": split_at, "target": VERTICES},
            {"buffer": 0, "byteOffset": split_at, "byteLength": end - split_at, "target": INDICES},
        ],
        "buffers": [{"byteLength": end}],
    }
