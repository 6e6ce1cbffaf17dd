"""Pack the results of a folder into WebDataset shards or Parquet files: the same bytes each time."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import attrs

from pollination_sdk.batch.files import remote
from pollination_sdk.batch.manifest.reading import manifest_of
from pollination_sdk.errors import ArgumentValueError, BatchFolderError, ConfigurationError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

PackFormat = Literal["tar", "parquet"]

_PER_SHARD = 10_000
_LARGEST_SHARD = 1 << 30
"""The bytes of results after which the next shard starts."""
_GROUP = 64 << 20
"""The bytes of results in a row group of Parquet, which is in memory."""
_SUFFIXES = {"tar": ".tar", "parquet": ".parquet"}


@attrs.frozen(kw_only=True)
class Packed:
    """What was packed.

    Attributes:
        paths: The shards, in order.
        items: The items that they hold.
        damaged: The numbers of the items whose file is missing, or is not what was received; they are left out.
    """

    paths: list[Path]
    items: int
    damaged: list[int]


def pack(
    folder: str | os.PathLike[str],
    to: str | os.PathLike[str] | None = None,
    *,
    format: PackFormat = "tar",  # noqa: A002 - the word that users know
    per_shard: int = _PER_SHARD,
    force: bool = False,
) -> Packed:
    """Pack the results of all items that are done.

    Tar files are WebDataset shards: for each item a file, or its text, and its facts as JSON, under one key. Parquet
    files have a row for each item. The same results give the same bytes: order, names and times do not vary.

    Args:
        folder: The output folder of a run.
        to: The folder for the shards; by default `packed` in that folder.
        format: `tar`, or `parquet`, which needs the extra `parquet`.
        per_shard: The most items of a shard, 1 or more. A shard ends at 1 GiB too.
        force: Whether to replace shards of this format that are there.

    Raises:
        BatchFolderError: The folder is not that of a batch, there are shards already, or the URL of its files does not
            answer.
        ArgumentValueError: `format` or `per_shard` is not allowed.
        ConfigurationError: The extra `parquet` is not installed, or what the URL of the files needs.
        OSError: A shard cannot be written.
    """
    if format not in _SUFFIXES:
        raise ArgumentValueError(f"format is 'tar' or 'parquet', not {format!r}.")
    if per_shard < 1:
        raise ArgumentValueError(f"per_shard must be 1 or more, not {per_shard}.")
    write: Callable[[Path, Iterator[_Entry]], None] = _write_tar if format == "tar" else _parquet_writer()
    target = Path(folder, "packed") if to is None else Path(to)
    there = sorted(target.glob(f"shard-*{_SUFFIXES[format]}"))
    if there and not force:
        raise BatchFolderError(
            f"{str(target)!r} has shards already. Choose another folder (to), or replace them (force)."
        )
    entries = _Entries(Path(folder), per_shard)
    paths: list[Path] = []
    with manifest_of(folder) as manifest:
        target.mkdir(parents=True, exist_ok=True)
        entries.start(manifest)
        while entries.has_more:
            path = target / f"shard-{len(paths):05d}{_SUFFIXES[format]}"
            with _whole(path) as temporary:
                write(temporary, entries.of_shard())
            paths.append(path)
    for path in set(there) - set(paths):
        path.unlink()
    return Packed(paths=paths, items=entries.count, damaged=entries.damaged)


@attrs.frozen
class _Entry:
    """An item that is done: its facts, and its result."""

    number: int
    facts: dict[str, Any]
    suffix: str
    data: bytes

    @property
    def key(self) -> str:
        """The name in the shard. It has no dot, at which WebDataset would cut it."""
        return f"{self.number:09d}-{self.facts['id'][:12]}"


class _Entries:
    """Reads the items that are done, shard by shard, in the order of their numbers."""

    def __init__(self, folder: Path, per_shard: int) -> None:
        self._folder, self._per_shard = folder, per_shard
        self._next: _Entry | None = None
        self.count = 0
        self.damaged: list[int] = []

    def start(self, manifest: sqlite3.Connection) -> None:
        """Start at the first item."""
        self._found = self._read(manifest)
        self._next = next(self._found, None)

    @property
    def has_more(self) -> bool:
        """Whether there is another shard."""
        return self._next is not None

    def of_shard(self) -> Iterator[_Entry]:
        """Yield the items of the next shard."""
        count = size = 0
        while self._next is not None and count < self._per_shard and size < _LARGEST_SHARD:
            entry = self._next
            count, size = count + 1, size + len(entry.data)
            self._next = next(self._found, None)
            yield entry
        self.count += count

    def _read(self, manifest: sqlite3.Connection) -> Iterator[_Entry]:
        with contextlib.ExitStack() as opened:
            part, name = None, ""
            for row in manifest.execute("SELECT * FROM items WHERE state = 'done' ORDER BY number"):
                try:
                    if row["start"] is None:
                        data = _media(self._folder, row["file"])
                    else:
                        if row["file"] != name:
                            opened.close()
                            part, name = opened.enter_context((self._folder / row["file"]).open("rb")), row["file"]
                        data = _line(part, row)
                except FileNotFoundError:
                    data = b""
                if hashlib.sha256(data).hexdigest() != row["sha256"]:
                    self.damaged.append(row["number"])
                    continue
                yield _entry(row, data)


def _media(folder: Path, file: str) -> bytes:
    """Return the bytes of a media file, in the folder or at its URL."""
    if not remote.is_url(file):
        return (folder / file).read_bytes()
    try:
        return remote.read(file)
    except remote.FilesUrlError as error:
        raise BatchFolderError(f"{error} Pack again when the URL answers.") from None


def _line(part: BinaryIO | None, row: sqlite3.Row) -> bytes:
    if part is None:
        raise FileNotFoundError(row["file"])
    part.seek(row["start"])
    return part.read(row["bytes"])


def _entry(row: sqlite3.Row, data: bytes) -> _Entry:
    """Return an item with its facts; a text is its result, and other answers in JSON are too."""
    names = ("number", "id", "own_id", "method", "copy", "place", "seed", "media_type", "sha256")
    facts = {name: row[name] for name in names}
    facts["options"] = json.loads(row["options"])
    facts["cost"] = None if row["cost_nanopollen"] is None else row["cost_nanopollen"] / 1e9
    if row["start"] is None:
        return _Entry(row["number"], facts, Path(row["file"]).suffix, data)
    line = json.loads(data)
    if "value" in line:
        return _Entry(row["number"], facts, ".value.json", _json(line["value"]))
    return _Entry(row["number"], facts, ".txt", str(line["text"]).encode(errors="surrogatepass"))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass")


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a name to write a file under; the file appears under its own one when it is complete and durable."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write_tar(path: Path, entries: Iterator[_Entry]) -> None:
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for entry in entries:
            for suffix, data in ((entry.suffix, entry.data), (".json", _json(entry.facts))):
                member = tarfile.TarInfo(f"{entry.key}{suffix}")
                member.size, member.mtime, member.mode = len(data), 0, 0o644
                tar.addfile(member, io.BytesIO(data))


def _parquet_writer() -> Callable[[Path, Iterator[_Entry]], None]:
    """Return the function that writes Parquet.

    Raises:
        ConfigurationError: The extra is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - optional, and without types
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError:
        needs = "Parquet files need the extra `parquet`, which is not installed."
        raise ConfigurationError(f'{needs} Install it: pip install "pollinations-sdk[parquet]"') from None
    texts = ("id", "own_id", "method", "options", "media_type", "sha256", "text")
    fields = {
        "number": pa.int64(),
        **dict.fromkeys(texts, pa.string()),
        **dict.fromkeys(("copy", "place", "seed"), pa.int64()),
        "cost": pa.float64(),
        "data": pa.binary(),
    }
    schema = pa.schema(list(fields.items()))

    def write(path: Path, entries: Iterator[_Entry]) -> None:
        with parquet.ParquetWriter(path, schema, compression="zstd") as file:
            rows: list[dict[str, Any]] = []
            size = 0
            for entry in entries:
                rows.append(_row(entry))
                size += len(entry.data)
                if size >= _GROUP:
                    file.write_table(pa.Table.from_pylist(rows, schema))
                    rows, size = [], 0
            if rows:
                file.write_table(pa.Table.from_pylist(rows, schema))

    return write


def _row(entry: _Entry) -> dict[str, Any]:
    is_media = entry.facts["media_type"] is not None
    return {
        **entry.facts,
        "options": _json(entry.facts["options"]).decode(errors="replace"),
        "text": None if is_media else entry.data.decode(errors="replace"),
        "data": entry.data if is_media else None,
    }
