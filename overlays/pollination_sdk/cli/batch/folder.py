"""`pollinations batch status`, `audit` and `pack`: what reads the folder of a batch."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.batch.view import View, described, duration, left, line, workers
from pollination_sdk.cli.output.terminal import as_command
from pollination_sdk.cli.run.exit_codes import SOME_FAILED, CommandError
from pollination_sdk.cli.run.money import pollen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk.cli.arguments.options import Decorator
    from pollination_sdk.cli.run.client import Run

_WATCH = 1.0
"""Seconds between two looks at a batch."""
_STATES = {
    None: "interrupted",
    "limit": "stopped: the limit on spending was reached",
    "payment": "stopped: there was not enough pollen",
    "key": "stopped: the key is missing or was refused",
    "failures": "stopped: too many items failed",
    "disk": "stopped: the folder could not be written",
    "error": "stopped: an error ended it",
    "engine": "stopped: the cluster was lost",
}
"""What a run is said to have ended with; other words say it themselves."""

folder_argument: Decorator = click.argument(
    "folder", metavar="DIR", type=click.Path(file_okay=False), shell_complete=options.files
)


@click.command()
@folder_argument
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
            "state": "running" if found.running else _STATES.get(found.stopped, found.stopped),
            **{name: getattr(found, name) for name in ("done", "failed", "unknown")},
            "pending": left(found) if found.complete else f"{left(found):,}, by the length of the input",
            **({"left out": found.skipped} if found.skipped else {}),
            "spent": pollen(found.spent) + (f", and {found.unpriced:,} of unknown cost" if found.unpriced else ""),
            **({"reserved": pollen(found.reserved)} if found.reserved else {}),
            "rate": f"{found.rate:.1f} a second",
            **({} if found.eta is None else {"time left": f"about {duration(found.eta)}"}),
            **({"files": found.files} if found.files else {}),
            **({"workers": workers(found)} if found.workers else {}),
        }
    )
    for worker in found.workers:
        reason = f": {worker.problem}" if worker.problem else ""
        run.out.line(f"worker {worker.name}: {worker.state}, {worker.ended:,} ended, {worker.items:,} now{reason}")
    for problem in found.errors:
        run.out.line(described(problem))
    if not found.running and (found.failed or found.unknown):
        words = ["pollinations", "batch", "retry", folder, *([] if found.failed else ["--unknown"])]
        run.out.say(f"Send them again: {as_command(words)}")


def _waited(folder: str, show: Callable[[Any], None]) -> Any:
    """Wait until no run is active, and show each look; return the last one."""
    from pollination_sdk import batch  # noqa: PLC0415 - slow to import

    while (found := batch.status(folder)).running:
        show(found)
        time.sleep(_WATCH)
    return found


@click.command()
@folder_argument
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


@click.command()
@folder_argument
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
