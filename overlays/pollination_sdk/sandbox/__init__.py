"""Rehearse against a local stand-in for the generation API.

It is not the service: it runs no model, its pictures, videos and words have no quality, and its
prices are invented. What it keeps is the contract: paths, keys, statuses, headers, media types,
stream frames and quirks are those of the real service.

    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/text/hello", headers={"Authorization": f"Bearer {sandbox.key}"})

`async with Sandbox()` works too, and `python -m pollination_sdk.sandbox --port 8080` serves from a
terminal. Needs the extra: `pip install "pollinations-sdk[sandbox]"`. The sandbox shares no code
with the client, so that the two cannot be wrong together.
"""

from pollination_sdk.sandbox._faults import Fault
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._sandbox import Sandbox

__all__ = ["Fault", "RecordedRequest", "Sandbox"]
