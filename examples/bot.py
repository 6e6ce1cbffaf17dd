"""A bot in the terminal: it remembers the conversation between runs, and looks up the weather with a tool."""

import json
import sys
from pathlib import Path

from pollination_sdk import Pollinations, errors
from pollination_sdk.types import Messages

MEMORY = Path("memory.json")


def get_weather(city: str) -> str:
    """Return the weather of a city."""
    return f"It rains in {city}."


def main() -> None:
    """Answer each line."""
    memory: Messages = [{"role": "system", "content": "You are terse."}]
    if MEMORY.exists():
        memory = json.loads(MEMORY.read_text(encoding="utf-8"))
    with Pollinations() as client:
        for line in sys.stdin:
            memory.append({"role": "user", "content": line.strip()})
            try:
                run = client.run_tools(memory, tools=[get_weather])
                print(run.text)
            except errors.PollinationsError as error:
                run = error.run  # what was paid before the error is kept
                print(error.summary)
            if run:
                memory = list(run.messages)
    MEMORY.write_text(json.dumps(memory), encoding="utf-8")


if __name__ == "__main__":
    main()
