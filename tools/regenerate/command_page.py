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
    return "\n".join([_START, *(line for command, context in every() for line in _section(command, context))])


def every() -> Iterator[tuple[click.Command, click.Context]]:
    """Yield each command with its context, in the order of the table; those of a group in its place."""
    for name in COMMANDS:
        command, context = found(name)
        if not isinstance(command, click.Group):
            yield command, context
            continue
        for part, one in command.commands.items():
            yield one, click.Context(one, info_name=part, parent=context)


def found(name: str) -> tuple[click.Command, click.Context]:
    """Return a command of the table, and the context that it is called in."""
    context = click.Context(group, info_name="pollinations")
    command = group.get_command(context, name)
    if command is None:  # the table names no command that is missing
        raise LookupError(name)
    return command, click.Context(command, info_name=name, parent=context)


def usage(command: click.Command, context: click.Context) -> str:
    """Return a command with its arguments, as `pollinations models [KIND]`."""
    arguments = [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]
    return " ".join(filter(None, [context.command_path, *arguments]))


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path.partition(' ')[2]}\n"
    yield f"`{usage(command, context)}`\n"
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
