"""The real service against the contract: each operation once, within an explicit limit."""

import os

import pytest
from tests.live.inspection import inspect

KEY = os.environ.get("POLLINATIONS_API_KEY", "")
LIMIT = os.environ.get("POLLINATIONS_SPENDING_LIMIT", "")


@pytest.mark.live
def test_the_service_keeps_the_contract(request, capsys):
    """Every difference from the contract is a line of the report, never a traceback."""
    limit = request.config.getoption("--limit", default=None)
    limit = float(LIMIT) if limit is None and LIMIT else limit
    if not KEY:
        pytest.skip("no POLLINATIONS_API_KEY: the real service is asked with a key only")
    if limit is None:
        pytest.skip("no spending limit: say how much pollen may go, `nox -s live -- --limit 0.05`")
    inspection = inspect(KEY, limit)
    with capsys.disabled():
        print("\n" + inspection.report())
    if inspection.differences:
        pytest.fail("\n".join(inspection.differences), pytrace=False)
