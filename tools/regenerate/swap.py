"""Put a finished package in the place of the old one, whole or not at all."""

import ctypes
import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = ".regenerate-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap_in(finished: Path, place: Path) -> None:
    """Replace the package at `place` by `finished`.

    The new package is copied beside the old one first. Then the two change places in one step of the file system.
    An import always finds one of them whole, even when this program is killed.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=_PREFIX) as beside:
        new = Path(beside) / place.name
        shutil.copytree(finished, new, ignore=shutil.ignore_patterns("__pycache__"))
        if not place.exists():
            new.rename(place)
        elif not _exchange(new, place):
            # Without that step in the file system, two renames are as near as one comes.
            place.rename(Path(beside) / "replaced")
            new.rename(place)


def sweep(place: Path) -> None:
    """Remove what a run that was killed outright may have left beside the package."""
    for left in place.parent.glob(_PREFIX + "*"):
        shutil.rmtree(left, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places with Linux's `renameat2`; tell whether the system could."""
    if os.name != "posix":
        return False  # there is no C library to be had by no name
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
