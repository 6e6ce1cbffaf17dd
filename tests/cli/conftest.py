"""Give the tests of the command a sandbox that a module shares, and a command that runs against it."""

import signal
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
def _ctrl_c() -> Iterator[None]:
    """Let processes that tests start get Ctrl-C. Those of a background job inherit that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def command(provider, tmp_path, monkeypatch, capfd, _ctrl_c) -> Iterator[Command]:
    """Run the command against it in a folder of its own."""
    yield Command(provider, tmp_path, monkeypatch, capfd)
    provider.behave()


@pytest.fixture
def fresh(command, monkeypatch):
    """Give the command a home of its own, and no key."""
    monkeypatch.delenv("POLLINATIONS_API_KEY")
    for name in ("POLLINATIONS_NO_STORED_KEY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(command.folder / "home"))
    return command
