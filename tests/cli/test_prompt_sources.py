"""Prompts: the argument, stdin, a pipe with a question, and files."""

import pytest

from pollination_sdk.cli.arguments.prompts import MOST_BYTES


def heard(result):
    """Return what the model was asked."""
    assert result.code == 0, result.err
    return result.out.removeprefix("openai heard: ")


def test_a_prompt_comes_from_the_argument(command):
    """It arrives as it is."""
    assert heard(command("text", "hello")) == "hello\n"


def test_a_prompt_comes_from_a_file(command):
    """Without a byte order mark and the last line end."""
    (command.folder / "prompt.txt").write_bytes(b"\xef\xbb\xbfhello\n")
    assert heard(command("text", "@prompt.txt")) == "hello\n"


def test_a_doubled_at_sign_is_one(command):
    """So a text may start with it."""
    assert heard(command("text", "@@alice says hi")) == "@alice says hi\n"


@pytest.mark.slow(reason="starts four processes")
def test_a_prompt_comes_from_stdin(command):
    """With a question it is the context; an image with a prompt leaves stdin to others."""
    assert heard(command.process("text", given="hello\n")) == "hello\n"
    assert heard(command.process("text", "-", given="hello\n")) == "hello\n"
    assert heard(command.process("text", "what is this?", given="a diff\n")) == "a diff\n\nwhat is this?\n"
    assert command.process("image", "fox", "--seed", "1", given="more\n").out == "fox-1.jpg\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a\x00b", "prompt.txt has a NUL at byte 1: it is no text."),
        (b"ab\xff", "prompt.txt is no UTF-8: byte 2 is 0xff."),
        (b" \n", "prompt.txt is empty, so there is no prompt."),
        (b"a" * (MOST_BYTES + 1), "prompt.txt has more than 4 MiB."),
    ],
    ids=["nul", "latin-1", "empty", "long"],
)
def test_what_is_no_prompt_is_named(command, content, reason):
    """With the place of the first wrong byte."""
    (command.folder / "prompt.txt").write_bytes(content)
    result = command("text", "@prompt.txt", "--json")
    assert (result.code, result.error["message"]) == (2, reason)


def test_a_prompt_file_that_is_missing_exits_with_4(command):
    """It may have been meant as a text."""
    result = command("text", "@nosuch.txt")
    assert result.code == 4
    assert "@@" in result.err.splitlines()[1]


def test_a_file_is_attached(command):
    """A file that is missing exits with 4."""
    (command.folder / "notes.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert command("text", "what is this?", "--attach", "notes.pdf").code == 0
    assert b"what is this?" in command.sandbox.requests[-1].body
    assert command("text", "what is this?", "--attach", "nosuch.pdf").code == 4


def test_a_closed_stdin_is_named(command, monkeypatch):
    """As with <&-."""
    monkeypatch.setattr("sys.stdin", None)
    assert command("text", "-").code == 2
    assert command("text").code == 2
    assert heard(command("text", "hello")) == "hello\n"
