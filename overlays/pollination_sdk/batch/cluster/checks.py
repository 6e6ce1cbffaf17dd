"""What is looked at before a run on a cluster: versions, and whether each worker sees the folder and has a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_sdk.batch.cluster import worker_checks
from pollination_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    from pollination_sdk.batch.cluster.connection import DaskConnection
    from pollination_sdk.batch.cluster.run_settings import RunSettings
    from pollination_sdk.batch.cluster.worker_table import WorkerTable

_PATIENCE = 60.0
"""Seconds for the first answer of a worker, which imports the SDK for it."""


def check_versions(found: dict[str, Any]) -> list[str]:
    """Compare the versions of Python and Dask.

    Args:
        found: Those of the `client`, the `scheduler` and each of the `workers`, as Dask reports them.

    Returns:
        Warnings: other versions of Dask may work.

    Raises:
        ConfigurationError: A worker has another Python, so that leases cannot be read there.
    """
    own = found["client"]["packages"]
    others = {"the scheduler": found["scheduler"], **{f"the worker {k}": v for k, v in found["workers"].items()}}
    texts: list[str] = []
    for place, versions in others.items():
        packages = versions["packages"]
        if _minor(packages["python"]) != _minor(own["python"]):
            raise ConfigurationError(
                f"Python is {_minor(packages['python'])} on {place}, and {_minor(own['python'])} here. Nothing was "
                "sent. Use the same version on all machines."
            )
        if packages["distributed"] != (wanted := own["distributed"]):
            texts.append(
                f"Dask distributed is {packages['distributed']} on {place}, and {wanted} here, which may not work. "
                f"Install the same version there: pip install distributed=={wanted}"
            )
    return texts


async def probe_workers(connection: DaskConnection, table: WorkerTable, settings: RunSettings, client: bytes) -> None:
    """Look whether each worker sees the folder, has the SDK in this version, and has a key.

    Raises:
        ConfigurationError: A worker does not. Nothing was sent.
    """
    addresses = [one.address for one in table.usable]
    answers = await connection.run(worker_checks.probe, settings, client, workers=addresses, seconds=_PATIENCE)
    problems = {address: problem for address in addresses if (problem := _problem(answers[address], settings))}
    if problems:
        address, problem = next(iter(problems.items()))
        others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ConfigurationError(f"The Dask worker {address}{others} cannot be used: {problem} Nothing was sent.")


def _problem(answer: Any, settings: RunSettings) -> str | None:
    """Return what is wrong with a worker; the file that it has created is removed."""
    if isinstance(answer, ImportError):
        return (
            f"it has no pollinations-sdk, or another version than {settings.version}. Install that version there: "
            'pip install "pollinations-sdk[dask]".'
        )
    if isinstance(answer, TimeoutError):
        return "it does not answer. Stop it, or wait until it does."
    if not isinstance(answer, tuple):
        return f"it failed with {type(answer).__name__}. See its log."
    problem, mark = answer
    if problem:
        return f"{problem.removesuffix('.')}."
    path = worker_checks.token_of(settings).with_name(mark or "-")
    if mark is None or not path.exists():
        return f"this process does not see its files in {settings.folder!r}. Use a folder that all see."
    path.unlink(missing_ok=True)
    return None


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])
