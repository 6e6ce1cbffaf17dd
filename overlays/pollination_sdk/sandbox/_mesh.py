"""`GET` and `POST /3d/{prompt}`: a scene as binary glTF that holds the prompt, and no object."""

import json
import struct

from pollination_sdk.sandbox._catalogue import models_of
from pollination_sdk.sandbox._exchange import Exchange, Generation
from pollination_sdk.sandbox._words import choose

DEFAULT_MODEL = "microsoft/trellis-2"
MEDIA_TYPE = "model/gltf-binary"


def mesh(exchange: Exchange) -> Generation:
    """Make the 3D model of a prompt."""
    name = exchange.body.get("model") or exchange.query.get("model") or DEFAULT_MODEL
    model = choose(models_of("3d"), name, exchange.owner)
    content = encode_glb({"asset": {"version": "2.0", "extras": {"prompt": exchange.prompt, "model": model.name}}})
    return Generation(content, MEDIA_TYPE, model, {"completionImageTokens": 1}, "model.glb")


def encode_glb(scene: dict[str, object]) -> bytes:
    """Encode a scene: a header, and one chunk of JSON that spaces fill up to four bytes."""
    chunk = json.dumps(scene).encode()
    chunk += b" " * (-len(chunk) % 4)
    return struct.pack("<4sII", b"glTF", 2, 20 + len(chunk)) + struct.pack("<I4s", len(chunk), b"JSON") + chunk
