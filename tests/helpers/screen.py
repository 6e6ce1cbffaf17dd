"""A terminal in memory: what a command shows on it, cell by cell, and as SVG for light and dark pages."""

import itertools
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import pyte
from pyte import graphics
from pyte.screens import Char
from tests.helpers.forking import FORKS, forked_terminal

graphics.TEXT[2] = "+blink"  # pyte does not know faint text; nothing of ours blinks

WIDE, HIGH, FONT, EDGE = 8.4, 18, 14, 12
"""The size of a cell, of the font and of the margin, in the units of the SVG."""
LIGHT = {
    "paper": "#ffffff",
    "default": "#1f2328",
    "red": "#a40e26",
    "green": "#116329",
    "brown": "#7d4e00",
    "blue": "#0550ae",
    "magenta": "#6639ba",
    "cyan": "#1b7c83",
}
DARK = {
    "paper": "#0d1117",
    "default": "#e6edf3",
    "red": "#ff7b72",
    "green": "#3fb950",
    "brown": "#d29922",
    "blue": "#58a6ff",
    "magenta": "#bc8cff",
    "cyan": "#39c5cf",
}
"""The colours that read well on both pages, by their names in pyte, which calls yellow brown."""


class Run(NamedTuple):
    """Characters of a row that look alike."""

    column: int
    text: str
    style: Char

    @property
    def classes(self) -> str:
        """The classes of the SVG."""
        names = [self.style.fg, "bold" if self.style.bold else "", "faint" if self.style.blink else ""]
        return " ".join(name for name in names if name and name != "default")


def screen(shown: str, *, columns: int = 80, lines: int = 100) -> pyte.Screen:
    """Return a terminal that got these characters."""
    one = pyte.Screen(columns, lines)
    pyte.Stream(one).feed(shown)
    return one


def on_terminal(
    words: list[str],
    folder: Path,
    environment: dict[str, str],
    *,
    lines: int = 24,
    typed: Iterable[tuple[str, str]] = (),
) -> str:
    """Run a program on a terminal of 80 columns, and return all that it writes.

    Args:
        words: The program and its arguments.
        folder: The folder that it runs in.
        environment: Its whole environment.
        lines: The lines of the terminal.
        typed: What is typed, each after the words that it waits for.
    """
    import pexpect  # noqa: PLC0415 - Windows has no pseudo-terminals

    settings = {"cwd": str(folder), "dimensions": (lines, 80), "encoding": "utf-8", "timeout": 60, "env": environment}
    can_fork = words[0] == sys.executable and words[1] in ("-c", "-m") and FORKS.can_start(environment)
    child = forked_terminal(words[1:], **settings) if can_fork else pexpect.spawn(words[0], words[1:], **settings)
    shown = ""
    for awaited, keys in typed:
        child.expect(awaited)
        shown += child.before + child.after
        child.send(keys)
    shown += child.read()
    child.wait()
    child.close()
    return shown


def rows(one: pyte.Screen) -> list[str]:
    """Return the rows as text, without the empty ones at the end."""
    texts = [row.rstrip() for row in one.display]
    return texts[: max((number for number, text in enumerate(texts, start=1) if text), default=0)]


def svg(one: pyte.Screen, title: str) -> str:
    """Return the screen as an SVG whose colours follow those of the page.

    Args:
        one: The terminal.
        title: What readers without images get.
    """
    high = len(rows(one))
    width, height = round(one.columns * WIDE + 2 * EDGE), high * HIGH + 2 * EDGE
    texts = [run for number in range(high) for run in _runs(one, number)]
    used = {name for _, run in texts for name in run.classes.split()} | {"paper"}
    style = f"{_rules(LIGHT, used)}@media(prefers-color-scheme:dark){{{_rules(DARK, used)}}}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>text{{font:{FONT}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}}",
            f".bold{{font-weight:bold}}.faint{{opacity:.65}}{style}</style>",
            '<rect class="paper" width="100%" height="100%" rx="8"/>',
            *(_text(number, run) for number, run in texts),
            f'<g transform="translate({EDGE} {EDGE})scale({WIDE} {HIGH // 2})" shape-rendering="crispEdges">',
            *_paths(one, high),
            "</g>\n</svg>\n",
        ]
    )


def _rules(colours: dict[str, str], used: set[str]) -> str:
    rules = {"text,.default": colours["default"]} | {f".{name}": colours[name] for name in colours if name in used}
    return "".join(f"{name}{{fill:{colour}}}" for name, colour in rules.items())


def _runs(one: pyte.Screen, number: int) -> Iterator[tuple[int, Run]]:
    """Yield the runs of a row; blocks are drawn apart from them."""
    cells = [(column, one.buffer[number][column]) for column in range(one.columns)]
    for style, group in itertools.groupby(cells, key=lambda cell: cell[1]._replace(data="")):
        column, text = None, ""
        for at, cell in group:
            column = at if column is None else column
            text += " " if cell.data in _BLOCKS else cell.data
        for words in re.finditer(r"\S+(?: \S+)*", text):  # SVG drops further spaces
            yield number, Run((column or 0) + words.start(), words[0], style)


def _text(number: int, run: Run) -> str:
    x, y = EDGE + run.column * WIDE, EDGE + number * HIGH + FONT
    name = f' class="{run.classes}"' if run.classes else ""
    return f'<text x="{x:g}" y="{y}" textLength="{len(run.text) * WIDE:g}"{name}>{escape(run.text, quote=False)}</text>'


_EIGHTHS = "▏▎▍▌▋▊▉█"
_BLOCKS = {"▀": ("fg", "bg"), "▄": ("bg", "fg")} | dict.fromkeys(_EIGHTHS, ("fg", "fg"))
"""The characters that are two pixels, one above the other. The eighths end a bar, and are less wide."""


def _paths(one: pyte.Screen, high: int) -> Iterator[str]:
    """Yield a path for each colour of the blocks; a pixel has the width and half the height of a cell."""
    paths: dict[str, list[str]] = defaultdict(list)
    for row, half in itertools.product(range(high), (0, 1)):
        cells = (one.buffer[row][column] for column in range(one.columns))
        colours = [getattr(cell, _BLOCKS[cell.data][half]) if cell.data in _BLOCKS else "" for cell in cells]
        for colour, group in itertools.groupby(range(one.columns), key=colours.__getitem__):
            if colour:
                columns = list(group)
                first, wide = columns[0], sum(map(_width, (one.buffer[row][column].data for column in columns)))
                paths[colour].append(f"M{first} {2 * row + half}h{wide:g}v1h-{wide:g}")
    for colour, parts in paths.items():
        named = f'class="{colour}"' if colour in LIGHT else f'fill="#{colour}"'
        yield f'<path {named} d="{"".join(parts)}"/>'


def _width(character: str) -> float:
    return (_EIGHTHS.index(character) + 1) / len(_EIGHTHS) if character in _EIGHTHS else 1
