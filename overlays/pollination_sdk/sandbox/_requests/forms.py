"""Read the bodies of forms: multipart and URL-encoded."""

from urllib.parse import parse_qs

import attrs

from pollination_sdk.sandbox._errors import ServiceError, invalid_input
from pollination_sdk.sandbox._requests.multipart import parts_of
from pollination_sdk.sandbox._requests.record import RecordedRequest
from pollination_sdk.sandbox._requests.spool import Part, Spool

URL_ENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
FORMS = (URL_ENCODED, MULTIPART)
MEBIBYTE = 1024 * 1024


@attrs.frozen
class File:
    """A file of a form."""

    part: Part = attrs.field(repr=False)
    media_type: str
    name: str

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.part.read()


@attrs.frozen
class Form:
    """The values and files of a form, each by its name, with all of a repeated name."""

    values: dict[str, list[str]]
    files: dict[str, list[File]]

    @property
    def fields(self) -> dict[str, str]:
        """The last value of each name."""
        return {name: values[-1] for name, values in self.values.items()}

    def file(self, *names: str, most: int) -> File:
        """Return the file with one of some names, the last one of several.

        Args:
            names: The names.
            most: The MiB that the operation takes.

        Raises:
            ServiceError: 400, if there is none; 413, if it is larger.
        """
        found = next((self.files[name][-1] for name in names if name in self.files), None)
        if found is None:
            raise invalid_input({names[0]: ["Invalid input: expected a file, received undefined"]})
        if found.part.size > most * MEBIBYTE:
            raise ServiceError(413, f"The file is larger than {most} MiB")
        return found


def read_form(content_type: str, raw: bytes | Spool) -> Form:
    """Read a form.

    Raises:
        ServiceError: 415, if the body is of another type; 400, if it is not well formed.
    """
    kind = content_type.partition(";")[0].strip().lower()
    spool = Spool.of(raw)
    if kind == URL_ENCODED:
        return Form(parse_qs(spool.read().decode("utf-8", "replace"), keep_blank_values=True), {})
    if kind != MULTIPART:
        raise ServiceError(415, "The request needs a form")
    values: dict[str, list[str]] = {}
    files: dict[str, list[File]] = {}
    for head, part in parts_of(content_type, spool):
        name, filename = head.get_param("name", header="content-disposition"), head.get_filename()
        if not isinstance(name, str):
            continue
        if filename is None:
            values.setdefault(name, []).append(part.read().decode("utf-8", "replace"))
        else:
            files.setdefault(name, []).append(File(part, head.get_content_type(), filename))
    return Form(values, files)


def sent_form(request: RecordedRequest) -> Form:
    """Read the form of a request."""
    return read_form(request.headers.get("content-type", ""), request.sent)
