"""The formats of free answers: JSON, and the CSV of the service, with a header and without a LF at its end."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from starlette.responses import Response

from pollination_sdk.sandbox._storage.entries import OTHER_COLUMNS, TOKEN_COLUMNS

USAGE_COLUMNS = (
    "timestamp",
    "type",
    "model",
    "api_key_id",
    "api_key",
    "api_key_type",
    "meter_source",
    *TOKEN_COLUMNS,
    *OTHER_COLUMNS,
    "cost_usd",
    "response_time_ms",
    "cursor_event_id",
)
DAILY_COLUMNS = ("date", "api_key_id", "api_key", "model", "meter_source", "requests", "cost_usd")


def json_response(value: Any) -> Response:
    """Return an answer in JSON."""
    return Response(json.dumps(value, ensure_ascii=False), media_type="application/json")


def to_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Format rows as CSV: always a header, LF between lines, no LF after the last line."""
    lines = [",".join(columns)]
    lines += [",".join(_cell(row[column]) for column in columns) for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    text = str(value)
    if any(character in text for character in ',"\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
