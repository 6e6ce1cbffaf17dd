"""Give the tests of the command a sandbox that a module shares, and a command that runs against it."""

from collections.abc import Iterator

import pytest
from tests.helpers.command import Command

from pollination_sdk.sandbox import Sandbox


@pytest.fixture(scope="module")
def provider() -> Iterator[Sandbox]:
    """Serve one sandbox for a module."""
    with Sandbox() as one:
        yield one


@pytest.fixture
def command(provider, tmp_path, monkeypatch, capfd) -> Iterator[Command]:
    """Run the command against it in a folder of its own."""
    yield Command(provider, tmp_path, monkeypatch, capfd)
    provider.behave()
