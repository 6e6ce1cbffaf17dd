"""A local stand-in for the generation API, for tests and development.

It runs no model: its images, videos and texts have no quality, and its prices are invented. Paths, keys, statuses,
headers, media types, stream events and quirks are those of the real service.

    with Sandbox() as sandbox:
        httpx.get(f"{sandbox.url}/text/hello", headers={"Authorization": f"Bearer {sandbox.key}"})

`async with Sandbox()` works too, and `python -m pollination_sdk.sandbox --port 8080` serves from a terminal. It
requires the extra: `pip install "pollinations-sdk[sandbox]"`. The sandbox shares no code with the client, so that both
cannot have the same mistake.

Each name is imported at its first use: pytest imports this package in each run, for its plugin.
"""

import importlib
from typing import TYPE_CHECKING, Any

__all__ = ["Bill", "Fault", "RecordedRequest", "Reply", "Sandbox"]

if TYPE_CHECKING:
    from pollination_sdk.sandbox._faults.plan import Fault
    from pollination_sdk.sandbox._requests.record import RecordedRequest
    from pollination_sdk.sandbox._sandbox import Sandbox
    from pollination_sdk.sandbox._storage.entries import Bill
    from pollination_sdk.sandbox._storage.script import Reply
else:  # type checkers would take any name from a module with `__getattr__`
    _HOMES = {
        "Bill": "_storage.entries",
        "Fault": "_faults.plan",
        "RecordedRequest": "_requests.record",
        "Reply": "_storage.script",
        "Sandbox": "_sandbox",
    }

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
