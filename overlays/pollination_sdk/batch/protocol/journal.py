"""The journal of a lease: one file of lines that its worker appends, and that the coordinator reads before it decides.

Creating the file is the claim of the lease: only one worker can. A line is a check sum and a JSON array.
For an answer that is no file, a tab and the line of the JSONL part follow. The first item of the array is the kind:

- `i`: the intent to send the items, durable before the first request of them leaves;
- `w`: items that were not sent after all;
- `o`: the outcome of an attempt; the bytes of an answer are durable before it;
- `d`: the files of the items have their final names;
- `z`: the worker has ended and sends nothing more.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk.batch.protocol.item import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pollination_sdk.batch.files.durable import Disk

FOLDER = "leases"
_text = json.JSONEncoder(ensure_ascii=True).encode
_NUMBERS = frozenset({int, float})


def path_of(folder: str, lease: str) -> str:
    """Return the path of the journal of a lease."""
    return f"{folder}/{FOLDER}/{lease}.journal"


def claim(disk: Disk, folder: str, lease: str) -> int | None:
    """Claim a lease, and return its open journal; None if it was claimed before."""
    try:
        file = disk.create(path_of(folder, lease))
    except FileExistsError:
        return None
    disk.fsync_folder(f"{folder}/{FOLDER}")
    return file


def intent_line(numbers: Iterable[int]) -> bytes:
    """Return the line that tells what is about to be sent."""
    return _numbers("i", numbers)


def withdrawn_line(numbers: Iterable[int]) -> bytes:
    """Return the line that tells what was not sent after all."""
    return _numbers("w", numbers)


def outcome_line(outcome: Outcome, line: bytes | None) -> bytes:
    """Return the line of an outcome, with the line of the JSONL part if there is one."""
    # The encoder prepares itself anew for each list, which takes longer than the list.
    values = ["null" if value is None else str(value) if type(value) in _NUMBERS else _text(value) for value in outcome]
    head = f'["o",{",".join(values)}]'.encode()
    return _line(head if line is None else b"%b\t%b" % (head, line))


def done_line(numbers: Iterable[int]) -> bytes:
    """Return the line that tells which files have their final names."""
    return _numbers("d", numbers)


def end_line() -> bytes:
    """Return the line that tells that the worker has ended."""
    return _line(b'["z"]')


def _numbers(kind: str, numbers: Iterable[int]) -> bytes:
    return _line(f'["{kind}",{",".join(map(str, numbers))}]'.encode())


def _line(content: bytes) -> bytes:
    return b"%08x %b\n" % (zlib.crc32(content), content)


class Reader:
    """Read the journal of a lease from where the last read ended.

    Args:
        folder: The output folder.
        lease: The id of the lease.
    """

    def __init__(self, folder: str, lease: str) -> None:
        self.path: Path = Path(path_of(folder, lease))
        self.ended: bool = False
        """Whether the worker has written that it sends nothing more."""
        self.intents: set[int] = set()
        """The items that may be in flight: intended, and without an outcome so far."""
        self.answered: dict[int, tuple[Outcome, bytes | None]] = {}
        """The answers whose files may not have their final names yet."""
        self._offset = 0

    @property
    def claimed(self) -> bool:
        """Whether a worker has claimed the lease."""
        return self.path.exists()

    def read(self) -> list[tuple[Outcome, bytes | None]]:
        """Return the outcomes that came since the last call. Those of files come when these have their names."""
        found: list[tuple[Outcome, bytes | None]] = []
        for content in self._lines():
            head, tab, line = content.partition(b"\t")
            kind, *values = json.loads(head)
            match kind:
                case "i":
                    self.intents.update(values)
                case "w":
                    self.intents.difference_update(values)
                case "o":
                    outcome = Outcome(*values)
                    self.intents.discard(outcome.number)
                    if outcome.file is None:
                        found.append((outcome, line if tab else None))
                    else:
                        self.answered[outcome.number] = outcome, None
                case "d":
                    found += (self.answered.pop(number) for number in values if number in self.answered)
                case "z":
                    self.ended = True
        return found

    def _lines(self) -> Iterator[bytes]:
        """Yield the contents of whole lines; what follows a damaged one was never synced."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._offset)
                for line in file:
                    content = line[9:-1]
                    if line[-1:] != b"\n" or line[:8] != b"%08x" % zlib.crc32(content):
                        return
                    self._offset += len(line)
                    yield content
        except FileNotFoundError:
            return
