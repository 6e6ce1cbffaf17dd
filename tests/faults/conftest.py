"""What the fault matrix shares: how much of it is played, the grid it ends in, and the check of what is logged."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.faults.grid import GRID
from tests.faults.rows import ROWS

AMOUNT = os.environ.get("FAULTS", "sample")
"""`full` or `sample`, which plays each fault once and each method many times; `nox -s faults` sets it."""
REPORT = os.environ.get("FAULTS_REPORT")
"""The file that gets the grid."""

if AMOUNT not in {"full", "sample"}:
    raise pytest.UsageError(f"FAULTS is {AMOUNT!r}; it takes `full` or `sample`.")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what this process played to the one that started it, where several share the work (pytest-xdist)."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["grid"] = [[*place, found] for place, found in GRID.cells.items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what another process played, in the order of the rows."""
    for row, column, found in getattr(node, "workeroutput", {}).get("grid", ()):
        GRID.cells.setdefault((row, column), {}).update(found)
    order = [row.name for row in ROWS]
    GRID.cells = dict(sorted(GRID.cells.items(), key=lambda cell: order.index(cell[0][0])))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the grid of what was played."""
    if not GRID.cells:
        return
    terminalreporter.section("the fault matrix")
    if AMOUNT == "sample":
        terminalreporter.write_line(f"A sample: {GRID.numbers()} `nox -s faults` plays all of them.")
        return
    terminalreporter.write_line(GRID.text())
    if REPORT:
        Path(REPORT).write_text(GRID.document())
        terminalreporter.write_line(f"written to {REPORT}")
