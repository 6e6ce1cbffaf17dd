"""One run of a command: its output, its settings, and the client that is made from them at the first use."""

from __future__ import annotations

import functools
import logging
import sys
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pollination_sdk import Pollinations
    from pollination_sdk.cli.output.streams import Out

_NO_LOG = logging.NullHandler()
"""One for all runs of a process: a logger keeps each handler once."""


class Run:
    """What the options that all commands share have set.

    Args:
        out: Where the command writes.
        timeout: The most seconds for a call; None for no limit.
        base_url: The URL of the service; None for the environment's, or the public one.
        verbose: 1 to log the calls, 2 to log the connections too.
        spend_limit: The most pollen that the command may spend; None for no limit.
        yes: Whether the user has agreed to the price beforehand.
        estimate: Whether to show the price, and send nothing.
    """

    def __init__(
        self,
        out: Out,
        *,
        timeout: float | None = None,
        base_url: str | None = None,
        verbose: int = 0,
        spend_limit: float | None = None,
        yes: bool = False,
        estimate: bool = False,
    ) -> None:
        self.out = out
        self.timeout = timeout
        self.base_url = base_url
        self.spend_limit = spend_limit
        self.yes = yes
        self.estimate = estimate
        _log(verbose)
        warnings.showwarning = self._show_warning

    @functools.cached_property
    def client(self) -> Pollinations:
        """The client. Its key comes from the environment, or from the stored key."""
        from pollination_sdk import Pollinations  # noqa: PLC0415 - httpx is slow to import

        limit: dict[str, Any] = {} if self.spend_limit is None else {"spend_limit": self.spend_limit}
        return Pollinations(base_url=self.base_url, timeout=self.timeout, **limit)

    def _show_warning(self, message: Warning | str, *_: Any, **__: Any) -> None:
        from pollination_sdk.cli.run.errors_shown import as_typed  # noqa: PLC0415 - most calls warn of nothing

        self.out.say(f"Note: {as_typed(str(message))}")


def _log(verbose: int) -> None:
    """Write the log of the package to stderr if that is wanted. It shows no keys."""
    handler: logging.Handler = logging.StreamHandler(sys.stderr) if verbose else _NO_LOG
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    levels = {"pollination_sdk": logging.DEBUG, "httpx": logging.INFO, "httpcore": logging.DEBUG}
    for name in list(levels)[: verbose + 1] if verbose else ["pollination_sdk"]:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        if verbose:
            logger.setLevel(levels[name])
