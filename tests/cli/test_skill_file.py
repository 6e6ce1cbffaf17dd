"""`SKILL.md` obeys the format, is short enough to be read whole, and its commands are understood."""

import re
import shlex
from importlib import resources

import click
import pytest
from ruamel.yaml import YAML

from pollination_sdk.cli.commands import COMMANDS, group

PLACE = resources.files("pollination_sdk") / ".agents/skills/pollinations/SKILL.md"
_, HEAD, BODY = PLACE.read_text(encoding="utf-8").split("---\n", 2)
VALUES = {"POLLEN": "0.1", "KIND": "image"}


def test_the_head_obeys_the_format():
    """The bounds are those of agentskills.io."""
    head = YAML(typ="safe").load(HEAD)
    assert set(head) == {"name", "description", "license", "compatibility"}
    assert head["name"] == PLACE.parent.name
    assert len(head["description"]) <= 1024
    assert len(head["compatibility"]) <= 500


def test_it_is_short():
    """The format advises fewer than 500 lines and 5000 tokens, of about four characters."""
    assert len(BODY.splitlines()) < 500
    assert len(BODY) < 4 * 5000


def test_each_command_is_in_it():
    """In the order of the help."""
    named = re.findall(r"^- `pollinations ([\w-]+)", BODY, re.MULTILINE)
    assert list(dict.fromkeys(named)) == list(COMMANDS)  # a group has a line for each of its commands


@pytest.mark.parametrize("line", re.findall(r"`pollinations ((?!COMMAND)\w+[^`]* --[^`]+)`", BODY))
def test_a_command_of_the_rules_is_understood(line):
    """With values for the words in capitals."""
    name, *words = [VALUES.get(word, word) for word in shlex.split(line)]
    group.get_command(click.Context(group), name).make_context(name, words)
