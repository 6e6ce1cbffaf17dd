"""A service behind a mocked transport that bills each generation, for both clients in threads and event loops."""

import json
import threading
from collections import deque

import anyio
import httpx
from tests.helpers.hosts import PNG

from pollination_sdk import Pollinations

PRICES = {"test/p01": 0.01, "test/p10": 0.1, "test/p25": 0.25, "test/p40": 0.4, "test/p60": 0.6, "test/p90": 0.9}
"""Image models with their prices of one image."""
TEXT = {"promptTextTokens": "0.0001", "completionTextTokens": "0.001"}
MODELS = [
    *(
        {"name": name, "category": "image", "pricing": {"currency": "pollen", "completionImageTokens": str(price)}}
        for name, price in PRICES.items()
    ),
    {"name": "test/words", "category": "text", "pricing": {"currency": "pollen", **TEXT}},
    {"name": "test/secret", "category": "image"},
]
USED = {"prompt_tokens": 10, "completion_tokens": 20, "total_tokens": 30}
USED_COSTS = 0.021
"""The cost of `USED` at the prices of `TEXT`."""


class Metered:
    """A service that bills an image with its price, unless an answer is in `script`.

    Args:
        app: The id of the app that the keys were made through.
    """

    def __init__(self, app=None):
        self.app = app
        self.script = deque()
        """Answers for the next generations: responses, exceptions, or functions that take the request."""
        self.models = httpx.Response(200, json=MODELS)
        self.account = {"/account/balance": httpx.Response(200, json={"balance": 3})}
        """The answers to calls that cost nothing, by path."""
        self.paths = []
        self.keys = []
        self.is_open = threading.Event()
        """While it is not set, generations are not answered."""
        self.is_open.set()

    @property
    def generations(self):
        """The paths of the requests that were to be billed."""
        return [path for path in self.paths if path not in {"/models", "/account/key", "/account/balance"}]

    def __call__(self, request):
        """Answer a request of a sync client."""
        answer = self._answer(request)
        if self._is_generation(request):
            assert self.is_open.wait(30)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def answer_async(self, request):
        """Answer a request of an async client."""
        answer = self._answer(request)
        while self._is_generation(request) and not self.is_open.is_set():  # noqa: ASYNC110 - see below
            await anyio.sleep(0.001)  # the test may set the event in another loop or thread
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self, flavour, key="sk_metered", **options):
        """Make a client of a flavour."""
        return flavour.client(key, http_client=self.http(flavour), **options)

    def http(self, flavour):
        """Make the httpx client of a flavour."""
        if flavour.name == "blocking":
            return httpx.Client(transport=httpx.MockTransport(self))
        return httpx.AsyncClient(transport=httpx.MockTransport(self.answer_async))

    def threaded(self, **options):
        """Make a plain sync client."""
        return Pollinations("sk_metered", http_client=httpx.Client(transport=httpx.MockTransport(self)), **options)

    def _is_generation(self, request):
        return not request.url.path.startswith(("/models", "/account"))

    def _answer(self, request):
        path = request.url.path
        self.paths.append(path)
        if path == "/models":
            return self.models
        self.keys.append(request.headers["authorization"].removeprefix("Bearer "))
        if path == "/account/key":
            return httpx.Response(200, json={"valid": True, "type": "secret", "byopClientKeyId": self.app})
        if path in self.account:
            return self.account[path]
        if self.script:
            scripted = self.script.popleft()
            return scripted(request) if callable(scripted) else scripted
        if path.startswith("/image"):
            return image_of(request.url.params["model"])
        return chat()


def image_of(model, **headers):
    """Answer with an image of a model."""
    head = {"content-type": "image/png", "x-model-used": model, "x-usage-completion-image-tokens": "1"}
    return httpx.Response(200, content=PNG, headers={**head, **headers})


def chat(text="hello", usage=USED):
    """Answer with a chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    fields = {"id": "c", "object": "chat.completion", "created": 1, "model": "test/words", "choices": [choice]}
    return httpx.Response(200, json={**fields, "usage": usage} if usage else fields)


def refusal(status, code="INVALID_REQUEST", message="No"):
    """Answer with an error in the service's own shape."""
    error = {"code": code, "message": message, "timestamp": "2026-10-01T00:00:00Z", "details": {"name": "X"}}
    return httpx.Response(status, json={"status": status, "success": False, "error": error})


def event(**fields):
    """Write an event of a chat stream."""
    head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "test/words"}
    return b"data: " + json.dumps({**head, **fields}).encode() + b"\n\n"


def delta(text, reason=None):
    """Write an event that adds a text."""
    return event(choices=[{"index": 0, "delta": {"content": text}, "finish_reason": reason}])


DONE = b"data: [DONE]\n\n"
WHOLE = [delta("hel"), delta("lo", "stop"), event(choices=[], usage=USED), DONE]


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces, of which exceptions are raised."""

    def __init__(self, pieces):
        self.pieces = pieces

    def __iter__(self):
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self):
        for piece in self:
            yield piece


def stream(*pieces, **headers):
    """Answer with a chat stream."""
    return httpx.Response(200, stream=Pieces(pieces), headers={"content-type": "text/event-stream", **headers})
