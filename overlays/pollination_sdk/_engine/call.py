"""The description of one call: the request, the reader of the answer, and the facts that retries depend on."""

import operator
from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import attrs
import httpx

from pollination_sdk._engine.url import Params

if TYPE_CHECKING:
    from pollination_sdk._http.file_body import FileBody

CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 60.0
GENERATION_TIMEOUT = 300.0
"""Seconds. The image service itself stops after 300 seconds."""
FIRST_ITEM_TIMEOUT = GENERATION_TIMEOUT
"""The most seconds until the first item of a stream: as long as the service works on any request."""
IDLE_TIMEOUT = 60.0
"""The most seconds between two items of a stream that has started."""

_NEVER_BILLED = ("/account/", "/x-media/", "/x-enter/")
"""The starts of paths whose operations cost nothing, whatever they do."""

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen(kw_only=True)
class Call(Generic[T_co]):
    """The description of one call that has not been sent yet.

    Args:
        operation: The contract's operationId.
        method: The HTTP method.
        path: The path of the contract, percent-encoded as it is sent, or a URL that an answer names.
        read: Returns the value of an answer whose body has been read.
        params: The query parameters.
        body: The fields of the JSON body; None if there is no JSON body.
        content: A body that is not JSON. A `FileBody` is sent once: no request follows it after a byte of the file.
        form: The fields that `content` was built from, by name.
        content_type: The media type of the body.
        accept: The media types that `read` understands.
        needs_key: Whether the service requires a key.
        free: Whether the call costs nothing.
        generates: Whether a model produces the answer, which can take minutes.
        seed: The seed that is sent; None if there is none.
        has_drawn_seed: Whether the seed was drawn for this call, so that the next call is another request.
        timeout: The most seconds for the whole call; None for no limit, `"client"` for the `timeout` of the client.
        headers: Additional headers; they do not go to hosts that get no key.
        connect_timeout: The most seconds to connect.
        idle_timeout: The most seconds between two bytes of the answer; None for the default of the operation.
        check_size: Refuses a text or a file of a length that the service does not accept. It is not called if
            `check_size` of the client is False.
        prepare: Makes the call that is sent in place of this one, from other calls that come first; see `Preparation`.
        repairs: The most requests that may follow this one, each with the answer to the one before it; see `parse`.
        check_first: Whether this call, too, is checked before `prepare` sends anything, as its size is known by then.
        finish: Completes the `Answer` with the metadata, where the answer of one request does not tell all.
        largest: The most bytes of the answer; None for no limit.
        remarks: The lines that each error of the call gets, such as the URL of a file that is paid for.
        names_file: The URL of a file that must be at the host of the call; None if the caller gave none.
        known_headers: The headers that an earlier answer has about the file of this one; a stream shows them.
    """

    operation: str
    method: str
    path: str
    read: Callable[[httpx.Response], T_co]
    params: Params = attrs.field(factory=dict)
    body: Mapping[str, Any] | None = None
    content: "bytes | FileBody | None" = attrs.field(default=None, repr=False)
    form: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    content_type: str = "application/json"
    accept: str = "application/json"
    needs_key: bool = True
    free: bool = True
    generates: bool = False
    seed: int | None = None
    has_drawn_seed: bool = False
    timeout: float | Literal["client"] | None = "client"
    headers: Mapping[str, str] = attrs.field(factory=dict, repr=lambda headers: repr(sorted(headers)))
    connect_timeout: float = CONNECT_TIMEOUT
    idle_timeout: float | None = None
    check_size: Callable[[], None] | None = attrs.field(default=None, repr=False)
    prepare: "Preparation | None" = attrs.field(default=None, repr=False)
    repairs: int = 0
    check_first: bool = False
    finish: Callable[[Any], Any] | None = attrs.field(default=None, repr=False)
    largest: int | None = None
    remarks: tuple[str, ...] = attrs.field(default=(), repr=False)
    names_file: str | None = None
    known_headers: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    @property
    def model(self) -> str | None:
        """The model that is asked for; None if the service chooses it."""
        fields = self.form if self.body is None else self.body
        name = self.params.get("model")
        if name is None and fields is not None and hasattr(fields, "get"):  # the body of `call` may be a list
            name = fields.get("model")
        return name if isinstance(name, str) else None

    @property
    def can_bill(self) -> bool:
        """Whether the call can cost pollen. Some calls cost nothing, but are not `free` to be repeated."""
        return not self.free and not self.path.startswith(_NEVER_BILLED)

    @property
    def file_was_sent(self) -> bool:
        """Whether a part of a file was sent, which is not sent a second time."""
        return self.content is not None and not isinstance(self.content, bytes) and self.content.started

    @property
    def read_timeout(self) -> float:
        """The most seconds between two bytes of the answer."""
        if self.idle_timeout is not None:
            return self.idle_timeout
        return GENERATION_TIMEOUT if self.generates else READ_TIMEOUT


_NAMES = tuple(field.name for field in attrs.fields(Call))
_VALUES = operator.attrgetter(*_NAMES)
_SET: dict[str, Any] = {name: vars(Call)[name].__set__ for name in _NAMES}
"""What sets each field: `Call` is frozen, and has slots."""
_SET_EACH = tuple(_SET.values())


def changed(call: Call[T_co], **changes: Any) -> Call[T_co]:
    """Return a copy of a call with other values: `attrs.evolve` costs four times as much, and each stream needs it."""
    copy = object.__new__(type(call))
    for put, value in zip(_SET_EACH, _VALUES(call), strict=True):
        put(copy, value)
    for name, value in changes.items():
        _SET[name](copy, value)
    return copy


Preparation = Callable[[Call[Any], bool], Generator[Call[Any], Any, Any]]
"""The requests that come before that of a call.

It takes the call, with the options of the caller, and whether the client uploads files (`auto_upload`). It yields a
call for each earlier request, and receives its `Answer`; the error of a request is raised at the `yield`. It returns
the last call, whose answer is read, or the `Answer` if it has yielded all calls. The time limit of the call holds for
all of them.
"""
