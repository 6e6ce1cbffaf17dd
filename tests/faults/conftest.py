"""What the fault matrix shares: how much of it is played, and the grid it ends in."""

import os
from pathlib import Path

import pytest
from tests.faults.grid import GRID
from tests.faults.rows import ROWS, SAMPLE

AMOUNT = os.environ.get("FAULTS", "sample")
"""`full` or `sample`; `nox -s faults` sets it."""
REPORT = os.environ.get("FAULTS_REPORT")
"""The file that gets the grid."""

if AMOUNT not in {"full", "sample"}:
    raise pytest.UsageError(f"FAULTS is {AMOUNT!r}; it takes `full` or `sample`.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the grid of what was played."""
    if not GRID.cells:
        return
    terminalreporter.section("the fault matrix")
    terminalreporter.write_line(GRID.text())
    if AMOUNT == "sample":
        terminalreporter.write_line(f"A sample: {len(SAMPLE)} of {len(ROWS)} faults. `nox -s faults` plays them all.")
    if REPORT and AMOUNT == "full":
        Path(REPORT).write_text(GRID.document())
        terminalreporter.write_line(f"written to {REPORT}")
