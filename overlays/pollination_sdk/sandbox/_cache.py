"""The service's cache: identical requests are answered again, to anyone, for free."""

from urllib.parse import parse_qsl, urlencode

from pollination_sdk.sandbox._json import parse_json, parse_query_number
from pollination_sdk.sandbox._recording import RecordedRequest

Question = tuple[str, str, bytes]
RANDOM_SEED = -1


def question(request: RecordedRequest) -> Question:
    """Give what makes two requests identical: method, path, query without the key, and body."""
    path, _, query = request.target.partition("?")
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "key"]
    return request.method, f"{path}?{urlencode(sorted(kept))}", request.body


def repeatable(request: RecordedRequest) -> bool:
    """Tell whether a request may be answered from the cache: not with the seed -1."""
    if request.method == "GET":
        return parse_query_number(request.params.get("seed", "")) != RANDOM_SEED
    try:
        body = parse_json(request.body)
    except (ValueError, RecursionError):
        return False
    return not (isinstance(body, dict) and body.get("seed") == RANDOM_SEED)
