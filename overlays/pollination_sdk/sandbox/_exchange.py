"""What a handler is given, and what a generation hands back to be billed and sent."""

from typing import Any

import attrs

from pollination_sdk.sandbox._catalogue import Model
from pollination_sdk.sandbox._keys import Key
from pollination_sdk.sandbox._recording import RecordedRequest


@attrs.frozen
class Exchange:
    """A request that was understood: who asks, for what, with which checked values."""

    request: RecordedRequest
    key: Key | None
    query: dict[str, Any]
    body: dict[str, Any]
    prompt: str

    @property
    def owner(self) -> Key:
        """Give the key, on operations that do not run without one."""
        if self.key is None:
            raise AssertionError("the operation is not public, so a key was identified")
        return self.key


@attrs.frozen
class Generation:
    """Bytes that were made, and what they cost.

    Args:
        content: the whole body; of a stream, all its frames.
        media_type: what the service calls it, which is not always what it is.
        model: the model that made it.
        units: what is billed, by the name the price list uses.
        filename: proposed to browsers, unless empty.
    """

    content: bytes = attrs.field(repr=False)
    media_type: str
    model: Model
    units: dict[str, float]
    filename: str = ""
