"""The columns of the matrix: every method of the clients, and how its answer is read to the end."""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
from tests.helpers.hosts import PNG as PIXEL
from tools.silence import silence

from pollination_sdk import ToolRun, types
from pollination_sdk.sandbox import Sandbox
from pollination_sdk.sandbox._requests.spool import Part
from pollination_sdk.sandbox._storage.files import StoredFile

PROMPT = " ".join(["a story of moss and rain"] * 2)
GOOD_SEED = 1


@attrs.frozen
class Column:
    """One operation as a user calls it.

    Args:
        name: The heading.
        method: The method of the client.
        arguments: What it is called with; a prompt and a seed are added where it is paid.
        route: The start of the path of the paid request, if that is a POST that other requests may follow.
        operation: The operation that is called by its name.
        body: What comes: `json`, `text`, `csv`, `media` or `events`.
        reading: How it is read: `value`, `saved`, `items` inside `with`, `looped` without it, `streamed` to a file, or
            `pages`.
        paid: Whether it costs pollen.
        first: Makes the first argument from the seed, where it is no prompt; the sandbox can be prepared for it.
        seeded: Whether a paid call takes a seed; the prompt of others ends in it.
        careful: Whether the client repeats nothing that may have run, `Retry(unknown="never")`.
        joins: Whether the service joins identical requests, so that one may be repeated after an unknown outcome.
        sent_once: Whether nothing is sent again, whatever the client allows, once a part of the request was sent.
        required: A JSON field that a caller cannot do without, as a path.
        optional: A JSON field that may be missing, as a path.
    """

    name: str
    method: str
    arguments: Mapping[str, Any] = attrs.field(factory=dict)
    body: str = "json"
    reading: str = "value"
    paid: bool = False
    first: Callable[[Sandbox, int], Any] | None = None
    seeded: bool = True
    careful: bool = False
    sent_once: bool = False
    joins: bool = True
    required: tuple[Any, ...] = ()
    optional: tuple[Any, ...] = ()
    operation: str | None = None
    route: str | None = None

    @property
    def streamed(self) -> bool:
        """Tell whether the paid answer is handed over before it has been read."""
        return self.reading in {"items", "looped", "streamed"} and self.body in {"media", "events"}

    @property
    def cautious(self) -> bool:
        """Tell whether a call that may have run is not repeated."""
        return self.careful or self.sent_once or not self.joins

    @property
    def holds_file(self) -> bool:
        """Tell whether the answer is a file or holds one, so that its size differs with the seed."""
        return self.body == "media" or self.route is not None or self.method == "speech_with_timestamps"

    @property
    def saves_file(self) -> bool:
        """Tell whether the call ends in a file."""
        return self.reading in {"saved", "streamed"}

    @property
    def chat_stream(self) -> bool:
        """Tell whether the answer is read event by event."""
        return self.reading in {"items", "looped"}

    def options(self, seed: int) -> dict[str, Any]:
        """Give the keyword arguments of a call."""
        return {**self.arguments, "seed": seed} if self.paid and self.seeded else dict(self.arguments)

    async def call(self, client: Any, sandbox: Sandbox, seed: int, path: Path) -> Any:
        """Make the call, read the answer to its end, and return what can be compared."""
        first = self._first(sandbox, seed)
        made = getattr(client, self.method)(*([first] if first else []), **self.options(seed))
        return comparable(await READINGS[self.reading](made, path))

    def _first(self, sandbox: Sandbox, seed: int) -> Any:
        if self.first is not None:
            return self.first(sandbox, seed)
        prompt = PROMPT if self.seeded else f"{PROMPT} {seed}"
        return prompt if self.paid else self.operation


async def _value(made: Any, _: Path) -> Any:
    return await made


async def _saved(made: Any, path: Path) -> bytes:
    media = await made
    return media.save(path).read_bytes()


async def _items(stream: Any, _: Path) -> Any:
    async with stream:
        async for _item in stream:
            pass
    return stream.text


