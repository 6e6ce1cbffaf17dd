"""A pytest plugin: fixtures that run a sandbox for one test or for all, or put it in place of the service.

pytest imports this module in each run, so it imports the sandbox only where a test uses it.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pollination_sdk.sandbox import Sandbox

OTHER_SETTINGS = ("POLLINATIONS_MEDIA_URL", "POLLINATIONS_ENTER_URL", "BEARER_TOKEN")
"""Variables that would send a client elsewhere, or with another key."""


@pytest.fixture
def pollinations_sandbox() -> "Iterator[Sandbox]":
    """Run a separate sandbox for one test, without a mocking library and without spending pollen."""
    yield from _running()


@pytest.fixture(scope="session")
def pollinations_sandbox_session() -> "Iterator[Sandbox]":
    """Run one sandbox for all tests, which share its requests, pollen, stored answers, faults and replies."""
    yield from _running()


@pytest.fixture
def pollinations_sandbox_env(pollinations_sandbox: "Sandbox", monkeypatch: pytest.MonkeyPatch) -> "Sandbox":
    """Set the environment for one test, so that `Pollinations()` talks to its sandbox; return the sandbox."""
    for name in OTHER_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("POLLINATIONS_BASE_URL", pollinations_sandbox.url)
    monkeypatch.setenv("POLLINATIONS_API_KEY", pollinations_sandbox.key)
    return pollinations_sandbox


def _running() -> "Iterator[Sandbox]":
    from pollination_sdk.sandbox import Sandbox  # noqa: PLC0415 - a run without it should not pay for it

    with Sandbox() as sandbox:
        yield sandbox
