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
    return rendered("command-reference.md", {"commands": list(_described().values())})


def skill() -> str:
    """Return the text of `SKILL.md`, which names the options that most commands have once."""
    commands = _described()
    flags = {name: [_flag(option) for option in one["options"]] for name, one in commands.items()}
    shared = [flag for flag in flags["text"] if sum(flag in one for one in flags.values()) > len(flags) / 2]
    own = {name: [flag for flag in each if flag not in shared] for name, each in flags.items()}
    values = {"commands": commands, "own": own, "shared": shared, "codes": MEANING, "confirm_above": CONFIRM_ABOVE}
    return rendered("SKILL.md", values)


def _described() -> dict[str, dict[str, Any]]:
    """Return what the pages say of each command, by its name; those of a group are in its place."""
    outer = click.Context(group, info_name="pollinations")
    found: dict[str, dict[str, Any]] = {}
    for name in COMMANDS:
        command = group.get_command(outer, name)
        if command is None:  # the table names no command that is missing
            raise LookupError(name)
        inner = click.Context(command, info_name=name, parent=outer)
        parts = command.commands if isinstance(command, click.Group) else None
        for part, one in (parts or {name: command}).items():
            context = inner if parts is None else click.Context(one, info_name=part, parent=inner)
            arguments = [each.make_metavar(context) for each in one.params if isinstance(each, click.Argument)]
            called = context.command_path.removeprefix("pollinations ")
            found[called] = {
                "usage": " ".join([context.command_path, *arguments]),
                "summary": (one.help or "").partition("\n")[0],
                "help": " ".join((one.help or "").split()),
                "options": [each for each in one.params if isinstance(each, click.Option)],
                "name": called,
            }
    return found


def _flag(option: click.Option) -> str:
    """Return the longest name of an option with its value, as `--size PIXELS`."""
    choices = "|".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.metavar
    value = "" if option.is_flag or option.count else f" {choices}"
    return f"{max(option.opts, key=len)}{value}"