async def _looped(stream: Any, _: Path) -> Any:
    async for _item in stream:
        pass
    return stream.text


async def _streamed(stream: Any, path: Path) -> bytes:
    async with stream:
        return (await stream.save(path)).read_bytes()


async def _pages(records: Any, _: Path) -> list[Any]:
    return [record async for record in records]


READINGS: dict[str, Callable[[Any, Path], Any]] = {
    "value": _value,
    "saved": _saved,
    "items": _items,
    "looped": _looped,
    "streamed": _streamed,
    "pages": _pages,
}


def comparable(value: Any) -> Any:
    """Reduce an answer to what is the same each time it is right."""
    if isinstance(value, list):
        return [comparable(one) for one in value]
    for kind, reduce in REDUCED.items():
        if isinstance(value, kind):
            return reduce(value)
    return value.to_dict() if hasattr(value, "to_dict") else value


def _media_size(content: bytes) -> tuple[str, int]:
    """Decode an image, video or sound and return what it is, and what is beside a 3D model."""
    if content.startswith(b"glTF"):
        return "glb", len(content) - int.from_bytes(content[8:12], "little")  # the rest of it depends on the seed
    if content[4:8] == b"ftyp":
        import av  # noqa: PLC0415 - slow to import

        with av.open(io.BytesIO(content)) as video:
            return "mp4", sum(1 for _ in video.decode(video=0))
    if not content.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        import av  # noqa: PLC0415 - slow to import

        try:
            with av.open(io.BytesIO(content)) as sound:
                return sound.format.name, sum(frame.samples for frame in sound.decode(audio=0))
        except av.error.InvalidDataError:
            return "no sound", len(content)
    from PIL import Image  # noqa: PLC0415 - slow to import

    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return str(image.format), image.width


def _chat(chat: Any) -> Any:
    """Keep what does not differ each time."""
    return {"content": chat.choices[0].message.content, "usage": chat.usage and comparable(chat.usage)}


def _timed(speech: Any) -> Any:
    """Decode the sound of speech with times."""
    return {"sound": _media_size(speech.media.bytes), "times": speech.alignment and speech.alignment.to_dict()}


def _stored_facts(file: Any) -> Any:
    """Leave out what differs with each file."""
    return {name: found for name, found in file.to_dict().items() if name not in {"id", "url", "tags"}}


REDUCED: dict[type, Callable[[Any], Any]] = {
    bytes: _media_size,
    types.ChatCompletion: _chat,
    ToolRun: lambda run: {"text": run.text, "messages": run.messages, "turns": run.turns},
    types.Embeddings: lambda found: {"vectors": len(found), "dimensions": found.dimensions, "model": found.model},
    types.TimedSpeech: _timed,
    types.StoredFile: _stored_facts,
    types.CreatedKey: lambda made: (made.type_, made.expires_at),
    types.AccountProfile: lambda found: {name: one for name, one in found.to_dict().items() if name != "nextResetAt"},
    types.ModelStatusTable: lambda _: "the status of the models",  # its rows and counts grow with each call
}


def same(truth: Any, found: Any) -> bool:
    """Tell whether all of the truth is in what was found; more may be in it."""
    if isinstance(truth, dict) and isinstance(found, dict):
        return all(name in found and same(value, found[name]) for name, value in truth.items())
    if isinstance(truth, list) and isinstance(found, list):
        return len(truth) == len(found) and all(map(same, truth, found))
    return bool(truth == found)


def _recording(_: Sandbox, seed: int) -> bytes:
    """Make five seconds of near silence, which differ with the seed."""
    return silence(5, seed.to_bytes(8))


def _new_file(_: Sandbox, seed: int) -> bytes:
    return b"moss %08d" % seed


def _stored_file(sandbox: Sandbox, seed: int) -> str:
    """Put a file with a tag on the media host, and return its id."""
    return _stored(sandbox, f"moss-{seed}", "moss")


