"""Write the two pages of the command from its tables: all options for people, and `SKILL.md`.

`SKILL.md` tells programs that run commands by themselves how to use `pollinations`. It is in the package, at the place
where tools for such files look: `.agents/skills/NAME/SKILL.md`.
"""

from pathlib import Path
from typing import Any

import click

from pollination_sdk.cli.commands import COMMANDS, group
from pollination_sdk.cli.exit_codes import MEANING
from pollination_sdk.cli.money import CONFIRM_ABOVE
from tools.regenerate.finish import rendered

REFERENCE = Path("docs/command-reference.md")
SKILL = Path("overlays/pollination_sdk/.agents/skills/pollinations/SKILL.md")


def reference() -> str:
    """Return the text of the page for people."""
    return rendered("command-reference.md", {"commands": [_described(name) for name in COMMANDS]})


def skill() -> str:
    """Return the text of `SKILL.md`, which names the options that most commands have once."""
    commands = {name: _described(name) for name in COMMANDS}
    flags = {name: [_flag(option) for option in one["options"]] for name, one in commands.items()}
    shared = [flag for flag in flags["text"] if sum(flag in one for one in flags.values()) > len(flags) / 2]
    own = {name: [flag for flag in each if flag not in shared] for name, each in flags.items()}
    values = {"commands": commands, "own": own, "shared": shared, "codes": MEANING, "confirm_above": CONFIRM_ABOVE}
    return rendered("SKILL.md", values)


def _described(name: str) -> dict[str, Any]:
    context = click.Context(group, info_name="pollinations")
    command = group.get_command(context, name)
    if command is None:  # the table names no command that is missing
        raise LookupError(name)
    inner = click.Context(command, info_name=name, parent=context)
    arguments = [one.make_metavar(inner) for one in command.params if isinstance(one, click.Argument)]
    return {
        "usage": " ".join(filter(None, ["pollinations", name, *arguments])),
        "summary": COMMANDS[name].help,
        "help": " ".join((command.help or "").split()),
        "options": [one for one in command.params if isinstance(one, click.Option)],
        "name": name,
    }


def _flag(option: click.Option) -> str:
    """Return the longest name of an option with its value, as `--size PIXELS`."""
    choices = "|".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.metavar
    value = "" if option.is_flag or option.count else f" {choices}"
    return f"{max(option.opts, key=len)}{value}"
