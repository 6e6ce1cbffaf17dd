"""The id of an item: made of what the user wrote, never of what the SDK sends.

Another version of the SDK, another default and a drawn seed make no item new. The rule has a number, `ID_SCHEME`, that
the manifest keeps. It must never change while that number stays: a test pins ten ids.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pollination_sdk.errors import JobError

if TYPE_CHECKING:
    from pollination_sdk.batch.job import Job

_LENGTH = 32
"""The hexadecimal digits of an id: 128 bits."""
_MOST_HASHES = 10_000
"""The most files whose hashes are remembered, so that memory does not grow with the input."""
FILE = "$file"
"""The key of a file in the JSON of options."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_store = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_PLAIN = (str, int, bool, type(None))


def described(job: Job, hashes: dict[str, str]) -> tuple[str, str]:
    """Return the id of a job's item, and its options as JSON text for the manifest.

    Args:
        job: The job.
        hashes: The SHA-256 of files by path, kept by the caller so that each file is read once.

    Raises:
        JobError: An option has no form in JSON, or a file cannot be read.
    """
    options = job.options
    try:
        if all(type(value) in _PLAIN for value in options.values()):  # most jobs; the general way takes 5 times as long
            same = stored = options
        else:
            same, stored = _normal(options, hashes), _storable(options)
        text = _encode([job.method, same, job.copy])
        item = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
        return item, _safe(_store(stored))
    except OSError as error:
        raise JobError(
            f"{_where(job)}the file {str(error.filename)!r} cannot be read: {error.strerror}.", place=job.place or None
        ) from None
    except (TypeError, ValueError) as error:
        raise JobError(
            f"{_where(job)}an option cannot be kept: {error}. Options take what JSON can hold, and a Path for a file.",
            place=job.place or None,
        ) from None


def _safe(text: str) -> str:
    """Return JSON text that UTF-8 can hold: half of a pair of surrogates is escaped."""
    return text.encode("utf-8", "backslashreplace").decode() if not text.isascii() else text


def restored(options: str) -> dict[str, Any]:
    """Return the options that `described` has written."""
    read: dict[str, Any] = json.loads(options)
    return _with_files(read) if FILE in options else read


def _where(job: Job) -> str:
    return f"Job {job.place}: " if job.place else ""


def _normal(value: Any, hashes: dict[str, str]) -> Any:
    """Return a value for the id: whole floats as integers, a file as the hash of its content."""
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value == int(value) else value
    if isinstance(value, Mapping):
        return {str(name): _normal(one, hashes) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_normal(one, hashes) for one in value]
    if isinstance(value, os.PathLike):
        return {"$sha256": _hash(os.fsdecode(value), hashes)}
    return value


def _storable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _storable(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(one) for one in value]
    if isinstance(value, os.PathLike):
        return {FILE: str(Path(os.fsdecode(value)).absolute())}
    return value


def _with_files(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_files(one) for one in value]
    if isinstance(value, dict):
        return Path(value[FILE]) if value.keys() == {FILE} else {name: _with_files(one) for name, one in value.items()}
    return value


def _hash(path: str, hashes: dict[str, str]) -> str:
    if path not in hashes:
        if len(hashes) >= _MOST_HASHES:
            hashes.clear()
        with Path(path).open("rb") as file:
            hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes[path]
