"""Write the two pages of the command from its tables: all options for people, and `SKILL.md`.

`SKILL.md` tells programs that run commands by themselves how to use `pollinations`. It is in the package, at the place
where tools for such files look: `.agents/skills/NAME/SKILL.md`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pollination_sdk.cli.commands import COMMANDS, group
from pollination_sdk.cli.run.exit_codes import MEANING
from pollination_sdk.cli.run.money import CONFIRM_ABOVE
from tools.regenerate.finish import rendered

REFERENCE = Path("docs/command-reference.md")
SKILL = Path("overlays/pollination_sdk/.agents/skills/pollinations/SKILL.md")


def reference() -> str:
    """Return the text of the page for people."""
    return rendered("command-reference.md", {"commands": list(_commands().values())})


def skill() -> str:
    """Return the text of `SKILL.md`, which names the options that most commands have once."""
    commands = _commands()
    flags = {name: [_flag(option) for option in one["options"]] for name, one in commands.items()}
    shared = [flag for flag in flags["text"] if sum(flag in one for one in flags.values()) > len(flags) / 2]
    own = {name: [flag for flag in each if flag not in shared] for name, each in flags.items()}
    values = {"commands": commands, "own": own, "shared": shared, "codes": MEANING, "confirm_above": CONFIRM_ABOVE}
    return rendered("SKILL.md", values)


def _commands() -> dict[str, dict[str, Any]]:
    """Return what the pages say of each command, by its name, in the order of the table."""
    root = click.Context(group, info_name="pollinations")
    found = ((name, group.get_command(root, name)) for name in COMMANDS)
    described = (one for name, command in found if command for one in _described(name, command, root))
    return {one["name"]: one for one in described}


def _described(name: str, command: click.Command, parent: click.Context) -> Iterator[dict[str, Any]]:
    """Yield what the pages say of a command, or of each command of a group."""
    context = click.Context(command, info_name=name, parent=parent)
    if isinstance(command, click.Group):
        for inner, part in command.commands.items():
            yield from _described(inner, part, context)
        return
    arguments = [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]
    help_text = command.help or ""
    yield {
        "usage": " ".join(filter(None, [context.command_path, *arguments])),
        "summary": help_text.partition("\n")[0],
        "help": " ".join(help_text.split()),
        "options": [one for one in command.params if isinstance(one, click.Option)],
        "name": context.command_path.partition(" ")[2],
    }


def _flag(option: click.Option) -> str:
    """Return the longest name of an option with its value, as `--size PIXELS`."""
    choices = "|".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.metavar
    value = "" if option.is_flag or option.count else f" {choices}"
    return f"{max(option.opts, key=len)}{value}"
