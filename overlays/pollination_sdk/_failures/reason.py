"""Find the innermost reason in an error body, as one line that is safe to show.

Nested bodies are unwrapped and repeated prompts are removed. Nothing here raises, also not for JSON that is cut off or
nested without end.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from pollination_sdk._secrets.redact import redact

_REASON_LIMIT = 500  # characters shown
_DEPTH_LIMIT = 12  # levels of encoding and of objects unwrapped
_SALVAGE_LIMIT = 20_000  # characters of broken JSON searched
_REASON_NAMES = ("message", "msg", "error", "detail", "errors", "reason", "title")
_ECHO = '"requestParameters"'
_SHORTEST_ECHO = 8  # characters; a shorter prompt is an ordinary word and discloses nothing


class Unwrapper:
    """Find the innermost reason of an error body, and collect the prompts that must not be shown."""

    def __init__(self) -> None:
        self.prompts: list[str] = []
        self.request_id: str | None = None
        self.nested = False

    def without_prompts(self, text: str) -> str:
        """Replace the prompts that were found so far."""
        for prompt in self.prompts:
            text = text.replace(prompt, "(the prompt)")
        return text

    def reason(self, value: Any, level: int = 0) -> str:
        """Return the reason in a decoded body; empty if there is none."""
        if level > _DEPTH_LIMIT:
            return ""
        if isinstance(value, str):
            return self._of_text(value, level)
        if isinstance(value, dict):
            return self._of_object(value, level)
        if isinstance(value, list):
            return "; ".join(filter(None, (self.reason(item, level + 1) for item in value[:3])))
        return ""

    def _of_object(self, value: dict[str, Any], level: int) -> str:
        self.request_id = self.request_id or short_text(value.get("requestId"))
        echoed = value.get("requestParameters")
        prompt = echoed.get("prompt") if isinstance(echoed, dict) else None
        if isinstance(prompt, str) and len(prompt) >= _SHORTEST_ECHO:
            self.prompts.append(prompt)
        reasons = (self.reason(value.get(name), level + 1) for name in _REASON_NAMES)
        return next(filter(None, reasons), "")

    def _of_text(self, text: str, level: int) -> str:
        """Unwrap text that is or ends with another body, such as `status 403, body: {...}`."""
        text = self.without_prompts(text)  # first, as a prompt may look like a body
        if _PAGE.match(text):
            return page_reason(text)
        before, brace, _ = text.partition("{")
        if not brace:
            return text
        inner = _load_prefix(text[len(before) :])
        if isinstance(inner, dict) and inner:
            self.nested = True
            found = self.reason(inner, level + 1)
        else:
            found = _salvage(text[len(before) :])
        return f"{before.strip()} {found}".strip()


_SALVAGEABLE = re.compile(r'"(message|error|detail)"\s*:\s*"([^"{}]+)')


def _salvage(broken: str) -> str:
    """Return the reason in JSON that was cut off; text that is not JSON is returned unchanged."""
    plain = broken[:_SALVAGE_LIMIT].replace("\\n", " ").replace("\\", "")
    if _ECHO not in plain and not re.match(r'\{\s*"', plain):
        return broken
    found = _SALVAGEABLE.findall(plain.partition(_ECHO)[0])
    messages = [text for name, text in found if name == "message"]
    return next(iter(messages or [text for _, text in found]), "")


def load_json(text: str) -> Any:
    """Decode JSON; return None if it is invalid or cannot be decoded."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):  # also integers of thousands of digits
        return None


def _load_prefix(text: str) -> Any:
    try:
        return json.JSONDecoder(parse_constant=lambda _: None).raw_decode(text)[0]
    except (ValueError, RecursionError):  # as above
        return None


def decode_body(raw: bytes) -> str:
    """Decode a body by its bytes: the declared charset is often wrong."""
    for encoding in ("utf-8-sig", json.detect_encoding(raw)):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.strip()
    return raw.decode("cp1252", errors="replace").strip()


_PAGE = re.compile(r"(?i)\s*<(?:!doctype|html)\b")
_TITLE = re.compile(r"(?is)<(title|h1)\b[^>]*>(.*?)</\1")


def page_reason(page: str) -> str:
    """Return the reason for a web page, with its title."""
    return f"a web page came instead of an answer: {page_title(page)}"


def page_title(page: str) -> str:
    """Return the title of a web page."""
    found = _TITLE.search(page[:8_192])
    title = re.sub(r"<[^>]*>", " ", html.unescape(found[2])) if found else ""
    return title.strip() or "untitled"


def presentable(text: str) -> str:
    """Return text on one line of at most `_REASON_LIMIT` characters, without keys and control characters."""
    cut = text[: _REASON_LIMIT * 10]
    line = " ".join("".join(char if char.isprintable() else " " for char in cut).split())
    line = redact(line)
    return line if len(line) <= _REASON_LIMIT else f"{line[:_REASON_LIMIT]} (cut)"


def presentable_text(text: str) -> str:
    """Return a whole text with its lines, without keys and other control characters."""
    return redact("".join(char if char.isprintable() or char == "\n" else " " for char in text).strip())


def short_text(value: Any) -> str | None:
    """Return a code or an id as short text; None if the value is not text."""
    return (presentable(value)[:100] or None) if isinstance(value, str) else None
