"""Give the files of answers their final names, in the folder or at a URL, and replace no other file."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk.batch.files import remote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pollination_sdk.batch.files.durable import Disk
    from pollination_sdk.batch.protocol.item import Outcome

WORK = "work"
"""The folder of files without a final name."""
TEMPORARY: re.Pattern[str] = re.compile(r"(\d+-\d+)-\d+-\d+", re.ASCII)
"""The name of such a file: the lease, which is the group, the item, and the try."""
_UPLOADS = 8
"""The most uploads at the same time."""


def temporary_name(lease: str, item: int, tries: int) -> str:
    """Return the name of a file below the output folder, until it gets its final one; see `TEMPORARY`."""
    return f"{WORK}/{lease}-{item}-{tries}"


def place_all(disk: Disk, folder: str, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Give files their final names; uploads go side by side where the file system allows it."""
    some, one = list(outcomes), partial(place, disk, folder)
    first = some[0].file or "" if some else ""
    if len(some) < 2 or not remote.is_url(first) or not remote.allows_threads(first):
        return [one(outcome) for outcome in some]
    with ThreadPoolExecutor(_UPLOADS, "pollinations-batch-upload") as threads:
        return list(threads.map(one, some))


def place(disk: Disk, folder: str, outcome: Outcome) -> Outcome:
    """Give a file its final name, and return its outcome; no other file is replaced.

    A file that has the name already is the same answer, or that of a lease that had ended: then the name gets a number.
    """
    file, temporary = outcome.file or "", f"{folder}/{outcome.temporary}"
    stem, dot, suffix = file.rpartition(".")
    for name in (file, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, 1000))):
        final = name if remote.is_url(name) else f"{folder}/{name}"
        try:
            _move(disk, temporary, final)
        except FileNotFoundError:  # named before the crash
            if _holds(final, outcome):
                return outcome if name == file else outcome._replace(file=name)
            raise
        except FileExistsError:
            if _holds(final, outcome):
                disk.remove(temporary)
            else:
                continue
        return outcome if name == file else outcome._replace(file=name)
    raise FileExistsError(file)


def _move(disk: Disk, temporary: str, final: str) -> None:
    """Rename a file, or upload it; the bytes stay in the folder until they are at the URL."""
    if not remote.is_url(final):
        disk.make_folder(str(Path(final).parent))
        disk.rename(temporary, final)
        return
    if not Path(temporary).exists():
        raise FileNotFoundError(temporary)
    if remote.exists(final):
        raise FileExistsError(final)
    remote.upload(temporary, final)
    disk.remove(temporary)


def _holds(final: str, outcome: Outcome) -> bool:
    """Return whether a file is the answer of an outcome."""
    if remote.is_url(final):
        return remote.holds(final, outcome.size, outcome.sha256)
    if not Path(final).exists():
        return False
    with Path(final).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == outcome.sha256
