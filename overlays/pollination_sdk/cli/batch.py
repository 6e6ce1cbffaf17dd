"""`pollinations batch`: many calls, which go on where they stopped."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli import options
from pollination_sdk.cli.batch_run import run_batch
from pollination_sdk.cli.batch_view import View, described, duration, left, line
from pollination_sdk.cli.exit_codes import SOME_FAILED, CommandError
from pollination_sdk.cli.money import agreed_to_batch, pollen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.cli.client import Run
    from pollination_sdk.cli.options import Decorator

_FORMATS = ("jsonl", "csv", "tsv", "parquet", "txt")
_WATCH = 1.0
"""Seconds between two looks at a batch."""

_folder: Decorator = click.argument(
    "folder", metavar="DIR", type=click.Path(file_okay=False), shell_complete=options.files
)
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

    if not agreed_to_batch(run, None if jobs == "-" else price):
        return 0
    sending = options.given(**given, spend_limit=run.spend_limit)
    return run_batch(run, out, lambda client, more: arun(source, out=out, client=client, **sending, **more))


@batch.command()
@_folder
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
    sending = options.given(**given, spend_limit=run.spend_limit)
    return run_batch(
        run, folder, lambda client, more: aretry(folder, unknown=unknown, client=client, **sending, **more)
    )


@batch.command()
@_folder
@click.option("--watch", is_flag=True, help="Show it until the run ends.")
@options.common
def status(run: Run, folder: str, *, watch: bool) -> None:
    """Show how far a batch is.

    It reads the folder alone, so it works beside a run, and long after it.
    """
    from pollination_sdk import batch  # noqa: PLC0415 - slow to import

    found = batch.status(folder)
    if watch and not run.out.is_json and sys.stderr.isatty():
        with View(run.out, lambda: batch.status(folder)):
            found = _waited(folder, lambda _: None)
    elif watch:
        found = _waited(
            folder, lambda one: run.out.object(one.to_dict()) if run.out.is_json else run.out.line(line(one))
        )
    if run.out.is_json:
        run.out.object(found.to_dict())
        return
    run.out.fields(
        {
            "state": "running" if found.running else found.stopped or "interrupted",
            **{name: getattr(found, name) for name in ("done", "failed", "unknown")},
            "pending": left(found) if found.complete else f"{left(found):,}, by the length of the input",
            **({"left out": found.skipped} if found.skipped else {}),
            "spent": pollen(found.spent) + (f", and {found.unpriced:,} of unknown cost" if found.unpriced else ""),
            **({"reserved": pollen(found.reserved)} if found.reserved else {}),
            "rate": f"{found.rate:.1f} a second",
            **({} if found.eta is None else {"time left": f"about {duration(found.eta)}"}),
        }
    )
    for problem in found.errors:
        run.out.line(described(problem))


def _waited(folder: str, show: Callable[[Any], None]) -> Any:
    """Wait until no run is active, and show each look; return the last one."""
    from pollination_sdk import batch  # noqa: PLC0415 - slow to import

    while (found := batch.status(folder)).running:
        show(found)
        time.sleep(_WATCH)
    return found


@batch.command()
@_folder
@options.common
def audit(run: Run, folder: str) -> None:
    """Compare what a batch has cost with what its key was billed.

    Bills come up to 90 seconds late. Rows that no item explains are of other programs with the same key.
    """
    from pollination_sdk import batch  # noqa: PLC0415 - slow to import

    found = batch.audit(folder, client=run.client)
    if run.out.is_json:
        run.out.object(found.to_dict())
        return
    difference = "not known yet: bills may still come" if found.difference is None else pollen(found.difference)
    run.out.fields(
        {
            "calls": found.calls,
            "recorded": pollen(found.recorded),
            "billed for them": pollen(found.matched),
            "difference": difference,
            "not billed": found.not_found_count,
            "late": found.late,
            "rows of the key": found.rows,
            "unexplained": f"{found.unexplained_count} rows, {pollen(sum(row.cost for row in found.unexplained))}",
            "billed without an answer": pollen(found.unanswered_billed),
        }
    )
    for missing in found.not_found[:20]:
        run.out.line(f"item {missing.item}: {missing.model}: no row bills its {pollen(missing.cost)}")
    for row in found.unexplained[:20]:
        run.out.line(f"row {row.id}: {row.at:%Y-%m-%d %H:%M:%S}: {row.model}: {pollen(row.cost)}, by no item")
    if found.unexplained_count and _was_killed(batch.status(folder)):
        run.out.say("The last run was killed. Start it again: what it had in flight is among the unexplained rows.")


def _was_killed(found: Any) -> bool:
    return not found.running and found.stopped is None and left(found) > 0


@batch.command()
@_folder
@click.option(
    "--format", "form", type=click.Choice(("tar", "parquet")), default="tar", help="tar has WebDataset shards."
)
@click.option(
    "--to", metavar="DIR", help="The folder of the shards; DIR/packed by default.", shell_complete=options.files
)
@click.option(
    "--per-shard", type=click.IntRange(min=1), default=10_000, metavar="N", help="The most items of a shard; 10000."
)
@click.option("--force", is_flag=True, help="Replace shards that are there.")
@options.common
def pack(run: Run, folder: str, *, form: Any, to: str | None, per_shard: int, force: bool) -> None:
    """Pack the results of a batch into shards.

    The same results give the same bytes.
    """
    from pollination_sdk.batch import pack as packed  # noqa: PLC0415 - slow to import

    found = packed(folder, to, format=form, per_shard=per_shard, force=force)
    paths = [str(path) for path in found.paths]
    if run.out.is_json:
        run.out.object({"paths": paths, "items": found.items, "damaged": found.damaged})
    else:
        run.out.write("".join(f"{path}\n" for path in paths))
        run.out.say(f"{found.items:,} items in {len(paths):,} {'shard' if len(paths) == 1 else 'shards'}")
    if found.damaged:
        raise CommandError(
            f"{len(found.damaged):,} items have a file that is missing or changed, and were left out.",
            f"Their numbers are in the output with --json; the first is {found.damaged[0]}.",
            exit_code=SOME_FAILED,
            code="SOME_FAILED",
        )


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
