"""The service's cache: identical requests are answered again, to anyone, for free."""

from urllib.parse import parse_qsl, urlencode

import attrs

from pollination_sdk.sandbox._exchange import Generation
from pollination_sdk.sandbox._recording import RecordedRequest

Question = tuple[str, str, bytes]


@attrs.define
class Cache:
    """Generations by what was asked: method, path, query without the key, and body."""

    _kept: dict[Question, Generation] = attrs.field(factory=dict)

    def get(self, request: RecordedRequest) -> Generation | None:
        """Look up what an identical request was answered."""
        return self._kept.get(_key(request))

    def put(self, request: RecordedRequest, generation: Generation) -> None:
        """Keep an answer for whoever asks the same."""
        self._kept[_key(request)] = generation


def _key(request: RecordedRequest) -> Question:
    path, _, query = request.target.partition("?")
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "key"]
    return request.method, f"{path}?{urlencode(sorted(kept))}", request.body
