"""A caller's HTTP client that OpenTelemetry instruments: its spans would hold a key that is sent in the URL.

`_is_instrumented_by_opentelemetry` is a private name of opentelemetry-instrumentation-httpx. Without it, only clients
of a program that instruments all of httpx are recognised.
"""

import sys
import weakref
from typing import Any

from pollination_sdk._support.caller import caller, warn_at
from pollination_sdk.errors import KeyInURLWarning

_METHODS = (("HTTPTransport", "handle_request"), ("AsyncHTTPTransport", "handle_async_request"))
_warned: "weakref.WeakSet[Any]" = weakref.WeakSet()


def is_instrumented(client: Any) -> bool:
    """Return whether the requests of a client of httpx or httpx2 are traced by somebody else."""
    if getattr(client, "_is_instrumented_by_opentelemetry", False):
        return True
    library = sys.modules.get(type(client).__module__.partition(".")[0])
    transports = [(getattr(library, name, None), method) for name, method in _METHODS]
    return any(hasattr(getattr(transport, method, None), "__wrapped__") for transport, method in transports)


def warn_of_key_in_span(client: Any) -> None:
    """Warn once for each client, before a request with the key in its URL is traced."""
    if client in _warned or not is_instrumented(client):
        return
    _warned.add(client)
    message = (
        "OpenTelemetry instruments this http_client, and the key is sent in the URL, so spans would hold the key. "
        'Leave out query_key="always", or give the instrumentation a request hook that hides the URL. The page '
        '"Logging and tracing" has one.'
    )
    warn_at(caller(), message, KeyInURLWarning)
