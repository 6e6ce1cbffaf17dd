"""`pollinations sandbox`."""

from __future__ import annotations

import contextlib

import click


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def sandbox(options: tuple[str, ...]) -> None:
    """Run a local stand-in for the service.

    It runs until Ctrl-C or SIGTERM.
    """
    from pollination_sdk.sandbox.__main__ import main  # noqa: PLC0415 - needs an extra

    with contextlib.suppress(KeyboardInterrupt):  # the usual end
        main(list(options), program="pollinations sandbox")
