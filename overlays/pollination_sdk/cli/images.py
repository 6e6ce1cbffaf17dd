"""`pollinations image` and `pollinations edit`."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli import options
from pollination_sdk.cli.again import pending
from pollination_sdk.cli.errors_shown import show
from pollination_sdk.cli.exit_codes import OTHER, OUTCOME_UNKNOWN, SOME_FAILED, CommandError, exit_code
from pollination_sdk.cli.files import Destination
from pollination_sdk.cli.money import Facts, agreed, said
from pollination_sdk.cli.progress import working
from pollination_sdk.cli.prompts import attachment, prompt, read_prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pollination_sdk import Answer, Media
    from pollination_sdk.cli.client import Run

MOST_SEED = 2**31 - 1
SIZES = ("1k", "2k", "360p", "480p", "720p", "768p", "1080p", "4k")
count = click.option("-n", "count", type=click.IntRange(1, 100), default=1, metavar="N", help="How many; 1 by default.")
quality = click.option("--quality", type=click.Choice(("low", "medium", "high", "hd")), help="For some models.")
resolution = click.option("--resolution", type=click.Choice(SIZES), help="The size, for the models that take it.")
width = click.option("--width", type=int, metavar="PIXELS", help="The width.")
height = click.option("--height", type=int, metavar="PIXELS", help="The height.")


@click.command()
@prompt
@options.model("image")
@width
@height
@options.seed
@count
@click.option("-i", "--image", multiple=True, metavar="FILE|URL", help="A reference image; may be repeated.")
@quality
@resolution
@click.option("--transparent", is_flag=True, help="Make the background transparent.")
@options.safe
@options.saving
@options.paid
@options.common
def image(
    run: Run,
    prompt: str | None,
    *,
    image: tuple[str, ...],
    transparent: bool,
    count: int,
    seed: int | None,
    output: str | None,
    force: bool,
    **given: Any,
) -> int:
    """Generate images.

    Each is saved as SLUG-SEED.SUFFIX in the current folder, under a name that is free. -n draws a fresh seed for each
    image; with --seed, they count up from it.
    """
    asked = read_prompt(prompt)
    destination = Destination(output, "image", asked, run.out, force=force, count=count)
    images = [attachment(one) for one in image]
    settings = options.given(prompt=asked, image=images or None, transparent=transparent or None, **given)
    return _generate(run, "image", settings, seeds(seed, count), destination)


@click.command()
@prompt
@click.option("-i", "--image", multiple=True, required=True, metavar="FILE|URL", help="An image; may be repeated.")
@options.model("image")
@width
@height
@options.seed
@count
@quality
@resolution
@options.safe
@options.saving
@options.paid
@options.common
def edit(
    run: Run,
    prompt: str | None,
    *,
    image: tuple[str, ...],
    count: int,
    seed: int | None,
    output: str | None,
    force: bool,
    **given: Any,
) -> int:
    """Change images as a text says.

    The files that -i names stay as they are; the result is a new file.
    """
    asked = read_prompt(prompt)
    destination = Destination(output, "image", asked, run.out, force=force, count=count)
    settings = options.given(prompt=asked, image=[attachment(one) for one in image], **given)
    return _generate(run, "edit_image", settings, seeds(seed, count), destination)


def seeds(seed: int | None, count: int) -> list[int]:
    """Return a seed for each result: fresh ones, or those from a given one on."""
    if seed is None:
        return [random.randint(0, MOST_SEED) for _ in range(count)]  # noqa: S311 - no secret
    return list(range(seed, seed + count))


def _generate(run: Run, method: str, settings: dict[str, Any], numbers: list[int], destination: Destination) -> int:
    if not agreed(run, method, count=len(numbers), seed=numbers[0], **settings):
        return 0

    def one(seed: int) -> None:
        with pending("image", seed=seed):
            with working(run.out, "image"):
                answer = getattr(run.client.detailed, method)(seed=seed, **settings)
            _save(run, answer, destination)
        said(run, Facts(answer, answer.elapsed, seed=seed, model=settings.get("model")))

    return each(run, numbers, one)


def _save(run: Run, answer: Answer[Media], destination: Destination) -> None:
    path = destination.save(answer.value, answer.seed)
    if run.out.is_json:
        facts = answer.to_dict()
        del facts["headers"]
        run.out.object({"file": str(path), **facts.pop("value"), **facts})
    elif path is not None:
        run.out.line(str(path))


def _say(run: Run, seed: int, error: Exception) -> None:
    """Say that one of several results failed; in JSON, as the object of an error."""
    if run.out.is_json:
        show(error, exit_code(error), None, as_json=True)
    else:
        run.out.say(f"seed {seed}: {str(error).splitlines()[0]}")


def each(run: Run, numbers: Iterable[int], one: Callable[[int], None]) -> int:
    """Make one result for each seed, and return the exit code.

    After a failure that may be that of one result alone, the others are made all the same. Any other error, such as
    that of the key or of the pollen, ends the command.
    """
    numbers = list(numbers)
    failed: list[Exception] = []
    done = 0
    for seed in numbers:
        try:
            one(seed)
        except Exception as error:  # noqa: BLE001 - sorted by its exit code below
            failed.append(error)
            if len(numbers) == 1 or exit_code(error) not in {OTHER, OUTCOME_UNKNOWN}:
                break
            _say(run, seed, error)
        else:
            done += 1
    if failed and not done:
        raise failed[-1]
    if failed:
        raise CommandError(
            f"{done} of {len(numbers)} are done; the last error was: {str(failed[-1]).splitlines()[0]}",
            "The lines above have the seeds: run those again with --seed.",
            exit_code=SOME_FAILED,
            code="SOME_FAILED",
            billed="unknown" if any(exit_code(error) == OUTCOME_UNKNOWN for error in failed) else "yes",
        )
    return 0
