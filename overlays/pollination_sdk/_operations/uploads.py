"""Files on the media host: upload them, ask for them, list them and delete them."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import httpx

from pollination_api import models as models_
from pollination_api.api.media import delete_media_by_id, get_media_metadata, post_media_upload
from pollination_api.types import UNSET, path_segment
from pollination_sdk._engine.call import GENERATION_TIMEOUT, Call
from pollination_sdk._engine.url import check_text
from pollination_sdk._http.file_body import FileBody
from pollination_sdk._operations.bounds import check_number
from pollination_sdk._operations.file_sources import Source, source_of
from pollination_sdk._operations.forms import form_texts
from pollination_sdk._operations.parameters import (
    Extra,
    as_integer,
    as_list,
    as_object,
    as_text,
    call_of,
    in_path,
    plain,
)
from pollination_sdk._operations.refusal import kind_of
from pollination_sdk._responses.decode import read_model, unexpected
from pollination_sdk._responses.upload_pages import UploadPage, UploadPager
from pollination_sdk._support.file_types import HEAD_SIZE, SUFFIXES, media_type_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pollination_api.models import StoredFile
    from pollination_sdk._http.file_body import Progress
    from pollination_sdk._operations.names import File

_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_MOST_TAGS = 8
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(;[ -~]*)?", re.ASCII)
_SAMPLE = 1 << 20
"""The bytes of a file that its boundary depends on."""
_SECRET = secrets.token_bytes(16)
"""Makes the boundaries of larger files unpredictable: the maker of a file cannot put one into it."""


def upload(
    file: File,
    *,
    name: str | None = None,
    content_type: str | None = None,
    tags: str | Sequence[str] | None = None,
    id: str | None = None,  # noqa: A002 - the name of the API
    progress: Progress | None = None,
    extra: Extra = None,
) -> Call[StoredFile]:
    """Upload a file: everybody with its URL can read it, for 30 days, and only a file with tags can be deleted.

    A file with tags is listed publicly, see `uploads`. A read renews the 30 days of a file that is 15 days old.

    The file is read while it is sent, so memory stays flat. Once a part of it was sent, it is never sent again: not
    after an error, not with another key, and not to another URL. Then a broken connection raises
    `OutcomeUnknownError`. With an `id` of yours, `upload_info(id)` tells whether the file is there.

    Args:
        file: The file, at most 400 MiB: a path object, bytes, an open binary file that can seek, or a `Media`.
        name: The file name; by default that of the file.
        content_type: The media type; by default by the first bytes, else by the name.
        tags: At most eight tags. They publish the file in a list that everybody can read.
        id: An id of yours: at most 128 letters, digits, dots, underscores and hyphens. By default a random one.
        progress: Called after each piece with the bytes of the file that were sent and their total. An exception from
            it ends the upload. The async client awaits an async function.
        extra: Undocumented fields of the form.

    Returns:
        The stored file, with its `id` and `url`.

    Raises:
        ArgumentError: `file` is no file or has no known size, or `progress` is no function; nothing was sent.
        ArgumentValueError: The file is empty, or a tag, the id or the media type is not allowed; nothing was sent.
        PromptError: The file is too large, and `check_size` is not False; nothing was sent.
        OSError: The file cannot be read; nothing was sent.
        OutcomeUnknownError: The connection broke after a part of the file was sent.
        APIError: The service refuses the file; 409 if the id is taken.
        PollinationsError: The file was changed while it was sent.
    """
    if progress is not None and not callable(progress):
        raise ArgumentError(f"progress= takes a function, not {kind_of(progress)}.")
    source = source_of(file, _file_name(name))
    if not source.size:
        raise ArgumentValueError("file is empty; an open file may have been read to its end already.")
    fields = {"tags": _tags(tags), "id": _own_id(id)}
    sample = source.read(0, min(_SAMPLE, source.size))
    media_type = _media_type(content_type, source, sample)
    filename = source.name or f"file{SUFFIXES.get(media_type, '')}"
    written = form_texts({**fields, **(as_object("extra", extra) or {})})
    boundary = _boundary(source, sample, filename, media_type, *written.items())
    head, tail = _frame(written, filename, media_type, boundary)
    return Call(
        operation="post_media_upload",
        method="post",
        path=post_media_upload._get_kwargs()["url"],  # noqa: SLF001 - the generated half that sends nothing
        read=_read_stored,
        content=FileBody(head, source, tail, progress),
        form=written,
        content_type=f"multipart/form-data; boundary={boundary}",
        idle_timeout=GENERATION_TIMEOUT,  # the service stores a large file after its last byte
    )


def upload_info(id: str | StoredFile, *, extra: Extra = None) -> Call[StoredFile]:  # noqa: A002 - the name of the API
    """Describe an uploaded file, which is kept for 30 days and can be read by everybody with its URL.

    This does not renew the 30 days.

    Args:
        id: The id of the file, its URL on the media host, or what `upload` returned.
        extra: Undocumented parameters of the query.

    Raises:
        NotFoundError: There is no such file, or its time is over.
        ArgumentValueError: The URL is not of the media host; nothing was sent.
    """
    return _of_file(get_media_metadata, id, read_model(models_.StoredFile), extra, needs_key=False)


def delete_upload(id: str | StoredFile, *, extra: Extra = None) -> Call[None]:  # noqa: A002 - the name of the API
    """Delete an own uploaded file that has tags, with a secret key; a file without tags stays for its 30 days.

    Args:
        id: As for `upload_info`.
        extra: As for `upload_info`.

    Raises:
        NotFoundError: There is no such file. After a broken connection, the first attempt may have deleted it.
        PermissionDeniedError: The file has no tags or belongs to others, or the key is a publishable one.
        ArgumentValueError: The URL is not of the media host; nothing was sent.
    """
    return _of_file(delete_media_by_id, id, _read_deleted, extra)


def upload_pager(tag: str, limit: int | None) -> UploadPager:
    """Return a pager for the public files with a tag.

    Raises:
        ArgumentError: One of the two has another type.
        ArgumentValueError: `tag` is empty, or `limit` is out of bounds.
    """
    text, most = as_text("tag", tag), as_integer("limit", limit)
    if not text or not text.strip():
        raise ArgumentValueError("tag is empty: give the tag of the files to list.")
    if most is not None:
        check_number("limit", most, 1, 100)
    return UploadPager(UploadPage(text, most))


def _of_file(
    operation: Any, named: Any, read: Callable[[httpx.Response], Any], extra: Extra, **known: Any
) -> Call[Any]:
    """Return a call about a stored file; its URL must be of the host that the call goes to."""
    value = named.id if isinstance(named, models_.StoredFile) else plain(named, "id")
    if not isinstance(value, str):
        raise ArgumentError(f"id takes the id or the URL of an uploaded file, not {kind_of(named)}.")
    url = value.strip() if "/" in value else None
    file_id = in_path("id", unquote(urlsplit(url).path.rpartition("/")[2]) if url else value)
    kwargs = operation._get_kwargs(path_segment(file_id))  # noqa: SLF001 - as above
    return call_of(operation, kwargs, read, extra, names_file=url, **known)


def _read_stored(response: httpx.Response) -> StoredFile:
    stored = read_model(models_.StoredFile)(response)
    if not stored.url:
        raise unexpected(f"The answer names no URL of the file {stored.id!r}.", response, "url")
    return stored


def _read_deleted(response: httpx.Response) -> None:
    if read_model(models_.AnyObject)(response).to_dict().get("deleted") is False:
        raise unexpected("The service says that it did not delete the file.", response, "deleted")


def _tags(value: Any) -> str | None:
    """Return tags as a form has them, separated by commas."""
    if value is None or value is UNSET:
        return None
    given = plain(value, "tags")
    tags = given.split(",") if isinstance(given, str) else as_list("tags", given)
    tags = [_tag(f"tags[{index}]", tag) for index, tag in enumerate(tags)]
    for index, tag in enumerate(tags):
        check_text(tag, f"tags[{index}]")
        if not tag or "," in tag:
            raise ArgumentValueError(f"tags[{index}] is {tag!r}: a tag is not empty, and a comma separates tags.")
    if len(tags) > _MOST_TAGS:
        raise ArgumentValueError(f"tags takes at most {_MOST_TAGS} tags, not {len(tags)}.")
    return ",".join(tags) or None


def _tag(name: str, value: Any) -> str:
    text = as_text(name, value)
    if text is None or text is UNSET:
        raise ArgumentError(f"{name} takes text, not {text}.")
    return str(text.strip())


def _own_id(value: Any) -> str | None:
    text = as_text("id", value)
    if text is None or text is UNSET:
        return None
    if not _OWN_ID.fullmatch(text) or not text.strip("."):
        raise ArgumentValueError("id takes at most 128 letters, digits, dots, underscores and hyphens.")
    return str(text)


def _file_name(value: Any) -> str:
    """Return a given file name; empty if there is none."""
    name = as_text("name", value)
    if name is None or name is UNSET:
        return ""
    check_text(name, "name")
    if not name.strip() or not name.isprintable():
        raise ArgumentValueError(f"name takes a file name, not {name!r}.")
    return str(name)


def _media_type(given: Any, source: Source, sample: bytes) -> str:
    """Return the media type of a file: the given one, that of its bytes, or that of its name."""
    text = as_text("content_type", given)
    if text is not None and text is not UNSET:
        if not _MEDIA_TYPE.fullmatch(text):
            raise ArgumentValueError(f"content_type takes a media type such as 'image/png', not {text!r}.")
        return str(text)
    if sample.startswith(b"%PDF-"):
        return "application/pdf"
    found = media_type_of(sample[:HEAD_SIZE], source.declared)
    return found or mimetypes.guess_type(source.name)[0] or source.declared or "application/octet-stream"


def _boundary(source: Source, sample: bytes, *facts: Any) -> str:
    """Return the boundary of a form, which no file can hold on purpose; equal forms have equal ones.

    For a file of at most `_SAMPLE` bytes it depends on all of it, so equal uploads are equal in bytes. For a larger one
    that holds within a process: the file is not read twice.
    """
    digest = hashlib.sha256(f"{facts!a} {source.size}\n".encode())
    digest.update(sample)
    if source.size > len(sample):
        digest.update(_SECRET)
    return digest.hexdigest()[:32]


def _frame(fields: dict[str, str], filename: str, media_type: str, boundary: str) -> tuple[bytes, bytes]:
    """Return what stands before and behind the file in a form."""
    parts: list[Any] = [
        *((name, (None, value)) for name, value in fields.items()),
        ("file", (filename, b"", media_type)),
    ]
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    written = httpx.Request("POST", "https://localhost", files=parts, headers=headers).read()
    tail = f"\r\n--{boundary}--\r\n".encode()
    return written.removesuffix(tail), tail
