"""Decide how long the start of a streamed answer is held back because it may be a notice. Nothing here reads."""

from __future__ import annotations

import codecs

from pollination_sdk._failures.notice import LONGEST_NOTICE, Reply, load_event, notice_in
from pollination_sdk._support.sse import EventDecoder

_LARGEST_JSON = 65_536  # bytes; JSON shows its text only when it is whole

_OPENINGS = (
    *(
        f"{whose} {what}"
        for whose in ("the", "this", "your")
        for what in ("account", "api key", "balance", "key", "model", "pollen", "wallet")
    ),
    "insufficient",
    "not enough",
    "you do",
    "you have",
    "you need",
    "you've",
    "you are out",
)
"""How a notice may open, in lower case: today all begin with "The account" or "The API key".

A text with another opening is passed on at once. If it turns out to be a notice, the stream ends with the error.
"""

_TOPICS = ("allowed", "api key", "balance", "budget", "permission", "pollen", "wallet")
_FIRST_SENTENCE = 100
"""The characters within which a notice names a topic; today each does so within 50."""


class NoticeWatch:
    """Take the chunks of an answer, and tell after each whether it may still be a notice.

    Args:
        media_type: The `Content-Type` of the answer.
    """

    def __init__(self, media_type: str) -> None:
        self._events = EventDecoder() if media_type.startswith("text/event-stream") else None
        self._characters = codecs.getincrementaldecoder("utf-8")("replace")
        self._is_json = media_type.startswith("application/json")
        self._size = 0
        self._reply = Reply()
        self.ended = False
        """Whether the end mark of the stream has come."""
        self.may_be_whole = True
        """Whether all that has come may be a whole notice, so that it is worth a look."""

    def feed(self, chunk: bytes) -> bool:
        """Take the next chunk, and return True if the next one is to be read before any is handed out."""
        self.may_be_whole = self._take(chunk)
        return self.may_be_whole and not self.ended

    def _take(self, chunk: bytes) -> bool:
        self._size += len(chunk)
        if self._is_json:
            return self._size <= _LARGEST_JSON
        if self._events is None:
            self._reply.add(self._characters.decode(chunk))
            return self._may_be_notice()
        events = self._events.feed(chunk)
        for data in events:
            if data.strip() == "[DONE]":
                self.ended = True
                return True
            self._reply.add(load_event(data))
        return not events or self._may_be_notice()

    def _may_be_notice(self) -> bool:
        text = self._reply.text
        if self._reply.is_of_a_model or len(text) > LONGEST_NOTICE:
            return False
        return notice_in(self._reply) is not None or _opens_as_notice(text.lstrip().lower())


def _opens_as_notice(text: str) -> bool:
    """Return True if a text in lower case may still open a notice, by its first words and its first topic."""
    if not any(text.startswith(known) or known.startswith(text) for known in _OPENINGS):
        return False
    return len(text) < _FIRST_SENTENCE or any(topic in text[:_FIRST_SENTENCE] for topic in _TOPICS)
