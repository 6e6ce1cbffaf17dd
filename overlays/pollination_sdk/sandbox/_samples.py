"""Real files for media types that an answer made from a schema cannot fill."""

import struct
from collections.abc import Callable


def mp3() -> bytes:
    """Encode half a second of a tone."""
    from pollination_sdk.sandbox._sound import encode_tone  # noqa: PLC0415 - importing PyAV is slow

    return encode_tone(0)


def jpeg() -> bytes:
    """Draw a small image."""
    from pollination_sdk.sandbox import _drawing  # noqa: PLC0415 - Pillow is imported at its first use

    return _drawing.encode(_drawing.draw("sample", 16, 16))


def mesh() -> bytes:
    """Write a scene without objects as GLB: a header, and one chunk of JSON padded with spaces to four bytes."""
    scene = b'{"asset":{"version":"2.0"}}'.ljust(28)
    return struct.pack("<4sII", b"glTF", 2, 20 + len(scene)) + struct.pack("<I4s", len(scene), b"JSON") + scene


SAMPLES: dict[str, Callable[[], bytes]] = {"audio/mpeg": mp3, "image/jpeg": jpeg, "model/gltf-binary": mesh}
