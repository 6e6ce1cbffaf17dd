"""What notebooks show: facts as small tables, errors, and text that grows in place. All text is escaped.

Nothing here is loaded before a notebook asks. IPython is no dependency: it is used where it runs already.
"""

from __future__ import annotations

import importlib
import sys
import time
from html import escape
from typing import TYPE_CHECKING, Any, Self

from pollination_api.notebook import cell, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_UPDATE_EVERY = 0.1
"""The least seconds between two updates of a text: each sends the whole text to the browser."""
_TEXT = '<div class="tex2jax_ignore mathjax_ignore" style="white-space: pre-wrap; max-width: 50em">{}</div>'
"""The classes keep notebooks from reading prices in dollars as formulas: `$5 to $10`."""


def facts(values: Mapping[str, Any]) -> str:
    """Return a table with a row for each value that is known.

    Args:
        values: The values by their names; None and "" are left out.
    """
    known = {name: value for name, value in values.items() if value not in (None, "")}
    rows = "".join(f"<tr><th>{escape(name)}</th>{cell(value)}</tr>" for name, value in known.items())
    return f"<table><tbody>{rows}</tbody></table>"


def models_table(models: Sequence[Any]) -> str:
    """Return the table of a list of models with their prices."""
    columns = ("name", "aliases", "category", "paid_only", "prices in pollen")
    return table(columns, [(one.name, one.aliases, one.category, one.paid_only, _prices(one)) for one in models])


def _prices(model: Any) -> dict[str, Any]:
    pricing = {} if model.pricing is None else model.pricing.to_dict()
    return {unit: price for unit, price in pricing.items() if unit != "currency"}


def sums_table(sums: Mapping[str, Any], note: str) -> str:
    """Return the table of sums by model: what was recorded, and what was billed.

    Args:
        sums: The sums by the name of the model.
        note: A sentence below the table.
    """
    columns = ("calls", "recorded", "billed", "difference", "unknown")
    rows = [(name or "?", *(getattr(one, column) for column in columns)) for name, one in sums.items()]
    return table(("model", *columns), rows, note)


def error_html(name: str, text: str, fix_url: str | None) -> str:
    """Return the name of an error, its text, and a link to the page that helps.

    Args:
        name: The name of the class.
        text: What `str(error)` has; it may quote a prompt.
        fix_url: The page; only one of https becomes a link.
    """
    url = escape(fix_url) if fix_url is not None and fix_url.startswith("https://") else ""
    link = f'<p><a href="{url}" rel="noreferrer">{url}</a></p>' if url else ""
    return f"<p><strong>{escape(name)}</strong></p>{text_html(text)}{link}"


def text_html(text: str) -> str:
    """Return a text with its line breaks; Markdown in it is not rendered, since it may hold HTML."""
    return _TEXT.format(escape(text))


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
        bundle = {"text/plain": self._text, "text/html": text_html(self._text)}
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
