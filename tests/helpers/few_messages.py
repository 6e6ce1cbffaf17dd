"""Hooks for the workers of pytest-xdist: they tell of a test that passes by two messages in place of six.

Each message costs both processes time, and there are thousands of tests. Nothing that pytest shows by default is left
out.
"""

from typing import Any

import pytest

UNSAID = {"item_index": -1}
"""What stands for a report that is not sent."""


def pytest_sessionstart(session: pytest.Session) -> None:
    """Leave out reports that say nothing, and the messages before and after a test, which `-v` alone shows."""
    left_out = {"logstart", "logfinish"}
    for plugin in session.config.pluginmanager.get_plugins():
        if hasattr(plugin, "sendevent") and not _is_all_needed(session.config):

            def send_some(name: str, send: Any = plugin.sendevent, **message: Any) -> None:
                if name not in left_out and message.get("data") is not UNSAID:
                    send(name, **message)

            plugin.sendevent = send_some


@pytest.hookimpl(tryfirst=True)
def pytest_report_to_serializable(config: pytest.Config, report: Any) -> dict[str, Any] | None:
    """Write nothing of a setup or teardown that has passed, and no names and marks of a test that has."""
    if not report.passed or not hasattr(config, "workerinput") or _is_all_needed(config):
        return None
    report.keywords = {}
    return UNSAID if report.when != "call" and not report.sections else None


def _is_all_needed(config: pytest.Config) -> bool:
    """Return whether somebody wants more than the default: `-v`, a report as XML, durations."""
    return config.option.verbose > 0 or config.option.durations is not None or bool(config.getoption("xmlpath", None))
