"""The metrics of calls: histograms of the time, the tokens and the cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opentelemetry import metrics

from pollination_sdk._client.telemetry import names
from pollination_sdk._client.telemetry.span_facts import asked, tokens_of
from pollination_sdk._version import __version__

if TYPE_CHECKING:
    from pollination_sdk._client.telemetry.record import CallRecord
    from pollination_sdk._engine.attempt import ClientContext
    from pollination_sdk._engine.call import Call

_DIMENSIONS = (names.OPERATION_NAME, names.PROVIDER_NAME, names.REQUEST_MODEL, names.SERVER_ADDRESS, names.SERVER_PORT)
"""The attributes of a span that metrics have too; the others have too many values."""
_API = metrics.__name__
_made: list[tuple[metrics.MeterProvider, Instruments]] = []
"""The provider of the program and our instruments of it, which are made once."""


class Instruments:
    """The histograms.

    Args:
        provider: The program's provider of metrics.
    """

    def __init__(self, provider: metrics.MeterProvider) -> None:
        meter = provider.get_meter(names.SCOPE, __version__, names.SCHEMA_URL)
        self._histograms = {
            one.name: meter.create_histogram(
                one.name, one.unit, one.description, explicit_bucket_boundaries_advisory=one.boundaries
            )
            for one in names.METRICS
        }

    @classmethod
    def current(cls) -> Instruments | None:
        """Return the instruments of the program's provider; None if it has set none, or one that does nothing."""
        provider = metrics.get_meter_provider()
        if type(provider).__module__.startswith(_API):  # those of the API itself keep nothing
            return None
        if not _made or _made[-1][0] is not provider:
            _made[:] = [(provider, cls(provider))]
        return _made[-1][1]

    def add(self, record: CallRecord, call: Call[Any], context: ClientContext) -> None:
        """Take the values of a call that a model has answered, or should have. Other calls have no metrics."""
        if record.route not in names.OPERATIONS:
            return
        _, known = asked(call, context, streamed=record.streamed)
        attributes = {name: known[name] for name in _DIMENSIONS if name in known}
        if record.model is not None:
            attributes[names.RESPONSE_MODEL] = record.model
        failed = attributes if record.error is None else {**attributes, names.ERROR_TYPE: record.error}
        self._record(names.DURATION, record.seconds, failed)
        if record.first_item is not None:
            self._record(names.FIRST_CHUNK, record.first_item, failed)
        if (tokens := tokens_of(record.route, record.usage)) is not None:
            for kind, count in zip(("input", "output"), tokens, strict=True):
                self._record(names.TOKEN_USAGE, count, {**attributes, names.TOKEN_TYPE: kind})
        if record.cost.pollen is not None:
            self._record(names.POLLEN, record.cost.pollen, {**attributes, names.COST_SOURCE: record.cost.source})

    def _record(self, metric: names.Metric, value: float, attributes: dict[str, Any]) -> None:
        self._histograms[metric.name].record(value, attributes)
