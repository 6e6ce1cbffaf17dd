"""The output folder: its files, and the JSONL parts that the coordinator appends to."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk.batch.files.remote import FilesUrlError
from pollination_sdk.batch.manifest.database import NAME, Stored
from pollination_sdk.batch.protocol import journal
from pollination_sdk.batch.sending.placing import TEMPORARY, WORK
from pollination_sdk.errors import BatchFolderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.manifest.database import Manifest
    from pollination_sdk.batch.sending.recorder import Arrival

_LINES = 10_000
"""The most lines of a part."""
_BYTES = 256 * 1024 * 1024
"""The size at which the next part starts."""
_EMBEDDINGS = "embeddings"
_TEXT = "text"
README = """This folder was made by pollination_sdk.batch, the command `pollinations batch`.

media/            images, videos, sounds and 3D models, if no URL was given for them; at most 1,000 in each folder
text/             texts and other answers in JSON, one answer in a line (JSONL)
embeddings/       vectors, one answer in a line (JSONL)
manifest.sqlite   each item with its state, its cost and its file; the documentation describes the tables
leases/, work/    what a run needs to go on after a crash; both are nearly empty when no run is active
.lock             held while a run is active

A name such as media/00000/0000057-3f9a2c01b7de.jpg has the number of the item and the start of its id.
Start the same command again to go on; what is done is not sent again.
"""


def prepare(folder: str, disk: Disk) -> None:
    """Create the folder with what it needs.

    Raises:
        BatchFolderError: It cannot be created or written, or has parts that are not of its manifest.
    """
    if not Path(folder, NAME).exists():
        for kind in (_TEXT, _EMBEDDINGS):
            if any(Path(folder, kind).glob("part-*.jsonl")):
                raise BatchFolderError(
                    f"{folder!r} has {kind}/part-*.jsonl and no {NAME}, so a new batch would overwrite them. "
                    "Nothing was sent. Use another folder, or move them away."
                )
    try:
        for name in ("", f"/{journal.FOLDER}", f"/{WORK}"):
            disk.make_folder(folder + name)
        readme = Path(folder, "README.txt")
        if not readme.exists():
            file = disk.open(str(readme))
            disk.write(file, README.encode())
            disk.close(file)
        probe = f"{folder}/{WORK}/.probe"
        disk.close(disk.open(probe))
        disk.remove(probe)
    except OSError as error:
        raise unusable(folder, error) from None


def clear(folder: str, disk: Disk, out: Iterable[str]) -> None:
    """Remove what an interrupted run has left half-written.

    Args:
        folder: The output folder.
        disk: Where it is removed.
        out: The ids of the leases that may still write.
    """
    kept = set(out)
    for path in Path(folder, WORK).iterdir():
        named = TEMPORARY.fullmatch(path.name)  # the folder may have been there before, with files of the user
        if named is not None and named[1] not in kept:
            disk.remove(str(path))


def unusable(folder: str, error: OSError) -> BatchFolderError:
    """Return the error of a folder that the system refuses."""
    if isinstance(error, FilesUrlError):
        return BatchFolderError(
            f"{error} Nothing more was sent. What was received is kept in {folder!r}: start again with the same "
            "command when the URL answers."
        )
    reason = error.strerror or str(error)
    if error.errno == errno.ENOSPC:
        text = f"The disk of {folder!r} is full. Make room, then start again: what is done is kept."
    elif isinstance(error, (FileExistsError, NotADirectoryError)):
        text = f"{folder!r} is a file, or in one. Name a folder for the results: nothing was sent."
    else:
        text = f"The folder {folder!r} cannot be written: {reason}. Nothing more was sent; what is done is kept."
    return BatchFolderError(text, errno=error.errno)


class Parts:
    """Append lines to the JSONL parts. Only the coordinator does, so what is past the manifest's length is cut off.

    Args:
        folder: The output folder.
        disk: Where to write.
        manifest: It knows how long the last parts are.
    """

    def __init__(self, folder: str, disk: Disk, manifest: Manifest) -> None:
        self._folder, self._disk, self._manifest = folder, disk, manifest
        self._open: dict[str, _Part] = {}

    def append(self, arrivals: Iterable[Arrival]) -> list[Stored]:
        """Append the lines of outcomes, and make them durable; the manifest's next commit makes them count."""
        stored: list[Stored] = []
        lines: dict[str, list[bytes]] = {}
        for arrival in arrivals:
            if arrival.line is None:
                stored.append(Stored(arrival.outcome))
                continue
            kind = _EMBEDDINGS if arrival.item.method == "embed" else _TEXT
            if (part := self._open.get(kind)) is None or part.is_full:
                self._write(kind, lines)
                part = self._next(kind, part)
            stored.append(Stored(arrival.outcome, part.name, part.size))
            lines.setdefault(kind, []).append(arrival.line)
            part.size += len(arrival.line) + 1
            part.lines += 1
        for kind in list(lines):
            self._write(kind, lines)
        return stored

    def close(self) -> None:
        """Close the parts."""
        for part in self._open.values():
            self._disk.close(part.file)
        self._open.clear()

    def _write(self, kind: str, lines: dict[str, list[bytes]]) -> None:
        if not (some := lines.pop(kind, None)):
            return
        part = self._open[kind]
        self._disk.write(part.file, b"\n".join([*some, b""]))
        self._disk.fsync(part.file)
        self._manifest.set_fact(f"part of {kind}", f"{part.number} {part.size} {part.lines}")

    def _next(self, kind: str, full: _Part | None) -> _Part:
        """Open the part to append to, and cut off what an interrupted run has written after its last commit."""
        number, size, lines = map(int, (self._manifest.fact(f"part of {kind}") or "1 0 0").split())
        if full is not None:
            self._disk.close(full.file)
            number, size, lines = full.number + 1, 0, 0
        name = f"{kind}/part-{number:05d}.jsonl"
        self._disk.make_folder(f"{self._folder}/{kind}")
        file = self._disk.open(f"{self._folder}/{name}")
        self._disk.truncate(file, size)
        self._disk.fsync_folder(f"{self._folder}/{kind}")
        part = self._open[kind] = _Part(name, file, number, size, lines)
        return part


class _Part:
    """A part that is open."""

    def __init__(self, name: str, file: int, number: int, size: int, lines: int) -> None:
        self.name, self.file, self.number, self.size, self.lines = name, file, number, size, lines

    @property
    def is_full(self) -> bool:
        """Whether the next line belongs to the next part."""
        return self.lines >= _LINES or self.size >= _BYTES
