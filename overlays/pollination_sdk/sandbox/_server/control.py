"""The control API of the sandbox over HTTP, for programs that run it in another process.

- `POST /_sandbox/faults` with `{"fault": "status", "arguments": {"status": 429}, "times": 2, "route": "/image/"}`
  queues the fault with that name. With `"probability": 0.1, "seed": 7` instead of `times` it is random.
- `DELETE /_sandbox/faults` removes all faults.
- `POST /_sandbox/replies` with `{"text": "..."}`, `{"tool": "...", "arguments": {}}` or `{"json": ...}` queues a reply.
  `"tools": [{"name": "...", "arguments": {}}]` has several calls.
  `"when": "..."` or `"pattern": "..."`, a regular expression, chooses the prompts; `"times": 2` gives it twice.
- `GET /_sandbox/replies` lists the replies that no request has taken yet, `DELETE /_sandbox/replies` removes them.
- `POST /_sandbox/storage` with `{"days": 30}` lets stored files and answers grow older.
- `POST /_sandbox/prices` with `{"model": "flux", "prices": {"completionImageTokens": 0.01}}` replaces the prices of a
  model; with `{"factor": 10}`, and a model or none, it multiplies prices.
- `POST /_sandbox/usage` with `{"seconds": 60}` lets the recorded usage grow older.
- `GET /_sandbox/billed` returns the number of billed generations, what they cost, and the pollen that is left.
- `GET /_sandbox/bills` lists them, each with the id of its key.
- `GET /_sandbox/requests` lists the requests so far, without headers and query, which may contain keys.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._errors import EdgeError, ServiceError
from pollination_sdk.sandbox._requests.json_text import parse_json
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._server.orders import (
    order_fault,
    order_prices,
    ordered_age,
    ordered_reply,
    ordered_seconds,
)
from pollination_sdk.sandbox._storage.script import Reply, ToolCall
from pollination_sdk.sandbox._storage.state import State

PREFIX = "/_sandbox/"


def control(request: RecordedRequest, state: State) -> Response:
    """Carry out one command.

    Raises:
        ServiceError: 400 for a fault or a reply that cannot be queued, 404 for an unknown command.
    """
    command = COMMANDS.get((request.method, request.path.removeprefix(PREFIX)))
    if command is None:
        raise EdgeError(404, "404 Not Found")
    return JSONResponse(command(request, state))


def _queue_fault(request: RecordedRequest, state: State) -> Any:
    return _carry_out(request, lambda order: order_fault(order, state.faults))


def _clear_faults(_: RecordedRequest, state: State) -> Any:
    state.faults.clear()
    return {"queued": False}


def _queue_reply(request: RecordedRequest, state: State) -> Any:
    return _carry_out(request, lambda order: state.script.add(ordered_reply(order)))


def _list_replies(_: RecordedRequest, state: State) -> Any:
    return [_shown(reply) for reply in state.script.waiting]


def _clear_replies(_: RecordedRequest, state: State) -> Any:
    state.script.clear()
    return {"queued": False}


def _age_storage(request: RecordedRequest, state: State) -> Any:
    _carry_out(request, lambda order: state.files.advance(ordered_age(order)))
    return {"days": state.files.ahead / timedelta(days=1)}


def _billed(_: RecordedRequest, state: State) -> Any:
    ledger = state.ledger
    return {"count": len(ledger.charged), "pollen": ledger.charged_pollen, "balance": ledger.wallet}


def _bills(_: RecordedRequest, state: State) -> Any:
    return [entry.record() for entry in state.ledger.charged]


def _set_prices(request: RecordedRequest, state: State) -> Any:
    _carry_out(request, lambda order: order_prices(order, state.ledger.prices))
    return {"changed": True}


def _age_usage(request: RecordedRequest, state: State) -> Any:
    def advance(order: Any) -> None:
        state.ledger.ahead += ordered_seconds(order)

    _carry_out(request, advance)
    return {"seconds": state.ledger.ahead.total_seconds()}


def _requests(_: RecordedRequest, state: State) -> Any:
    return [{"method": request.method, "path": request.path} for request in state.requests]


COMMANDS: dict[tuple[str, str], Callable[[RecordedRequest, State], Any]] = {
    ("POST", "faults"): _queue_fault,
    ("DELETE", "faults"): _clear_faults,
    ("POST", "replies"): _queue_reply,
    ("GET", "replies"): _list_replies,
    ("DELETE", "replies"): _clear_replies,
    ("POST", "storage"): _age_storage,
    ("POST", "prices"): _set_prices,
    ("POST", "usage"): _age_usage,
    ("GET", "billed"): _billed,
    ("GET", "bills"): _bills,
    ("GET", "requests"): _requests,
}


def _carry_out(request: RecordedRequest, queue: Callable[[Any], None]) -> Any:
    try:
        queue(parse_json(request.body))
    except (ValueError, TypeError) as error:
        raise ServiceError(400, str(error)) from None
    except RecursionError:
        raise ServiceError(400, "The order is nested too deeply") from None
    return {"queued": True}


def _shown(reply: Reply) -> dict[str, Any]:
    said: dict[str, Any] = {} if reply.text is None else {"text": reply.text}
    calls = [{"name": call.name, "arguments": _arguments(call)} for call in reply.tools]
    if len(calls) == 1:
        said |= {"tool": calls[0]["name"], "arguments": calls[0]["arguments"]}
    elif calls:
        said["tools"] = calls
    pattern = reply.when.pattern if isinstance(reply.when, re.Pattern) else reply.when
    when = {} if pattern is None else {"when": pattern if isinstance(pattern, str) else repr(pattern)}
    return {**said, **when, "times": reply.times}


def _arguments(call: ToolCall) -> Any:
    return json.loads(call.arguments) if call.has_object() else call.arguments
