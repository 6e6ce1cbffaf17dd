"""Where results are saved: chosen and checked before anything is sent, and never over another file unasked."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk.cli.files.writing import deferred, rescued, temporary_name, write_whole
from pollination_sdk.cli.output.terminal import as_command
from pollination_sdk.cli.run.exit_codes import OTHER, UNKNOWN_NAME, USAGE, CommandError

if TYPE_CHECKING:
    from pollination_sdk import Media
    from pollination_sdk.cli.output.streams import Out

MEBIBYTE = 1 << 20
_SUFFIXES = {
    "image": (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".avif", ".mp4"),
    "video": (".mp4", ".webm"),
    "audio": (".mp3", ".wav", ".flac", ".ogg", ".opus", ".aac", ".pcm", ".zip"),
    "mesh": (".glb", ".gltf", ".ply"),
}
"""The suffixes that the files of each kind may get. A name that ends in one of any kind is left as it is."""
_EQUAL = ({".jpg", ".jpeg"}, {".ogg", ".opus"})
"""Suffixes of the same type of file."""
_MEDIA_SUFFIXES = frozenset(suffix for kind in _SUFFIXES.values() for suffix in kind)
_ROOM = {"image": 4 * MEBIBYTE, "video": 32 * MEBIBYTE, "audio": 8 * MEBIBYTE, "mesh": 32 * MEBIBYTE}
"""The free bytes that a file of each kind needs, so that it surely fits."""
_LONGEST_SLUG = 48
_RESERVED = re.compile(r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?", re.IGNORECASE)  # names of devices on Windows
_NO_NAMES = {errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP}


class Destination:
    """Where the results of a command go. It is checked before anything is sent.

    Args:
        output: The value of `-o`: a file, a folder, `-` for stdout, or None for the current folder.
        kind: What is saved: `image`, `video`, `audio` or `mesh`.
        text: What default names are made of, such as the prompt.
        out: The output of the command.
        force: Whether an existing file that `output` names is replaced.
        count: How many files there will be.
        checks: Whether to check it; not where there may be no file at all.

    Raises:
        CommandError: The file exists, or the folder cannot be written or has too little room.
    """

    def __init__(
        self,
        output: str | None,
        kind: str,
        text: str,
        out: Out,
        *,
        force: bool = False,
        count: int = 1,
        checks: bool = True,
    ) -> None:
        self._out, self._force = out, force
        self.is_stdout: bool = output == "-"
        self._stem = slug(text) or kind
        named = None if output is None or self.is_stdout or _is_folder(output) else Path(output)
        self._named = named
        self._folder = named.parent if named else Path("." if output is None or self.is_stdout else output)
        if checks:
            self._check(kind, count)

    def _check(self, kind: str, count: int) -> None:
        if self.is_stdout:
            self._check_stdout(count)
            return
        if self._named is not None:
            _check_name(self._named, kind, count, force=self._force)
        _check_folder(self._folder, _ROOM[kind] * count)

    def _check_stdout(self, count: int) -> None:
        if self._out.is_json:
            raise _refused("With --json, stdout has JSON and no file.", "Save it with -o FILE.")
        if sys.__stdout__ is None:
            raise _refused("stdout is closed, so the file would be lost.", "Use a pipe, or -o FILE.")
        if count > 1:
            raise _refused("stdout takes one file, not several.", "Save them with -o DIR.")
        if sys.stdout.isatty():
            raise _refused("The terminal cannot take the bytes of a file.", "Use a pipe, or -o FILE.")

    def save(self, media: Media, seed: int | None) -> Path | None:
        """Save a result whole, and return its path; None for stdout.

        Raises:
            SaveError: It cannot be saved there; `kept` is the path of the file in the folder for temporary files.
        """
        final = self._final(media, seed)
        try:
            if self.is_stdout:
                self._out.data(media.bytes)
                return None
            saved = write_whole(media.bytes, final, force=self._force and self._named is not None)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise rescued(media, "stdout" if self.is_stdout else str(final), error) from error
        if self._named is not None and saved != final:
            self._out.say(f"{final} was made by somebody else meanwhile; it was left as it is.")
        if _contradicts(saved.suffix.lower(), media.suffix):
            self._out.say(f"Note: {saved} holds {media.media_type}; leave the suffix out to get the right one.")
        return saved

    def _final(self, media: Media, seed: int | None) -> Path:
        if self._named is None:
            mark = "" if seed is None else f"-{seed}"
            return self._folder / f"{self._stem}{mark}{media.suffix}"
        return self._named if _has_suffix(self._named) else Path(f"{self._named}{media.suffix}")


def slug(text: str) -> str:
    """Return a short file name for a text: its words in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFC", text).lower()
    whole = "-".join(re.findall(r"[^\W_]+", plain))
    short = whole[:_LONGEST_SLUG]
    if len(whole) > len(short) and "-" in short:
        short = short.rpartition("-")[0]
    short = short.encode("utf-8", "ignore").decode()
    return f"{short}-file" if _RESERVED.fullmatch(short) else short


