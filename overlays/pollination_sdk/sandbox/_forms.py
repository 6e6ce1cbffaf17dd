"""Read the bodies of forms: multipart and URL-encoded."""

from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl

import attrs

from pollination_sdk.sandbox._errors import ServiceError, invalid_input
from pollination_sdk.sandbox._recording import RecordedRequest

URL_ENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
FORMS = (URL_ENCODED, MULTIPART)


@attrs.frozen
class File:
    """A file of a form."""

    content: bytes = attrs.field(repr=False)
    media_type: str
    name: str


@attrs.frozen
class Form:
    """The fields and files of a form; a repeated name has its last value."""

    fields: dict[str, str]
    files: dict[str, File]

    def file(self, name: str) -> File:
        """Return the file with a name.

        Raises:
            ServiceError: 400, if there is none.
        """
        if name not in self.files:
            raise invalid_input({name: ["Invalid input: expected a file, received undefined"]})
        return self.files[name]


def read_form(content_type: str, raw: bytes) -> Form:
    """Read a form.

    Raises:
        ServiceError: 415, if the body is of another type; 400, if it is not well formed.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == URL_ENCODED:
        return Form(dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)), {})
    if kind != MULTIPART:
        raise ServiceError(415, "The request needs a form")
    return _multipart(content_type, raw)


def sent_form(request: RecordedRequest) -> Form:
    """Read the form of a request."""
    return read_form(request.headers.get("content-type", ""), request.body)


def _multipart(content_type: str, raw: bytes) -> Form:
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    message = message_from_bytes(head + raw, policy=HTTP)
    if not message.is_multipart():
        raise ServiceError(400, "The form is not well formed")
    fields: dict[str, str] = {}
    files: dict[str, File] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        filename = part.get_filename()
        if filename is None:
            fields[name] = content.decode("utf-8", "replace")
        else:
            files[name] = File(content, part.get_content_type(), filename)
    return Form(fields, files)
