"""Save a file atomically: completely or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import tempfile
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pollination_sdk._support.caller import caller, warn_at
from pollination_sdk._support.file_types import SUFFIXES, contradicts, has_media_suffix
from pollination_sdk.errors import ArgumentError, MediaTypeWarning, SaveError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

StrPath = str | bytes | os.PathLike[str] | os.PathLike[bytes]

_NOT_ON_WINDOWS = re.compile(r'(con|prn|aux|nul|com\d|lpt\d) *(\..*)?|.*[<>:"|?*].*', re.IGNORECASE | re.DOTALL)


class Replacement:
    """A temporary file next to the destination, which replaces it in one step.

    The destination does not change before `place`. After any error or interrupt the temporary file is removed. With
    `keep`, a complete file that the disk refuses is kept under another name. The permissions are those of the replaced
    file, or those of a file from `open`. A symbolic link at the destination is replaced, not followed.

    Args:
        path: The destination; `place` adds a suffix unless it ends in that of a media file.
        suffixes: The suffixes that `place` may be called with; all of them are checked now.
        keep: Whether to keep a complete file that cannot be placed, because it was paid for.

    Raises:
        FileNotFoundError: The folder does not exist. It is not created, because the path may be mistyped. The check
            comes before the request.
        IsADirectoryError: The path is a folder, with or without a suffix.
        FileExistsError: The path is a device, pipe or socket.
        OSError: The path cannot name a file, for example because it is too long.
        ArgumentError: It is no path.
    """

    def __init__(self, path: StrPath, suffixes: Iterable[str] = (), *, keep: bool = False) -> None:
        try:
            given = os.fsdecode(path)
        except TypeError:
            raise ArgumentError(f"A file is saved under a path, not {type(path).__name__}.") from None
        self._path = Path(given)
        self._keep = keep
        self._refusal: OSError | None = None
        self._temporary: Path | None = None
        self._file: FileIO | None = None
        _refuse_folder_name(given)
        _refuse_folder(self._path.parent)
        finals = [self._final(suffix) for suffix in suffixes]
        for target in (self._path, *finals):
            _refuse_unless_file(target)
        self._shortest = min(len(target.name) for target in finals or [self._path])

    def __enter__(self) -> Self:
        try:
            self._temporary, self._file = _create(self._path.parent, self._shortest)
        except OSError as error:
            folder = str(self._path.parent)
            raise OSError(error.errno, f"No file can be created in {folder!r}: {error.strerror}.") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._close()
        finally:
            self._remove()

    def write(self, chunk: bytes) -> None:
        """Append a chunk.

        Raises:
            SaveError: The disk is full, and there is no room elsewhere; with `keep`.
            OSError: The disk is full, or refuses for another reason; without `keep`.
        """
        rest = memoryview(chunk)
        while rest:
            if self._file is None:
                raise RuntimeError("A Replacement is written inside its `with` block.")
            try:
                rest = rest[self._file.write(rest) :]
            except OSError as error:
                if not self._keep:
                    raise
                self._move_to_temporary_folder(error, self._path)

    def place(self, suffix: str) -> Path:
        """Move the file to the destination, with `suffix` unless the path has one, and return its final path.

        Raises:
            SaveError: The file cannot be moved there; `kept` is its path. Only with `keep`.
            OSError: The file cannot be moved there; only without `keep`.
        """
        final = self._final(suffix)
        try:
            self._move_to(final)
        except OSError as error:
            if not self._keep:
                raise
            kept = self._keep_elsewhere(suffix, error, final)
            raise _not_saved(final, error, kept) from error
        _warn_of_suffix(final.suffix.lower(), suffix)
        return final

    def _final(self, suffix: str) -> Path:
        return self._path if has_media_suffix(self._path.name) else Path(f"{self._path}{suffix}")

    def _move_to(self, final: Path) -> None:
        if self._refusal is not None:
            raise self._refusal
        if self._temporary is None or not self._temporary.exists():  # checked while the open file can still be read
            raise OSError(errno.ENOENT, "the folder was removed or replaced meanwhile")
        replaced = _refuse_unless_file(final)
        self._close()  # raises if the disk could not store the data
        if replaced is not None:
            self._temporary.chmod(stat.S_IMODE(replaced.st_mode))
        self._temporary.replace(final)
        self._temporary = None

    def _keep_elsewhere(self, suffix: str, error: OSError, final: Path) -> Path | None:
        """Keep the file under another name, and return its path."""
        if self._temporary is None or not self._temporary.exists():
            if self._file is None:
                return None
            self._move_to_temporary_folder(error, final)
        self._close()
        kept, self._temporary = self._temporary, None
        if kept is not None:
            with suppress(OSError):  # the file keeps its temporary name
                kept = kept.rename(kept.with_name(f"pollinations-{secrets.token_hex(4)}{suffix}"))
        return kept

    def _move_to_temporary_folder(self, error: OSError, final: Path) -> None:
        """Copy the data to the folder for temporary files, and continue there. This happens only once."""
        if self._refusal is not None:
            raise _not_saved(final, error, None) from error
        try:
            copy = _copied(self._file)
        except OSError:
            raise _not_saved(final, error, None) from error
        with suppress(OSError):
            self._close()
        self._remove()
        self._refusal = error
        self._temporary, self._file = copy

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _remove(self) -> None:
        temporary, self._temporary = self._temporary, None
        if temporary is not None:
            with suppress(OSError):  # the folder is gone too
                temporary.unlink()


def _create(folder: Path, shortest: int) -> tuple[Path, FileIO]:
    """Create a temporary file; if its name is too long, with one that is no longer than the final name."""
    # `tempfile` would create a file that only the owner can read. Unbuffered, so that a full disk is noticed at once.
    refusal = OSError(errno.EEXIST, "no name was free")
    for length in (None, *[shortest] * 8):
        temporary = folder / f".{secrets.token_hex(8)}.part"[:length]
        try:
            return temporary, temporary.open("x+b", buffering=0)
        except OSError as error:
            refusal = error
            if error.errno not in {errno.ENAMETOOLONG, errno.EEXIST}:
                break
    raise refusal


def _copied(file: FileIO | None) -> tuple[Path, FileIO]:
    """Copy an open file into the folder for temporary files; if that fails, remove the copy."""
    descriptor, name = tempfile.mkstemp(prefix="pollinations-")
    copy = FileIO(descriptor, "r+")
    try:
        if file is not None:
            file.seek(0)
            shutil.copyfileobj(file, copy)
    except OSError:
        copy.close()
        Path(name).unlink()
        raise
    return Path(name), copy


def _refuse_folder_name(path: str) -> None:
    name = re.split(r"[\\/]" if os.name == "nt" else "/", path)[-1]
    if name in {"", ".", ".."}:
        raise OSError(errno.EISDIR, f"{path!r} names a folder; add a file name to save under.")
    if os.name == "nt" and _NOT_ON_WINDOWS.fullmatch(name):
        raise OSError(errno.EINVAL, f"Windows takes no file with the name {name!r}; use another name.")


def _refuse_folder(folder: Path) -> None:
    status = _status(folder)
    if status is None:
        raise OSError(errno.ENOENT, f"There is no folder {str(folder)!r}; create it, then save again.")
    if not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.ENOTDIR, f"{str(folder)!r} is not a folder; save under another path.")


def _refuse_unless_file(path: Path) -> os.stat_result | None:
    """Return the status of the file at a path; None if there is none."""
    status = _status(path, follow=False)
    if status is not None and stat.S_ISLNK(status.st_mode):
        try:
            status = path.stat()
        except OSError:  # a link that leads nowhere is replaced
            return None
    if status is None or stat.S_ISREG(status.st_mode):
        return status
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, f"{str(path)!r} is a folder; add a file name to save under.")
    raise OSError(errno.EEXIST, f"{str(path)!r} is not a regular file; save under another name.")


def _status(path: Path, *, follow: bool = True) -> os.stat_result | None:
    """Return the status of a path; None if nothing exists there."""
    try:
        return path.stat(follow_symlinks=follow)
    except FileNotFoundError:
        return None
    except ValueError as error:  # a NUL, or a character that the file system cannot encode
        raise OSError(errno.EINVAL, f"{str(path)!r} cannot name a file ({error}); use another name.") from None
    except OSError as error:
        raise OSError(error.errno, f"{str(path)!r} cannot name a file ({error.strerror}); use another name.") from None


def _warn_of_suffix(named: str, suffix: str) -> None:
    """Warn if a file was saved with the suffix of another type. Called last: a warning may be turned into an error."""
    if suffix and contradicts(named, suffix):
        media_type = next(media_type for media_type, usual in SUFFIXES.items() if usual == suffix)
        # Without the file name: Python shows equal texts once for each line.
        message = (
            f"The file is {media_type} and was saved under a name that ends in {named}, as asked. Leave the suffix "
            f"out, and save() adds {suffix}."
        )
        warn_at(caller(), message, MediaTypeWarning)


def _not_saved(final: Path, error: OSError, kept: Path | None) -> SaveError:
    if kept:
        where = f"The whole file is kept as {str(kept)!r}; move it from there."
    else:
        where = "It could not be kept elsewhere either. Make room, then call again."
    reason = (error.strerror or str(error)).rstrip(".")
    return SaveError(f"The file could not be saved as {str(final)!r}: {reason}. {where}", kept=kept, errno=error.errno)
