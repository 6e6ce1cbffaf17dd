"""A pytest plugin: the fixture `pollinations_sandbox` gives each test a fresh sandbox."""

from collections.abc import Iterator

import pytest

from pollination_sdk.sandbox import Sandbox


@pytest.fixture
def pollinations_sandbox() -> Iterator[Sandbox]:
    """Run a separate sandbox for one test, without a mocking library and without spending pollen."""
    with Sandbox() as sandbox:
        yield sandbox
