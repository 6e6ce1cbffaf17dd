"""Fan-out: an image for each line of the input, four at once, and at most 0.5 pollen in all."""

import asyncio
import sys
from pathlib import Path

from pollination_sdk import AsyncPollinations, errors

FOLDER = Path("images")


async def draw(client: AsyncPollinations, number: int, subject: str) -> str:
    """Save one image, and return what became of it; its failure does not end the others."""
    try:
        image = await client.image(subject, width=256, height=256, seed=number)
    except errors.PollinationsError as error:
        return f"{subject}: {type(error).__name__}: {error}"
    return f"{subject}: {image.save(FOLDER / f'{number:03}')}"


async def draw_all(subjects: list[str]) -> None:
    """Draw all subjects, and print each result as it comes.

    The client lets four calls run at once, and at most nine requests a second leave. Others wait for their turn.
    """
    async with AsyncPollinations(max_in_flight=4, max_per_second=9, spend_limit=0.5, timeout=180) as client:
        drawings = [draw(client, number, subject) for number, subject in enumerate(subjects, start=1)]
        for finished in asyncio.as_completed(drawings):
            print(await finished, flush=True)
        print(f"{client.spent or 0:.4f} pollen were spent")


def main() -> None:
    """Draw the lines of the standard input."""
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(draw_all([line.strip() for line in sys.stdin if line.strip()]))


if __name__ == "__main__":
    main()
