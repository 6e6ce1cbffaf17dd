"""What a forked child must make anew: locks that another thread of the parent may just have held, and connections."""

import os
import weakref
from typing import Protocol


class Renewable(Protocol):
    """Name what can be made anew in a forked child."""

    def renew(self) -> None:
        """Forget what belongs to the parent process."""
        ...


_shared: weakref.WeakSet[Renewable] = weakref.WeakSet()
_of_the_parent: list[object] = []
_process = os.getpid()


def renew_after_fork(one: Renewable) -> None:
    """Have `one.renew()` called in every child that is forked while `one` lives."""
    _shared.add(one)


def renew_if_forked() -> None:
    """Renew now if this process is a child whose fork Python did not notice, as those of uWSGI; call it before use."""
    if os.getpid() != _process:
        _renew_all()


def leave_to_parent(*connections: object) -> None:
    """Keep connections of an event loop of the parent process for ever: to collect one would reach into that loop."""
    _of_the_parent.extend(connections)


def _renew_all() -> None:
    global _process  # noqa: PLW0603 - a process has one id
    for one in list(_shared):
        one.renew()
    _process = os.getpid()


if hasattr(os, "register_at_fork"):  # systems without fork have nothing to register
    os.register_at_fork(after_in_child=_renew_all)
