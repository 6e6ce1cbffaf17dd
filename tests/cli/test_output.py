"""Output: data on stdout, talk on stderr, and what a terminal gets in place of a pipe."""

import csv
import io
import json
import os
import subprocess
from types import SimpleNamespace

import pytest
from tests.helpers.command import PROGRAM

from pollination_sdk.cli.output.streams import Out
from pollination_sdk.cli.run.client import Run
from pollination_sdk.cli.run.money import Facts, said
from pollination_sdk.sandbox import Fault

ESCAPE = "hi \x1b]52;c;QUFB\x07 \x9b31m"


def test_stdout_has_data_alone(command):
    """The time is talk."""
    result = command("text", "hi")
    assert result.out == "openai heard: hi\n"
    assert result.err.endswith(" s\n")


def test_quiet_leaves_stderr_empty(command):
    """Only errors are written then."""
    assert command("text", "hi", "--quiet").err == ""


def test_the_seed_is_said(command):
    """In the line after the call."""
    assert command("text", "hi", "--seed", "7").err.endswith(" · seed 7\n")


def test_another_model_is_said(command, capfd):
    """The one that was asked for too."""
    answer = SimpleNamespace(model="mistral", model_substituted=True)
    said(Run(Out()), Facts(answer, 0.5, seed=7, model="openai"))
    assert capfd.readouterr().err == "0.5 s · seed 7\nThe service used mistral in place of openai.\n"


def test_a_model_that_the_service_used_instead_is_said(command):
    """For each command that names a model."""
    command.fail(Fault.header("x-model-used", "mistralai/mistral-small-4"), times=2)
    said = "The service used mistralai/mistral-small-4 in place of openai.\n"
    assert command("text", "hi", "--model", "openai").err.endswith(said)
    assert json.loads(command("text", "ho", "--model", "openai", "--json").out)["model_substituted"] is True


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow(reason="starts processes on terminals")
class TestTerminal:
    """The command on a terminal."""

    def test_control_characters_are_shown_as_text(self, command):
        """A model must not write the clipboard."""
        code, shown = command.on_terminal("text", ESCAPE, NO_COLOR="1")
        assert code == 0
        assert "hi ^[]52;c;QUFB^G \\x9b31m" in shown
        assert "\x1b" not in shown

    def test_talk_is_dim_unless_colour_is_off(self, command):
        """By NO_COLOR or by the kind of terminal."""
        assert "\x1b[2m" in command.on_terminal("text", "hi")[1]
        assert "\x1b" not in command.on_terminal("text", "hi", NO_COLOR="1")[1]
        assert "\x1b" not in command.on_terminal("text", "hi", TERM="dumb")[1]

    def test_a_table_fits_80_columns(self, command):
        """Prices stay whole."""
        shown = command.on_terminal("models", "image", NO_COLOR="1")[1]
        assert max(map(len, shown.splitlines())) <= 80
        assert "0.0002 / image" in shown

    def test_a_narrow_terminal_loses_nothing_of_a_name(self, command):
        """Names are broken, not cut off."""
        shown = command.on_terminal("models", "3d", columns=20, COLUMNS="20", NO_COLOR="1")[1]
        assert max(map(len, shown.splitlines())) <= 20

    def test_the_bytes_of_a_file_are_refused(self, command):
        """They would upset the terminal."""
        code, shown = command.on_terminal("image", "a", "-o", "-")
        assert code == 2
        assert "use a pipe" in shown.lower()

    def test_long_work_shows_its_time(self, command):
        """Only a terminal does, and the line is gone at the end."""
        command.fail(Fault.stall(seconds=1.5))
        shown = command.on_terminal("image", "a fox", NO_COLOR="1")[1]
        assert " image 1 s" in shown
        assert "\r\x1b[K" in shown
        command.fail(Fault.stall(seconds=1))
        assert "image" not in command("image", "a fox").err

    def test_a_terminal_that_gets_narrow_shows_a_shorter_line(self, command):
        """A longer one would leave its parts behind."""
        command.fail(Fault.stall(seconds=2))
        child = command.terminal("image", "a fox", NO_COLOR="1")
        child.expect("image [01] s\r")
        child.setwinsize(24, 6)
        child.expect("\r[^\r]{5}\r")
        child.setwinsize(24, 80)
        assert "a-fox-" in child.read()
        child.wait()
        child.close()
        assert child.exitstatus == 0

    def test_usage_has_bars(self, command):
        """As long as the costs are high."""
        command("text", "hi")
        assert "█" in command.on_terminal("usage", "--by", "model", NO_COLOR="1")[1]

    def test_a_command_without_a_prompt_does_not_wait(self, command):
        """A person would not know what for."""
        assert command.on_terminal("text")[0] == 2


def test_a_pipe_gets_control_characters_unchanged(command):
    """Another program may want them."""
    assert ESCAPE in command("text", ESCAPE).out


def test_a_table_in_a_pipe_has_tabs(command):
    """One line for each row, whatever the width."""
    header, *rows = command("models", "image").out.splitlines()
    assert header.split("\t") == ["model", "alias", "price", "health"]
    assert all(len(row.split("\t")) == 4 for row in rows)


def test_csv_is_read_by_its_header(command):
    """With --csv."""
    rows = list(csv.DictReader(io.StringIO(command("models", "image", "--csv").out)))
    assert {"model", "price"} <= rows[0].keys()


def test_json_has_a_line_for_each_model(command):
    """As other programs read lists."""
    lines = command("models", "text", "--json").out.splitlines()
    assert {json.loads(line)["category"] for line in lines} == {"text"}


@pytest.mark.slow(reason="starts a Python anew")
def test_a_poor_encoding_still_writes_utf_8_to_a_pipe(command):
    """As of the locale C."""
    result = command.process("text", "Füchse · 狐", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.out == "openai heard: Füchse · 狐\n"


@pytest.mark.slow(reason="starts a Python anew")
def test_an_empty_environment_is_enough(command):
    """Also one whose home is missing."""
    del command.environment["POLLINATIONS_CONFIG"]
    environment = {**command.environment, "HOME": "/nonexistent", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run([*PROGRAM, "balance"], env=environment, capture_output=True, check=False)  # noqa: S603 - our own program
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_log_shows_the_call_and_no_key(command):
    """With -v and -vv."""
    result = command.process("text", "hi", "-v")
    assert "GET " in result.err
    assert command.sandbox.key not in command.process("text", "hello", "-vv").err
