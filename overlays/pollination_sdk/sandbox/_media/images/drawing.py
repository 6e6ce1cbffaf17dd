"""Draw an image of a prompt: a gradient with colours from the seed, and the prompt as text."""

import hashlib
import io
import textwrap
from collections.abc import Sequence
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from pollination_sdk.sandbox._media.images.collage import paste
from pollination_sdk.sandbox._media.images.sources import Source

LARGEST = 2048
SMALLEST_WITH_WORDS = 48


def clamp(pixels: int) -> int:
    """Limit a size in pixels to the sizes of the service."""
    return max(1, min(pixels, LARGEST))


def colours(*parts: object) -> list[tuple[int, int, int]]:
    """Derive four colours from the parts that identify an image: prompt, seed and model."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).digest()
    return [(digest[at], digest[at + 1], digest[at + 2]) for at in range(0, 12, 3)]


def draw(
    prompt: str, width: int, height: int, *about: object, clear: bool = False, sources: Sequence[Source] = ()
) -> Image.Image:
    """Draw the prompt on a gradient, or on a transparent background; given images are between the two.

    Args:
        prompt: The text.
        width: The width in pixels.
        height: The height in pixels.
        about: What else identifies the image, such as its seed.
        clear: Whether the background is transparent.
        sources: The images that it shows.
    """
    mode = "RGBA" if clear else "RGB"
    corners = Image.new(mode, (2, 2), (0, 0, 0, 0) if clear else 0)
    for place, colour in zip(((0, 0), (1, 0), (0, 1), (1, 1)), colours(prompt, *about), strict=True):
        corners.putpixel(place, (*colour, 96) if clear else colour)
    canvas = corners.resize((width, height), Image.Resampling.BILINEAR)
    if clear:
        canvas.putpixel((0, 0), (0, 0, 0, 0))
    paste(canvas, sources)
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


def vector(prompt: str, width: int, height: int, *about: object) -> bytes:
    """Draw the prompt as SVG, on one colour."""
    red, green, blue = colours(prompt, *about)[0]
    text = "".join(character for character in prompt if character.isprintable())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="100%" height="100%" fill="rgb({red},{green},{blue})"/>'
        f'<text x="50%" y="50%" fill="white" text-anchor="middle" textLength="90%">{escape(text)}</text></svg>'
    ).encode("utf-8", "replace")


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
