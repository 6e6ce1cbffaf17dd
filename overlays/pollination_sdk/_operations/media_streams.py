"""Make the builder of a streamed medium from the builder of the whole one."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pollination_sdk._engine.call import Call
    from pollination_sdk._media.check import Kind
    from pollination_sdk._media.media import Media

P = ParamSpec("P")


@attrs.frozen
class MediaCall:
    """A call for a media file that is read as a stream.

    Args:
        call: The call.
        expect: The expected kind; None accepts any.
    """

    call: Call[Media]
    expect: Kind | None


def as_stream(
    builder: Callable[P, Call[Media]],
    expect: Kind | None,
    doc: str,
    streamed: Callable[[Call[Media]], Call[Media]] = lambda call: call,
) -> Callable[P, MediaCall]:
    """Return a builder with the same arguments whose answer is read as a stream.

    Args:
        builder: The builder of the whole file.
        expect: The expected kind; None accepts any.
        doc: The first line of the docstring; the rest is that of the builder.
        streamed: Returns the call whose answer is the file, where the answer of the builder's call only holds it.
    """

    @functools.wraps(builder)
    def build(*args: P.args, **kwargs: P.kwargs) -> MediaCall:
        return MediaCall(streamed(builder(*args, **kwargs)), expect)

    parts = (builder.__doc__ or "").partition("\n\n")
    build.__name__, build.__doc__ = f"stream_{builder.__name__}", f"{doc}\n\n{parts[2]}"
    build.__annotations__ = {**builder.__annotations__, "return": "MediaCall"}
    return build
