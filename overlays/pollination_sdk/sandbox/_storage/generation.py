"""The result of a generation, which is billed and stored."""

from datetime import UTC, datetime

import attrs

from pollination_sdk.sandbox._models.catalogue import Model

PLAIN = "text/plain; charset=UTF-8"
"""The media type of generations that are plain text."""


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
