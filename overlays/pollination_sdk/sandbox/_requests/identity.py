"""The service's store of results: identical requests of all users get the same answer, and are billed once."""

from urllib.parse import parse_qsl, urlencode

from pollination_sdk.sandbox._requests.record import RecordedRequest

Question = tuple[str, str, bytes]
NOT_IN_QUESTION = ("key", "no-cache", "nofeed")


def question(request: RecordedRequest) -> Question:
    """Return what makes requests identical: method, path, query and body. No API key is in it."""
    path, _, query = request.target.partition("?")
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in NOT_IN_QUESTION]
    return request.method, f"{path}?{urlencode(sorted(kept))}", request.sent.fingerprint()
