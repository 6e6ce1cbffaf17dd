"""The service's cache: identical requests of all users get the same answer, for free."""

from urllib.parse import parse_qsl, urlencode

from pollination_sdk.sandbox._json import parse_json, parse_query_number
from pollination_sdk.sandbox._recording import RecordedRequest

Question = tuple[str, str, bytes]
RANDOM_SEED = -1


def question(request: RecordedRequest) -> Question:
    """Return the cache key of a request: method, path, query without the API key, and body."""
    path, _, query = request.target.partition("?")
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "key"]
    return request.method, f"{path}?{urlencode(sorted(kept))}", request.body


def repeatable(request: RecordedRequest) -> bool:
    """Return True if a request may be answered from the cache: it does not have the seed -1."""
    if request.method == "GET":
        return parse_query_number(request.params.get("seed", "")) != RANDOM_SEED
    try:
        body = parse_json(request.body)
    except (ValueError, RecursionError):
        return False
    return not (isinstance(body, dict) and body.get("seed") == RANDOM_SEED)
