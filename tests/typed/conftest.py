"""A strict back end, and a client of it in each flavour."""

import pytest
from tests.flavours import driven
from tests.typed.strict_back_end import strict_back_end


@pytest.fixture
def back_end():
    """Give a service that refuses what strict back ends refuse."""
    with strict_back_end() as one:
        yield one


@pytest.fixture
def strict_client(flavour, back_end):
    """Give a client of it."""
    with driven(flavour, "sk_test1234567890", base_url=back_end.url) as client:
        yield client
