"""The files of the media host: uploaded ones, and those of generated media."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import attrs

from pollination_sdk.sandbox._requests.identity import question
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._requests.spool import Part

PREFIX = "/x-media"
KEPT = timedelta(days=30)
RENEWED_AFTER = timedelta(days=15)


@attrs.frozen
class StoredFile:
    """One file.

    Args:
        id: Its id.
        part: Its bytes.
        media_type: The type that it was stored with.
        tags: The tags that publish it; none for a file that only its URL leads to.
        owner: The value of the key that stored it; empty for generated media.
        since: When it was stored, or renewed by a read.
    """

    id: str
    part: Part = attrs.field(repr=False)
    media_type: str
    tags: tuple[str, ...] = ()
    owner: str = attrs.field(default="", repr=False)
    since: datetime = attrs.field(factory=lambda: datetime.now(UTC))


@attrs.define
class MediaStore:
    """The files by id, and what sounds without a place for their text say.

    Args:
        ahead: How far the clock of the media host is ahead.
    """

    _files: dict[str, StoredFile] = attrs.field(factory=dict, repr=False)
    _said: dict[bytes, tuple[str, float]] = attrs.field(factory=dict, repr=False)
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the time of the media host."""
        return datetime.now(UTC) + self.ahead

    def advance(self, span: timedelta) -> None:
        """Move the clock forward: files and stored answers expire."""
        self.ahead += span

    def expired(self, since: datetime) -> bool:
        """Return True if what was stored at a time is gone by now."""
        return self.now() - since >= KEPT

    def add(self, file: StoredFile) -> StoredFile:
        """Store a file for 30 days from now on."""
        stored = self._files[file.id] = attrs.evolve(file, since=self.now())
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """Return a file; None if there is none, or it has expired."""
        file = self._files.get(file_id)
        return None if file is None or self.expired(file.since) else file

    def read(self, file_id: str) -> StoredFile | None:
        """Return a file as `find` does; this renews one that has been stored for 15 days or longer."""
        file = self.find(file_id)
        return self.add(file) if file is not None and self.now() - file.since >= RENEWED_AFTER else file

    def remove(self, file: StoredFile) -> None:
        """Remove a file."""
        self._files.pop(file.id, None)

    def tagged(self, tag: str) -> list[StoredFile]:
        """Return the files that were published with a tag, oldest first."""
        return [file for file in self._files.values() if tag in file.tags and not self.expired(file.since)]

    def remember_sound(self, sound: bytes, text: str, seconds: float) -> None:
        """Remember what a sound says and how long it lasts, as its format has no place for that."""
        self._said[hashlib.sha256(sound).digest()] = (text, seconds)

    def recall_sound(self, sound: bytes) -> tuple[str, float] | None:
        """Return what a sound says and how long it lasts; None for one that was not remembered."""
        return self._said.get(hashlib.sha256(sound).digest())


def new_id() -> str:
    """Return the id of an upload; equal files get different ids."""
    return uuid4().hex[:16]


def generated_id(request: RecordedRequest) -> str:
    """Return the id of the file that a request generates; identical requests have the same."""
    return hashlib.sha256(repr(question(request)).encode()).hexdigest()[:16]


def file_url(request: RecordedRequest, file_id: str) -> str:
    """Return the address of a file on the server that a request was sent to."""
    return f"http://{request.headers.get('host', '127.0.0.1')}{PREFIX}/{file_id}"
