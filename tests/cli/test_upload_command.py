"""`pollinations upload`."""

import json
import os

import pytest

from pollination_sdk.sandbox import Fault


@pytest.fixture
def notes(command):
    """Write a file into the folder of the command."""
    place = command.folder / "notes.txt"
    place.write_text("hello")
    return place


def test_the_url_of_a_file_is_printed(command, notes):
    """And who can read it is said."""
    result = command("upload", "notes.txt")
    assert result.out.startswith("http")
    assert result.out.count("\n") == 1
    assert "everybody with its URL can read it for 30 days" in result.err


def test_an_upload_has_its_options(command, notes):
    """JSON has all that the service says."""
    words = ["--id", "my-notes", "--tags", "a", "--tags", "b", "--content-type", "text/markdown"]
    found = json.loads(command("upload", "notes.txt", *words, "--json").out)
    assert (found["id"], found["tags"], found["contentType"]) == ("my-notes", ["a", "b"], "text/markdown")


def test_an_id_that_is_taken_is_an_error(command, notes):
    """The file of before stays."""
    assert command("upload", "notes.txt", "--id", "taken").code == 0
    assert command("upload", "notes.txt", "--id", "taken").code == 1


@pytest.mark.parametrize(("name", "code"), [("nosuch", 4), (".", 4), ("https://example.com/a", 2), ("empty", 2)])
def test_what_is_no_file_is_refused(command, name, code):
    """Nothing is sent."""
    (command.folder / "empty").touch()
    before = len(command.requests)
    assert command("upload", name).code == code
    assert len(command.requests) == before


def test_an_upload_of_unknown_outcome_costs_nothing(command, notes):
    """It exits with 8 as all such calls do, and may be repeated."""
    command.sandbox.queue(Fault.reset(), route="/x-media/upload")
    result = command("upload", "notes.txt", "--json")
    assert result.code == 8
    assert (result.error["code"], result.error["billed"]) == ("OUTCOME_UNKNOWN", "no")
    assert result.error["hint"] == "Run the command again: an upload costs nothing."


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="uploads for a second, to a terminal")
def test_a_terminal_shows_how_much_is_sent(command):
    """The bar is gone at the end, and a pipe gets none."""
    with (command.folder / "large.bin").open("wb") as file:
        file.write(b"x" * (24 << 20))
    shown = command.on_terminal("upload", "large.bin", NO_COLOR="1")[1]
    assert "\r\x1b[K" in shown
    assert "%" not in command("upload", "large.bin").err
