"""`--show`: an image is drawn in the best way that the environment tells of."""

import base64
import io
import os
import re
from types import SimpleNamespace

import pytest
from PIL import Image

from pollination_sdk.cli.output.draw import draw, drawing, way_of
from pollination_sdk.cli.output.streams import Out

RED, BLUE = (255, 0, 0), (0, 0, 255)


class Terminal(io.StringIO):
    """A terminal of an encoding."""

    encoding = "utf-8"

    def isatty(self):
        """Return True, as for a terminal."""
        return True


def picture(kind="PNG", *, size=(2, 2), colour=RED, lower=BLUE, **options):
    """Return an image whose upper half has one colour and whose lower half has another."""
    image = Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour)
    if lower:
        image.paste(lower, (0, size[1] // 2, size[0], size[1]))
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "WezTerm", "COLORTERM": "truecolor"}, "kitty"),
        ({"KONSOLE_VERSION": "230400"}, "kitty"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux,1,0", "COLORTERM": "truecolor"}, "true colour"),  # noqa: S108 - no file
        ({"TERM": "screen-256color", "KITTY_WINDOW_ID": "1", "TMUX": "x"}, "256 colours"),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, "true colour"),
        ({"WT_SESSION": "0"}, "true colour"),
        ({"TERM": "xterm-256color"}, "256 colours"),
        ({"TERM": "vt100"}, "characters"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "characters"),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, "characters"),
        ({}, "characters"),
    ],
)
def test_the_environment_decides(monkeypatch, environment, way):
    """Programs inside a terminal do not pass kitty's protocol on."""
    monkeypatch.setattr("os.environ", environment)
    assert way_of(Terminal()) == way


def test_an_encoding_without_half_blocks_gets_characters(monkeypatch):
    """As the locale C has it."""
    monkeypatch.setattr("os.environ", {"TERM": "xterm-256color"})
    poor = Terminal()
    poor.encoding = "ascii"
    assert way_of(poor) == "characters"


def test_half_blocks_have_two_pixels_each():
    """The upper one is the colour of the character, the lower one that behind it."""
    assert list(drawing(picture(), "true colour", 2, 24)) == ["\x1b[38;2;255;0;0;48;2;0;0;255m▀" * 2 + "\x1b[0m"]
    assert list(drawing(picture(), "256 colours", 2, 24)) == ["\x1b[38;5;196;48;5;21m▀" * 2 + "\x1b[0m"]


def test_characters_are_denser_where_it_is_lighter():
    """Without colour, the light is left."""
    content = picture(size=(8, 8), colour=(255, 255, 255), lower=(0, 0, 0))
    assert list(drawing(content, "characters", 4, 24)) == ["@@@@", ""]


def test_kitty_gets_a_png_in_pieces():
    """Of at most 4096 characters; all but the last say that more comes."""
    noise = Image.frombytes("RGB", (90, 60), os.urandom(90 * 60 * 3))
    content = io.BytesIO()
    noise.save(content, "PNG")
    (line,) = drawing(content.getvalue(), "kitty", 80, 24)
    pieces = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", line)
    assert [head for head, _ in pieces] == ["a=T,f=100,q=2,c=66,m=1", *["m=1"] * (len(pieces) - 2), "m=0"]
    assert max(len(piece) for _, piece in pieces) <= 4096
    sent = Image.open(io.BytesIO(base64.b64decode("".join(piece for _, piece in pieces))))
    assert sent.convert("RGB").tobytes() == noise.tobytes()


@pytest.mark.parametrize("size", [(2000, 10), (10, 2000), (1, 1)])
@pytest.mark.parametrize("columns", [1, 20, 300])
def test_the_drawing_fits_the_terminal(size, columns):
    """Whatever the shape of the image; a line is left for the prompt."""
    lines = list(drawing(picture(size=size, lower=None), "characters", columns, 24))
    assert 1 <= len(lines) <= 22
    assert max(map(len, lines)) <= min(columns, 80)


def test_what_is_behind_a_transparent_image_is_grey():
    """The colour of the terminal is not known."""
    content = picture(colour=(0, 0, 0, 0), lower=None)
    assert "48;2;128;128;128" in next(iter(drawing(content, "true colour", 2, 24)))


def test_a_turned_photo_is_drawn_upright():
    """As its metadata say."""
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by 180 degrees
    (line,) = drawing(picture("PNG", exif=exif), "true colour", 2, 24)
    assert line.startswith("\x1b[38;2;0;0;255;48;2;255;0;0m")


@pytest.mark.parametrize("content", [b"<svg/>", b"", picture()[:40]])
def test_what_cannot_be_drawn_is_said(monkeypatch, content):
    """The file is saved all the same."""
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    draw(content, Out())
    assert shown.getvalue().startswith("The image cannot be drawn")


def test_without_a_terminal_nothing_is_drawn(command):
    """The file is made, and stdout has its name alone."""
    result = command("image", "fox", "--seed", "7", "--show")
    assert (result.code, result.out) == (0, "fox-7.jpg\n")
    assert result.err.startswith("Only a terminal can draw the image.\n")


def test_stdout_is_drawn_on_where_stderr_is_no_terminal(monkeypatch):
    """So 2>log leaves the drawing."""
    shown = Terminal()
    monkeypatch.setattr("sys.stdout", shown)
    monkeypatch.setattr("sys.stderr", SimpleNamespace(isatty=lambda: False))
    monkeypatch.setenv("NO_COLOR", "1")
    draw(picture(), Out())
    assert shown.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="starts processes on terminals")
def test_a_terminal_draws_the_image(command):
    """In colour, and with kitty's protocol where the environment names such a terminal."""
    assert "▀" in command.on_terminal("image", "fox", "--show", COLORTERM="truecolor")[1]
    assert "\x1b_Ga=T,f=100" in command.on_terminal("image", "fox", "--show", TERM="xterm-kitty")[1]
