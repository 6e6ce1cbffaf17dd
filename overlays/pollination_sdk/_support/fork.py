"""Renew locks and connections in a forked child: another thread of the parent may have held a lock during the fork."""

import os
import weakref
from typing import Protocol


class Renewable(Protocol):
    """An object that is renewed in a forked child."""

    def renew(self) -> None:
        """Replace everything that belongs to the parent process."""
        ...


_shared: weakref.WeakSet[Renewable] = weakref.WeakSet()
_of_the_parent: list[object] = []
process = os.getpid()
"""The id of this process, without the time of a system call; see `renew_if_forked`."""


def renew_after_fork(renewable: Renewable) -> None:
    """Call `renewable.renew()` in every child that is forked while the object exists."""
    _shared.add(renewable)


def renew_if_forked() -> None:
    """Renew now if this process was forked without Python's fork hooks, as by uWSGI. Call it before each use."""
    if os.getpid() != process:
        _renew_all()


def leave_to_parent(*connections: object) -> None:
    """Keep the parent's connections for ever: collecting one would call into the event loop of the parent."""
    _of_the_parent.extend(connections)


def _renew_all() -> None:
    global process  # noqa: PLW0603 - a process has one id
    for renewable in list(_shared):
        renewable.renew()
    process = os.getpid()


if hasattr(os, "register_at_fork"):  # missing on systems without fork
    os.register_at_fork(after_in_child=_renew_all)
