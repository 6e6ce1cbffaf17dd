"""`Embeddings`: the vectors of texts, as arrays of 32-bit numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, SupportsIndex, overload

import attrs

from pollination_sdk import types
from pollination_sdk._responses.decode import decode
from pollination_sdk._responses.vectors import vectors_in
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    import httpx

    from pollination_sdk.types import EmbeddingList, EmbeddingUsage


@attrs.define(repr=False)
class Embeddings(Sequence["array[float]"]):
    """The vectors of texts, in the order of the texts; each is an `array.array("f")`.

    `numpy.asarray(embeddings[0])` shares the memory of a vector, and `numpy.asarray(embeddings)` makes a table with a
    row for each vector. A slice is `Embeddings` too, without the usage.

    Args:
        vectors: The vectors.
        model: The model that made them; None if the answer names none.
        usage: The tokens that were counted, of all requests; None if the answer does not say.
    """

    vectors: list[array[float]]
    """The vectors."""
    model: str | None = None
    """The model that made them; None if the answer names none."""
    usage: EmbeddingUsage | None = None
    """The tokens that were counted, of all requests; None if the answer does not say."""

    @property
    def dimensions(self) -> int:
        """The number of numbers in each vector; 0 if there is no vector."""
        return len(self.vectors[0]) if self.vectors else 0

    def to_dict(self) -> dict[str, Any]:
        """Return the vectors as plain JSON values, in the form of the service."""
        data = [
            {"object": "embedding", "index": index, "embedding": vector.tolist()}
            for index, vector in enumerate(self.vectors)
        ]
        facts = {"model": self.model, "usage": None if self.usage is None else self.usage.to_dict()}
        return {"object": "list", "data": data, **{name: fact for name, fact in facts.items() if fact is not None}}

    def to_json(self) -> str:
        """Return `to_dict()` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the vectors as `to_dict` returns them, or as the service sends them.

        Raises:
            UnexpectedResponseError: They break the contract; the message names the place.
        """
        return cls.of(decode(types.EmbeddingList, src_dict))

    @classmethod
    def of(cls, listed: EmbeddingList, response: httpx.Response | None = None) -> Self:
        """Read the vectors of an answer; the response is for its errors."""
        return cls(vectors_in(listed, response), listed.model, listed.usage)

    @classmethod
    def joined(cls, parts: Sequence[Embeddings]) -> Self:
        """Join the vectors of several requests; the model is that of the last one, and the usage the sum."""
        usage = _summed([part.usage.to_dict() for part in parts if part.usage is not None])
        return cls([vector for part in parts for vector in part], parts[-1].model, usage)

    @overload
    def __getitem__(self, index: SupportsIndex) -> array[float]: ...
    @overload
    def __getitem__(self, index: slice) -> Embeddings: ...
    def __getitem__(self, index: SupportsIndex | slice) -> array[float] | Embeddings:
        if isinstance(index, slice):
            return Embeddings(self.vectors[index], self.model)
        return self.vectors[index]

    def __len__(self) -> int:
        return len(self.vectors)

    def __iter__(self) -> Iterator[array[float]]:
        return iter(self.vectors)

    def __repr__(self) -> str:
        tokens = None if self.usage is None else self.usage.total_tokens
        facts = {"model": self.model, "total_tokens": tokens}
        shown = [f"{name}={fact!r}" for name, fact in facts.items() if fact is not None]
        return f"Embeddings({', '.join([f'<{len(self)} vectors of {self.dimensions} numbers>', *shown])})"

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:  # noqa: FBT001 - numpy's protocol
        """Return a numpy table with a row for each vector.

        Raises:
            ValueError: `copy` is False: the vectors are apart in memory.
        """
        import numpy as np  # noqa: PLC0415 - only numpy calls this

        if copy is False:
            raise ValueError("A table of embeddings is a copy of them; leave out copy=False.")
        return np.array(self.vectors, "f4" if dtype is None else dtype).reshape(len(self), self.dimensions)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic, and so FastAPI, read vectors from a dict or as they are, and write them as `to_dict` does."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only pydantic calls this

        written = core_schema.plain_serializer_function_ser_schema(cls.to_dict)
        return core_schema.no_info_plain_validator_function(cls._validated, serialization=written)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Describe the vectors for the page of an API."""
        return {**types.EmbeddingList.__get_pydantic_json_schema__(schema, handler), "title": cls.__name__}

    @classmethod
    def _validated(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValueError("expected an object or Embeddings")  # noqa: TRY004 - pydantic wants a ValueError
        try:
            return cls.from_dict(value)
        except PollinationsError as error:
            raise ValueError(error.message) from error


def _summed(counts: Sequence[Mapping[str, Any]]) -> EmbeddingUsage | None:
    """Return the sum of the counts of several requests; None if there are none."""
    total: dict[str, float] = {}
    for name, count in (item for each in counts for item in each.items()):
        if isinstance(count, (int, float)):
            total[name] = total.get(name, 0) + count
    return types.EmbeddingUsage.from_dict(total) if counts else None
