"""The record of one request."""

import json
from typing import Any
from urllib.parse import parse_qsl

import attrs


@attrs.frozen
class RecordedRequest:
    """A request as it arrived, before any decoding.

    Args:
        method: The HTTP method.
        target: Path and query exactly as sent, percent-encoded.
        raw_headers: Names in lower case and values, in the order of the request.
        body: The whole body.
        received: The time in seconds on the monotonic clock.
    """

    method: str
    target: str = attrs.field(repr=False)  # may contain `?key=`
    raw_headers: tuple[tuple[str, str], ...] = attrs.field(repr=False)  # may contain the bearer token
    body: bytes = attrs.field(repr=False)
    received: float

    @property
    def path(self) -> str:
        """The path as sent, percent-encoded, without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """The decoded query in the order of the request, with repeated names."""
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def params(self) -> dict[str, str]:
        """The decoded query; a repeated name has its last value."""
        return dict(self.query)

    @property
    def headers(self) -> dict[str, str]:
        """The headers by lower-case name; a repeated name has its last value."""
        return dict(self.raw_headers)

    def json(self) -> Any:
        """Parse the body as JSON.

        Raises:
            ValueError: The body is not JSON.
        """
        return json.loads(self.body)
