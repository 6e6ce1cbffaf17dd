"""The options that commands share, as decorators. A command gets a `Run` first, made from them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.output.streams import Out
from pollination_sdk.cli.run.client import Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from pollination_sdk.cli.output.streams import Form

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a file."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for completion

    return [CompletionItem(incomplete, type="file")]


def completes(what: str, *arguments: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return a function that completes a name, out of those that a function of `names` returns."""

    def complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
        from pollination_sdk.cli.arguments import names  # noqa: PLC0415 - only for completion

        return [name for name in getattr(names, what)(*arguments) if name.startswith(incomplete)]

    return complete


POSITIVE = click.FloatRange(min=0, min_open=True)
_RUN = ("timeout", "base_url", "verbose", "spend_limit", "yes", "estimate")

_COMMON = (
    click.option("--json", "as_json", is_flag=True, help="Write JSON: an object, or one a line; errors too."),
    click.option("--timeout", type=POSITIVE, metavar="SECONDS", help="The most seconds for a call."),
    click.option("--base-url", metavar="URL", help="The URL of the service."),
    click.option("-q", "--quiet", is_flag=True, help="Write nothing to stderr but errors."),
    click.option("-v", "--verbose", count=True, help="Log the calls, without keys; -vv the connections too."),
)
_PAID = (
    click.option("--estimate", is_flag=True, help="Show the price, and send nothing."),
    click.option(
        "--spend-limit", "--max-cost", type=POSITIVE, metavar="POLLEN", help="Send nothing that may cost more."
    ),
    click.option("-y", "--yes", is_flag=True, help="Do not ask before a call that costs much."),
)
_SAVING = (
    click.option("-o", "--output", metavar="FILE|DIR|-", help="Where to save; - is stdout.", shell_complete=files),
    click.option("--force", is_flag=True, help="Replace the file that -o names."),
)


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command, and pass a `Run` made of them as the first argument."""

    @functools.wraps(function)
    def run(*args: Any, as_json: bool, quiet: bool, as_csv: bool = False, **options: Any) -> Any:
        form: Form = "json" if as_json else "csv" if as_csv else "text"
        settings = {name: options.pop(name) for name in _RUN if name in options}
        out = Out(form, quiet=quiet or as_json)  # then stderr has JSON alone
        return function(Run(out, **settings), *args, **options)

    return _with(_COMMON, run)


def paid(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of calls that cost pollen; they arrive in the `Run` of `common`."""
    return _with(_PAID, function)


def saving(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that save files: `output` and `force`."""
    return _with(_SAVING, function)


def csv(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--csv`, which arrives in the output of the `Run`."""
    return click.option("--csv", "as_csv", is_flag=True, help="Write CSV with a header line.")(function)


def model(kind: str, default: str | None = None) -> Decorator:
    """Return the option `--model` for a kind of models, which `pollinations models KIND` lists.

    Args:
        kind: The kind.
        default: The model that is sent if none is given; None to leave the choice to the service.
    """
    by_default = f", {default} by default" if default else ""
    text = f"The model{by_default}; see: pollinations models {kind}"
    complete = completes("models", kind)
    return click.option("-m", "--model", metavar="NAME", default=default, help=text, shell_complete=complete)


def many_files(*flags: str, text: str, required: bool = False) -> Decorator:
    """Return an option that names files or URLs, once or several times.

    Args:
        flags: Its names.
        text: Its help.
        required: Whether at least one is needed.
    """
    return click.option(*flags, multiple=True, required=required, metavar="FILE|URL", shell_complete=files, help=text)


SIZES = ("1k", "2k", "360p", "480p", "720p", "768p", "1080p", "4k")
count: Decorator = click.option(
    "-n", "count", type=click.IntRange(1, 100), default=1, metavar="N", help="How many; 1 by default."
)
quality: Decorator = click.option(
    "--quality", type=click.Choice(("low", "medium", "high", "hd")), help="For some models."
)
resolution: Decorator = click.option(
    "--resolution", type=click.Choice(SIZES), help="The size, for the models that take it."
)
width: Decorator = click.option("--width", type=int, metavar="PIXELS", help="The width.")
height: Decorator = click.option("--height", type=int, metavar="PIXELS", help="The height.")
seed: Decorator = click.option(
    "--seed", type=click.IntRange(min=0), metavar="N", help="The seed; a fresh one by default."
)
safe: Decorator = click.option(
    "--safe", metavar="CHECKS", help="The checks of the prompt first, such as privacy,secrets."
)


def given(**options: Any) -> dict[str, Any]:
    """Return the options that were given: the service's own defaults are left to it."""
    return {name: value for name, value in options.items() if value is not None and value != ()}


def _with(options: tuple[Callable[..., Any], ...], function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        function = option(function)
    return function
