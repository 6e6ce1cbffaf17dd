"""Decode answers of CSV."""

import csv
import io
import re

import httpx

from pollination_sdk._responses.decode import media_type_in, refuse_instead, unexpected
from pollination_sdk._responses.plain_text import decoded

_CSV_TYPES = {"text/csv", "application/csv", "text/x-csv", "application/x-csv", "text/comma-separated-values"}
_COLUMN = re.compile(r"\w[\w\s.,/()%'\"-]*")
_PLAIN_HEADER = re.compile(r"\w[\w ]*+(?:,\w[\w ]*+)++\r?(?:\n|\Z)")
_LONGEST_HEADER = 1 << 16


def is_csv(media_type: str) -> bool:
    """Return True for `text/csv`, its aliases, and plain text."""
    return media_type in _CSV_TYPES or media_type == "text/plain"


def read_csv(response: httpx.Response) -> str:
    """Return a CSV body (RFC 4180) with a header line, without a byte order mark.

    Raises:
        UnexpectedResponseError: The body is not CSV, or has no header line.
    """
    media_type = media_type_in(response)
    is_right = is_csv(media_type) or media_type == "unknown type"
    if is_right and _has_header(text := decoded(response).removeprefix("\ufeff")):
        return text
    refuse_instead(response, "CSV")
    if not is_right:
        raise unexpected(f"The service answered {media_type} where CSV was expected.", response)
    raise unexpected("The service answered CSV without its header line.", response)


def _has_header(text: str) -> bool:
    """Return True if the first record names two or more columns, which HTML and JSON do not."""
    if _PLAIN_HEADER.match(text):  # the format of the service
        return True
    try:
        header = next(csv.reader(io.StringIO(text[:_LONGEST_HEADER], newline=""), strict=True), [])
    except csv.Error:
        return False
    return len(header) > 1 and all(map(_COLUMN.fullmatch, header))
