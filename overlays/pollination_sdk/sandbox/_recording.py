"""One request as it arrived on the wire."""

import json
from typing import Any
from urllib.parse import parse_qsl

import attrs


@attrs.frozen
class RecordedRequest:
    """A request as it arrived, before any decoding.

    Args:
        method: the HTTP method.
        target: path and query exactly as sent, percent-encoded.
        raw_headers: names (lower case) and values in the order sent.
        body: the whole body.
        received: seconds on the monotonic clock.
    """

    method: str
    target: str = attrs.field(repr=False)  # may hold `?key=`
    raw_headers: tuple[tuple[str, str], ...] = attrs.field(repr=False)  # may hold the bearer token
    body: bytes = attrs.field(repr=False)
    received: float

    @property
    def path(self) -> str:
        """Give the path as sent, percent-encoded, without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Give the decoded query in the order sent, repeated names included."""
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def params(self) -> dict[str, str]:
        """Give the decoded query; of a repeated name the last value."""
        return dict(self.query)

    @property
    def headers(self) -> dict[str, str]:
        """Give the headers by lower-case name; of a repeated name the last value."""
        return dict(self.raw_headers)

    def json(self) -> Any:
        """Parse the body as JSON.

        Raises:
            ValueError: the body is not JSON.
        """
        return json.loads(self.body)
