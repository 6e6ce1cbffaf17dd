"""`pollinations batch`: many calls, which go on where they stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.batch.folder import audit, folder_argument, pack, status
from pollination_sdk.cli.batch.running import run_batch
from pollination_sdk.cli.run.money import agreed_to_batch

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.cli.run.client import Run

_FORMATS = ("jsonl", "csv", "tsv", "parquet", "txt")

_SENDING = (
    click.option(
        "--in-flight", type=click.IntRange(min=1), metavar="N", help="The most calls at a time; 16 by default."
    ),
    click.option(
        "--per-second",
        type=options.POSITIVE,
        metavar="N",
        help="The most calls a second; 10 by default, as the service.",
    ),
    click.option("--max-failures", type=click.IntRange(min=1), metavar="N", help="Stop after so many failed items."),
    click.option(
        "--attempts", type=click.IntRange(min=1), metavar="N", help="The most tries of an item; 3 by default."
    ),
    click.option(
        "--item-timeout", type=options.POSITIVE, metavar="SECONDS", help="The most for an item with all its tries; 900."
    ),
    click.option("--dask", metavar="ADDRESS", help="Send from the workers of the Dask scheduler at this address."),
    click.option("--dask-key-file", metavar="PATH", help="The file on each worker that has the API key."),
    click.option(
        "--lease-seconds",
        type=options.POSITIVE,
        metavar="SECONDS",
        help="How long a worker may send what it has got at once; 600.",
    ),
)


_PRICED = (
    click.option("--estimate", is_flag=True, help="Show the price of what is missing, and send nothing."),
    click.option(
        "--spend-limit", "--max-cost", type=options.POSITIVE, metavar="POLLEN", help="The most for all runs of DIR."
    ),
    click.option("-y", "--yes", is_flag=True, help="Do not ask before a batch that costs much."),
)


def _priced(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of what a batch may cost; they arrive in the `Run`."""
    for option in reversed(_PRICED):
        function = option(function)
    return function


def _sending(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of how calls are sent."""
    for option in reversed(_SENDING):
        function = option(function)
    return function


class _InOrder(click.Group):
    """A group that lists its commands in the order of their use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the interface of click
        """Return the names in the order of this module."""
        return list(self.commands)


@click.group(cls=_InOrder)
def batch() -> None:
    """Run many calls, and go on where they stopped.

    The results are in a folder. The same command again sends only what is missing.
    """


@batch.command("run")
@click.argument("jobs", metavar="JOBS|-", shell_complete=options.files)
@click.option(
    "-o", "--out", required=True, metavar="DIR", help="The folder of the results.", shell_complete=options.files
)
@click.option("--files", metavar="URL", help="Where media files go, such as s3://bucket/images; DIR by default.")
@click.option("--method", metavar="NAME", help="The method of jobs that name none, such as image.")
@click.option("-m", "--model", metavar="NAME", help="The model of jobs that name none.")
@click.option(
    "-s", "--set", "pairs", multiple=True, metavar="NAME=VALUE", help="An option of jobs that lack it; may be repeated."
)
@click.option("--template", metavar="TEXT", help='The prompt, with columns in braces: "a {animal} in {place}".')
@click.option(
    "-n", "--copies", type=click.IntRange(1, 1000), metavar="N", help="Calls for each job, with seeds of their own."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="The format of JOBS; by default its name says it.")
@click.option("--skip-bad", is_flag=True, help="Leave out jobs that are wrong, and count them.")
@_sending
@_priced
@options.common
def run_jobs(
    run: Run,
    jobs: str,
    *,
    out: str,
    files: str | None,
    method: str | None,
    model: str | None,
    pairs: tuple[str, ...],
    template: str | None,
    copies: int | None,
    form: Any,
    skip_bad: bool,
    **given: Any,
) -> int:
    """Run the jobs of a file, and keep their results in a folder.

    JOBS is JSONL, CSV, Parquet, or a text file with a prompt on each line; - is JSONL from stdin. A line is a job:
    {"method": "image", "prompt": "a fox", "width": 512}. Ctrl-C lets what is in flight end; the same command goes on.
    """
    from pollination_sdk.batch import Jobs, arun, estimate  # noqa: PLC0415 - slow to import

    defaults = _pairs(pairs) | options.given(model=model)
    reading = options.given(method=method, template=template, copies=copies, format=form)
    source = Jobs(jobs, options=defaults, skip_bad=skip_bad, **reading)

    def price(most: int | None) -> Any:
        return estimate(source, out, client=run.client, most=most)

    if not agreed_to_batch(run, None if jobs == "-" else price, model):
        return 0
    sending = _settings(given) | options.given(spend_limit=run.spend_limit, files=files)
    return run_batch(
        run,
        out,
        lambda client, more: arun(source, out=out, client=client, **sending, **more),
        nothing="The input has no jobs.",
        source=jobs,
        bad=lambda: source.bad,
    )


@batch.command()
@folder_argument
@click.option("--unknown", is_flag=True, help="Send those of unknown outcome too, which may be billed twice.")
@_sending
@_priced
@options.common
def retry(run: Run, folder: str, *, unknown: bool, **given: Any) -> int:
    """Send the failed items of a folder again."""
    from pollination_sdk.batch import aretry, estimate_retry  # noqa: PLC0415 - slow to import

    def price(most: int | None) -> Any:
        return estimate_retry(folder, unknown=unknown, client=run.client, most=most)

    if not agreed_to_batch(run, price):
        return 0
    sending = _settings(given) | options.given(spend_limit=run.spend_limit)
    return run_batch(
        run,
        folder,
        lambda client, more: aretry(folder, unknown=unknown, client=client, **sending, **more),
        nothing="No item is to be sent again.",
    )


def _settings(given: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a run that the options of the command give."""
    address, key_file = given.pop("dask"), given.pop("dask_key_file")
    if address is None:
        if key_file is not None:
            raise click.UsageError("--dask-key-file needs --dask ADDRESS.")
        return options.given(**given)
    from pollination_sdk.batch import DaskEngine  # noqa: PLC0415 - slow to import

    return options.given(**given) | {"engine": DaskEngine(address, key_file=key_file)}


def _pairs(pairs: tuple[str, ...]) -> dict[str, Any]:
    """Return the options that `--set` gives: a value is JSON, or else text."""
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.UsageError(f"--set takes NAME=VALUE, and not {pair!r}.")
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


for _one in (status, audit, pack):  # those of the group that send nothing
    batch.add_command(_one)
