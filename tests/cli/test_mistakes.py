"""A person's mistakes: each is two lines, which say what happened and what to do."""

import io
import os
import re
from pathlib import Path

import pytest

from pollination_sdk import without_waiting
from pollination_sdk.cli.commands import COMMANDS
from pollination_sdk.cli.output.terminal import as_command, columns

LONG = "x" * 10_000_000
MISTAKES = [
    # what is typed, the environment, what stdin has; the exit code, and a part of each line
    ("balance", {"POLLINATIONS_API_KEY": "sk_ffffffffffffffffffffffff"}, "", 3, "401 ", "pollinations login"),
    ("image fox", {"POLLINATIONS_API_KEY": ""}, "", 3, "needs an API key", "pollinations login"),
    ("image fox -m fluxx", {}, "", 4, "fluxx", "Is flux meant? See what there is: pollinations models"),
    ("imagine fox", {}, "", 2, "no command 'imagine'", "pollinations --help"),
    ("image fox --withd 64", {}, "", 2, "--withd", "pollinations image --help"),
    ("image fox --width wide", {}, "", 2, "'wide' is not a valid integer", "pollinations image --help"),
    ("call get_acount_key", {}, "", 4, "no operation 'get_acount_key'", "pollinations call"),
    ("image fox --base-url http://127.0.0.1:1", {}, "", 5, "Could not connect to 127.0.0.1:1", "Check the network"),
    ("text hi --base-url http://nosuch.invalid", {}, "", 5, "nosuch.invalid", "Check the network"),
    ("text hi --base-url nosuch", {}, "", 2, "names no host", "https://gen.pollinations.ai"),
    ("text hi", {"POLLINATIONS_BASE_URL": "ftp://x"}, "", 2, "POLLINATIONS_BASE_URL", "https://gen.pollinations.ai"),
    ("text hi", {"HTTP_PROXY": "http://127.0.0.1:1"}, "", 5, "through the proxy http://127.0.0.1:1", "network"),
    ("text", {}, "", 2, "stdin is empty", "as an argument"),
    ("text", {}, LONG, 2, "stdin has more than 4 MiB.", "Send less of it."),
    ("image -", {}, LONG, 2, "stdin has more than 4 MiB.", "Send less of it."),
    ("text hello", {"POLLINATIONS_CONFIRM_ABOVE": "much"}, "", 2, "'much'", "0.5"),
    ("text @notes.txt", {}, "", 4, "notes.txt", "Check the path"),
    ("edit bluer -i fox.png", {}, "", 4, "no file 'fox.png'", "Check the path"),
    ("image fox -o pictures/", {}, "", 4, "no folder 'pictures'", "Make it: mkdir pictures"),
    ("image fox -o a/b/fox.png", {}, "", 4, "no folder", "Make it: mkdir -p a/b"),
    ("image a red fox", {}, "", 2, "(red fox)", 'quotes: pollinations image "..."'),
    ("image -red", {}, "", 2, "'-r'", "pollinations image --help; put -- before a prompt"),
    ("models -x", {}, "", 2, "'-x'", "pollinations models --help"),
    (
        f"text hi -a {Path(__file__).as_posix()}",
        {},
        "",
        2,
        "--attach number 1 holds text",
        "pollinations text QUESTION < FILE",
    ),
    ("call delete_media_by_id id=zz", {}, "", 4, "File not found.", "The id is wrong"),
    ("image fox --spend-limit 0.0000001", {}, "", 6, "--spend-limit 0.0000001;", "--estimate"),
    ("login --with-token", {}, "\n", 2, "stdin has no key.", "through the pipe"),
    ("login", {}, "", 2, "no terminal", "pollinations login --with-token"),
    ("video fox --duration 100", {}, "", 6, "nothing was sent", "--yes"),
]


@pytest.mark.parametrize(("line", "environment", "given", "code", "first", "second"), MISTAKES, ids=lambda one: None)
@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C", "COLUMNS": "20", "HOME": "/nonexistent", "NO_COLOR": "1"}])
def test_a_mistake_is_two_lines(command, monkeypatch, line, environment, given, code, first, second, locale):  # noqa: PLR0917 - the columns of the table
    """What happened, and what to do. Each command that a line names exists; nothing is billed or saved."""
    for name, value in {**environment, **locale}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    before = command.sandbox.balance
    with without_waiting():
        result = command(*line.split())
    happened, advice = result.err.splitlines()
    assert (result.code, result.out) == (code, "")
    assert first in happened
    assert second in advice
    assert not re.search("Traceback|POLLINATIONS_DEBUG|Error\\b", result.err)
    assert set(re.findall(r"pollinations (?!--)(\w+)", advice)) <= set(COMMANDS)
    assert command.sandbox.balance == before
    assert not list(command.folder.iterdir())


def test_no_advice_names_a_bug_for_a_mistake_of_the_system(command, monkeypatch):
    """The current folder may be gone."""
    (command.folder / "gone").mkdir()
    monkeypatch.chdir(command.folder / "gone")
    (command.folder / "gone").rmdir()
    result = command("image", "fox")
    assert result.code == 1
    assert result.err.splitlines()[1] == "Choose another folder: -o DIR"
    assert command("text", "hi").code == 0


@pytest.mark.parametrize(("given", "expected"), [("20", 20), ("0", 80), ("wide", 80), ("", 80)])
def test_the_columns_are_those_of_the_environment(monkeypatch, given, expected):
    """A pipe has none; then they are 80."""
    monkeypatch.setenv("COLUMNS", given)
    with Path(os.devnull).open("w", encoding="utf-8") as stream:
        assert columns(stream) == expected


def test_a_command_to_type_is_quoted_for_its_shell():
    """That of Windows knows no single quotes."""
    assert as_command(["mkdir", "a b", "it's"], "posix") == "mkdir 'a b' 'it'\"'\"'s'"
    assert as_command(["mkdir", "a b", "it's"], "nt") == 'mkdir "a b" it\'s'


def test_the_command_needs_nothing_that_windows_lacks():
    """No modules and signals of Unix, and no processes that fork."""
    lacking = re.compile(
        r"import (?:fcntl|grp|pty|pwd|resource|termios|tty)\b|os\.(?:fork|killpg|mkfifo|openpty)\b"
        r"|signal\.(?:SIGALRM|SIGCHLD|SIGHUP|SIGKILL|SIGPIPE|SIGWINCH|pthread_sigmask|setitimer)\b"
    )
    for path in (Path(__file__).parents[2] / "overlays/pollination_sdk/cli").rglob("*.py"):
        assert not lacking.search(path.read_text(encoding="utf-8")), path.name
