"""Whether a worker can run the leases of a run: its folder, its version of the SDK and its key. Run on the worker."""

from __future__ import annotations

import os
import pickle
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pollination_sdk import __version__
from pollination_sdk.batch.protocol.journal import FOLDER
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from pollination_sdk import AsyncPollinations
    from pollination_sdk.batch.cluster.run_settings import RunSettings


def token_of(settings: RunSettings) -> Path:
    """Return the path of the file that proves that a worker sees the folder of the run."""
    return Path(settings.folder, FOLDER, f".cluster-{settings.run}")


def remove_tokens(folder: str) -> None:
    """Remove the files of all runs of a folder: leases of runs whose coordinator has died start no more."""
    for path in Path(folder, FOLDER).glob(".cluster-*"):
        path.unlink(missing_ok=True)


def probe(settings: RunSettings, client: bytes) -> tuple[str | None, str | None]:
    """Look whether this process can run leases.

    Args:
        settings: The settings of the run.
        client: The pickled client.

    Returns:
        What is wrong, and the name of a file that it has created in the folder of leases, each or None.
    """
    problem = problem_of(settings, client)
    return (problem, None) if problem else (None, _mark(settings))


def problem_of(settings: RunSettings, client: bytes) -> str | None:
    """Return what keeps this process from running leases, and what to do; None if nothing does."""
    if __version__ != settings.version:
        return (
            f"it has pollinations-sdk {__version__}, and this process has {settings.version}. Install the same version "
            f"there: pip install pollinations-sdk=={settings.version}"
        )
    return _folder_problem(settings) or _key_problem(settings, client)


def client_of(settings: RunSettings, pickled: bytes) -> AsyncPollinations:
    """Return the client of a run: its settings came with the lease, its key is of this machine.

    Raises:
        OSError: The file of the key cannot be read.
        PollinationsError: The key has a wrong form.
    """
    client: AsyncPollinations = pickle.loads(pickled)  # noqa: S301 - written by the coordinator of this run
    key = None if settings.key_file is None else Path(settings.key_file).read_text(encoding="utf-8").strip()
    return client.with_options(api_key=key or None)


def _folder_problem(settings: RunSettings) -> str | None:
    token = token_of(settings)
    advice = (
        "Claims and journals must be in one folder that each machine sees by the same path, on a file system on which "
        "only one process can create a file, such as NFS 4. Use such a folder for out."
    )
    try:
        if token.read_text(encoding="utf-8") != settings.proof:
            return f"its {settings.folder!r} is another folder than that of this process. {advice}"
        os.close(os.open(token, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return None
    except OSError as error:
        return f"it does not see the folder {settings.folder!r} ({error.strerror}). {advice}"
    return f"it could create a file in {settings.folder!r} that was there already. {advice}"


def _key_problem(settings: RunSettings, pickled: bytes) -> str | None:
    place = "its environment" if settings.key_file is None else repr(settings.key_file)
    try:
        client = client_of(settings, pickled)
    except (OSError, PollinationsError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return f"the key in {place} cannot be used ({reason}). Correct it on each worker."
    if settings.needs_key and client.key_source is None:
        return (
            f"{place} has no API key. Start the workers with POLLINATIONS_API_KEY, or name a file that has the key on "
            "each of them (key_file=, --dask-key-file). Keys are never sent through the scheduler."
        )
    return None


def _mark(settings: RunSettings) -> str | None:
    """Create a file that the coordinator should see, and return its name."""
    path = token_of(settings).with_name(f".cluster-{settings.run}-{secrets.token_hex(4)}")
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        return path.name
    return None
