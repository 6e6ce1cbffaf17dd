"""A local stand-in for the generation API, for tests and development.

It runs no model: its images, videos and texts have no quality, and its prices are invented. Paths, keys, statuses,
headers, media types, stream events and quirks are those of the real service.

    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/text/hello", headers={"Authorization": f"Bearer {sandbox.key}"})

`async with Sandbox()` works too, and `python -m pollination_sdk.sandbox --port 8080` serves from a terminal. It
requires the extra: `pip install "pollinations-sdk[sandbox]"`. The sandbox shares no code with the client, so that both
cannot have the same mistake.
"""

from pollination_sdk.sandbox._faults import Fault
from pollination_sdk.sandbox._recording import RecordedRequest
from pollination_sdk.sandbox._sandbox import Sandbox

__all__ = ["Fault", "RecordedRequest", "Sandbox"]
