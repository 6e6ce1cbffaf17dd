"""Draw an image on a terminal: with kitty's protocol, as half-blocks in colour, or as characters."""

from __future__ import annotations

import base64
import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, Literal, TextIO

from pollination_sdk.cli.output.terminal import has_colour, takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from pollination_sdk.cli.output.streams import Out

Way = Literal["kitty", "true colour", "256 colours", "characters"]

_MOST_COLUMNS = 80
_KITTY_PIXELS = 1200
"""The longest side that is sent to a terminal."""
_CHUNK = 4096
"""The most characters of a piece, as kitty's protocol says."""
_KITTY_PROGRAMS = {"ghostty", "WezTerm"}
_KITTY_VARIABLES = ("KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "KONSOLE_VERSION")
_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")
"""Set inside programs that do not pass kitty's protocol on."""
_HALF = "▀"
_BY_LIGHT = " .:-=+*#%@"
_GREY = (128, 128, 128)
"""What is behind a transparent image: the colour of the terminal is not known."""


def draw(content: bytes, out: Out) -> None:
    """Draw an image where a terminal is: on stderr, or else on stdout. Say so if that cannot be done.

    Args:
        content: The bytes of the image.
        out: The output of the command.
    """
    stream = next((one for one in (sys.stderr, sys.stdout) if one.isatty()), None)
    if stream is None:
        out.say("Only a terminal can draw the image.")
        return
    try:
        lines = list(drawing(content, way_of(stream), *shutil.get_terminal_size()))
    except Exception as error:  # noqa: BLE001 - the file is saved already, and Pillow raises many classes
        out.say(f"The image cannot be drawn ({type(error).__name__}): Pillow does not read it.")
        return
    stream.write("".join(f"{line}\n" for line in lines))
    stream.flush()


def way_of(stream: TextIO) -> Way:
    """Return the best way that a terminal draws in, by the environment."""
    if not has_colour(stream):
        return "characters"
    kind, inside = os.environ.get("TERM", ""), any(os.environ.get(name) for name in _MULTIPLEXERS)
    has_kitty = kind == "xterm-kitty" or os.environ.get("TERM_PROGRAM") in _KITTY_PROGRAMS
    if not inside and (has_kitty or any(os.environ.get(name) for name in _KITTY_VARIABLES)):
        return "kitty"
    if not takes(_HALF, stream):
        return "characters"
    if os.environ.get("COLORTERM") in {"truecolor", "24bit"} or os.environ.get("WT_SESSION"):
        return "true colour"
    return "256 colours" if "256" in kind else "characters"


def drawing(content: bytes, way: Way, columns: int, lines: int) -> Iterator[str]:
    """Return the lines that draw an image into a part of a terminal, which is twice as high as wide for each cell."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - slow to import, and few commands draw

    with Image.open(io.BytesIO(content)) as opened:
        opened.draft("RGB", (_KITTY_PIXELS, _KITTY_PIXELS))  # lets a JPEG be decoded at a smaller size
        whole = ImageOps.exif_transpose(opened).convert("RGBA")
    most = max(1, lines - 2)
    wide = max(1, min(columns, _MOST_COLUMNS, most * 2 * whole.width // whole.height))
    high = max(1, min(most, round(wide * whole.height / whole.width / 2)))
    if way == "kitty":
        whole.thumbnail((_KITTY_PIXELS, _KITTY_PIXELS))
        yield _in_pieces(whole, wide)
        return
    solid = Image.new("RGBA", whole.size, (*_GREY, 255))
    solid.alpha_composite(whole)
    if way == "characters":
        yield from _characters(solid.convert("L").resize((wide, high)))
    else:
        yield from _half_blocks(solid.convert("RGB").resize((wide, high * 2)), is_true=way == "true colour")


def _in_pieces(image: Image, columns: int) -> str:
    png = io.BytesIO()
    image.save(png, "PNG")
    text = base64.b64encode(png.getvalue()).decode()
    pieces = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    heads = [f"a=T,f=100,q=2,c={columns},", *[""] * (len(pieces) - 1)]
    ends = [*[1] * (len(pieces) - 1), 0]
    return "".join(f"\x1b_G{head}m={end};{piece}\x1b\\" for head, end, piece in zip(heads, ends, pieces, strict=True))


def _half_blocks(image: Image, *, is_true: bool) -> Iterator[str]:
    """Return lines of half-blocks: the upper pixel is the colour of the character, the lower one that behind it."""
    code = _true if is_true else _of_256
    pixels = image.tobytes()
    row = image.width * 3
    for top in range(0, len(pixels), row * 2):
        cells = range(top, top + row, 3)
        blocks = (f"\x1b[38;{code(pixels, at)};48;{code(pixels, at + row)}m{_HALF}" for at in cells)
        yield f"{''.join(blocks)}\x1b[0m"


def _true(pixels: bytes, at: int) -> str:
    return f"2;{pixels[at]};{pixels[at + 1]};{pixels[at + 2]}"


def _of_256(pixels: bytes, at: int) -> str:
    """Return the nearest colour of the cube that all such terminals have: each part is 0, 95, 135, 175, 215 or 255."""
    red, green, blue = (0 if part < 48 else max(1, (part - 35) // 40) for part in pixels[at : at + 3])
    return f"5;{16 + 36 * red + 6 * green + blue}"


def _characters(image: Image) -> Iterator[str]:
    """Return lines of characters, which look denser where the image is lighter."""
    text = "".join(_BY_LIGHT[light * len(_BY_LIGHT) // 256] for light in image.tobytes())
    for start in range(0, len(text), image.width):
        yield text[start : start + image.width].rstrip()
