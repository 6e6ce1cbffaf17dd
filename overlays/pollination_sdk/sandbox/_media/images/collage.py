"""Show given images side by side; a frame with a label stands for one that cannot be read."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont, ImageOps

from pollination_sdk.sandbox._media.images.sources import Source

UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
BORDER = 4  # pixels
LEAST_FONT = 8  # pixels


def paste(canvas: Image.Image, sources: Sequence[Source]) -> None:
    """Paste each image into a column of the canvas, as large as it fits."""
    for index, source in enumerate(sources):
        left, right = (canvas.width * at // len(sources) for at in (index, index + 1))
        column = (max(right - left, 1), canvas.height)
        image = _opened(source, column) or _frame(source.label, column)
        place = (left + (column[0] - image.width) // 2, (canvas.height - image.height) // 2)
        canvas.paste(image, place, image if image.mode == "RGBA" else None)


def _opened(source: Source, size: tuple[int, int]) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(source.content)) as image:
            image.draft("RGB", size)  # a large JPEG is decoded small
            fitted = ImageOps.contain(image, size)
            return fitted.convert("RGBA" if fitted.has_transparency_data else "RGB")
    except UNREADABLE:
        return None


def _frame(label: str, size: tuple[int, int]) -> Image.Image:
    frame = Image.new("RGB", size, "gray")
    draw = ImageDraw.Draw(frame)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline="white", width=BORDER)
    font = ImageFont.load_default(max(LEAST_FONT, size[0] * 3 // 2 // max(len(label), 8)))
    draw.text((size[0] / 2, size[1] / 4), label, fill="white", font=font, anchor="mm")
    return frame
