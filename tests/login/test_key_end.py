"""Keys that end: the stored one keeps its end, and the error of a refused key says that it has ended."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pollination_sdk import AsyncPollinations, Pollinations, errors, login, without_waiting

ENDED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def signed_in(sandbox):
    """Give the key of a sign-in."""
    started = login.device(sandbox.publishable_key, base_url=sandbox.url)
    sandbox.allow_sign_in(started.user_code)
    with without_waiting():
        return started.wait()


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
def test_a_stored_key_keeps_its_end(cls, signed_in, sandbox):
    """Clients say it; a key without one has none."""
    login.save_key(signed_in, base_url=sandbox.url)
    assert cls(base_url=sandbox.url).key_expires_at == signed_in.expires_at
    login.save_key(sandbox.key, base_url=sandbox.url)
    assert cls(base_url=sandbox.url).key_expires_at is None


def test_an_end_is_given_by_hand(sandbox):
    """It is kept in UTC, and needs a time zone."""
    path = login.save_key(sandbox.key, base_url=sandbox.url, expires_at=ENDED)
    assert json.loads(path.read_text())["expires_at"] == "2026-01-02T03:04:00+00:00"
    with pytest.raises(errors.ArgumentValueError, match="time zone"):
        login.save_key(sandbox.key, expires_at=datetime(2026, 1, 1))
    with pytest.raises(errors.ArgumentError, match="takes a datetime, not str"):
        login.save_key(sandbox.key, expires_at="2026-01-01")


def test_the_error_says_that_the_stored_key_has_ended(signed_in, sandbox):
    """And how to get another one. A key that is still good says nothing of the kind."""
    login.save_key(signed_in, base_url=sandbox.url, expires_at=datetime.now(UTC) - timedelta(hours=1))
    with Pollinations(base_url=sandbox.url) as client:
        assert client.key().valid  # the service decides: its owner may have prolonged it
        sandbox.age_keys(timedelta(days=7))
        with pytest.raises(errors.AuthenticationError, match=r"The stored key ended on .*pollinations login"):
            client.key()
    login.save_key(signed_in, base_url=sandbox.url)
    with Pollinations(base_url=sandbox.url) as client, pytest.raises(errors.AuthenticationError) as caught:
        client.key()
    assert "ended" not in str(caught.value)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5))])
def test_the_error_says_that_the_key_of_a_sign_in_has_ended(sandbox, zone):
    """Also where it is an argument; in UTC, whatever zone the time is in."""
    key = login.IssuedKey(sandbox.add_key(expires=ENDED), expires_at=ENDED.astimezone(zone))
    ended = pytest.raises(errors.AuthenticationError, match="The key ended on 2026-01-02 at 03:04 UTC")
    with Pollinations(key, base_url=sandbox.url) as client, ended:
        client.balance()


@pytest.mark.parametrize("written", ["yesterday", 3, None, "2026-01-01T00:00:00"])
def test_an_end_that_is_none_is_left_out(written, sandbox):
    """The key may work all the same."""
    path = login.save_key(sandbox.key, base_url=sandbox.url)
    path.write_text(json.dumps({**json.loads(path.read_text()), "expires_at": written}))
    with Pollinations(base_url=sandbox.url) as client:
        assert (client.key_expires_at, client.key().valid) == (None, True)
