"""Types: an assistant whose every value is known to a type checker, and which a test can give another model."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pollination_sdk import Answer, Media, Pollinations
from pollination_sdk.types import ChatCompletion, Message, Messages, ToolCall, UsageRecord

T = TypeVar("T")


class Chats(Protocol):
    """What the assistant needs of a client."""

    def chat(self, messages: Messages, /, *, model: str) -> ChatCompletion:
        """Answer a conversation."""
        ...


@dataclass
class Assistant:
    """A conversation with one model."""

    client: Chats
    model: str = "openai"
    memory: Messages = field(default_factory=list[Message])

    def ask(self, question: str) -> str:
        """Return the answer, and remember both."""
        self.memory.append({"role": "user", "content": question})
        answer = self.client.chat(self.memory, model=self.model)
        self.memory.append(answer.choices[0].message)
        calls: list[ToolCall] = answer.tool_calls
        tokens: int = answer.usage.total_tokens or 0 if answer.usage else 0
        return f"{answer.text} ({tokens} tokens, {len(calls)} calls)"


def shown(answer: Answer[T]) -> T:
    """Print where an answer came from, and return its value."""
    print(answer.status, answer.model, answer.request_id, f"{answer.elapsed:.2f} s")
    return answer.value


def dear(records: Iterator[UsageRecord], limit: float) -> list[str]:
    """Name the models of requests that cost more than this."""
    return [record.model or "?" for record in records if (record.cost_usd or 0.0) > limit]


def main() -> None:
    """Use each kind of method."""
    with Pollinations() as client:
        print(Assistant(client).ask("What is moss?"))
        image: Media = shown(client.detailed.image("a fox", width=64))
        print(image.media_type, dear(client.iter_usage(since="1d"), limit=0.0)[:1])


if __name__ == "__main__":
    main()
