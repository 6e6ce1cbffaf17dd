"""What a terminal of 80 columns shows: it fits, its colours read well on dark and on light, and NO_COLOR is obeyed."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from tests.helpers.screen import screen

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal"),
    pytest.mark.slow(reason="starts processes on terminals"),
]
COMMANDS = [
    ["--help"],
    ["image", "--help"],
    ["text", "moss " * 60],
    ["image", "a fox in the snow " * 8, "--seed", "7"],
    ["image", "a fox", "--model", "fluxx"],
    ["models"],
    ["usage"],
    ["usage", "--daily"],
    ["doctor"],
    ["image", "--nosuch"],
]
READABLE = {"default", "red", "green", "brown", "blue", "magenta", "cyan"}
"""White, black and the bright colours vanish on some terminals; others than these 16 do not follow the user's theme.
pyte calls yellow brown."""
LINES_OF_ANY_LENGTH = {"text", "image"}
"""A model's text, the path of a file and an error are one line each: the terminal wraps them."""


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:24])
def test_a_terminal_of_80_columns_shows_all_in_colours_that_read_well(command, words):
    """Nothing is cut off, and what is copied from a table stays whole."""
    command.sandbox.add_usage(datetime.now(UTC) - timedelta(days=3), model="flux")
    rows = screen(command.on_terminal(*words)[1], columns=400, lines=300).buffer.values()
    assert {cell.fg for row in rows for cell in row.values()} <= READABLE
    assert {cell.bg for row in rows for cell in row.values()} == {"default"}
    if words[0] not in LINES_OF_ANY_LENGTH or "--help" in words:
        assert max(column for row in rows for column, cell in row.items() if cell.data.strip()) < 80


@pytest.mark.parametrize("words", COMMANDS[2::3], ids=lambda words: " ".join(words)[:24])
def test_without_colour_no_sequence_changes_the_look(command, words):
    """With NO_COLOR. A spinner still erases its line."""
    shown = command.on_terminal(*words, NO_COLOR="1")[1]
    assert "\x1b" not in shown.replace("\r\x1b[K", "")


def test_json_cannot_steer_a_terminal(command):
    """U+009B starts a sequence as ESC [ does, and JSON may have it as it is."""
    steering = "\x9b31m\x1b]52;c;QQ==\x07\x7f\u202e"
    command.sandbox.reply(f"it {steering} goes")
    shown = command.on_terminal("text", "hi", "--json")[1]
    assert shown.replace("\r\n", "").isprintable()
    assert json.loads(shown)["text"] == f"it {steering} goes"
