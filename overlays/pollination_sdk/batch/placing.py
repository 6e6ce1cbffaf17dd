"""Give the files of answers their final names, and replace no other file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pollination_sdk.batch.durable import Disk
    from pollination_sdk.batch.item import Outcome


WORK = "work"
"""The folder of files without a final name."""
TEMPORARY: re.Pattern[str] = re.compile(r"(\d+-\d+)-\d+-\d+", re.ASCII)
"""The name of such a file: the lease, which is the group, the item, and the try."""


def temporary_name(lease: str, item: int, tries: int) -> str:
    """Return the name of a file below the output folder, until it gets its final one; see `TEMPORARY`."""
    return f"{WORK}/{lease}-{item}-{tries}"


def place(disk: Disk, folder: str, outcome: Outcome) -> Outcome:
    """Give a file its final name, and return its outcome; no other file is replaced.

    A file that has the name already is the same answer, or that of a lease that had ended: then the name gets a number.
    """
    file, temporary = outcome.file or "", f"{folder}/{outcome.temporary}"
    stem, dot, suffix = file.rpartition(".")
    for name in (file, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, 1000))):
        final = f"{folder}/{name}"
        disk.make_folder(str(Path(final).parent))
        try:
            disk.rename(temporary, final)
        except FileNotFoundError:  # named before the crash
            if Path(final).exists() and _hash(final) == outcome.sha256:
                return outcome if name == file else outcome._replace(file=name)
            raise
        except FileExistsError:
            if _hash(final) == outcome.sha256:
                disk.remove(temporary)
            else:
                continue
        return outcome if name == file else outcome._replace(file=name)
    raise FileExistsError(file)


def _hash(path: str) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
