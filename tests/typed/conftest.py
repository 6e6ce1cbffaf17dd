"""A strict back end with a client of it in each flavour; and a sandbox and a strict back end that many cases share.

What is sent and read is the same for both flavours, so that large grids call the sync client alone.
"""

import pytest
from tests.flavours import driven
from tests.typed.strict_back_end import strict_back_end

from pollination_sdk import Pollinations
from pollination_sdk.sandbox import Sandbox

KEY = "sk_test1234567890"


@pytest.fixture
def back_end():
    """Give a service that refuses what strict back ends refuse."""
    with strict_back_end() as one:
        yield one


@pytest.fixture
def strict_client(flavour, back_end):
    """Give a client of it."""
    with driven(flavour, KEY, base_url=back_end.url) as client:
        yield client


@pytest.fixture(scope="package")
def started():
    """Start a sandbox and a strict back end, with a client of each."""
    with (
        Sandbox() as sandbox,
        strict_back_end() as back_end,
        Pollinations(sandbox.key, base_url=sandbox.url) as client,
        Pollinations(KEY, base_url=back_end.url) as other,
    ):
        yield client, sandbox, other, back_end


@pytest.fixture
def shared(started):
    """Give a client and its sandbox, without replies of other cases."""
    client, sandbox, _, _ = started
    sandbox.clear_replies()
    return client, sandbox


@pytest.fixture
def shared_strict(started):
    """Give a client and its strict back end, without what other cases have sent."""
    _, _, client, back_end = started
    for kept in (back_end.replies, back_end.bodies, back_end.refused):
        kept.clear()
    return client, back_end
