"""A batch: describe each line of a file, a few at once; a second run does what is missing."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pollination_sdk import AsyncPollinations, errors

Row = dict[str, Any]
SUBJECTS = Path("subjects.txt")
RESULTS = Path("results.jsonl")


async def describe(client: AsyncPollinations, subject: str) -> Row:
    """Describe one subject; a failure is a result too."""
    try:
        answer = await client.detailed.text(f"Describe {subject} in one sentence.", timeout=120)
    except errors.PollinationsError as error:
        return {"subject": subject, "error": str(error)}
    return {"subject": subject, "text": answer.value, "model": answer.model, "seconds": round(answer.elapsed, 2)}


async def describe_all(subjects: list[str], write: Callable[[Row], None]) -> None:
    """Describe all subjects, and write each result as it comes."""
    async with AsyncPollinations(max_in_flight=8, max_per_second=9) as client:
        for one in asyncio.as_completed([describe(client, subject) for subject in subjects]):
            write(await one)


def main() -> None:
    """Describe the subjects that have no text yet."""
    rows: list[Row] = []
    if RESULTS.exists():
        rows = [json.loads(line) for line in RESULTS.read_text(encoding="utf-8").splitlines()]
    done = {row["subject"] for row in rows if "text" in row}
    missing = [line for line in SUBJECTS.read_text(encoding="utf-8").splitlines() if line and line not in done]
    with RESULTS.open("a", encoding="utf-8") as results:
        asyncio.run(describe_all(missing, lambda row: print(json.dumps(row), file=results, flush=True)))
    print(f"{len(done)} were there, {len(missing)} were tried")


if __name__ == "__main__":
    main()
