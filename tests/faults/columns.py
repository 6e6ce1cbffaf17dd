"""The columns of the matrix: every method of the clients, and how its answer is read to the end."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
from tests.helpers.hosts import PNG as PIXEL

from pollination_sdk import types

PROMPT = " ".join(["a story of moss and rain"] * 6)
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
        seeded: Whether a paid call takes a seed; the prompt of others ends in it.
        careful: Whether the client repeats nothing that may have run, `Retry(unknown="never")`.
        required: A JSON field that a caller cannot do without, as a path.
        optional: A JSON field that may be missing, as a path.
    """

    name: str
    method: str
    arguments: Mapping[str, Any] = attrs.field(factory=dict)
    body: str = "json"
    reading: str = "value"
    paid: bool = False
    seeded: bool = True
    careful: bool = False
    required: tuple[Any, ...] = ()
    optional: tuple[Any, ...] = ()
    operation: str | None = None
    route: str | None = None

    @property
    def streamed(self) -> bool:
        """Tell whether the paid answer is handed over before it has been read."""
        return self.reading in {"items", "looped", "streamed"} and self.body in {"media", "events"}

    @property
    def holds_file(self) -> bool:
        """Tell whether the answer is a file or holds one, so that its size differs with the seed."""
        return self.body == "media" or self.route is not None

    @property
    def chat_stream(self) -> bool:
        """Tell whether the answer is read event by event."""
        return self.reading in {"items", "looped"}

    def options(self, seed: int) -> dict[str, Any]:
        """Give the keyword arguments of a call."""
        return {**self.arguments, "seed": seed} if self.paid and self.seeded else dict(self.arguments)

    async def call(self, client: Any, seed: int, path: Path) -> Any:
        """Make the call, read the answer to its end, and return what can be compared."""
        prompt = PROMPT if self.seeded else f"{PROMPT} {seed}"
        first = prompt if self.paid else self.operation
        made = getattr(client, self.method)(*([first] if first else []), **self.options(seed))
        return comparable(await READINGS[self.reading](made, path))


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
    if isinstance(value, bytes):
        return _media_size(value)
    if isinstance(value, list):
        return [comparable(one) for one in value]
    if getattr(value, "choices", None):  # the rest of a chat differs each time
        return {"content": value.choices[0].message.content, "usage": value.usage and comparable(value.usage)}
    if isinstance(value, types.Embeddings):  # each prompt has its own
        return {"vectors": len(value), "dimensions": value.dimensions, "model": value.model}
    if isinstance(value, types.ModelStatusTable):  # its rows and counts grow with each call
        return "the status of the models"
    return value.to_dict() if hasattr(value, "to_dict") else value


def _media_size(content: bytes) -> tuple[str, int]:
    """Decode an image or video and return what it is, and the size of a 3D model."""
    if content.startswith(b"glTF"):
        return "glb", int.from_bytes(content[8:12], "little")
    if content[4:8] == b"ftyp":
        import av  # noqa: PLC0415 - slow to import

        with av.open(io.BytesIO(content)) as video:
            return "mp4", sum(1 for _ in video.decode(video=0))
    from PIL import Image  # noqa: PLC0415 - slow to import

    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return str(image.format), image.width


def same(truth: Any, found: Any) -> bool:
    """Tell whether all of the truth is in what was found; more may be in it."""
    if isinstance(truth, dict) and isinstance(found, dict):
        return all(name in found and same(value, found[name]) for name, value in truth.items())
    if isinstance(truth, list) and isinstance(found, list):
        return len(truth) == len(found) and all(map(same, truth, found))
    return bool(truth == found)


_SMALL = {"width": 16, "height": 16}
_CHAT: dict[str, Any] = {"required": ("choices", 0, "message"), "optional": ("usage", "total_tokens")}
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
_USAGE: dict[str, Any] = {"required": ("usage", 0, "timestamp"), "optional": ("usage", 0, "model")}

COLUMNS = [
    Column("text", "text", body="text", paid=True),
    Column("text, careful", "text", body="text", paid=True, careful=True),
    Column("stream_text", "stream_text", body="events", reading="looped", paid=True),
    Column("chat", "chat", paid=True, **_CHAT),
    Column("chat, careful", "chat", paid=True, careful=True, **_CHAT),
    Column("stream_chat", "stream_chat", **_EVENTS),
    Column("image", "image", _SMALL, **_SAVED),
    Column("image, careful", "image", _SMALL, careful=True, **_SAVED),
    Column("stream_image", "stream_image", _SMALL, **_STREAMED),
    Column("image by POST", "image", {**_SMALL, "route": "post"}, **_POSTED),
    Column("image by POST, careful", "image", {**_SMALL, "route": "post"}, careful=True, **_POSTED),
    Column("stream_image by POST", "stream_image", {**_SMALL, "route": "post"}, **_DOWNLOADED),
    Column("edit_image", "edit_image", {**_SMALL, "image": PIXEL}, **_POSTED),
    Column("edit_image, careful", "edit_image", {**_SMALL, "image": PIXEL}, careful=True, **_POSTED),
    Column("video", "video", {"duration": 4}, **_SAVED),
    Column("stream_video", "stream_video", {"duration": 4}, **_STREAMED),
    Column("embed", "embed", {"dimensions": 128}, **_EMBED),
    Column("embed, careful", "embed", {"dimensions": 128}, careful=True, **_EMBED),
    Column("mesh", "mesh", **_SAVED),
    Column("stream_mesh", "stream_mesh", **_STREAMED),
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
]