def _stored_files(sandbox: Sandbox, seed: int) -> str:
    """Put three files with a tag of their own on the media host, and return the tag."""
    for place in range(3):
        _stored(sandbox, f"moss-{seed}-{place}", f"moss-{seed}")
    return f"moss-{seed}"


def _stored(sandbox: Sandbox, file_id: str, tag: str) -> str:
    """Store a file without a request, which the faults of the sandbox would meet."""
    sandbox._state.files.add(StoredFile(file_id, Part.of(b"moss"), "text/plain", (tag,), sandbox.key))
    return file_id


def _new_key(_: Sandbox, seed: int) -> str:
    return f"moss {seed}"


def _made_key(sandbox: Sandbox, seed: int) -> str:
    """Make a key without a request, and return its id."""
    return sandbox._state.keys[sandbox.add_key(name=f"moss {seed}")].id


def _earned(sandbox: Sandbox, _: int) -> None:
    """Let an app earn once; the methods take no first argument."""
    if sandbox._state.keys.named("moss app") is None:
        key = sandbox.add_key(name="moss app", byop_client_key_id=sandbox.publishable_key)
        sandbox.add_usage(datetime.now(UTC) - timedelta(days=1), key=key)


_SMALL = {"width": 16, "height": 16}
_CHAT: dict[str, Any] = {"required": ("choices", 0, "message"), "optional": ("usage", "total_tokens")}
_PARSED: dict[str, Any] = {"answer_type": list[int], "repair": 0}
_SAVED: dict[str, Any] = {"body": "media", "reading": "saved", "paid": True}
_STREAMED: dict[str, Any] = {"body": "media", "reading": "streamed", "paid": True}
_POSTED: dict[str, Any] = {
    "reading": "saved",
    "paid": True,
    "required": ("data", 0, "b64_json"),
    "route": "/v1/images/",
}
_DOWNLOADED: dict[str, Any] = {**_POSTED, "reading": "streamed", "required": ("data", 0, "url")}
_EVENTS: dict[str, Any] = {"body": "events", "reading": "items", "paid": True}
_EMBED: dict[str, Any] = {"paid": True, "seeded": False, "required": ("data", 0, "embedding"), "optional": ("model",)}
_TIMED: dict[str, Any] = {"paid": True, "joins": False, "required": ("audio_base64",)}
_RECORDED: dict[str, Any] = {"paid": True, "seeded": False, "first": _recording}
_VOICE: dict[str, Any] = {**_RECORDED, "joins": False, "body": "media", "reading": "saved"}
_STORED: dict[str, Any] = {"required": ("id",), "optional": ("size",)}
_LISTED: dict[str, Any] = {"required": ("items", 0, "id"), "optional": ("items", 0, "size")}
_EARNED: dict[str, Any] = {"required": ("transactions",), "optional": ("transactions", 0, "model")}
_USAGE: dict[str, Any] = {"required": ("usage", 0, "timestamp"), "optional": ("usage", 0, "model")}

