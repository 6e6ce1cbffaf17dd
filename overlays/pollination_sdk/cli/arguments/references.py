"""References that the service takes as URLs only: files are refused, or uploaded if the user says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments.prompts import attachment
from pollination_sdk.cli.output.progress import sending
from pollination_sdk.cli.run.errors_shown import describe
from pollination_sdk.cli.run.exit_codes import OUTCOME_UNKNOWN, USAGE, CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pollination_sdk import Answer
    from pollination_sdk.cli.arguments.options import Decorator
    from pollination_sdk.cli.run.client import Run
    from pollination_sdk.types import StoredFile

PUBLIC = "everybody with its URL can read it for 30 days"

auto_upload: Decorator = click.option("--auto-upload", is_flag=True, help=f"Upload files first; of each, {PUBLIC}.")


def references(given: Mapping[str, Sequence[str]], *, auto_upload: bool) -> dict[str, list[Path | str]]:
    """Return the values of the options that were given: URLs as text, and files as paths.

    Raises:
        CommandError: A file does not exist, or there is one and it may not be uploaded.
    """
    found = {name: [attachment(one) for one in values] for name, values in given.items() if values}
    files = [one for values in found.values() for one in values if isinstance(one, Path)]
    if files and not auto_upload:
        raise CommandError(
            f"{str(files[0])!r} is a file, and the service takes only URLs here; nothing was sent.",
            f"Add --auto-upload, which uploads it: {PUBLIC}, and it cannot be deleted.",
            exit_code=USAGE,
            code="NOT_A_URL",
        )
    return found


def uploaded(run: Run, given: Mapping[str, Sequence[Path | str]]) -> dict[str, list[str]]:
    """Upload the files among references, each of them once, and return the URLs of all."""
    urls: dict[Path, str] = {}
    for file in (one for values in given.values() for one in values if isinstance(one, Path)):
        if file not in urls:
            urls[file] = send(run, file).value.url
            run.out.say(f"{file} is at {urls[file]}: {PUBLIC}.")
    return {name: [urls[one] if isinstance(one, Path) else one for one in values] for name, values in given.items()}


def send(run: Run, file: Path, **settings: Any) -> Answer[StoredFile]:
    """Upload a file, with a bar on a terminal.

    Raises:
        CommandError: It is not known whether the file was stored.
    """
    from pollination_sdk.errors import OutcomeUnknownError  # noqa: PLC0415 - httpx is slow to import

    try:
        with sending(run.out, "upload") as progress:
            return run.client.detailed.upload(file, progress=progress, **settings)
    except OutcomeUnknownError as error:
        raise CommandError(
            f"The upload of {str(file)!r} may have failed: {describe(error, OUTCOME_UNKNOWN, None).message}",
            "Run the command again: an upload costs nothing.",
            exit_code=OUTCOME_UNKNOWN,
            code="OUTCOME_UNKNOWN",
        ) from error


def single(values: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return options that take one value each."""
    return {name: found[0] for name, found in values.items()}
