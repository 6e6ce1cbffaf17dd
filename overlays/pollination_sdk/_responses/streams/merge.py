"""Merge the deltas of a streamed chat completion into one completion.

| A field of the kind                                | becomes                                                |
|----------------------------------------------------|--------------------------------------------------------|
| a text in pieces (`_TEXTS`)                        | the pieces in a row                                    |
| `data` in base64                                   | the bytes of the pieces in a row                       |
| `tool_calls`, `function_call`                      | the calls that `ToolCalls` builds from the fragments   |
| a list whose items have an index                   | the items of one index merged                          |
| a list of parts (`_PART_LISTS`) without an index   | consecutive pieces of text as one part                 |
| any other list of objects or texts                 | all items without repetitions                          |
| a list of numbers, and any list in `logprobs`      | all items                                              |
| `usage`, and any other value                       | the latest value                                       |

Null and empty values change nothing. A whole `message` in place of a `delta` replaces the earlier fields.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from pollination_sdk._responses.decode import text_in
from pollination_sdk._responses.streams.tool_calls import ToolCalls, as_index

Json = dict[str, Any]

_TEXTS = frozenset(
    {"arguments", "content", "reasoning", "reasoning_content", "refusal", "signature", "summary", "text"}
    | {"thinking", "transcript"}
)
_IN_PIECES = _TEXTS | {"data"}
_PART_LISTS = frozenset({"content", "content_blocks", "reasoning_details", "summary", "thinking", "thinking_blocks"})
_NUMBERED_LISTS = _PART_LISTS | {"annotations", "images"}
"""Lists whose items have an index only in deltas."""
_TYPED_LISTS = frozenset({"content", "content_blocks"})
"""Lists whose parts must have a type, which deltas may leave out."""
_CALLS = frozenset({"function_call", "tool_calls"})
_APART = ("index", "message", "delta")
_APART_IN_TEXT = (*_APART, "text")
_IDENTITY = ("id", "type", "url")
_EVENT_TYPES = ("_delta", "_start", "_stop")


class Merger:
    """Merge `chat.completion.chunk` objects; fields may be missing, null or unknown."""

    def __init__(self) -> None:
        self._fields: Json = {}
        self._choices: dict[int, Json] = {}

    def add(self, chunk: Json, choices: list[tuple[int, Json]] | None = None) -> None:
        """Merge the next chunk; the one with the usage has no choices.

        Args:
            chunk: The chunk.
            choices: What `choices_of` returns for it, if the caller has that.
        """
        _merge(self._fields, chunk, ("choices",))
        for position, choice in choices_of(chunk) if choices is None else choices:
            merged = self._choices.get(position)
            if merged is None:
                merged = self._choices[position] = {"message": {"role": "assistant", "content": None}}
            delta = delta_of(choice)
            _merge(merged, choice, _APART if delta is choice.get("delta") else _APART_IN_TEXT)
            _merge(merged["message"], delta)
            if isinstance(whole := choice.get("message"), dict):
                merged["message"] = {name: old for name, old in merged["message"].items() if not whole.get(name)}
                _merge(merged["message"], whole)

    def field(self, name: str) -> Any:
        """Return a field of the chunks so far, besides the choices; None if there is none."""
        return self._fields.get(name)

    @property
    def text(self) -> str:
        """The text of the first choice so far."""
        content = self._choices.get(0, {"message": {}})["message"].get("content")
        return "".join(content) if isinstance(content, _Pieces) else text_in(_settle(content))

    @property
    def finished(self) -> bool:
        """Return True once each choice seen so far has a `finish_reason`."""
        reasons = self.finish_reasons
        return bool(reasons) and all(isinstance(reason, str) and reason for reason in reasons)

    @property
    def finish_reasons(self) -> list[Any]:
        """The `finish_reason` of each choice so far; None for one that goes on."""
        return [choice.get("finish_reason") for choice in self._choices.values()]

    @property
    def completion(self) -> Json:
        """The chunks so far, in the format of a completion that is not streamed."""
        seed = f"{self._fields.get('id')} {self._fields.get('created')}"
        choices = [
            {"index": position, "finish_reason": None, **_settle(choice, f"{seed} {position}")}
            for position, choice in sorted(self._choices.items())
        ]
        return {**_settle(self._fields), "object": "chat.completion", "choices": choices}


def choices_of(chunk: Json) -> list[tuple[int, Json]]:
    """Return the choices of a chunk with their indexes; without an index, with their position."""
    listed = chunk.get("choices")
    if type(listed) is list and len(listed) == 1 and type(listed[0]) is dict:  # as nearly all chunks are
        index = listed[0].get("index")
        if type(index) is int and index >= 0:
            return [(index, listed[0])]
    found = []
    for place, choice in enumerate(objects(listed)):
        index = as_index(choice.get("index"))
        found.append((place if index is None else index, choice))
    return found


def delta_of(choice: Json) -> Json:
    """Return the delta of a choice; for a plain completion, its text."""
    delta = choice.get("delta")
    if isinstance(delta, dict):
        return delta
    text = choice.get("text")
    return {"content": text} if isinstance(text, str) and "message" not in choice else {}


class _Pieces(list[str]):
    """The pieces of one text. They are joined once: joining at each delta would take quadratic time."""


class _Base64(list[str]):
    """The pieces of one base64 text; each may have its own padding."""


class _Items(list[Any]):
    """The merged items of a list, found by their `index`; without an index, repeated items are dropped.

    Args:
        field: The name of the list.
    """

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field
        self._by_index: dict[int, Json] = {}
        self._seen: set[str] = set()

    def add(self, items: list[Any]) -> None:
        """Merge the items of one delta."""
        for item in items:
            if isinstance(item, dict):
                self._add(_flat(item) if self.field == "content_blocks" else item)
            elif isinstance(item, str) and self.field == "content":
                self._add({"type": "text", "text": item})
            elif not isinstance(item, str) or self._is_new(item):
                self.append(item)

    def _add(self, item: Json) -> None:
        if self.field not in _PART_LISTS and not self._is_new(item):
            return
        index = as_index(item.get("index"))
        part = self._part_for(index, item)
        if part is None:
            self.append(part := {})
        if index is not None:
            self._by_index[index] = part
        _merge(part, item)
        if self.field in _TYPED_LISTS and not part.get("type") and (kind := _kind(part)):
            part["type"] = kind

    def _part_for(self, index: int | None, item: Json) -> Json | None:
        """Return the part that an item continues: by its index, otherwise the last part if it is text."""
        if index is not None:
            part = self._by_index.get(index)
            return None if part is None or _contradicts(part, item) else part
        last = self[-1] if self and self.field in _PART_LISTS else None
        return last if isinstance(last, dict) and _goes_on(last, item) else None

    def _is_new(self, item: Any) -> bool:
        key = json.dumps(item, sort_keys=True)
        known = key in self._seen
        self._seen.add(key)
        return not known


def _merge(target: Json, delta: Json, apart: tuple[str, ...] = ()) -> None:
    """Merge the fields of a delta, except those in `apart`."""
    for key, value in delta.items():
        if key in apart:
            continue
        if value is None or value == "":
            target[key] = target.get(key) or value  # keeps an earlier value
        elif key in _CALLS:
            calls = objects(value) if key == "tool_calls" else [{"index": 0, "function": value}]
            _ensure(target, key, ToolCalls).add(calls)
        elif isinstance(value, str):
            if key in _IN_PIECES:
                _grow(target, key, value)
            else:
                target[key] = value
        elif isinstance(value, list):
            _merge_list(target, key, value)
        elif isinstance(value, dict):
            _merge_object(target, key, value)
        else:
            target[key] = value


def _grow(target: Json, key: str, value: str) -> None:
    if isinstance(items := target.get(key), _Items):
        items.add([{"type": "text", "text": value}])
    else:
        _ensure(target, key, _Base64 if key == "data" else _Pieces).append(value)


def _merge_list(target: Json, key: str, value: list[Any]) -> None:
    old = target.get(key)
    if not value:
        target[key] = old or (None if key == "content" else [])  # an empty content could not be sent back
        return
    if not isinstance(old, _Items):
        target[key] = items = _Items(key)
        if isinstance(old, _Pieces):
            items.add([{"type": "text", "text": "".join(old)}])
    target[key].add(value)


def _merge_object(target: Json, key: str, value: Json) -> None:
    inner = _ensure(target, key, dict)
    if key == "usage":
        inner.update((name, count) for name, count in value.items() if count is not None or name not in inner)
    elif key == "logprobs":
        for name, tokens in value.items():
            if isinstance(tokens, list):
                _ensure(inner, name, list).extend(tokens)
            else:
                inner.setdefault(name, tokens)
    else:
        _merge(inner, value)


def _ensure(target: Json, key: str, kind: type[Any]) -> Any:
    if type(target.get(key)) is not kind:
        target[key] = kind()
    return target[key]


def _flat(block: Json) -> Json:
    """Unwrap a content block, whose fields may be in a `delta`, and drop types that only name an event."""
    flat = block
    for name in ("content_block", "delta"):
        if isinstance(inner := block.get(name), dict):
            flat = {**_without(flat, name, "type"), **inner}
    kind = flat.get("type")
    return _without(flat, "type") if isinstance(kind, str) and kind.endswith(_EVENT_TYPES) else flat


def _contradicts(part: Json, item: Json) -> bool:
    """Return True if two items with the same index differ: some back ends count from 0 in each chunk."""
    for name in _IDENTITY:
        old, new = part.get(name), item.get(name)
        if old and new and old != new:
            return True
    return any(
        _contradicts(old, new)
        for name, new in item.items()
        if isinstance(new, dict) and isinstance(old := part.get(name), dict)
    )


def _goes_on(last: Json, item: Json) -> bool:
    """Return True if a part without an index continues the text of the last part, which a signature ends."""
    texts = {name for name in item if name in _TEXTS}
    if not texts or _contradicts(last, item):
        return False
    if not any(item[name] for name in texts - {"signature"}):
        return _kind(item) in {None, _kind(last)}
    return _kind(item) == _kind(last) and not last.get("signature")


def _kind(part: Json) -> str | None:
    if isinstance(named := part.get("type"), str) and named:
        return named
    if "data" in part:
        return "redacted_thinking"
    return next((kind for kind in ("thinking", "text", "image_url") if kind in part), None)


def _settle(value: Any, seed: str = "") -> Any:
    """Return a copy of a merged value with its pieces joined."""
    match value:
        case ToolCalls():
            return value.settle(seed) or None
        case _Items():
            return _settle_items(value)
        case dict():
            settled = {key: _settle(inner, seed) for key, inner in value.items()}
            if isinstance(value.get("function_call"), ToolCalls) and settled["function_call"]:
                settled["function_call"] = settled["function_call"][0]["function"]
            return settled
        case list():
            return _join(value)
    return value


def _join(pieces: list[Any]) -> Any:
    if isinstance(pieces, _Base64):
        return _join_base64(pieces)
    return "".join(pieces) if isinstance(pieces, _Pieces) else list(pieces)


def _settle_items(items: _Items) -> list[Any]:
    indexes = [as_index(item.get("index")) if isinstance(item, dict) else None for item in items]
    ordered = list(items)
    if None not in indexes and len(set(indexes)) == len(items):
        ordered.sort(key=lambda item: as_index(item["index"]) or 0)
    hidden = ("index",) if items.field in _NUMBERED_LISTS else ()
    return [_settle(_without(item, *hidden)) if isinstance(item, dict) else item for item in ordered]


def _join_base64(pieces: list[str]) -> str:
    if not any(piece.endswith("=") for piece in pieces[:-1]):
        return "".join(pieces)
    try:
        return base64.b64encode(b"".join(map(base64.b64decode, pieces))).decode("ascii")
    except binascii.Error:
        return "".join(pieces)


def _without(fields: Json, *names: str) -> Json:
    return {key: value for key, value in fields.items() if key not in names}


def objects(value: Any) -> list[Json]:
    """Return the objects of a JSON list; for any other value, an empty list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
