"""The table of commands, and the group that imports the module of a command when it is called."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pollination_sdk import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Entry(NamedTuple):
    """A command: the module of `cli` that has it, as a function of the command's name, and its help in a line."""

    module: str
    help: str
    reads_config: bool = True


COMMANDS = {
    "text": Entry("generate.text", "Generate text."),
    "chat": Entry("generate.chat", "Talk with a model."),
    "image": Entry("generate.images", "Generate images."),
    "edit": Entry("generate.images", "Change images as a text says."),
    "video": Entry("generate.video", "Generate videos."),
    "speech": Entry("generate.audio", "Speak a text, or make music or a sound."),
    "transcribe": Entry("generate.audio", "Write down the speech of a recording."),
    "embed": Entry("generate.embed", "Turn texts into vectors."),
    "batch": Entry("batch.command", "Run many calls, and go on where they stopped."),
    "upload": Entry("service.uploads", "Upload a file, and print its URL."),
    "models": Entry("service.models", "List the models with their prices."),
    "balance": Entry("account.usage", "Show the pollen that is left."),
    "usage": Entry("account.usage", "Show what calls have cost."),
    "key": Entry("account.usage", "Show the key's permissions and limits."),
    "keys": Entry("account.keys", "List, create or revoke keys."),
    "quests": Entry("account.income", "Show the quests that give pollen."),
    "earnings": Entry("account.income", "Show what your apps and models earn."),
    "login": Entry("account.login", "Sign in, or store a key."),
    "logout": Entry("account.login", "Delete the stored key."),
    "whoami": Entry("account.login", "Show whose key is used."),
    "call": Entry("service.call", "Call any operation of the service."),
    "sandbox": Entry("setup.sandbox", "Run a local stand-in for the service.", reads_config=False),
    "doctor": Entry("setup.doctor", "Show what a bug report needs.", reads_config=False),
    "completion": Entry("setup.completion", "Print the completion script of a shell.", reads_config=False),
}
"""Every command, in the order of the help. This table alone is read for `pollinations --help`."""

_EPILOG = "What scripts can rely on: docs/command-contract.md. `pollinations COMMAND --help` shows the options."


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the interface of click
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import a command; None if there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"pollination_sdk.cli.{entry.module}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the table, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, without importing any."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for the shell's completion

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        names = (name for name in COMMANDS if name.startswith(incomplete))
        return [CompletionItem(name, help=COMMANDS[name].help) for name in names]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and take its defaults from the configuration file."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from pollination_sdk.cli.arguments.names import nearest  # noqa: PLC0415 - only after a mistake

            raise click.UsageError(f"There is no command {args[0]!r}{nearest(args[0], COMMANDS)}.", ctx)
        name, command, rest = super().resolve_command(ctx, args)
        runs = not ctx.resilient_parsing and not any(word in rest for word in ("--help", "-h"))
        if name and command and COMMANDS[name].reads_config and runs:
            from pollination_sdk.cli.run.config import defaults  # noqa: PLC0415 - not for the help or a completion

            found = defaults(command, ctx, self)
            ctx.meta["pollinations"]["json"] = found.get("as_json") is True
            ctx.default_map = {name: found}
        return name, command, rest


_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
group: click.Group = Commands(
    name="pollinations",
    help="Text, images, video, sound, models, account and usage of gen.pollinations.ai.",
    epilog=_EPILOG,
    context_settings=_SETTINGS,
)
click.version_option(__version__, "-V", "--version", prog_name="pollinations", message="%(prog)s %(version)s")(group)
