"""The URL of `files=`: media files on another file system, which `fsspec` opens.

Every refusal of that file system is a `FilesUrlError`. Only a file that is certainly not there counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pollination_sdk.batch.files.durable import Disk
from pollination_sdk.errors import ArgumentError, ArgumentValueError, ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM = re.compile(r"([a-z][a-z0-9+.-]+)://\S*", re.IGNORECASE)
_LOCAL = frozenset({"file", "local"})
_WITH_CONTAINER = frozenset({"abfs", "abfss"})
"""The protocols that name a container before the `@`, and no user."""
_CHUNK = 1 << 20
_LONGEST_REASON = 300


class FilesUrlError(OSError):
    """The file system of the files refuses, or does not answer."""


def is_url(file: str) -> bool:
    """Return whether the file of an outcome is at a URL, and not in the folder."""
    return "://" in file


def checked_url(url: Any) -> str:
    """Return the URL of the files with a slash at its end.

    Raises:
        ArgumentError: It is no text.
        ArgumentValueError: It is no URL, or may have a secret in it.
    """
    if not isinstance(url, str):
        raise ArgumentError(f"files takes a URL as text, such as 's3://bucket/pictures', not {type(url).__name__}.")
    found = _FORM.fullmatch(url)
    if found is None or "::" in url:
        raise ArgumentValueError(
            "files takes one URL of a file system that fsspec knows, such as 's3://bucket/pictures'. A folder of this "
            "machine is out= alone."
        )
    protocol, parts = found[1].lower(), urlsplit(url)
    user, at, _ = parts.netloc.rpartition("@")
    if (at and (protocol not in _WITH_CONTAINER or ":" in user)) or parts.query or parts.fragment:
        raise ArgumentValueError(  # without the URL: it may have a secret
            "files has a user, a query or a fragment in its URL, and the URL is kept in the manifest. Give the plain "
            "URL. Keys and settings of a store come from its environment, or from the configuration files of fsspec."
        )
    if protocol in _LOCAL and not url[len(protocol) :].startswith(":///"):
        raise ArgumentValueError(
            f"files takes a whole path after {protocol}://, such as '{protocol}:///data/pictures'."
        )
    return url if url.endswith("/") else f"{url}/"


def probe(url: str) -> None:
    """Write and remove a small file below a URL.

    Raises:
        ConfigurationError: fsspec, or what it needs for this URL, is not installed.
        FilesUrlError: The file system refuses, or does not answer.
    """
    system, path = _opened(f"{url}.pollinations-probe")
    with _answering(url, "written"):
        if _moves(system):
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.pipe_file(path, b"pollinations")
    with contextlib.suppress(Exception):  # a store may not allow removal
        system.rm_file(path)


def allows_threads(url: str) -> bool:
    """Return whether several threads may use the file system at the same time."""
    return bool(_opened(url)[0].async_impl)


def exists(url: str) -> bool:
    """Return whether there is a file.

    Raises:
        FilesUrlError: The file system does not say.
    """
    return _size(url) is not None


def upload(path: str, url: str) -> None:
    """Copy a file of this machine to a URL. It appears there when it is complete.

    Raises:
        FilesUrlError: The file system refuses, or does not answer.
    """
    system, target = _opened(url)
    with _answering(url, "written"):
        if not _moves(system):  # an object store: an object is there when its upload has ended
            system.put_file(path, target)
            return
        folder, _, name = target.rpartition("/")
        system.makedirs(folder, exist_ok=True)
        temporary = f"{folder}/.{name}.part"
        system.put_file(path, temporary)
        is_local = bool(_LOCAL.intersection([system.protocol] if isinstance(system.protocol, str) else system.protocol))
        if is_local:
            _sync(temporary)
        system.mv(temporary, target)
        if is_local:
            Disk().fsync_folder(folder)


def holds(url: str, size: int | None, sha256: str | None) -> bool:
    """Return whether there is a file with a content.

    Raises:
        FilesUrlError: The file system refuses, or does not answer.
    """
    if (found := _size(url)) is None or (size is not None and found not in (size, -1)):
        return False
    digest = hashlib.sha256()
    system, path = _opened(url)
    with _answering(url, "read"), system.open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == sha256


def read(url: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        ConfigurationError: fsspec, or what it needs for this URL, is not installed.
        FileNotFoundError: There is no such file.
        FilesUrlError: The file system refuses, or does not answer.
    """
    if not exists(url):
        raise FileNotFoundError(url)
    system, path = _opened(url)
    with _answering(url, "read"):
        return bytes(system.cat_file(path))


def _size(url: str) -> int | None:
    """Return the size of a file, -1 if the file system does not know it; None if there is no file."""
    system, path = _opened(url)
    with _answering(url, "read"):
        try:
            found = system.info(path)["size"]  # `exists` of fsspec says False where a store does not answer
        except FileNotFoundError:
            return None
        return -1 if found is None else int(found)


def _opened(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it; fsspec keeps its instances."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415 - optional, and without types
    except ImportError:
        needs = "files= needs the extra `remote`, which is not installed."
        raise ConfigurationError(f'{needs} Install it: pip install "pollinations-sdk[remote]"') from None
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        protocol = url.partition("://")[0]
        raise ConfigurationError(
            f"fsspec cannot open {protocol}:// URLs here: {_reason(error)}. Install the package for it, such as s3fs "
            "for s3:// or gcsfs for gs://."
        ) from None
    except Exception as error:  # noqa: BLE001 - of any file system
        raise _refused(url, "opened", error) from None
    return system, str(path)


def _moves(system: Any) -> bool:
    """Return whether a file system has a move of its own; that of fsspec copies, and is for object stores."""
    from fsspec.spec import AbstractFileSystem  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    return type(system).mv is not AbstractFileSystem.mv


def _sync(path: str) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextlib.contextmanager
def _answering(url: str, done: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - each file system has errors of its own
        raise _refused(url, done, error) from None


def _refused(url: str, done: str, error: Exception) -> FilesUrlError:
    return FilesUrlError(f"{url} cannot be {done}: {_reason(error)}.")


def _reason(error: Exception) -> str:
    """Return the reason on one line, without the queries of URLs, which may be signed."""
    text = re.sub(r"\?\S+", "?...", " ".join(str(error).split()))[:_LONGEST_REASON].rstrip(". ")
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
