"""Encode an answer of `/v1/responses` as the events of OpenAI."""

from collections.abc import Iterator
from typing import Any

from pollination_sdk.sandbox._text.formats.conversations import to_named_frames
from pollination_sdk.sandbox._text.frames import DONE, WORD


def to_events(answer: dict[str, Any]) -> bytes:
    """Encode an answer as one event for each step, numbered from 0, and the end mark."""
    numbered = ({**event, "sequence_number": number} for number, event in enumerate(_events(answer)))
    return to_named_frames(numbered) + DONE


def _events(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    started = {**answer, "status": "in_progress", "output": [], "usage": None, "incomplete_details": None}
    yield {"type": "response.created", "response": started}
    yield {"type": "response.in_progress", "response": started}
    for index, item in enumerate(answer["output"]):
        steps = _message_steps(item) if item["type"] == "message" else _call_steps(item)
        empty: dict[str, Any] = {"content": []} if item["type"] == "message" else {"arguments": ""}
        added = {**item, **empty, "status": "in_progress"}
        yield {"type": "response.output_item.added", "output_index": index, "item": added}
        for step in steps:
            yield {**step, "item_id": item["id"], "output_index": index}
        yield {"type": "response.output_item.done", "output_index": index, "item": item}
    yield {"type": f"response.{answer['status']}", "response": answer}


def _message_steps(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for index, part in enumerate(item["content"]):
        text, place = part["text"], {"content_index": index}
        yield {"type": "response.content_part.added", "part": {**part, "text": ""}, **place}
        for piece in WORD.findall(text):
            yield {"type": "response.output_text.delta", "delta": piece, "logprobs": [], **place}
        yield {"type": "response.output_text.done", "text": text, "logprobs": [], **place}
        yield {"type": "response.content_part.done", "part": part, **place}


def _call_steps(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    arguments = item["arguments"]
    half = len(arguments) // 2
    for piece in (arguments[:half], arguments[half:]):
        yield {"type": "response.function_call_arguments.delta", "delta": piece}
    yield {"type": "response.function_call_arguments.done", "name": item["name"], "arguments": arguments}