COLUMNS = [
    Column("text", "text", body="text", paid=True),
    Column("text, careful", "text", body="text", paid=True, careful=True),
    Column("stream_text", "stream_text", body="events", reading="looped", paid=True),
    Column("chat", "chat", paid=True, **_CHAT),
    Column("chat, careful", "chat", paid=True, careful=True, **_CHAT),
    Column("stream_chat", "stream_chat", **_EVENTS),
    Column("parse", "parse", _PARSED, paid=True, required=("choices", 0, "message")),
    Column("run_tools", "run_tools", {"tools": []}, paid=True, required=("choices", 0, "message")),
    Column("image", "image", _SMALL, **_SAVED),
    Column("image, careful", "image", _SMALL, careful=True, **_SAVED),
    Column("stream_image", "stream_image", _SMALL, **_STREAMED),
    Column("image by POST", "image", {**_SMALL, "route": "post"}, **_POSTED),
    Column("image by POST, careful", "image", {**_SMALL, "route": "post"}, careful=True, **_POSTED),
    Column("stream_image by POST", "stream_image", {**_SMALL, "route": "post"}, **_DOWNLOADED),
    Column("edit_image", "edit_image", {**_SMALL, "image": PIXEL}, **_POSTED),
    Column("edit_image, careful", "edit_image", {**_SMALL, "image": PIXEL}, careful=True, **_POSTED),
    Column("video", "video", {"duration": 2}, **_SAVED),
    Column("stream_video", "stream_video", {"duration": 2}, **_STREAMED),
    Column("embed", "embed", {"dimensions": 128}, **_EMBED),
    Column("embed, careful", "embed", {"dimensions": 128}, careful=True, **_EMBED),
    Column("mesh", "mesh", **_SAVED),
    Column("stream_mesh", "stream_mesh", **_STREAMED),
    Column("speech", "speech", **_SAVED),
    Column("speech, careful", "speech", careful=True, **_SAVED),
    Column("stream_speech", "stream_speech", **_STREAMED),
    Column("speech_with_timestamps", "speech_with_timestamps", **_TIMED),
    Column("transcribe", "transcribe", required=("text",), optional=("usage", "seconds"), **_RECORDED),
    Column(
        "transcribe, careful",
        "transcribe",
        careful=True,
        required=("text",),
        optional=("usage", "seconds"),
        **_RECORDED,
    ),
    Column("transcribe as text", "transcribe", {"response_format": "text"}, body="text", **_RECORDED),
    Column("change_voice", "change_voice", **_VOICE),
    Column("isolate_voice", "isolate_voice", **_VOICE),
    Column("upload", "upload", first=_new_file, sent_once=True, **_STORED),
    Column("upload_info", "upload_info", first=_stored_file, **_STORED),
    Column("uploads", "uploads", {"limit": 2}, first=_stored_files, reading="pages", **_LISTED),
    Column("delete_upload", "delete_upload", first=_stored_file),
    Column("models", "models", required=("data", 0, "id"), optional=("data", 0, "created")),
    Column("text_models", "text_models", required=(0, "name"), optional=(0, "description")),
    Column("image_models", "image_models", required=(0, "name"), optional=(0, "description")),
    Column("video_models", "video_models", required=(0, "name"), optional=(0, "description")),
    Column("audio_models", "audio_models", required=(0, "name"), optional=(0, "description")),
    Column("embedding_models", "embedding_models", required=(0, "name"), optional=(0, "description")),
    Column("mesh_models", "mesh_models", required=(0, "name"), optional=(0, "description")),
    Column("model", "model", {"model": "openai"}, required=("id",), optional=("title",)),
    Column("model_status", "model_status", required=("data",)),
    Column("balance", "balance", required=("balance",)),
    Column("profile", "profile", optional=("tier",)),
    Column("key", "key", required=("valid",), optional=("name",)),
    Column("call", "call", operation="get_account_key", required=("valid",), optional=("name",)),
    Column("usage", "usage", **_USAGE),
    Column("usage_csv", "usage_csv", body="csv"),
    Column("daily_usage", "daily_usage", required=("usage",), optional=("usage", 0, "model")),
    Column("daily_usage_csv", "daily_usage_csv", body="csv"),
    Column("iter_usage", "iter_usage", reading="pages", **_USAGE),
    Column("key_usage", "key_usage", **_USAGE),
    Column("list_keys", "list_keys", required=("data", 0, "id"), optional=("data", 0, "name")),
    Column("create_key", "create_key", first=_new_key, joins=False, required=("key",), optional=("type",)),
    Column("revoke_key", "revoke_key", first=_made_key),
    Column("quests", "quests", required=("quests",), optional=("quests", 0, "status")),
    Column("earnings", "earnings", optional=("perEntity", 0, "entity_name"), first=_earned),
    Column("iter_earnings", "iter_earnings", first=_earned, reading="pages", **_EARNED),
]
