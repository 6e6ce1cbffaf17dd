"""Real files for media types that an answer made from a schema cannot fill."""

from collections.abc import Callable

from pollination_sdk.sandbox._media.mesh import encode_glb, scaled


def mp3() -> bytes:
    """Encode half a second of speech."""
    from pollination_sdk.sandbox._media.audio.sound import encode_speech  # noqa: PLC0415 - importing PyAV is slow

    return encode_speech("sample")


def jpeg() -> bytes:
    """Draw a small image."""
    from pollination_sdk.sandbox._media.images import drawing  # noqa: PLC0415 - Pillow is imported at its first use

    return drawing.encode(drawing.draw("sample", 16, 16))


def mesh() -> bytes:
    """Encode a tetrahedron."""
    return encode_glb(scaled("sample"), {})


SAMPLES: dict[str, Callable[[], bytes]] = {"audio/mpeg": mp3, "image/jpeg": jpeg, "model/gltf-binary": mesh}
