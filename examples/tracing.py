"""Tracing: one JSON line for each call and for each request that it sends, with the ids that a support asks for."""

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import httpx

from pollination_sdk import Answer, Pollinations, errors

T = TypeVar("T")


def record(event: str, **facts: object) -> None:
    """Write one line."""
    print(json.dumps({"event": event, "at": round(time.time(), 3), **facts}), flush=True)


def on_response(response: httpx.Response) -> None:
    """Record a request; one call may send several. The path of an image holds its prompt."""
    record("request", method=response.request.method, path=response.url.path, status=response.status_code)


def traced(name: str, call: Callable[[], Answer[T]]) -> T:
    """Make a call and record its outcome."""
    try:
        answer = call()
    except errors.APIError as error:
        record(name, status=error.status, code=error.code, request_id=error.request_id, attempts=error.attempts)
        raise
    except errors.PollinationsError as error:
        record(name, error=type(error).__name__, message=str(error))
        raise
    record(
        name,
        status=answer.status,
        model=answer.model,
        request_id=answer.request_id,
        attempts=answer.attempts,
        seconds=round(answer.elapsed, 3),
        usage=dict(answer.usage or {}),
    )
    return answer.value


def main() -> None:
    """Trace two calls; the log of the SDK itself tells of retries, and shows no key and no prompt."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("pollination_sdk").setLevel(logging.INFO)
    with httpx.Client(event_hooks={"response": [on_response]}) as http, Pollinations(http_client=http) as client:
        traced("chat", lambda: client.detailed.chat("What is moss?"))
        traced("image", lambda: client.detailed.image("a fox", width=64))


if __name__ == "__main__":
    main()
