"""Settle what a spend limit has reserved for a stream, when the stream ends."""

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pollination_sdk._engine.bill_headers import bill_headers
from pollination_sdk._engine.spending import Charge
from pollination_sdk._responses.answer import usage_in_value

if TYPE_CHECKING:
    from pollination_sdk._engine.exchange import Delivery
    from pollination_sdk._responses.opened import Progress


class StreamCharge(contextlib.AbstractContextManager[None]):
    """A context manager that settles the charge of a stream, or leaves its reserve as it is if the cost is unknown.

    The usage of a chat counts once the answer is complete: some models send partial counts before. A file is generated
    and billed as a whole before its first byte, and the headers tell its usage.

    Args:
        charge: The charge.
        delivery: The answer.
        progress: The reader of the stream.
    """

    def __init__(self, charge: Charge, delivery: "Delivery", progress: "Progress") -> None:
        self._charge = charge
        self._delivery = delivery
        self._reader: Any = progress

    def __exit__(self, *_: object) -> None:
        with self._charge as charge, contextlib.suppress(Exception):  # whatever fails, the reserve is kept
            if getattr(self._reader, "is_refusal", False):
                charge.refuse()
            elif not self._is_chat or self._reader.finished:
                headers, key = self._delivery.response.headers, self._delivery.key_index
                if not charge.settle_by(headers, key):
                    named, units = bill_headers(headers)
                    charge.settle(named.get("x-model-used") or self._model(), units or self._usage(), named, key)

    @property
    def _is_chat(self) -> bool:
        return hasattr(self._reader, "has_usage")

    def _usage(self) -> Mapping[str, float] | None:
        """Return the usage that the last chunks of a chat tell; None if they tell none."""
        return usage_in_value(self._reader.completion) if self._is_chat and self._reader.has_usage else None

    def _model(self) -> str | None:
        return getattr(self._reader, "model", None)
