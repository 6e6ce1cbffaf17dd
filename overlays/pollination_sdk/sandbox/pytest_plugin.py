"""A pytest plugin: fixtures that run a sandbox for one test or for all, or put it in place of the service.

pytest imports this module in each run, so it imports the sandbox only where a test uses it.
"""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pollination_sdk.sandbox import Sandbox

OTHER_SETTINGS = ("POLLINATIONS_MEDIA_URL", "POLLINATIONS_ENTER_URL", "BEARER_TOKEN")
"""Variables that would send a client elsewhere, or with another key."""
NO_STORED_KEY = "POLLINATIONS_NO_STORED_KEY"


def pytest_configure(config: pytest.Config) -> None:
    """Switch stored keys off for the run: no test spends the pollen of who runs it. The value 0 keeps them on."""
    if NO_STORED_KEY not in os.environ:
        os.environ[NO_STORED_KEY] = "1"
        config.add_cleanup(_switch_on)


def _switch_on() -> None:
    os.environ.pop(NO_STORED_KEY, None)


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
    """Set the environment for one test, so that `Pollinations()` talks to its sandbox; return the sandbox.

    A client reads the environment when it is made, so it must be made in the test.
    """
    return _set_environment(pollinations_sandbox, monkeypatch)


@pytest.fixture(scope="session")
def pollinations_sandbox_session_env(pollinations_sandbox_session: "Sandbox") -> "Iterator[Sandbox]":
    """Set the environment for all tests from the first that uses it, for a client that lives through several tests.

    A client that is made when a module is imported is made before any fixture.
    """
    with pytest.MonkeyPatch.context() as patch:
        yield _set_environment(pollinations_sandbox_session, patch)


def _set_environment(sandbox: "Sandbox", patch: pytest.MonkeyPatch) -> "Sandbox":
    for name in OTHER_SETTINGS:
        patch.delenv(name, raising=False)
    patch.setenv("POLLINATIONS_BASE_URL", sandbox.url)
    patch.setenv("POLLINATIONS_API_KEY", sandbox.key)
    return sandbox


def _running() -> "Iterator[Sandbox]":
    from pollination_sdk.sandbox import Sandbox  # noqa: PLC0415 - a run without it should not pay for it

    with Sandbox() as sandbox:
        yield sandbox
