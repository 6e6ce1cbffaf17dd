"""`pollinations upload`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import file_to_send
from pollination_sdk.cli.arguments.references import PUBLIC, send
from pollination_sdk.cli.run.pending import stopped

if TYPE_CHECKING:
    from pollination_sdk.cli.run.client import Run


@click.command()
@click.argument("file", shell_complete=options.files)
@click.option("--name", metavar="NAME", help="The file name; that of the file by default.")
@click.option("--content-type", metavar="TYPE", help="The media type; found out by default.")
@click.option("--tags", multiple=True, metavar="TAG", help="Lists the file publicly; may be repeated.")
@click.option("--id", metavar="ID", help="An id of yours; a random one by default.")
@options.common
def upload(run: Run, file: str, **given: Any) -> None:
    """Upload a file, and print its URL.

    Everybody with the URL can read the file for 30 days. Only a file with tags can be deleted, and those are listed
    publicly.
    """
    place = file_to_send(file)
    settings = options.given(**given)
    with stopped("Stopped. The file may have been stored, if all of it was sent."):
        answer = send(run, place, **settings)
        stored = answer.value
        if run.out.is_json:
            run.out.object(stored.to_dict())
        else:
            run.out.line(stored.url)
    run.out.dim(f"{answer.elapsed:.1f} s · {PUBLIC}")
