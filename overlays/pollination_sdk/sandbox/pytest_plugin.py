"""A pytest plugin: the fixture `pollinations_sandbox` gives each test a fresh sandbox."""

from collections.abc import Iterator

import pytest

from pollination_sdk.sandbox import Sandbox


@pytest.fixture
def pollinations_sandbox() -> Iterator[Sandbox]:
    """Run a sandbox of its own for one test; no mocking library, no pollen spent."""
    with Sandbox() as sandbox:
        yield sandbox
