"""A bot in the terminal: it remembers the conversation between runs, and looks up the weather with a tool."""

import json
import sys
from pathlib import Path

from pollination_sdk import Pollinations, errors, to_jsonable
from pollination_sdk.types import Messages

MEMORY = Path("memory.json")
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Return the weather of a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


def get_weather(city: str) -> str:
    """Return the weather of a city."""
    return f"It rains in {city}."


def reply(client: Pollinations, memory: Messages) -> str:
    """Ask the model until it calls no more tools; return its text."""
    while True:
        answer = client.chat(memory, tools=[WEATHER])
        memory.append(answer.choices[0].message)
        if not answer.tool_calls:
            return answer.text
        for call in answer.tool_calls:
            result = get_weather(**json.loads(call.function.arguments))
            memory.append({"role": "tool", "tool_call_id": call.id, "content": result})


def main() -> None:
    """Answer each line."""
    memory: Messages = [{"role": "system", "content": "You are terse."}]
    if MEMORY.exists():
        memory = json.loads(MEMORY.read_text(encoding="utf-8"))
    with Pollinations() as client:
        for line in sys.stdin:
            memory.append({"role": "user", "content": line.strip()})
            try:
                print(reply(client, memory))
            except errors.PollinationsError as error:
                print(error.summary)
    MEMORY.write_text(json.dumps(memory, default=to_jsonable), encoding="utf-8")


if __name__ == "__main__":
    main()
