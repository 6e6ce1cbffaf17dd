"""What the tests of the clients share: a sandbox, and both clients behind one face."""

import pytest
from tests.flavours import driven, flavour_named

from pollination_sdk.sandbox import Sandbox


@pytest.fixture(params=["sync", "async"])
def flavour(request):
    """Give each flavour in turn."""
    with flavour_named(request.param) as one:
        yield one


@pytest.fixture
def sandbox():
    """Give a provider of its own to each test."""
    with Sandbox() as one:
        yield one


@pytest.fixture
def client(flavour, sandbox):
    """Give a client of each flavour, with a key for the sandbox."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as one:
        yield one
