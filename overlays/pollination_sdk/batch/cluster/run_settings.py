"""What the client and the workers exchange: the settings of a run, and the result of a lease."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pollination_sdk.batch.protocol.lease import Receipt


class RunSettings(NamedTuple):
    """The settings that all leases of a run share. It has no key.

    Args:
        run: A word that no other run has.
        folder: The output folder, by the same path on each machine.
        proof: What the coordinator has written into the token file of that folder.
        version: The version of the SDK of the coordinator.
        key_file: The file on the worker that has the key; None for its environment.
        needs_key: Whether a worker without a key is refused.
    """

    run: str
    folder: str
    proof: str
    version: str
    key_file: str | None
    needs_key: bool

    @property
    def topic(self) -> str:
        """The topic of the events of this run."""
        return f"pollinations-{self.run}"


class LeaseResult(NamedTuple):
    """The result of a lease on a worker.

    Args:
        worker: The address of the worker.
        receipt: The receipt; None if the worker cannot run leases of this run.
        problem: Why it cannot.
        is_closing: Whether the worker closes, so that it gets no more leases.
    """

    worker: str
    receipt: Receipt | None = None
    problem: str | None = None
    is_closing: bool = False
