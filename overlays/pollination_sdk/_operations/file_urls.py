"""Files in options that take only URLs: they are refused, or uploaded first if the caller says so.

`auto_upload` is the option of each such method, and the setting of the client. An upload makes a file public, so none
happens unasked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import attrs

from pollination_api.types import UNSET
from pollination_sdk._engine.url import check_text
from pollination_sdk._media.media import Media
from pollination_sdk._operations.file_kinds import check_kind
from pollination_sdk._operations.file_sources import source_of
from pollination_sdk._operations.local_files import described_file, file_in_data_uri
from pollination_sdk._operations.other_values import files_of
from pollination_sdk._operations.parameters import as_boolean, plain
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk._operations.uploads import upload
from pollination_sdk._support.file_types import HEAD_SIZE
from pollination_sdk.errors import ArgumentError, PollinationsError, PromptError

if TYPE_CHECKING:
    from pollination_sdk._engine.call import Call

T = TypeVar("T")

URLs = Mapping[str, str | list[str]]
"""The URL, or the list of URLs, of each option by its name."""
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_PLACEHOLDER = "https://media.pollinations.ai/00000000000000000000000000000000"
"""Stands for the URL of a file that has not been uploaded, and is as long."""
_KINDS = {
    "image": "image",
    "reference_images": "image",
    "reference_videos": "video",
    "reference_audios": "audio",
    "reference_audio": "audio",
}
"""The kind of file that each option takes."""
MEANING = "everybody with its URL can then read the file for 30 days, and it cannot be deleted"
"""What an upload without tags means."""


class _File(NamedTuple):
    """A file in an option.

    Args:
        identity: Is equal for the same file.
        place: The option, with the index of the item in its list.
        described: What it is, for messages.
        upload: Builds the call that uploads it.
        check: Raises an error if it is not of the kind that its option takes.
    """

    identity: Any
    place: str
    described: str
    upload: Callable[[], Call[Any]]
    check: Callable[[], None]


def with_file_urls(
    call: Call[T],
    options: Mapping[str, Any],
    write: Callable[[Call[T], URLs], Call[T]],
    *,
    auto_upload: bool | None,
) -> Call[T]:
    """Return a call with the URLs of the files in some of its options; files are uploaded before it is sent.

    Args:
        call: The call without these options.
        options: The values of the options by name: URLs, files (`Path`, bytes, an open file, a `Media`, a data URI),
            or lists of them. None and `UNSET` are left out.
        write: Returns a call with the URLs of the options, a text for one value and a list for a list. It replaces
            the URLs that the call has, and may be called several times.
        auto_upload: Whether files are uploaded; None for the setting of the client.

    Raises:
        ArgumentError: A value is neither a URL nor a file, or a file is of the wrong kind. Or it is a file, and
            `auto_upload` is not True: if the client decides, then at sending.
        PromptError: A text is no http(s) URL.
        OSError: A file that is to be uploaded cannot be read. If the client decides, then at sending.
    """
    auto_upload = as_boolean("auto_upload", auto_upload)
    given = {name: _read(name, value) for name, value in options.items() if value is not None and value is not UNSET}
    files = _files_in(given)
    if not files:
        return write(call, _with_urls(given, {}))
    if auto_upload is False:
        raise _refusal(files[0])
    inner = call.prepare
    built = _uploads(files) if auto_upload else None

    def prepare(ready: Call[Any], of_client: bool) -> Generator[Call[Any], Any, Call[Any]]:  # noqa: FBT001 - a `Preparation` is called so
        if not (of_client if auto_upload is None else auto_upload):
            raise _refusal(files[0])
        made: dict[Any, Any] = {}
        for identity, uploading in (_uploads(files) if built is None else built).items():
            try:
                answer = yield uploading
                made[identity] = answer.value
            except PollinationsError as error:
                error.remarks += _remarks(made)
                raise
        urls = _with_urls(given, {identity: stored.url for identity, stored in made.items()})
        last = _reporting(write(attrs.evolve(ready, prepare=None, check_first=False), urls), made)
        if inner is not None:
            last = yield from inner(last, of_client)
        return last

    written = write(call, _with_urls(given, dict.fromkeys((file.identity for file in files), _PLACEHOLDER)))
    return attrs.evolve(written, prepare=prepare, check_first=True)


def _read(name: str, value: Any) -> Any:
    """Return each value of an option as a URL or a file."""
    if described_file(value) is None and (items := files_of(value)) is not None:
        return [_read_one(f"{name}[{index}]", item) for index, item in enumerate(items)]
    return _read_one(name, value)


def _read_one(place: str, value: Any) -> str | _File:
    if isinstance(value, Media) and value.url is not None:
        return value.url
    if (described := described_file(value)) is not None:
        checking = partial(_check_source, value, place)
        return _File(_identity(value), place, described, partial(upload, value), checking)
    text = plain(value, place)
    if not isinstance(text, str):
        raise ArgumentError(f"{place} takes a URL or a file, not {kind_of(value)}.")
    try:
        if (file := file_in_data_uri(text.strip())) is not None:
            uploading = partial(upload, file.content, content_type=file.declared or None)
            checking = partial(_check, file.content, place, declared=file.declared)
            return _File(("bytes", file.content), place, "a data URI", uploading, checking)
    except Refusal as refusal:
        raise refusal.named(place) from None
    return _checked_url(place, text.strip())


def _check_source(value: Any, place: str) -> None:
    """Check the kind of a file by its first bytes."""
    source = source_of(value)
    if source.size:  # an upload refuses an empty file
        head = source.read(0, min(HEAD_SIZE, source.size))
        _check(head, place, declared=source.declared, name=source.name)


def _check(head: bytes, place: str, **known: str) -> None:
    """Refuse a file whose kind the option does not take.

    Raises:
        ArgumentError: It is of another kind.
    """
    if (kind := _KINDS.get(place.partition("[")[0])) is None:
        return
    try:
        check_kind(head, kind, **known)
    except Refusal as refusal:
        raise refusal.named(place) from None


def _checked_url(place: str, url: str) -> str:
    if not _HTTP.match(url):
        raise PromptError(
            f"{place} is not an http:// or https:// URL, from which the service fetches it. Text is never read as a "
            "path: give a file as Path(...)."
        )
    check_text(url, place)
    return url


def _identity(value: Any) -> Any:
    """Return a value that is equal for the same file."""
    if isinstance(value, os.PathLike):
        return "path", Path(os.fsdecode(value)).resolve()
    if isinstance(value, (Media, bytes, bytearray, memoryview)):
        return "bytes", bytes(value)
    return "open", id(value)


def _files_in(given: Mapping[str, Any]) -> list[_File]:
    """Return the files of all options, each of them once."""
    found: dict[Any, _File] = {}
    for value in given.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, _File):
                found.setdefault(item.identity, item)
    return list(found.values())


def _uploads(files: list[_File]) -> dict[Any, Call[Any]]:
    """Return the calls that upload files. All are built before one is sent, since a file may be missing."""
    for file in files:
        file.check()
    return {file.identity: file.upload() for file in files}


def _with_urls(given: Mapping[str, Any], urls: Mapping[Any, str]) -> URLs:
    """Return the options with a URL in place of each file."""

    def url_of(item: str | _File) -> str:
        return urls[item.identity] if isinstance(item, _File) else item

    return {
        name: [url_of(item) for item in value] if isinstance(value, list) else url_of(value)
        for name, value in given.items()
    }


def _reporting(call: Call[Any], made: Mapping[Any, Any]) -> Call[Any]:
    """Return a call whose answers and errors tell of the uploads before it."""
    finish = call.finish

    def with_uploads(answer: Any) -> Any:
        answer = answer if finish is None else finish(answer)
        return attrs.evolve(answer, uploads=(*answer.uploads, *made.values()))

    return attrs.evolve(call, finish=with_uploads, remarks=(*call.remarks, *_remarks(made)))


def _remarks(made: Mapping[Any, Any]) -> list[str]:
    urls = ", ".join(str(stored.url) for stored in made.values())
    return [f"Uploaded for this call, and kept for 30 days: {urls}"] if made else []


def _refusal(file: _File) -> ArgumentError:
    """Return the error for a file that may not be uploaded."""
    option = file.place.partition("[")[0]
    return ArgumentError(
        f"{file.place} is {file.described}, and {option} takes only URLs. Give client.upload(path).url, or "
        f"auto_upload=True to upload it: {MEANING}."
    )
