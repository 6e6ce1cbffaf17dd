"""Vision: describe images of files, and compare them: `python vision.py fox.jpg owl.png`."""

import sys
from pathlib import Path

from pollination_sdk import Pollinations, errors


def describe(client: Pollinations, image: Path) -> str:
    """Describe one image."""
    return client.text("Describe the image in one sentence.", attachments=[image])


def compare(client: Pollinations, images: list[Path]) -> None:
    """Print how the images differ, while the answer arrives."""
    with client.stream_chat("What do these images have in common?", attachments=images) as stream:
        for piece in stream.text_stream:
            print(piece, end="", flush=True)
    print()


def main(images: list[Path]) -> int:
    """Describe each image, then compare them; return the exit code."""
    with Pollinations(timeout=120) as client:
        if not images:  # nothing to look at: make an image first
            images = [client.image("a fox in the snow", width=256, height=256).save("fox")]
        described: list[Path] = []
        for image in images:
            try:
                print(f"{image.name}: {describe(client, image)}")
            except (errors.PollinationsError, OSError) as error:  # no image, or none that the model can read
                print(f"{image.name}: {error}", file=sys.stderr)
            else:
                described.append(image)
        if len(described) > 1:
            compare(client, described)
    return 0 if len(described) == len(images) else 1


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
