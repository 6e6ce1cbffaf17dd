"""The one list of what the methods take differently from the contract, each with its reason.

A line added here widens what people may write; what is sent still follows the contract.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from attrs import frozen

from pollination_sdk._operations.names import ImageFiles, Safety  # public in `types`, as aliases of strings
from pollination_sdk.types import (
    Attachment,
    ChatMessage,
    CreatedKey,
    EmbeddingInput,
    JsonObjectResponseFormat,
    JsonSchemaResponseFormat,
    KnownVoice,
    ListedKey,
    StoredFile,
    TextResponseFormat,
    TranscriptionFormat,
)

IMAGE = "get_generate_image_prompt"
TEXT = "get_generate_text_prompt"
EDIT = "post_v1_images_edits"
CHAT = "post_generate_v1_chat_completions"
VIDEO = "get_video_by_prompt"
MESH = "get_3d_by_prompt"
SPEECH = "post_generate_v1_audio_speech"
TIMED = "post_v1_audio_speech_with_timestamps"
RECORDINGS = (
    "post_generate_v1_audio_transcriptions",
    "post_v1_audio_voice_changer",
    "post_v1_audio_voice_isolator",
)
USAGE = "get_account_usage"
DAILY = "get_account_usage_daily"
KEY_USAGE = "get_account_key_usage"
NEW_KEY = "post_account_keys"
EMBED = "post_v1_embeddings"
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


WITH_SAFE = (
    IMAGE,
    TEXT,
    CHAT,
    EDIT,
    "get_3d_by_prompt",
    "get_generate_audio_by_text",
    "get_video_by_prompt",
    "post_generate_v1_audio_speech",
)
SAFE = Widening(Safety, "a list of names is joined")
SEED = Widening(int | Literal["random"], '"random" draws a fresh number once a call and reports it')
REFERENCES = Widening(
    Attachment | Sequence[Attachment], "URLs are joined, and files are uploaded where that is asked for"
)

BEFORE = Widening(datetime | date | timedelta | str, "moments as people write them, formatted as the service wants")
LIMIT = Widening(int, "the contract says number, yet nobody counts half a record")
FILE_ID = Widening(str | StoredFile, "its URL, or what `upload` returned")

WIDENED: dict[tuple[str, str], Widening] = {
    (IMAGE, "seed"): SEED,
    (TEXT, "seed"): SEED,
    (CHAT, "seed"): Widening(int | Literal["random"] | None, SEED.reason),
    (IMAGE, "image"): Widening(str | Sequence[str], "a list is joined so that commas in URLs survive"),
    (VIDEO, "seed"): SEED,
    (VIDEO, "image"): REFERENCES,
    (VIDEO, "reference_images"): REFERENCES,
    (VIDEO, "reference_videos"): REFERENCES,
    (VIDEO, "reference_audios"): REFERENCES,
    (MESH, "seed"): SEED,
    (MESH, "image"): REFERENCES,
    (EDIT, "image"): Widening(
        ImageFiles, "files are sent as a form, and a list of URLs as the objects of the contract"
    ),
    (EDIT, "seed"): SEED,
    **{(operation, "safe"): SAFE for operation in WITH_SAFE},
    (CHAT, "messages"): Widening(
        str | Sequence[Mapping[str, Any] | ChatMessage], "text is what a person says; a returned message may be sent"
    ),
    (USAGE, "before"): BEFORE,
    (CHAT, "response_format"): Widening(
        TextResponseFormat
        | JsonSchemaResponseFormat
        | JsonObjectResponseFormat
        | Mapping[str, Any]
        | Literal["json_object", "text"],
        "the word alone says it where there is no schema",
    ),
    (EMBED, "input"): Widening(
        EmbeddingInput, "any iterable of texts, of any length, and files in place of the parts that hold them"
    ),
    (UPLOAD, "tags"): Widening(str | Sequence[str], "one text with commas, as the form has them"),
    ("get_media_metadata", "id"): FILE_ID,
    ("delete_media_by_id", "id"): FILE_ID,
    (SPEECH, "seed"): SEED,
    (SPEECH, "reference_audio"): Widening(Attachment, "a file is uploaded where that is asked for"),
    (SPEECH, "conditioning_ref"): Widening(Any, "the contract names no type"),
    (SPEECH, "composition_plan"): Widening(Mapping[str, Any], "a plan is an object"),
    (TIMED, "seed"): SEED,
    **{(name, "file"): Widening(Attachment, "files of all types are read") for name in RECORDINGS},
    ("post_generate_v1_audio_transcriptions", "response_format"): Widening(
        TranscriptionFormat | str, "a variable may hold any text; it is checked before sending"
    ),
    ("post_v1_audio_voice_changer", "voice"): Widening(KnownVoice | str, "the known names help editors"),
    (USAGE, "limit"): LIMIT,
    (KEY_USAGE, "limit"): LIMIT,
    (KEY_USAGE, "before"): BEFORE,
    (NEW_KEY, "expiresIn"): Widening(int | timedelta, "people think of a key's life in days"),
    ("delete_account_keys_by_id", "id"): Widening(
        str | ListedKey | CreatedKey, "what `list_keys` or `create_key` returned"
    ),
}

_FILES = Widening(ImageFiles, "files are sent as a form, by another operation")
WIDENED_BY_METHOD: dict[tuple[str, str], Widening] = {("image", "image"): _FILES, ("stream_image", "image"): _FILES}
"""What some of the methods of an operation take differently from the others, by the method and the field."""

SEPARATE_METHODS: dict[tuple[str, str], SeparateMethods] = {
    (TEXT, "stream"): SeparateMethods(("stream_text",), "a stream is another type to the caller"),
    (CHAT, "stream"): SeparateMethods(("stream_chat",), "a stream is another type to the caller"),
    (USAGE, "format"): SeparateMethods(("usage_csv",), "CSV is another type to the caller"),
    (DAILY, "format"): SeparateMethods(("daily_usage_csv",), "CSV is another type to the caller"),
}

NOT_OFFERED: dict[tuple[str, str], str] = {
    (EMBED, "encoding_format"): "the answer is read from base64, whose vectors are the same; `extra=` sends another",
    (UPLOAD, "data"): "`file` is sent by itself, as a form",
    (EDIT, "size"): "width and height set it, as those of `image`",
    (SPEECH, "speed"): "the service no longer describes it; `extra=` sends it",
    (KEY_USAGE, "format"): "`usage_csv` of a key with the permission `usage` has CSV; `call` sends it for others",
    (TEXT, "voice"): "the methods return text, and a voice asks for sound; `extra=` sends it",
}

NOT_OFFERED_BY_METHOD: dict[tuple[str, str], str] = {
    ("parse", "response_format"): "the type says it",
    ("parse", "stream_options"): "the answer is read whole",
    ("parse", "modalities"): "the answer is a value, and sound is none",
    ("parse", "audio"): "as `modalities`",
    ("parse", "functions"): "`tools` is the newer form",
    ("parse", "function_call"): "as `functions`",
    ("run_tools", "tools"): "functions of the caller, which describe themselves",
    ("run_tools", "stream_options"): "the answers are read whole",
    ("run_tools", "modalities"): "the run has the text of the answer, and sound is none",
    ("run_tools", "audio"): "as `modalities`",
    ("run_tools", "functions"): "`tools` is the newer form",
    ("run_tools", "function_call"): "as `functions`",
}
"""What some of the methods of an operation do not take, by the method and the field."""

ADDED: dict[str, str] = {
    "answer_type": "`parse` only: the type of the answer, whose schema is sent as `response_format`",
    "repair": "`parse` only: how often an answer that does not fit is sent back",
    "strict": "`parse` only: a part of `response_format`",
    "max_turns": "`run_tools` only: how many chats it sends at most",
    "max_calls": "`run_tools` only: how many functions it calls at most",
    "approve": "`run_tools` only: a function that allows calls",
    "on_event": "`run_tools` only: a function that gets events",
    "auto_upload": "whether files are uploaded where the service takes only URLs",
    "attachments": "files, which become parts of a message; the contract has only the parts",
    "file": "`upload` only: the file of a form",
    "progress": "`upload` only: is told how much was sent",
    "timeout": "the deadline of one call, which the table of methods adds to each",
    "extra_headers": "the headers of one call, which the table of methods adds to each",
    "extra": "undocumented fields, so that nobody waits for a release of this SDK",
    "kind": "model lists only: the kind of the models, which entries name and the service has no filter for",
    "width": "`edit_image` only: half of the `size` that it sends",
    "height": "`edit_image` only: half of the `size` that it sends",
    "route": "`image` only: which of its operations is sent",
    "with_key": "links only: whether they carry the publishable key",
}
