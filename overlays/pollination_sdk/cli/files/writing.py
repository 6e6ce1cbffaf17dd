"""Files are written whole or not at all, and a file that was paid for is not lost."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import signal
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pollination_sdk import Media

_MOST_NAMES = 10_000
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK, errno.EINVAL}
_NO_LINKS |= {errno.EACCES}  # Android forbids links


@contextlib.contextmanager
def deferred() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait until the block ends, so that it leaves no half file and no temporary one."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals belong to the main thread
        return
    came: list[int] = []
    before: dict[signal.Signals, Any] = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.getsignal(number)
            signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, handler in reversed(before.items()):  # Ctrl-C last: it would interrupt this loop
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


def temporary_name() -> str:
    """Return a name that no other file has."""
    return f".{secrets.token_hex(8)}.part"


@deferred()
def write_whole(content: bytes, final: Path, *, force: bool) -> Path:
    """Write a file beside its place, and give it its name in one step; a name that is taken gets `-2`, `-3` ..."""
    temporary = final.parent / temporary_name()
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if force:
            temporary.replace(final)
            return final
        return next(name for name in _names(final) if _named(temporary, name))
    finally:
        temporary.unlink(missing_ok=True)


def _names(final: Path) -> Iterator[Path]:
    yield final
    for number in range(2, _MOST_NAMES):
        yield final.with_name(f"{final.stem}-{number}{final.suffix}")
    raise OSError(errno.EEXIST, "no name is free")


def _named(temporary: Path, name: Path) -> bool:
    """Give a file a name that is free. Return False if it is taken. Two processes never get the same one."""
    try:
        os.link(temporary, name)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return True
    try:  # a file system without links: an empty file keeps the name until the whole one replaces it
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    try:
        temporary.replace(name)
    except OSError:
        name.unlink()
        raise
    return True


def rescued(media: Media, place: str, error: OSError) -> Exception:
    """Keep a file that was paid for in the folder for temporary files, and return the error that names it."""
    from pollination_sdk.errors import SaveError  # noqa: PLC0415 - loaded with the client already

    reason = (error.strerror or str(error)).rstrip(".")
    kept: Path | None = None
    with contextlib.suppress(OSError), deferred():
        descriptor, name = tempfile.mkstemp(prefix="pollinations-", suffix=media.suffix)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(media.bytes)
            kept = Path(name)
        except OSError:
            Path(name).unlink(missing_ok=True)
    where = f"The file is kept as {kept}." if kept else "It could not be kept elsewhere either."
    return SaveError(f"{place} could not be written: {reason}. {where}", kept=kept, errno=error.errno)
