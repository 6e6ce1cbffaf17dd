"""A test that leaves a logger louder or quieter than it was changes the tests after it; their order varies."""

import logging
from collections.abc import Generator

import pytest

KEY_LOGGERS = ("pollination_sdk", "httpx", "httpcore", "httpx2", "httpcore2")
"""The loggers that can meet a key."""


def reset_levels() -> list[str]:
    """Take the levels of the loggers away; return the names of those that had one."""
    changed = [name for name in KEY_LOGGERS if logging.getLogger(name).level != logging.NOTSET]
    for name in changed:
        logging.getLogger(name).setLevel(logging.NOTSET)
    return changed


@pytest.hookimpl(wrapper=True, tryfirst=True)  # after the fixtures of the test have put back what they changed
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Fail a test that leaves a level of a logger behind, and take it away."""
    try:
        yield
    finally:  # also where a fixture has failed
        changed = reset_levels()
    if changed:
        pytest.fail(f"{item.nodeid} leaves a level at the loggers {', '.join(changed)}: use caplog.set_level.")
