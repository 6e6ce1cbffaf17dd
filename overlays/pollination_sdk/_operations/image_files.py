"""Read the images in arguments: URLs, data URIs and files."""

from __future__ import annotations

from typing import Any

from pollination_sdk._operations.local_files import File, file_in, file_in_data_uri, text_in
from pollination_sdk._operations.other_values import files_of
from pollination_sdk._operations.prompts import reference_urls, split_references
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk.errors import ArgumentError, PromptError

Image = str | File
"""An image of an argument: a URL, or a file that was read."""


def read_images(name: str, value: Any) -> list[Image]:
    """Return the images of an option: URLs as text, data URIs and files as files.

    Args:
        name: The name of the option, for errors.
        value: One image, or a list. Several URLs may be one text, in the notation of the service.

    Raises:
        ArgumentError: One of them is no image, or cannot be one.
        PromptError: There is none, or text is neither a URL nor a data URI.
        OSError: A file cannot be read.
    """
    try:
        return _images(value)
    except Refusal as refusal:
        raise refusal.named(name) from refusal.__cause__


def has_files(images: list[Image]) -> bool:
    """Return True if one of the images is a file."""
    return any(isinstance(image, File) for image in images)


def _images(value: Any) -> list[Image]:
    if (file := _file(value)) is not None:
        return [file]
    if (items := files_of(value)) is not None:  # first: to look for text would empty an iterator
        found = _each(items)
    elif (text := text_in(value)) is not None:
        found = [_of_text(part) for part in split_references(text)]
    else:
        raise Refusal(ArgumentError, f"takes URLs and files, or a list of them, not {kind_of(value)}.")
    return _with_checked_urls(found)


def _each(items: Any) -> list[Image]:
    found: list[Image] = []
    for index, item in enumerate(items):
        try:
            found.append(_image(item))
        except Refusal as refusal:
            refusal.steps.append(index)
            raise
    return found


def _image(value: Any) -> Image:
    if (file := _file(value)) is not None:
        return file
    if (text := text_in(value)) is None:
        raise Refusal(
            ArgumentError, f"is of type {kind_of(value)}; give a URL, a Path, bytes, an open file or a Media."
        )
    return _of_text(text)


def _of_text(text: str) -> Image:
    """Return a data URI as its file; other text is returned unchanged."""
    file = file_in_data_uri(text.strip())
    return text if file is None else _checked(file)


def _file(value: Any) -> File | None:
    file = file_in(value)
    return None if file is None else _checked(file)


def _checked(file: File) -> File:
    """Refuse a file that is no image, as the call is paid.

    Raises:
        Refusal: It is another file.
    """
    if not file.media_type.startswith("image/"):
        raise Refusal(ArgumentError, f"holds {file.media_type}; give an image.")
    return file


def _with_checked_urls(images: list[Image]) -> list[Image]:
    """Return the images with their URLs as they are sent; each is http or https."""
    if not images:
        raise PromptError("The list of images is empty; give at least one.")
    return [image if isinstance(image, File) else _url(image, place) for place, image in enumerate(images, start=1)]


def _url(text: str, place: int) -> str:
    (url,) = reference_urls([text], start=place)
    return url
