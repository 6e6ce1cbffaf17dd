"""`pollinations completion`."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

_SHELLS = {
    "bash": 'eval "$(pollinations completion bash)"   # in ~/.bashrc',
    "zsh": 'eval "$(pollinations completion zsh)"   # in ~/.zshrc',
    "fish": "pollinations completion fish > ~/.config/fish/completions/pollinations.fish",
}


@click.command(epilog="\b\n" + "\n".join(_SHELLS.values()))
@click.argument("shell", type=click.Choice(tuple(_SHELLS)))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    It completes commands and options.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    root = click.get_current_context().find_root().command
    maker = kind(root, {}, "pollinations", "_POLLINATIONS_COMPLETE")
    sys.stdout.write(maker.source_template % maker.source_vars())
