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
    from collections.abc import Iterable

    from pollination_sdk.batch.identity.job import Job

_LENGTH = 32
"""The hexadecimal digits of an id: 128 bits."""
_MOST_HASHES = 10_000
"""The most files whose hashes are remembered, so that memory does not grow with the input."""
FILE = "$file"
"""The key of a file in the JSON of options."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_store = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder().raw_decode
"""Decodes text that starts with a value, in half the time of `json.loads`."""
_WORDS = {True: "true", False: "false", None: "null"}
_PLAIN = frozenset({str, int, bool, type(None)})


def described(job: Job, hashes: dict[str, str]) -> tuple[str, str]:
    """Return the id of a job's item, and its options as JSON text for the manifest.

    Args:
        job: The job.
        hashes: The SHA-256 of files by path, kept by the caller so that each file is read once.

    Raises:
        JobError: An option has no form in JSON, or a file cannot be read.
    """
    return id_of(job, hashes), stored(job)


def id_of(job: Job, hashes: dict[str, str]) -> str:
    """Return the id of a job's item; see `described`."""
    options, copy = job.options, job.copy
    try:
        if _is_plain(options) and type(copy) is int:
            text = f"[{_encode(job.method)},{_object(sorted(options.items()))},{copy}]"
        else:
            text = _encode([job.method, _normal(options, hashes), copy])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
    except (OSError, TypeError, ValueError) as error:
        raise _refusal(job, error) from None


def stored(job: Job) -> str:
    """Return the options of a job as JSON text for the manifest; see `described`."""
    options = job.options
    try:
        return _safe(_object(options.items()) if _is_plain(options) else _store(_storable(options)))
    except (OSError, TypeError, ValueError) as error:
        raise _refusal(job, error) from None


def _is_plain(options: Mapping[str, Any]) -> bool:
    """Return True for the options of most jobs. Their JSON is joined here, in a third of the time of the encoder."""
    return all(type(name) is str and type(value) in _PLAIN for name, value in options.items())


def _object(fields: Iterable[tuple[str, Any]]) -> str:
    """Return an object as JSON text, as the encoder writes it, of values whose types are in `_PLAIN`."""
    texts = []
    for name, value in fields:
        kind = type(value)
        text = _encode(value) if kind is str else repr(value) if kind is int else _WORDS[value]
        texts.append(f"{_encode(name)}:{text}")
    return f"{{{','.join(texts)}}}"


def _refusal(job: Job, error: Exception) -> JobError:
    where, place = f"Job {job.place}: " if job.place else "", job.place or None
    if isinstance(error, OSError):
        return JobError(f"{where}the file {str(error.filename)!r} cannot be read: {error.strerror}.", place=place)
    return JobError(
        f"{where}an option cannot be kept: {error}. Options take what JSON can hold, and a Path for a file.",
        place=place,
    )


def _safe(text: str) -> str:
    """Return JSON text that UTF-8 can hold: half of a pair of surrogates is escaped."""
    return text.encode("utf-8", "backslashreplace").decode() if not text.isascii() else text


def restored(options: str) -> dict[str, Any]:
    """Return the options that `described` has written."""
    read: dict[str, Any]
    read, _ = _decode(options)
    return _with_files(read) if FILE in options else read


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
