"""`pollinations image` and `pollinations edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import attachment, prompt, read_prompt
from pollination_sdk.cli.files.destination import Destination
from pollination_sdk.cli.generate.results import generate, seeds

if TYPE_CHECKING:
    from pollination_sdk.cli.arguments.options import Decorator
    from pollination_sdk.cli.run.client import Run

EDITOR = "kontext"
"""The model of edits. The service does not say which one it chooses itself, so neither the price nor the result of its
choice is known."""
show: Decorator = click.option("--show", is_flag=True, help="Draw each image on the terminal too.")


@click.command()
@prompt
@options.model("image")
@options.width
@options.height
@options.seed
@options.count
@options.many_files("-i", "--image", text="A reference image; may be repeated.")
@options.quality
@options.resolution
@click.option("--transparent", is_flag=True, help="Make the background transparent.")
@options.safe
@show
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
    show: bool,
    output: str | None,
    force: bool,
    **given: Any,
) -> int:
    """Generate images.

    Each is saved as SLUG-SEED.SUFFIX in the current folder, under a name that is free. -n draws a fresh seed for each
    image; with --seed, they count up from it. With -i, the model is kontext unless another one is named.
    """
    asked = read_prompt(prompt)
    destination = Destination(output, "image", asked, run.out, force=force, count=count)
    images = [attachment(one) for one in image]
    if images and given["model"] is None:
        given["model"] = EDITOR
    settings = options.given(prompt=asked, image=images or None, transparent=transparent or None, **given)
    return generate(run, "image", settings, seeds(seed, count), destination, what="image", drawn=show)


@click.command()
@prompt
@options.many_files("-i", "--image", text="An image; may be repeated.", required=True)
@options.model("image", EDITOR)
@options.width
@options.height
@options.seed
@options.count
@options.quality
@options.resolution
@options.safe
@show
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
    show: bool,
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
    return generate(run, "edit_image", settings, seeds(seed, count), destination, what="image", drawn=show)
