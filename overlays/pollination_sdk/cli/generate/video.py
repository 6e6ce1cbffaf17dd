"""`pollinations video`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pollination_sdk.cli.arguments import options
from pollination_sdk.cli.arguments.prompts import prompt, read_prompt
from pollination_sdk.cli.arguments.references import auto_upload, references, uploaded
from pollination_sdk.cli.files.destination import Destination
from pollination_sdk.cli.generate.results import make, seeds
from pollination_sdk.cli.run.money import agreed

if TYPE_CHECKING:
    from pollination_sdk.cli.run.client import Run


@click.command()
@prompt
@options.model("video")
@click.option("--duration", type=int, metavar="SECONDS", help="The length.")
@click.option("--aspect-ratio", metavar="W:H", help="The shape, such as 16:9 or 9:16.")
@options.resolution
@click.option("--audio/--no-audio", default=None, help="With sound, for the models that make it.")
@options.many_files("-i", "--image", text="The first frame; a second one is the last.")
@options.many_files("--reference-images", text="For the style; may be repeated.")
@options.many_files("--reference-videos", text="For the motion; may be repeated.")
@options.many_files("--reference-audios", text="Sounds to follow; may be repeated.")
@auto_upload
@options.width
@options.height
@options.quality
@options.seed
@options.count
@options.safe
@options.saving
@options.paid
@options.common
def video(
    run: Run,
    prompt: str | None,
    *,
    image: tuple[str, ...],
    reference_images: tuple[str, ...],
    reference_videos: tuple[str, ...],
    reference_audios: tuple[str, ...],
    auto_upload: bool,
    count: int,
    seed: int | None,
    output: str | None,
    force: bool,
    **given: Any,
) -> int:
    """Generate videos.

    It takes up to three minutes. Each is saved as SLUG-SEED.mp4 in the current folder, under a name that is free. What
    a model takes, such as lengths, is in its entry: pollinations models video --json
    """
    asked = read_prompt(prompt)
    destination = Destination(output, "video", asked, run.out, force=force, count=count)
    files = references(
        {
            "image": image,
            "reference_images": reference_images,
            "reference_videos": reference_videos,
            "reference_audios": reference_audios,
        },
        auto_upload=auto_upload,
    )
    settings, numbers = options.given(prompt=asked, **given), seeds(seed, count)
    price = {**settings, **files, "seed": numbers[0], "auto_upload": auto_upload}
    if not agreed(run, "video", count=count, **price):
        return 0
    urls = uploaded(run, files)
    return make(run, "video", {**settings, **urls}, numbers, destination, what="video", changed=urls)
