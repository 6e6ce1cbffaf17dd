"""The control API of the sandbox over HTTP, for programs that run it in another process.

- `POST /_sandbox/faults` with `{"fault": "status", "arguments": {"status": 429}, "times": 2, "route": "/image/"}`
  queues the fault with that name. With `"probability": 0.1, "seed": 7` instead of `times` it is random.
- `DELETE /_sandbox/faults` removes all faults.
- `GET /_sandbox/billed` returns the number of billed generations, and the pollen that is left.
- `GET /_sandbox/requests` lists the requests so far, without headers and query, which may contain keys.
"""

from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._errors import EdgeError, ServiceError
from pollination_sdk.sandbox._faults import Fault
from pollination_sdk.sandbox._json import parse_json
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._state import State

PREFIX = "/_sandbox/"


def control(request: RecordedRequest, state: State) -> Response:
    """Carry out one command.

    Raises:
        ServiceError: 400 for an unknown fault or invalid arguments, 404 for an unknown command.
    """
    match request.method, request.path.removeprefix(PREFIX):
        case "POST", "faults":
            _queue(request.body, state)
            return JSONResponse({"queued": True})
        case "DELETE", "faults":
            state.faults.clear()
            return JSONResponse({"queued": False})
        case "GET", "billed":
            ledger = state.ledger
            return JSONResponse({"count": ledger.charged, "balance": ledger.wallet})
        case "GET", "requests":
            return JSONResponse([{"method": request.method, "path": request.path} for request in state.requests])
    raise EdgeError(404, "404 Not Found")


def _queue(body: bytes, state: State) -> None:
    try:
        order = parse_json(body)
        fault = _fault(order["fault"], order.get("arguments", {}))
        if "probability" in order:
            state.faults.set_chance(fault, order["probability"], order.get("seed", 0))
        else:
            state.faults.queue(fault, order.get("times", 1), order.get("route"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ServiceError(400, f"No such fault: {error}") from None


def _fault(name: str, arguments: dict[str, Any]) -> Fault:
    if name.startswith("_") or not isinstance(vars(Fault).get(name), classmethod):
        raise ValueError(name)
    if "data" in arguments:
        arguments = {**arguments, "data": arguments["data"].encode("latin-1")}
    make = getattr(Fault, name)
    hints = get_type_hints(make)
    for argument, value in arguments.items():
        if not _fits(value, hints[argument]):
            raise TypeError(f"{argument} cannot be {value!r}")
    fault: Fault = make(**arguments)
    return fault


def _fits(value: Any, hint: Any) -> bool:
    """Return True if a value has an annotated type of the faults' arguments."""
    if isinstance(hint, UnionType):
        return any(_fits(value, member) for member in get_args(hint))
    if get_origin(hint) is dict:
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    return hint is Any or isinstance(value, (int, float) if hint is float else hint)
