"""The media host, below `/x-media`: upload, read, list and delete files."""

import base64
import binascii
import re
from typing import Any

import attrs
from starlette.responses import JSONResponse, Response

from pollination_sdk.sandbox._errors import ServiceError, invalid_input
from pollination_sdk.sandbox._exchange import Exchange
from pollination_sdk.sandbox._hosts.file_response import FileResponse
from pollination_sdk.sandbox._requests.forms import MEBIBYTE, MULTIPART, sent_form
from pollination_sdk.sandbox._requests.spool import Part
from pollination_sdk.sandbox._storage.files import StoredFile, file_url, new_id
from pollination_sdk.sandbox._storage.state import State

OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
MOST_TAGS = 8
LARGEST = 400  # MiB
DATA_URI = re.compile(r"data:([^;,]*)(?:;[^,]*)?,(.*)", re.DOTALL)
BINARY = "application/octet-stream"
DEFAULT_LIMIT = 20


def upload(exchange: Exchange, state: State) -> Response:
    """Answer `POST /upload`: a form, JSON with base64, or the bytes themselves.

    Raises:
        ServiceError: 400 without a file, or for an ill-formed id or too many tags. 409 for an id that is taken. 413 for
            a file that is too large.
    """
    forms = {MULTIPART: _from_form, "application/json": _from_json}
    kind = exchange.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    file = forms.get(kind, _from_bytes)(exchange)
    if not OWN_ID.fullmatch(file.id):
        raise invalid_input({"id": ["Invalid string: expected at most 128 of A-Z, a-z, 0-9, '.', '_' and '-'"]})
    if len(file.tags) > MOST_TAGS:
        raise invalid_input({"tags": [f"Too big: expected at most {MOST_TAGS} items"]})
    if file.part.size > LARGEST * MEBIBYTE:
        raise ServiceError(413, f"The file is larger than {LARGEST} MiB")
    if state.files.find(file.id) is not None:
        raise ServiceError(409, "A file with this id exists")
    state.files.add(attrs.evolve(file, owner=exchange.owner.value))
    return JSONResponse(_described(file, exchange))


def read(exchange: Exchange, state: State) -> Response:
    """Answer `GET /{id}` and `HEAD /{id}`; a read renews an older file."""
    file = _found(state.files.read(exchange.prompt))
    media_type = file.media_type if file.media_type.isascii() and file.media_type.isprintable() else BINARY
    headers = {"Content-Type": media_type, "X-Content-Id": file.id, "X-Content-Size": str(file.part.size)}
    return FileResponse(file.part, headers)


def metadata(exchange: Exchange, state: State) -> Response:
    """Answer `GET /{id}/metadata`."""
    return JSONResponse(_described(_found(state.files.find(exchange.prompt)), exchange))


def list_files(exchange: Exchange, state: State) -> Response:
    """Answer `GET /media`: the files that were published with a tag, the newest first.

    Raises:
        ServiceError: 400 for a cursor that no page has named.
    """
    query = exchange.query
    found = state.files.tagged(query["tag"])[::-1]
    cursor, limit = query.get("cursor") or "0", int(query.get("limit", DEFAULT_LIMIT))
    if not re.fullmatch("[0-9]{1,9}", cursor):
        raise invalid_input({"cursor": ["Invalid cursor"]})
    start, end = int(cursor), int(cursor) + limit
    more = end < len(found)
    items = [_described(file, exchange) for file in found[start:end]]
    return JSONResponse({"items": items, "nextCursor": str(end) if more else None, "hasMore": more})


def delete(exchange: Exchange, state: State) -> Response:
    """Answer `DELETE /media/{id}`.

    Raises:
        ServiceError: 404 for an unknown id, 403 for a publishable key, or a file of others or without a tag.
    """
    file = _found(state.files.find(exchange.prompt))
    if exchange.owner.publishable or file.owner != exchange.owner.value or not file.tags:
        raise ServiceError(403, "Only an own, tagged file can be deleted, with a secret key")
    state.files.remove(file)
    return JSONResponse({"deleted": True, "id": file.id})


def _found(file: StoredFile | None) -> StoredFile:
    if file is None:
        raise ServiceError(404, "File not found")
    return file


def _described(file: StoredFile, exchange: Exchange) -> dict[str, Any]:
    tags = {"tags": list(file.tags)} if file.tags else {}
    url = file_url(exchange.request, file.id)
    return {"id": file.id, "url": url, "contentType": file.media_type, "size": file.part.size, **tags}


def _from_form(exchange: Exchange) -> StoredFile:
    sent, fields = sent_form(exchange.request).file("file", most=LARGEST), exchange.body
    tags = tuple(tag.strip() for tag in fields.get("tags", "").split(",") if tag.strip())
    return StoredFile(fields.get("id", new_id()), sent.part, sent.media_type, tags)


def _from_json(exchange: Exchange) -> StoredFile:
    body = exchange.body
    uri = DATA_URI.fullmatch(body["data"])
    declared, data = uri.groups() if uri else ("", body["data"])
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise invalid_input({"data": ["Invalid base64"]}) from None
    kind = body.get("contentType") or declared or BINARY
    return StoredFile(body.get("id") or new_id(), Part.of(content), kind, tuple(body.get("tags") or ()))


def _from_bytes(exchange: Exchange) -> StoredFile:
    request = exchange.request
    return StoredFile(new_id(), Part.of(request.sent), request.headers.get("content-type") or BINARY)
