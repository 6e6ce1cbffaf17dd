"""The record of one request."""

import json
import re
import reprlib
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

import attrs

from pollination_sdk.sandbox._requests.spool import Spool

KEY = re.compile(r"\b([sp]k_)\w+")
HIDDEN = r"\1***"
SHORT = reprlib.Repr()
SHORT.maxstring = 200
SHOWN = 1024 * 1024  # bytes that are searched for keys; what is shown is much shorter


@attrs.frozen(repr=False)
class RecordedRequest:
    """A request as it arrived, before any decoding.

    Args:
        method: The HTTP method.
        target: Path and query exactly as sent, percent-encoded.
        raw_headers: Names in lower case and values, in the order of the request.
        sent: The body, to be read in pieces; that of an upload is in a file if it is large.
        received: The time in seconds on the monotonic clock.
    """

    method: str
    target: str
    raw_headers: tuple[tuple[str, str], ...]
    sent: Spool
    received: float

    def __repr__(self) -> str:
        """Show method, path, query and body, shortened and without keys; headers hold the bearer token."""
        pairs = self.target.partition("?")[2].split("&")
        query = "&".join(pair for pair in pairs if unquote_plus(pair.partition("=")[0]) != "key")
        shown = [f"{self.method} {self.path}" + (f"?{query}" if query else "")]
        shown += [self.sent.read(0, SHOWN).decode("utf-8", "replace")] if self.sent.size else []
        return f"RecordedRequest({', '.join(SHORT.repr(KEY.sub(HIDDEN, part)) for part in shown)})"

    @property
    def body(self) -> bytes:
        """The whole body."""
        return self.sent.read()

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
