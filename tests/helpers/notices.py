"""Refusals that come with status 200, which open as those of the service do, and answers of models to compare."""

import json

from tests.helpers.servers import RawServer, chunk

ENTER = "https://enter.pollinations.ai"
BUDGET_URL = f"{ENTER}/edit-key?id=abc&ref=agent_key_budget"
TOP_UP_URL = f"{ENTER}/top-up?ref=agent_low_balance_topup"
QUESTS_URL = f"{ENTER}/quests?ref=agent_low_balance_quests"
GRANT_URL = f"{ENTER}/grant?id=abc&model=flux"
BUDGET = (
    f"The API key used for this request has no budget left. [Raise the key budget]({BUDGET_URL}) and try again.\n\n"
    "More pollen in the wallet does not help."
)
BALANCE = (
    "The account behind this API key is out of pollen. "
    f"[Top up]({TOP_UP_URL}) or [do a quest]({QUESTS_URL}) and try again."
)
QUEST_ONLY = (
    "The API key used for this request only spends Quest Pollen, and none is left. "
    f"[Do a quest]({QUESTS_URL}) or [let the key spend paid pollen]({BUDGET_URL}) and try again."
)
NOT_ALLOWED = (
    f"The API key used for this request isn't allowed to use mistral. [Allow the model]({GRANT_URL}) and try again."
)
ZERO = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0, "prompt_tokens_details": {"cached_tokens": 0}}
USED = {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}
PRIVATE = "Cache-Control: private, no-store"
_COMMON = {"id": "chatcmpl-1", "created": 1_790_000_000, "model": "openai/gpt-5.4-nano"}


def answer(media_type, body, *headers):
    """Write a whole answer with status 200."""
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def completion(text, usage=ZERO):
    """Write the JSON of a chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    fields = {**_COMMON, "object": "chat.completion", "choices": [choice]}
    return json.dumps({**fields, "usage": usage} if usage is not None else fields).encode()


def event(delta=None, *, reason=None, **fields):
    """Write one chunk of a streamed chat completion."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": reason}]
    return (
        b"data: "
        + json.dumps({**_COMMON, "object": "chat.completion.chunk", "choices": choices, **fields}).encode()
        + b"\n\n"
    )


END = event({}, reason="stop")
DONE = b"data: [DONE]\n\n"


def events(text, usage=ZERO, size=None):
    """Write the events of a streamed answer.

    Args:
        text: The text.
        usage: The usage in the last chunk; None for a stream without one.
        size: The most characters of one chunk; None for a single chunk.
    """
    size = size or len(text)
    pieces = [event({"content": text[at : at + size]}) for at in range(0, len(text), size)]
    counted = [] if usage is None else [event(usage=usage)]
    return [event({"role": "assistant", "content": ""}), *pieces, END, *counted, DONE]


HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{PRIVATE}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()


def streaming(send, head=HEAD):
    """Make a server that starts each answer with a head, and continues with `send(connection)`.

    The connection stays open after it, as the service's does.
    """

    def serve(connection):
        while server.head(connection):
            connection.sendall(head)
            send(connection)

    server = RawServer(serve)
    return server


def in_pieces(data, size):
    """Return what sends bytes in writes, and chunks of HTTP, of so many bytes."""

    def send(connection):
        for at in range(0, len(data), size):
            connection.sendall(chunk(data[at : at + size]))
        connection.sendall(b"0\r\n\r\n")

    return send
