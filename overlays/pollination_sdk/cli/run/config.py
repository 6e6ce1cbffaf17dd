"""The configuration file: defaults of options, in TOML.

    timeout = 120
    spend-limit = 2.5

    [image]
    model = "flux"

Options at the top are for all commands that have them; those of a table are for the command of that name. They have
the names that are typed, without the dashes in front. A name that nobody has is refused: it may be that of a limit.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.run.exit_codes import USAGE, CommandError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_NEVER = {"key", "api_key", "api-key", "token"}
"""Keys do not belong into a file that is shown and shared."""


def path() -> Path:
    """Return the place of the file: `POLLINATIONS_CONFIG`, or the platform's folder for configuration."""
    if named := os.environ.get("POLLINATIONS_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 - not where the environment names the file

    return user_config_path("pollinations", appauthor=False) / "config.toml"


def read() -> dict[str, Any]:
    """Return what the file says; empty if there is none.

    Raises:
        CommandError: It cannot be read, or is no TOML, or `POLLINATIONS_CONFIG` names one that does not exist.
    """
    place = path()
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if os.environ.get("POLLINATIONS_CONFIG"):
            raise CommandError(
                f"POLLINATIONS_CONFIG names {str(place)!r}, and there is no such file.",
                "Correct the path, or unset POLLINATIONS_CONFIG.",
                exit_code=USAGE,
                code="CONFIG",
            ) from None
        return {}
    except OSError as error:
        raise _refused(f"{place} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise _refused(f"{place} is no valid TOML: {error}.") from None


def defaults(command: click.Command, context: click.Context, group: click.Group) -> dict[str, Any]:
    """Return the defaults of a command's options.

    Args:
        command: The command.
        context: The context of its group.
        group: The group, which has all commands.

    Raises:
        CommandError: The file cannot be read, or names an option that does not exist.
    """
    content = read()
    own = content.get(str(command.name), {})
    known = _names(command)
    if not isinstance(own, dict):
        raise _refused(f"{path()}: {command.name} is a command: write [{command.name}] and its options below.")
    _refuse_unknown(own, known, f"[{command.name}] ")
    shared = {name: value for name, value in content.items() if not isinstance(value, dict)}
    others = [name for name in shared if _python(name) not in known]
    if others:  # only then are the other commands imported
        everybody = {name for one in _commands(context, group) for name in _names(one)}
        _refuse_unknown(others, everybody, "")
    _refuse_unknown_tables(content, group.list_commands(context))
    given = {**shared, **own}.items()
    found = {known[_python(name)]: value for name, value in given if _python(name) in known}
    if not isinstance(command, click.Group):
        return found
    return {name: _of(one, found) for name, one in command.commands.items()} | found


def _of(command: click.Command, found: dict[str, Any]) -> dict[str, Any]:
    """Return those of the defaults that a command of a group has."""
    return {name: value for name, value in found.items() if name in _names(command).values()}


def settings(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the settings of the file, those of a command as `image.width`."""
    for name, value in content.items():
        options = value if isinstance(value, dict) else {"": value}
        yield from ((f"{name}.{option}".rstrip("."), one) for option, one in options.items())


def mistake(content: dict[str, Any], context: click.Context, group: click.Group) -> str:
    """Return what the commands of a group will say about the file; empty if they will say nothing."""
    names = group.list_commands(context)
    try:
        for name in [name for name in content if name in names] or names[:1]:
            if command := group.get_command(context, name):
                defaults(command, context, group)
    except CommandError as error:
        return error.message
    return ""


def _commands(context: click.Context, group: click.Group) -> Iterator[click.Command]:
    for name in group.list_commands(context):
        if command := group.get_command(context, name):
            yield command


def _names(command: click.Command) -> dict[str, str]:
    """Return the parameters of a command's options by the names that a file may have."""
    parts = command.commands.values() if isinstance(command, click.Group) else (command,)
    return {
        _python(name.lstrip("-")): str(option.name)
        for part in parts
        for option in part.params
        if option.param_type_name == "option"
        for name in (str(option.name), *option.opts)
    }


def _refuse_unknown(given: Iterable[str], known: Collection[str], where: str) -> None:
    for name in given:
        if name in _NEVER:
            raise _refused(f"{path()}: {where}{name}: keys do not belong into this file; use POLLINATIONS_API_KEY.")
        if _python(name) not in known:
            raise _refused(f"{path()}: {where}there is no option {name!r}.")


def _refuse_unknown_tables(content: dict[str, Any], commands: Collection[str]) -> None:
    for name, value in content.items():
        if isinstance(value, dict) and name not in commands:
            raise _refused(f"{path()}: [{name}] names no command.")


def _python(name: str) -> str:
    return name.replace("-", "_")


def _refused(message: str) -> CommandError:
    return CommandError(message, f"Correct the file {path()}.", exit_code=USAGE, code="CONFIG")
