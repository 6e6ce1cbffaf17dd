"""The input of the handlers, and the result of a generation."""

from datetime import UTC, datetime
from typing import Any

import attrs

from pollination_sdk.sandbox._catalogue import Model
from pollination_sdk.sandbox._files import MediaStore
from pollination_sdk.sandbox._keys import Key
from pollination_sdk.sandbox._prompt_cache import PromptCache
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._script import Reply


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


@attrs.frozen
class Generation:
    """The result of a generation, with its billed units.

    Args:
        content: The whole body; for a stream, all its events.
        media_type: The media type that the service declares, which is not always the right one.
        model: The model that generated it.
        units: The billed units, by their names in the price list.
        filename: The file name of media; empty for none.
        file: The media, where the content only tells of it; empty if the content is the media.
        file_type: The media type of `file`.
        modes: The resolution and the mode that were asked for, which may have prices of their own.
        made: The time at which it was made.
        cost: What was charged for it; None if that is not known.
    """

    content: bytes = attrs.field(repr=False)
    media_type: str
    model: Model
    units: dict[str, float]
    filename: str = ""
    file: bytes = attrs.field(default=b"", repr=False)
    file_type: str = ""
    modes: tuple[str, ...] = ()
    made: datetime = attrs.field(factory=lambda: datetime.now(UTC), eq=False)
    cost: float | None = attrs.field(default=None, eq=False)
