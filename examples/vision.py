"""Vision: write a caption beside each image of a folder, and say which two images belong together."""

import sys
from pathlib import Path

from pollination_sdk import Pollinations, errors

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def caption(client: Pollinations, image: Path) -> str:
    """Describe one image."""
    return client.text("Describe the image in one sentence.", attachments=[image])


def compare(client: Pollinations, images: list[Path]) -> str:
    """Compare images while the answer arrives."""
    with client.stream_chat("Which two of these belong together?", attachments=images) as stream:
        for piece in stream.text_stream:
            print(piece, end="", flush=True)
    print()
    return stream.text


def main(folder: Path) -> None:
    """Write a caption beside each image; make two images where there are none."""
    with Pollinations(timeout=120) as client:
        images = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
        if not images:
            images = [client.image(f"a {thing}", width=256).save(folder / thing) for thing in ("fox", "owl")]
        for image in images:
            try:
                text = caption(client, image)
            except errors.PollinationsError as error:
                print(f"{image.name}: {error}")
            else:
                image.with_suffix(".txt").write_text(text, encoding="utf-8")
                print(f"{image.name}: {text}")
        compare(client, images)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
