"""Text that grows in place: in one output of a notebook's cell, or else on the standard output.

IPython is no dependency: it is used where it runs already.
"""

from __future__ import annotations

import importlib
import sys
import time
from typing import Any, Self

from pollination_api.notebook import prose

_UPDATE_EVERY = 0.1
"""The least seconds between two updates of a text: each sends the whole text to the browser."""


class GrowingText:
    """The place where a text grows: one output of a notebook's cell, or else the standard output.

    Use it with `with`: the end shows the rest, also after an error.
    """

    def __init__(self) -> None:
        self._display = _display_of_kernel()
        self._handle: Any = None
        self._text = ""
        self._shown_at = 0.0

    def __enter__(self) -> Self:
        return self

    def add(self, piece: str) -> None:
        """Show one more piece of the text."""
        self._text += piece
        if self._display is None:
            print(piece, end="", flush=True)
        elif time.monotonic() - self._shown_at >= _UPDATE_EVERY:
            self._show()

    def __exit__(self, *_: object) -> None:
        if self._display is None:
            print()
        else:
            self._show()

    def _show(self) -> None:
        bundle = {"text/plain": self._text, "text/html": prose(self._text)}
        if self._handle is None:
            self._handle = self._display(bundle, raw=True, display_id=True)
        else:
            self._handle.update(bundle, raw=True)
        self._shown_at = time.monotonic()


def _display_of_kernel() -> Any:
    """Return `IPython.display.display` in a notebook; None elsewhere, also in IPython's shell of a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if getattr(shell, "kernel", None) is None:
        return None
    return importlib.import_module("IPython.display").display
