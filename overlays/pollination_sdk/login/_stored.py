"""Store a key, so that clients and the command find it without an argument and without the environment."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pollination_sdk._client.service_urls import base_url_of
from pollination_sdk._http.server_url import origin
from pollination_sdk._secrets import key_store
from pollination_sdk._secrets.key_format import check_key
from pollination_sdk.errors import ArgumentError, ArgumentValueError, ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

__all__ = ["forget", "is_off", "path", "save_key"]


def save_key(key: str, *, base_url: str | httpx.URL | None = None, expires_at: datetime | None = None) -> Path:
    """Store a key for a server, in place of the one that was stored for it, and return the path of its file.

    The file is written whole or not at all. Only its owner can read it. On Windows, the rights of the user's folder
    apply.

    Args:
        key: The key.
        base_url: The URL of the service that the key was made for. By default as that of the clients.
        expires_at: When the key ends, with a time zone. By default as the key of a sign-in says.

    Raises:
        ArgumentError: `expires_at` is no datetime.
        ArgumentValueError: `expires_at` has no time zone.
        InvalidKeyError: The key is malformed; the error does not quote it.
        ConfigurationError: `base_url` is invalid, or the file cannot be written.
    """
    checked = check_key(key, "The key")
    server = origin(base_url_of(base_url))
    final = key_store.place(server)
    ends = expires_at or getattr(key, "expires_at", None)
    if ends is not None and not isinstance(ends, datetime):
        raise ArgumentError(f"expires_at takes a datetime, not {type(ends).__name__}.")
    if ends is not None and ends.tzinfo is None:
        raise ArgumentValueError("expires_at takes a time with a time zone, such as datetime.now(UTC).")
    stored = {"base_url": server, "key": str(checked)}
    if ends is not None:
        stored["expires_at"] = ends.astimezone(UTC).isoformat(timespec="seconds")
    content = json.dumps(stored, indent=1).encode()
    try:
        _make_private(final.parent)
        _write(final, content)
    except OSError as error:
        raise ConfigurationError(
            f"The key cannot be stored as {final}: {error.strerror or error}. Set POLLINATIONS_API_KEY instead."
        ) from None
    return final


def forget(*, base_url: str | httpx.URL | None = None) -> Path | None:
    """Delete the stored key for a server, and return the path that it had; None if there was none.

    The key itself goes on working. It is revoked on the page of keys.

    Args:
        base_url: The URL of the service that the key was made for. By default as that of the clients.

    Raises:
        ConfigurationError: `base_url` is invalid, or the file cannot be deleted.
    """
    final = path(base_url=base_url)
    try:
        for leftover in final.parent.glob(f".{final.name}.*.part"):  # of a process that was killed
            leftover.unlink(missing_ok=True)
        final.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigurationError(f"The stored key {final} cannot be deleted: {error.strerror}.") from None
    return final


def path(*, base_url: str | httpx.URL | None = None) -> Path:
    """Return the path of the file for the key of a server, whether it exists or not.

    Args:
        base_url: The URL of the service. By default as that of the clients.

    Raises:
        ConfigurationError: `base_url` is invalid, or the system names no home folder.
    """
    return key_store.place(origin(base_url_of(base_url)))


def is_off() -> bool:
    """Return True if `POLLINATIONS_NO_STORED_KEY` switches stored keys off."""
    return key_store.is_off()


def _make_private(folder: Path) -> None:
    """Make the folder of the keys, and those above it, for the owner alone, whatever the umask is."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):  # another process has made it meanwhile
            one.mkdir(mode=0o700)
            one.chmod(0o700)
    for own in (folder.parent, folder):
        if own.is_symlink():
            raise ConfigurationError(
                f"The key was not stored: {own} is a symbolic link. Set POLLINATIONS_API_KEY instead."
            )
    if hasattr(os, "geteuid") and folder.stat().st_uid != os.geteuid():
        raise ConfigurationError(
            f"The key was not stored: {folder} belongs to another user. Set POLLINATIONS_API_KEY instead."
        )
    folder.chmod(0o700)


def _write(final: Path, content: bytes) -> None:
    """Write a file beside its place, and rename it: a link in that place is replaced, and never followed."""
    temporary = final.with_name(f".{final.name}.{secrets.token_hex(8)}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            temporary.chmod(0o600)
            os.fsync(descriptor)
        temporary.replace(final)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
