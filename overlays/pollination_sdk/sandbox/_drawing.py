"""A real picture that shows its prompt: colours from the seed, words drawn on top."""

import hashlib
import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

LARGEST = 2048
SMALLEST_WITH_WORDS = 48


def clamp(pixels: int) -> int:
    """Keep a size inside what the service draws."""
    return max(1, min(pixels, LARGEST))


def colours(*parts: object) -> list[tuple[int, int, int]]:
    """Derive four colours from what makes a picture itself: prompt, seed and model."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return [(digest[at], digest[at + 1], digest[at + 2]) for at in range(0, 12, 3)]


def draw(prompt: str, width: int, height: int, *about: object, clear: bool = False) -> Image.Image:
    """Draw the prompt over a gradient, or over nothing when `clear`."""
    mode = "RGBA" if clear else "RGB"
    corners = Image.new(mode, (2, 2), (0, 0, 0, 0) if clear else 0)
    for place, colour in zip(((0, 0), (1, 0), (0, 1), (1, 1)), colours(prompt, *about), strict=True):
        corners.putpixel(place, (*colour, 96) if clear else colour)
    picture = corners.resize((width, height), Image.Resampling.BILINEAR)
    if clear:
        picture.putpixel((0, 0), (0, 0, 0, 0))
    if min(width, height) >= SMALLEST_WITH_WORDS:
        _write(picture, prompt)
    return picture


def encode(picture: Image.Image) -> bytes:
    """Encode as JPEG, or as PNG when the picture has transparency."""
    buffer = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(buffer, "PNG", compress_level=1)
    else:
        picture.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _write(picture: Image.Image, prompt: str) -> None:
    size = max(9, min(picture.width // 18, picture.height // 8))
    font = ImageFont.load_default(size)
    columns = max(4, int(picture.width / (size * 0.6)))
    rows = max(1, int(picture.height / (size * 1.4)))
    lines = textwrap.wrap(prompt[: columns * rows], columns)[:rows]
    ImageDraw.Draw(picture).multiline_text(
        (picture.width / 2, picture.height / 2),
        "\n".join(lines),
        fill="white",
        font=font,
        anchor="mm",
        align="center",
        stroke_width=max(1, size // 12),
        stroke_fill="black",
    )
