"""The one list of what the methods take differently from the contract, each with its reason.

A line added here widens what people may write; what is sent still follows the contract.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from attrs import frozen

from pollination_sdk.types import (
    ChatMessage,
    JsonObjectResponseFormat,
    JsonSchemaResponseFormat,
    StoredFile,
    TextResponseFormat,
)

IMAGE = "get_generate_image_prompt"
TEXT = "get_generate_text_prompt"
CHAT = "post_generate_v1_chat_completions"
USAGE = "get_account_usage"
DAILY = "get_account_usage_daily"
UPLOAD = "post_media_upload"


@frozen
class Widening:
    """What the methods take in place of the contract's type, and why."""

    takes: Any
    reason: str


@frozen
class SeparateMethods:
    """The methods that decide about a field by their name, and why they do not take it."""

    names: tuple[str, ...]
    reason: str


SEED = Widening(int | Literal["random"], '"random" draws a fresh number once a call and reports it')

FILE_ID = Widening(str | StoredFile, "its URL, or what `upload` returned")

WIDENED: dict[tuple[str, str], Widening] = {
    (IMAGE, "seed"): SEED,
    (TEXT, "seed"): SEED,
    (CHAT, "seed"): Widening(int | Literal["random"] | None, SEED.reason),
    (IMAGE, "image"): Widening(str | Sequence[str], "a list is joined so that commas in URLs survive"),
    (CHAT, "messages"): Widening(
        str | Sequence[Mapping[str, Any] | ChatMessage], "text is what a person says; a returned message may be sent"
    ),
    (USAGE, "before"): Widening(
        datetime | date | timedelta | str, "moments as people write them, formatted as the service wants"
    ),
    (CHAT, "response_format"): Widening(
        TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Mapping[str, Any]
        | Literal["json_object", "text"],
        "the word alone says it where there is no schema",
    ),
    (UPLOAD, "tags"): Widening(str | Sequence[str], "one text with commas, as the form has them"),
    ("get_media_metadata", "id"): FILE_ID,
    ("delete_media_by_id", "id"): FILE_ID,
    (USAGE, "limit"): Widening(int, "the contract says number, yet nobody counts half a record"),
}

SEPARATE_METHODS: dict[tuple[str, str], SeparateMethods] = {
    (TEXT, "stream"): SeparateMethods(("stream_text",), "a stream is another type to the caller"),
    (CHAT, "stream"): SeparateMethods(("stream_chat",), "a stream is another type to the caller"),
    (USAGE, "format"): SeparateMethods(("usage_csv",), "CSV is another type to the caller"),
    (DAILY, "format"): SeparateMethods(("daily_usage_csv",), "CSV is another type to the caller"),
}

NOT_OFFERED: dict[tuple[str, str], str] = {
    (UPLOAD, "data"): "`file` is sent by itself, as a form",
    (TEXT, "voice"): "the methods return text, and a voice asks for sound; `extra=` sends it",
}

ADDED: dict[str, str] = {
    "attachments": "files, which become parts of a message; the contract has only the parts",
    "file": "`upload` only: the file of a form",
    "progress": "`upload` only: is told how much was sent",
    "timeout": "the deadline of one call, which the table of methods adds to each",
    "extra_headers": "the headers of one call, which the table of methods adds to each",
    "extra": "undocumented fields, so that nobody waits for a release of this SDK",
    "kind": "model lists only: the kind of the models, which entries name and the service has no filter for",
    "with_key": "links only: whether they carry the publishable key",
}
