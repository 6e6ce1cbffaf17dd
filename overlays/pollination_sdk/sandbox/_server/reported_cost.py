"""Tell the cost of an answer in the answer, as the service did for a while: in a header, and in the usage."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from starlette.responses import Response

from pollination_sdk.sandbox._requests.json_text import write_json
from pollination_sdk.sandbox._text.frames import STREAM_TYPE

HEADER = "x-pollen-cost"
FIELD = "pollen_cost"
DATA = b"data: "


def report_cost(response: Response, cost: float) -> None:
    """Put a cost into the header of an answer, and into each usage in its JSON or its stream."""
    response.headers[HEADER] = f"{Decimal(str(cost)):f}"
    body, media_type = bytes(response.body), response.headers["content-type"]
    if media_type.startswith("application/json"):
        body = _with_cost(body, cost)
    elif media_type == STREAM_TYPE:
        body = b"\n".join(_lines_with_cost(body.split(b"\n"), cost))
    response.body = body
    response.headers["content-length"] = str(len(body))


def _lines_with_cost(lines: list[bytes], cost: float) -> Iterable[bytes]:
    for line in lines:
        yield DATA + _with_cost(line.removeprefix(DATA), cost) if line.startswith(DATA + b"{") else line


def _with_cost(written: bytes, cost: float) -> bytes:
    value: dict[str, Any] = json.loads(written)
    for holder in (value, value.get("response")):
        if isinstance(holder, dict) and isinstance(holder.get("usage"), dict):
            holder["usage"][FIELD] = cost
            written = write_json(value)
    return written
