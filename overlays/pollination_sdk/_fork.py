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


def renew_after_fork(one: Renewable) -> None:
    """Have `one.renew()` called in every child that is forked while `one` lives."""
    _shared.add(one)


def _renew_all() -> None:
    for one in list(_shared):
        one.renew()


if hasattr(os, "register_at_fork"):  # systems without fork have nothing to register
    os.register_at_fork(after_in_child=_renew_all)
