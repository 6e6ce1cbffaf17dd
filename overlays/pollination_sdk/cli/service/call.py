"""`pollinations call`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import names, options
from pollination_sdk.cli.files.destination import Destination
from pollination_sdk.cli.output.progress import working
from pollination_sdk.cli.run.exit_codes import UNKNOWN_NAME, USAGE, CommandError
from pollination_sdk.cli.run.money import Facts, agreed_to, said
from pollination_sdk.cli.run.pending import pending

if TYPE_CHECKING:
    from pollination_sdk import Answer
    from pollination_sdk.cli.run.client import Run


@click.command()
@click.argument("operation", required=False, shell_complete=options.completes("operation_names"))
@click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
@options.saving
@options.paid
@options.common
def call(run: Run, operation: str | None, arguments: tuple[str, ...], *, output: str | None, force: bool) -> None:
    """Call any operation of the service.

    OPERATION is its operationId, such as get_account_key; without one, all are listed. A VALUE that is JSON is sent as
    that: 7, true, '["a"]', '"7"' for the text 7. Any other is a text, and @FILE a file. A file in the answer is saved
    as -o says; everything else is written to stdout.
    """
    known = {one.name: one for one in names.operations()}
    if operation is None:
        run.out.table([one._asdict() for one in known.values()], names.Operation._fields, spare=("request",))
        return
    if operation not in known:
        raise CommandError(
            f"There is no operation {operation!r}{names.nearest(operation, known)}; nothing was sent.",
            "See what there is: pollinations call",
            exit_code=UNKNOWN_NAME,
            code="UNKNOWN_OPERATION",
        )
    given = dict(_argument(one) for one in arguments)
    destination = Destination(output, "video", operation, run.out, force=force, checks=output is not None)
    if not agreed_to(run, run.client.estimate.call(operation, **given), model=given.get("model")):
        return
    with pending("call", joins=False):
        with working(run.out, operation):
            answer = run.client.detailed.call(operation, **given)
        _write(run, answer, destination)
    said(run, Facts(answer, answer.elapsed, seed=answer.seed, model=given.get("model")))


def _write(run: Run, answer: Answer[Any], destination: Destination) -> None:
    from pollination_sdk import Media, to_jsonable  # noqa: PLC0415 - httpx is slow to import

    value = answer.value
    if isinstance(value, Media):
        path = destination.save(value, answer.seed)
        if run.out.is_json:
            run.out.object({"file": str(path), **answer.to_dict()["value"]})
        elif path is not None:
            run.out.line(str(path))
    elif isinstance(value, bytes):
        run.out.data(value)
    elif isinstance(value, str) and not run.out.is_json:
        run.out.line(value)
    else:
        run.out.object(to_jsonable(value))


def _argument(text: str) -> tuple[str, Any]:
    name, found, value = text.partition("=")
    if not found or not name:
        raise CommandError(
            f"{text!r} is no NAME=VALUE.", "Write for example: model=openai", exit_code=USAGE, code="ARGUMENT"
        )
    if value.startswith("@"):
        if not Path(value[1:]).is_file():
            raise CommandError(f"There is no file {value[1:]!r}.", "Check it.", exit_code=UNKNOWN_NAME, code="FILE")
        return name, Path(value[1:])
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
