"""The input of the handlers: a checked request."""

from typing import Any

import attrs

from pollination_sdk.sandbox._keys.ring import Key
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._storage.files import MediaStore
from pollination_sdk.sandbox._storage.prompt_cache import PromptCache
from pollination_sdk.sandbox._storage.script import Reply


@attrs.frozen
class Exchange:
    """A checked request: its key, query, body, and the value in its path, often a prompt.

    Args:
        request: The request as it arrived.
        key: The key; None if the operation needs none.
        query: The converted query.
        body: The JSON body, or the fields of a form.
        prompt: The value in the path; empty without one.
        files: The files of the media host.
        prompts: The prompts that the models have seen.
        reply: The scripted reply; None for the sandbox's own.
    """

    request: RecordedRequest
    key: Key | None
    query: dict[str, Any]
    body: dict[str, Any]
    prompt: str
    files: MediaStore
    prompts: PromptCache
    reply: Reply | None = None

    @property
    def streamed(self) -> bool:
        """Whether an event stream was asked for, in the query or the body."""
        return bool(self.query.get("stream") or self.body.get("stream"))

    @property
    def owner(self) -> Key:
        """The key, for operations that require one."""
        if self.key is None:
            raise AssertionError("the operation is not public, so a key was identified")
        return self.key
