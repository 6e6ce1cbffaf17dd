"""Recognise a refusal that comes as a good answer.

The service refuses calls for lack of pollen (402), and models that the key may not use (403). Since 10 September 2026,
it answers such text calls with status 200, and a notice in place of the model's text. This answer has all of these:

- `Cache-Control: private, no-store`, which no answer of a model has by itself;
- a Markdown link to the page of enter.pollinations.ai that fixes the cause;
- no usage: in JSON and in streams the counts are zero or missing, in plain text the `x-usage-*` headers are.

A model's answer that quotes such a link has a usage, so it stays an answer. Nothing here reads from a connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import httpx

from pollination_sdk._failures.fix_links import MARKDOWN_LINK, PAGES, meaning
from pollination_sdk._failures.outcome import may_be_refusal
from pollination_sdk._failures.reason import decode_body, load_json
from pollination_sdk._support.sse import EventDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NOTICE = 4_096
"""The most characters of a notice; the real ones have about 500."""
_LARGEST_BODY = 2_000_000  # bytes; each character may come in an event of its own
_NEVER_IN_NOTICE = ("tool_calls", "function_call", "audio", "reasoning", "reasoning_content", "images")


@attrs.frozen(kw_only=True)
class Notice:
    """A refusal that came with status 200.

    Args:
        text: The text of the answer.
        status: The status that the service answers to other operations for the same reason: 402 or 403.
        code: The error code that belongs to it.
        fix_url: The page that fixes the cause.
    """

    text: str
    status: int
    code: str
    fix_url: str


def find_notice(response: httpx.Response) -> Notice | None:
    """Return the notice in an answer; None if it is a real answer, or has not been read."""
    if not may_be_refusal(response):
        return None
    try:
        content = response.content
    except httpx.ResponseNotRead:
        return None
    if len(content) > _LARGEST_BODY:
        return None
    return find_notice_in(*_parts(content, response.headers["content-type"].lower()), response=response)


def find_notice_in(*parts: Any, response: httpx.Response) -> Notice | None:
    """Return the notice in the parts of an answer; None if a model wrote them.

    Args:
        parts: The parts that `Reply` takes.
        response: The answer; only its headers are used.
    """
    if not may_be_refusal(response) or _is_used_by_header(response.headers):
        return None
    reply = Reply()
    for part in parts:
        reply.add(part)
    return notice_in(reply)


def notice_in(reply: Reply) -> Notice | None:
    """Return the notice in a complete reply; None if a model wrote it."""
    if reply.is_of_a_model or len(reply.text) > LONGEST_NOTICE:
        return None
    links = {page: url for url, page in reversed(MARKDOWN_LINK.findall(reply.text))}
    page = next(filter(links.__contains__, PAGES), None)
    if page is None:
        return None
    status, code = meaning(page, reply.text)
    return Notice(text=reply.text, status=status, code=code, fix_url=links[page])


def _parts(content: bytes, media_type: str) -> Iterator[Any]:
    """Yield the text of an answer, its JSON value, or the JSON values of its events."""
    if media_type.startswith("text/plain"):
        yield decode_body(content)
    elif media_type.startswith("application/json"):
        yield load_json(decode_body(content))
    else:
        events = EventDecoder()
        yield from map(load_event, [*events.feed(content), *events.finish()])


def load_event(data: str) -> Any:
    """Decode the data of an event; None for the end mark, a keep-alive, and other data that is no object."""
    return load_json(data) if data.startswith("{") else None


class Reply:
    """The text and the usage of an answer, collected from its parts.

    A part is plain text, a chat completion or one of its chunks, or a response of `/v1/responses` or one of its events.
    It may also be a message by itself, as `POST /text` and `/v1/messages` send it.
    """

    def __init__(self) -> None:
        self.text = ""
        self.is_of_a_model = False
        """Whether a part has what no notice has: a usage, a tool call, audio, reasoning, an error."""

    def add(self, part: Any) -> None:
        """Add the next part."""
        if isinstance(part, str):
            self.text += part
        elif isinstance(part, dict):
            self._add_object(part)

    def _add_object(self, part: dict[str, Any]) -> None:
        if part.get("error") or _is_used(part.get("usage")):
            self.is_of_a_model = True
        for choice in _objects(part.get("choices")):
            self._add_choice(choice)
        for item in _objects(part.get("output")):
            self._add_text(item.get("content"))
        if part.get("role") == "assistant":
            self._add_message(part)
        if part.get("type") == "response.output_text.delta":
            self._add_text(part.get("delta"))
        elif part.get("type") == "response.completed" and isinstance(part.get("response"), dict):
            self.is_of_a_model |= _is_used(part["response"].get("usage"))

    def _add_choice(self, choice: dict[str, Any]) -> None:
        said = choice.get("delta") or choice.get("message")
        if isinstance(said, dict):
            self._add_message(said)
        reason = choice.get("finish_reason")
        if choice.get("error") or (reason and reason != "stop"):
            self.is_of_a_model = True

    def _add_message(self, message: dict[str, Any]) -> None:
        self._add_text(message.get("content"))
        self.is_of_a_model |= any(map(message.get, _NEVER_IN_NOTICE))

    def _add_text(self, content: Any) -> None:
        """Add a content: text, or a list of parts that hold some."""
        texts = (content, *(part.get("text") for part in _objects(content)))
        self.text += "".join(text for text in texts if isinstance(text, str))


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_used(usage: Any) -> bool:
    """Return True if a count in a usage, at any depth, is not zero."""
    values = [usage]
    for value in values:  # it grows, as a deep nesting would exceed the depth of calls
        if isinstance(value, dict):
            values.extend(value.values())
        elif isinstance(value, (int, float)) and value != 0:
            return True
    return False


def _is_used_by_header(headers: httpx.Headers) -> bool:
    return any(name.startswith("x-usage-") and value.strip("0. ") for name, value in headers.items())
