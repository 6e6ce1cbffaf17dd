"""Tracing: one JSON line for each call and for each request that it sends, with the ids that a support asks for."""

import json
import logging
import sys
import time

import httpx

from pollination_sdk import CallRecord, Pollinations


def write(event: str, **facts: object) -> None:
    """Write one line."""
    print(json.dumps({"event": event, "at": round(time.time(), 3), **facts}), flush=True)


def on_response(response: httpx.Response) -> None:
    """Write a request; one call may send several. The path of an image holds its prompt."""
    write("request", method=response.request.method, path=response.url.path, status=response.status_code)


def on_call(record: CallRecord) -> None:
    """Write a call that has ended, well or not."""
    write(record.method, **record.to_dict())


def main() -> None:
    """Trace two calls; the log of the SDK itself tells of retries, and shows no key and no prompt."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("pollination_sdk").setLevel(logging.INFO)
    with httpx.Client(event_hooks={"response": [on_response]}) as http:
        client = Pollinations(http_client=http, on_call=on_call)
        client.chat("What is moss?")
        client.image("a fox", width=64)


if __name__ == "__main__":
    main()
