"""Read stored keys: one file for each server that a key was made for.

`pollination_sdk.login` writes them. Clients import this module only if neither an argument nor the environment gave a
key.
"""

from __future__ import annotations

import json
import os
import re
import stat
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pollination_sdk._secrets.key_format import check_key
from pollination_sdk.errors import ConfigurationError, InvalidKeyError

if TYPE_CHECKING:
    from pathlib import Path

SWITCH = "POLLINATIONS_NO_STORED_KEY"
_MOST_BYTES = 64 << 10
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag: `_content` looks at the path there
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a named pipe in the place of the file must not block


class StoredKey(NamedTuple):
    """What was found for a server."""

    key: str
    """The key; empty if there is none."""
    source: str
    """The path of the file; empty without a key."""
    problem: str
    """The reason why the file cannot be used; empty if it is used, or if there is none."""
    expires_at: datetime | None = None
    """When the key ends; None if that is not known."""


NOTHING = StoredKey("", "", "")


def is_off() -> bool:
    """Return True if the environment has switched the stored keys off."""
    return os.environ.get(SWITCH, "").strip() not in {"", "0"}


def folder() -> Path:
    """Return the folder of the stored keys.

    Raises:
        ConfigurationError: The system names no home folder.
    """
    from platformdirs import user_config_path  # noqa: PLC0415 - only for calls without another key

    found = user_config_path("pollinations", appauthor=False) / "keys"
    if not found.is_absolute():  # otherwise a key would be read from the current folder
        raise ConfigurationError("There is no home folder for stored keys. Set POLLINATIONS_API_KEY instead.")
    return found


def place(origin: str) -> Path:
    """Return the file of the key for a server.

    Args:
        origin: The scheme, the host and the port, such as `https://gen.pollinations.ai`.

    Raises:
        ConfigurationError: As `folder`.
    """
    name = re.sub(r"[^a-z0-9.]+", "-", origin.lower()).strip("-.")
    return folder() / f"{name}.json"


def read(origin: str) -> StoredKey:
    """Return the stored key for a server. It raises nothing: a client can be made without a key."""
    if is_off():
        return NOTHING
    try:
        path = place(origin)
        content = _content(path)
        if content is None:
            return NOTHING
        key, ends = _key_of(content, origin, path)
        return StoredKey(key, str(path), "", ends)
    except (ConfigurationError, InvalidKeyError) as error:
        return StoredKey("", "", error.message)


def _content(path: Path) -> bytes | None:
    """Return the bytes of a file that only its owner can have written; None if there is none."""
    try:
        if path.is_symlink():
            raise ConfigurationError(f"The stored key {path} is not read: it is a symbolic link.")
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigurationError(f"The stored key {path} cannot be read: {error.strerror}.") from None
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise ConfigurationError(f"The stored key {path} is not read: it is no regular file.")
        if hasattr(os, "geteuid") and facts.st_uid not in {os.geteuid(), 0}:
            raise ConfigurationError(f"The stored key {path} is not read: it belongs to another user.")
        return os.read(descriptor, _MOST_BYTES)
    except OSError as error:
        raise ConfigurationError(f"The stored key {path} cannot be read: {error.strerror}.") from None
    finally:
        os.close(descriptor)


def _key_of(content: bytes, origin: str, path: Path) -> tuple[str, datetime | None]:
    """Return the key in a file and its end, if it was made for a server."""
    try:
        found = json.loads(content)
        key, made_for = found["key"], found["base_url"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ConfigurationError(f"The stored key {path} is damaged. Store it anew: pollinations login") from None
    if made_for != origin:
        raise ConfigurationError(f"The stored key {path} was made for another server than {origin}, so it is not used.")
    return check_key(key, f"The stored key {path}"), _time(found.get("expires_at"))


def _time(value: object) -> datetime | None:
    """Return a stored time; None for what is none, as the key may work all the same."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
