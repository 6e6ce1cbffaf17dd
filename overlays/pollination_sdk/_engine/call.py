"""A call: what to send, how to read the answer, and what is known of it beforehand."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs
import httpx

from pollination_sdk._operations.prompts import Params

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 60.0
GENERATION_TIMEOUT = 300.0
"""The image service itself gives up after 300 seconds."""
FIRST_ITEM_TIMEOUT = GENERATION_TIMEOUT
"""The longest a stream's first piece may take, in seconds: as long as the service works on anything."""
IDLE_TIMEOUT = 60.0
"""The longest a stream may pause once it has begun, in seconds."""

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen(kw_only=True)
class Call(Generic[T_co]):
    """Say all there is to say about one call; nothing is sent yet.

    Args:
        operation: The contract's operationId.
        method: The HTTP method.
        path: The path, percent-encoded as it goes on the wire.
        read: Makes the value of the answer, whose body has been read.
        params: The query parameters that were given.
        body: The fields of the JSON body, None where the operation has none.
        content: A body that is not JSON, as it goes on the wire.
        form: The fields that such a body was made of, by name.
        content_type: The media type of the body.
        accept: The media types that the reader understands.
        needs_key: Whether the service wants a key.
        free: Whether it costs nothing.
        repeatable: Whether the service would answer the identical request from its cache, or join it to the
            running one.
        generates: Whether a model works on it, which takes minutes.
        seed: The seed that is sent, drawn or chosen; None where none is.
        connect_timeout: The most seconds to connect.
        idle_timeout: The most seconds between two bytes of the answer; None for what suits the operation.
    """

    operation: str
    method: str
    path: str
    read: Callable[[httpx.Response], T_co]
    params: Params = attrs.field(factory=dict)
    body: Mapping[str, Any] | None = None
    content: bytes | None = attrs.field(default=None, repr=False)
    form: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    content_type: str = "application/json"
    accept: str = "application/json"
    needs_key: bool = True
    free: bool = True
    repeatable: bool = True
    generates: bool = False
    seed: int | None = None
    connect_timeout: float = CONNECT_TIMEOUT
    idle_timeout: float | None = None

    @property
    def read_timeout(self) -> float:
        """The most seconds between two bytes of the answer."""
        if self.idle_timeout is not None:
            return self.idle_timeout
        return GENERATION_TIMEOUT if self.generates else READ_TIMEOUT
