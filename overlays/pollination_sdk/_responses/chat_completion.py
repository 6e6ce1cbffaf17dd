"""`ChatCompletion`: the generated model of a chat's answer, with short ways to its text, tool calls and media."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_api import models
from pollination_sdk._responses.decode import text_of_message
from pollination_sdk._support.misuse import no_attribute_of_chat

if TYPE_CHECKING:
    from pollination_api.models import ChatCompletionMessage, ToolCall
    from pollination_sdk._media.media import Media

_LONGEST_TEXT = 80
"""The most characters of a text in a representation."""


class ChatCompletion(models.ChatCompletion):
    """The model's answer, whole. `text`, `refusal`, `tool_calls` and `media` are those of the first choice."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text of the answer; empty if there is none, as in an answer that calls tools."""
        message = self._message
        if message is None:
            return ""
        return message.content if isinstance(message.content, str) else text_of_message(message.to_dict())

    @property
    def refusal(self) -> str | None:
        """The reason for which the model refuses to answer; None if it does not refuse."""
        refusal = None if self._message is None else self._message.get("refusal")
        return refusal if isinstance(refusal, str) and refusal else None

    @property
    def tool_calls(self) -> list[ToolCall]:
        """The tools that the model calls; empty if it calls none."""
        return [] if self._message is None else self._message.tool_calls

    @property
    def media(self) -> list[Media]:
        """The images and the sound that the answer holds; they are decoded at each use.

        A link to a file is not downloaded: links are in `choices[0].message`.

        Raises:
            UnexpectedResponseError: A file is not valid base64, is no media file, or is cut off.
        """
        from pollination_sdk._responses.embedded_media import embedded_media  # noqa: PLC0415 - few answers hold media

        return [] if self._message is None else embedded_media(self._message.to_dict(), "choices[0].message")

    def __repr__(self) -> str:
        facts = {
            "text": _shortened(self.text),
            "refusal": self.refusal and _shortened(self.refusal),
            "tool_calls": [call.function.name for call in self.tool_calls if call.function] or None,
            "finish_reason": self.choices[0].finish_reason if self.choices else None,
            "model": self.model,
            "total_tokens": self.usage.total_tokens if self.usage else None,
        }
        shown = ", ".join(f"{name}={value!r}" for name, value in facts.items() if value is not None)
        return f"{type(self).__name__}({shown})"

    if not TYPE_CHECKING:  # type checkers refuse unknown attributes by themselves
        __getattr__ = no_attribute_of_chat

    @property
    def _message(self) -> ChatCompletionMessage | None:
        return self.choices[0].message if self.choices else None


_FIELDS = (models.ChatCompletion.__doc__ or "").partition("\n\n")[2]
ChatCompletion.__doc__ = f"{ChatCompletion.__doc__}\n\n{_FIELDS}"  # the class of the contract lists its fields


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}..."
