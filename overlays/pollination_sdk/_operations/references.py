"""The options that name reference files: URLs, which the service separates by `|`, and files, which are uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from pollination_api.types import UNSET
from pollination_sdk._operations.parameters import as_boolean
from pollination_sdk._operations.prompts import join_reference_images
from pollination_sdk.errors import PromptError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pollination_sdk._engine.call import Call

T = TypeVar("T")


def with_references(call: Call[T], options: Mapping[str, Any], *, auto_upload: bool | None) -> Call[T]:
    """Return a call with reference files in its query.

    Args:
        call: The call.
        options: The references by option: one URL or file, or a list of them. None and `UNSET` are left out.
        auto_upload: Whether files are uploaded first; None for the setting of the client.

    Raises:
        ArgumentError: A value is neither a URL nor a file, or it is a file and `auto_upload` is not True.
        PromptError: A text is no http(s) URL, or a list is empty.
        OSError: A file cannot be read.
    """
    auto_upload = as_boolean("auto_upload", auto_upload)
    given = {name: value for name, value in options.items() if value is not None and value is not UNSET}
    if not given:
        return call
    from pollination_sdk._operations.file_urls import with_file_urls  # noqa: PLC0415 - few calls have references

    return with_file_urls(call, given, _with_urls, auto_upload=auto_upload)


def _with_urls(call: Call[T], urls: Mapping[str, str | list[str]]) -> Call[T]:
    return attrs.evolve(call, params={**call.params, **{name: _joined(name, value) for name, value in urls.items()}})


def _joined(name: str, urls: str | Sequence[str]) -> str:
    if not urls:
        raise PromptError(f"The list {name} is empty; leave the option out or give a URL.")
    try:
        return join_reference_images(urls)
    except PromptError as error:
        raise PromptError(f"{name}: {error}") from None