def _is_folder(output: str) -> bool:
    separators = (os.sep, os.altsep) if os.altsep else (os.sep,)
    return output.endswith(separators) or os.path.isdir(output)  # noqa: PTH112 - Path.is_dir raises for a name that is too long


def _has_suffix(path: Path) -> bool:
    return path.suffix.lower() in _MEDIA_SUFFIXES


def _contradicts(named: str, right: str) -> bool:
    """Return True if a suffix is that of another type of file than the right one."""
    known = {named, right} <= _MEDIA_SUFFIXES
    return known and named != right and {named, right} not in _EQUAL


def _check_name(named: Path, kind: str, count: int, *, force: bool) -> None:
    if count > 1:
        hint = "Name a folder: -o DIR" if _has_suffix(named) else f"Make it a folder: {_making(named)}"
        raise _refused(f"{count} files do not fit the one name {str(named)!r}.", hint)
    finals = [named] if _has_suffix(named) else [named, *(Path(f"{named}{suffix}") for suffix in _SUFFIXES[kind])]
    for final in finals:
        if not _is_taken(final):
            continue
        if final.exists() and not final.is_file():
            raise _refused(f"{str(final)!r} is no regular file.", "Choose another name, or -o - for stdout.")
        if not force:
            raise CommandError(
                f"{str(final)!r} exists already; nothing was sent.",
                "Choose another name, or replace it with --force.",
                exit_code=USAGE,
                code="FILE_EXISTS",
            )


def _is_taken(final: Path) -> bool:
    try:
        os.lstat(final)
    except OSError as error:
        if error.errno in _NO_NAMES:
            raise _refused(f"{str(final)!r} is no name for a file: {error.strerror}.", "Choose another name.") from None
        return False
    return True


def _making(folder: Path) -> str:
    """Return the command that makes a folder; on Windows, `mkdir` makes those above it unasked."""
    above = [] if os.path.isdir(folder.parent) or os.name == "nt" else ["-p"]  # noqa: PTH112 - as above
    return as_command(["mkdir", *above, str(folder)])


def _check_folder(folder: Path, room: int) -> None:
    """Refuse a folder that cannot take the files, before they are paid for."""
    if not os.path.isdir(folder):  # noqa: PTH112 - as above
        raise CommandError(
            f"There is no folder {str(folder)!r}; nothing was sent.",
            "Choose a folder: -o DIR" if os.path.lexists(folder) else f"Make it: {_making(folder)}",
            exit_code=UNKNOWN_NAME,
            code="NO_FOLDER",
        )
    probe = folder / temporary_name()
    try:
        with deferred():
            probe.open("xb").close()
            probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CommandError(
            f"No file can be written in {str(folder)!r} ({error.strerror}); nothing was sent.",
            "Choose another folder: -o DIR",
            exit_code=OTHER,
            code="NOT_WRITABLE",
        ) from None
    if free < room:
        raise CommandError(
            f"{str(folder)!r} has {free / MEBIBYTE:.1f} MiB left, and {room // MEBIBYTE} MiB may be needed; "
            "nothing was sent.",
            "Make room, or choose another folder: -o DIR",
            exit_code=OTHER,
            code="NO_ROOM",
        )


def _refused(message: str, hint: str) -> CommandError:
    return CommandError(message, hint, exit_code=USAGE, code="OUTPUT")
