"""One job: a method of the clients, and the options to call it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping


@attrs.frozen
class Job:
    """A call that a run of `batch` makes: a method of the clients, and its options.

    Args:
        method: The name of the method, such as `image`.
        options: The arguments by name. The first one is among them under its name in the method, such as `prompt`.
        id: The name that the user gives the item; None if there is none.
        copy: The number of the copy, from 0. Copies differ in their seeds alone.
        place: The line of the file, or the place in the iterable, from 1; 0 if it came from neither.
    """

    method: str
    options: Mapping[str, Any] = attrs.field(factory=dict)
    id: str | None = None
    copy: int = 0
    place: int = 0
