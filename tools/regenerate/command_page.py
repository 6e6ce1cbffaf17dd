"""Write `docs/command-reference.md`: each command with its options, from the commands themselves."""

from collections.abc import Iterator
from pathlib import Path

import click

from pollination_sdk.cli.commands import COMMANDS, group

PLACE = Path("docs/command-reference.md")
_START = """\
<!-- Written from the commands by `nox -s regenerate`; do not edit: change those instead. -->
# The options of the command

[The command](command.md) has the rules that all of them follow. Options can be given in any order.
"""


def text() -> str:
    """Return the text of the page."""
    return "\n".join([_START, *(line for name in COMMANDS for line in _section(name))])


def _section(name: str) -> Iterator[str]:
    context = click.Context(group, info_name="pollinations")
    command = group.get_command(context, name)
    if command is None:  # the table names no command that is missing
        raise LookupError(name)
    own = click.Context(command, info_name=name, parent=context)
    arguments = [parameter.make_metavar(own) for parameter in command.params if isinstance(parameter, click.Argument)]
    yield f"## {name}\n"
    yield f"`{' '.join(filter(None, ['pollinations', name, *arguments]))}`\n"
    yield f"{' '.join((command.help or '').split())}\n"
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        yield "| Option | Meaning |\n| --- | --- |"
        yield from (_row(option) for option in options)
        yield ""


def _row(option: click.Option) -> str:
    flags = [*option.opts, *option.secondary_opts]
    value = "" if option.is_flag or option.count else f" {_value(option)}"
    return f"| {', '.join(f'`{flag}`' for flag in flags)}{value} | {option.help} |"


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "`" + "`, `".join(map(str, option.type.choices)) + "`"
    return f"`{str(option.metavar or 'TEXT').replace('|', chr(92) + '|')}`"
