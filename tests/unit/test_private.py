"""The private names of the HTTP libraries: each is there, and without one the clients use httpx's own connections."""

import httpcore
import httpx
import pytest
from httpcore._backends import sync
from tests.unit.flavours import every_flavour
from tests.unit.servers import answering

from pollination_sdk._http import private as _private

KEY = "sk_private0123456789"


@pytest.fixture
def without(request, monkeypatch):
    """Be where one of the names is gone."""
    _private.are_complete.cache_clear()
    name = request.param
    if name == "httpcore.TLSinTLSStream":
        monkeypatch.delattr(sync, "TLSinTLSStream")
    elif name == "httpx._build_redirect_request":
        monkeypatch.delattr(httpx.Client.__mro__[1], "_build_redirect_request")
    else:
        field, real = name.partition(".")[2], object.__getattribute__

        def renamed(made, attribute):
            if attribute == field:
                raise AttributeError(attribute)
            return real(made, attribute)

        for kind in (httpcore.HTTP11Connection, httpcore.AsyncHTTP11Connection):
            monkeypatch.setattr(kind, "__getattribute__", renamed)
    yield name
    _private.are_complete.cache_clear()


NAMES = ["httpcore._h11_state", "httpcore._state_lock", "httpx._build_redirect_request", "httpcore.TLSinTLSStream"]


def test_all_private_names_are_there():
    """A release of httpx or httpcore that renames one of these makes our transports stay unused."""
    assert _private.missing() == [], "Find the new name, or a public way, in pollination_sdk/_http/private.py."


@pytest.mark.parametrize("without", NAMES, indirect=True)
def test_a_missing_name_is_noticed(without):
    """Each is looked for."""
    assert _private.missing() == [without]


@pytest.mark.parametrize("missing", NAMES)
@every_flavour
async def test_without_a_private_name_httpx_connects(flavour, missing, monkeypatch, caplog):
    """Calls work over the transports of httpx, and one line of the log says so."""
    _private.are_complete.cache_clear()
    monkeypatch.setattr(_private, "missing", lambda: [missing])
    with answering() as server:
        for _ in range(2):
            async with flavour.client(KEY, base_url=server.url) as client:
                assert await client.text("hi") == "hi"
    _private.are_complete.cache_clear()
    assert [missing in record.getMessage() for record in caplog.records if "missing" in record.getMessage()] == [True]
