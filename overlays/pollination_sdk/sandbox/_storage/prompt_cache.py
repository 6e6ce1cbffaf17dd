"""What a provider remembers of prompts: a long start of a conversation that it has seen costs less the next time.

This is not the store of answers: the conversation goes on, and its answer is new.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import attrs

LEAST = 1_024  # tokens; a shorter start is not remembered


@attrs.frozen
class PromptCache:
    """The starts of conversations that each model has seen. Requests in different threads share it."""

    _seen: set[tuple[str, bytes]] = attrs.field(factory=set, repr=False)

    def cached_tokens(self, model: str, messages: Sequence[dict[str, Any]], tokens: Sequence[int]) -> int:
        """Return how many tokens of a conversation the model has seen before its last message, and remember all.

        Args:
            model: The name of the model.
            messages: The conversation.
            tokens: The tokens of each message.
        """
        if sum(tokens) < LEAST:
            return 0
        digest, total, found, starts = hashlib.sha256(), 0, 0, []
        for index, (message, count) in enumerate(zip(messages, tokens, strict=True)):
            digest.update(json.dumps(message, sort_keys=True).encode())
            total += count
            if total >= LEAST:
                start = (model, digest.digest())
                starts.append(start)
                if start in self._seen and index < len(messages) - 1:
                    found = total
        self._seen.update(starts)
        return found
