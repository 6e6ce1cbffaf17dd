"""What the two clients have in common: what they were told, how they are shown, compared, copied and pickled."""

from collections.abc import Mapping
from typing import Any, Self

import attrs
import httpx

from pollination_sdk._courtesy import Pace
from pollination_sdk._deadline import Deadline
from pollination_sdk._exchange import Attempt
from pollination_sdk._keys import Source
from pollination_sdk._log_filter import protect_logs
from pollination_sdk._settings import Settings
from pollination_sdk.errors import APITimeoutError

FAILURES = (httpx.HTTPError, OSError)
"""What httpx and the system raise when a request does not come through."""

LEFT_OUT: Any = attrs.NOTHING
"""Says that an option was not given, which is not the same as None."""


class ClientBase:
    """What both clients are told and remember."""

    _settings: Settings
    _pool: Any  # the connections; each client has its own kind

    def _configure(self, settings: Settings) -> None:
        protect_logs()
        self._settings = settings
        self._terms = settings.terms()
        self._pace = Pace(settings.max_per_second)
        self._owner = True

    @property
    def key_source(self) -> Source | None:
        """Where the key comes from: `argument`, the name of an environment variable, or None where there is none."""
        return self._settings.keys.source

    @property
    def base_url(self) -> str:
        """Where the service is."""
        return str(self._settings.base_url)

    def _sibling(self, **changes: Any) -> Self:
        """Make a sibling with some settings changed; keys come as `api_key`, as they do to the client."""
        told = {name: value for name, value in changes.items() if value is not LEFT_OUT}
        if "api_key" in told:
            told["keys"] = told.pop("api_key")
        sibling = type(self).__new__(type(self))
        sibling._adopt(self, attrs.evolve(self._settings, **told), told)  # noqa: SLF001 - of the same class
        return sibling

    def _adopt(self, other: Self, settings: Settings, told: Mapping[str, Any]) -> None:
        """Begin as a sibling: with the other's connections and pace, and what it has learnt where that still holds."""
        self._configure(settings)
        self._pool, self._pace, self._owner = other._pool, other._pace, False
        if not told.keys() & {"keys", "base_url", "query_key"}:
            self._terms = attrs.evolve(self._terms, ring=other._terms.ring)
        if "retry" not in told:
            self._terms = attrs.evolve(self._terms, budget=other._terms.budget)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r}, key_source={self.key_source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClientBase) and type(other) is type(self) and self._settings == other._settings

    def __hash__(self) -> int:
        return hash((type(self), self.base_url))

    def __getstate__(self) -> Settings:
        """Return the settings alone: connections do not travel, nor do keys."""
        return self._settings


def request_of(http: httpx.Client | httpx.AsyncClient, attempt: Attempt) -> httpx.Request:
    """Build the request of an attempt afresh, with what a caller's own httpx client adds to every request."""
    request = http.build_request(
        attempt.method, attempt.url, headers=attempt.headers, content=attempt.content, timeout=attempt.timeout
    )
    request.url = attempt.url  # `build_request` lets the client's own `params` replace the query
    return request


def waited_for_a_place(deadline: Deadline) -> APITimeoutError:
    """Make the error for a call that `max_in_flight` held back until its time was over; nothing was sent."""
    return APITimeoutError(
        f"max_in_flight calls were under way for all of timeout={deadline.seconds:g} seconds; nothing was sent.",
        attempts=0,
    )
