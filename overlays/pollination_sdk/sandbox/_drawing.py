"""Draw an image of a prompt: a gradient with colours from the seed, and the prompt as text."""

import hashlib
import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

LARGEST = 2048
SMALLEST_WITH_WORDS = 48


def clamp(pixels: int) -> int:
    """Limit a size in pixels to the sizes of the service."""
    return max(1, min(pixels, LARGEST))


def colours(*parts: object) -> list[tuple[int, int, int]]:
    """Derive four colours from the parts that identify an image: prompt, seed and model."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return [(digest[at], digest[at + 1], digest[at + 2]) for at in range(0, 12, 3)]


def draw(prompt: str, width: int, height: int, *about: object, clear: bool = False) -> Image.Image:
    """Draw the prompt on a gradient; with `clear`, on a transparent background."""
    mode = "RGBA" if clear else "RGB"
    corners = Image.new(mode, (2, 2), (0, 0, 0, 0) if clear else 0)
    for place, colour in zip(((0, 0), (1, 0), (0, 1), (1, 1)), colours(prompt, *about), strict=True):
        corners.putpixel(place, (*colour, 96) if clear else colour)
    canvas = corners.resize((width, height), Image.Resampling.BILINEAR)
    if clear:
        canvas.putpixel((0, 0), (0, 0, 0, 0))
    if min(width, height) >= SMALLEST_WITH_WORDS:
        _write(canvas, prompt)
    return canvas


def encode(canvas: Image.Image) -> bytes:
    """Encode as JPEG, or as PNG if the image is transparent."""
    buffer = io.BytesIO()
    if canvas.mode == "RGBA":
        canvas.save(buffer, "PNG", compress_level=1)
    else:
        canvas.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _write(canvas: Image.Image, prompt: str) -> None:
    size = max(9, min(canvas.width // 18, canvas.height // 8))
    font = ImageFont.load_default(size)
    columns = max(4, int(canvas.width / (size * 0.6)))
    rows = max(1, int(canvas.height / (size * 1.4)))
    lines = textwrap.wrap(prompt[: columns * rows], columns)[:rows]
    ImageDraw.Draw(canvas).multiline_text(
        (canvas.width / 2, canvas.height / 2),
        "\n".join(lines),
        fill="white",
        font=font,
        anchor="mm",
        align="center",
        stroke_width=max(1, size // 12),
        stroke_fill="black",
    )
