"""What the tests of the clients share: a sandbox, both clients behind one face, and which library sends."""

import functools
import importlib
import os

import pytest
from tests.flavours import driven, flavour_named

from pollination_sdk import AsyncPollinations, Pollinations


@pytest.fixture(autouse=True)
def library_that_sends(monkeypatch):
    """Hand a client of the library that `HTTP_CLIENT` names to each client that a test makes without one."""
    if not (name := os.environ.get("HTTP_CLIENT")):
        yield
        return
    library, made = importlib.import_module(name), []
    for cls, kind in ((Pollinations, library.Client), (AsyncPollinations, library.AsyncClient)):
        start = cls._start

        @functools.wraps(start)
        def start_with(self, settings, http_client=None, *, start=start, kind=kind):
            made.append(http_client or kind())
            start(self, settings, made[-1])

        monkeypatch.setattr(cls, "_start", start_with)
    yield
    for one in made:
        if isinstance(one, library.Client):
            one.close()


@pytest.fixture(params=["sync", "async"])
def flavour(request):
    """Give each flavour in turn."""
    with flavour_named(request.param) as one:
        yield one


@pytest.fixture
def client(flavour, sandbox):
    """Give a client of each flavour, with a key for the sandbox."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as one:
        yield one
