"""`Listing`: a list of models, which notebooks show as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

T = TypeVar("T")


class Listing(list[T]):
    """A list, and so is each slice of it; notebooks show it as a table."""

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: SupportsIndex, /) -> T: ...
        @overload
        def __getitem__(self, index: slice, /) -> list[T]: ...

    def __getitem__(self, index: Any, /) -> Any:
        found = super().__getitem__(index)
        return Listing(found) if isinstance(index, slice) else found

    def _repr_html_(self) -> str | None:
        from pollination_sdk._responses.notebook import models_table  # noqa: PLC0415 - few programs run in a notebook

        return models_table(self) if self else None
