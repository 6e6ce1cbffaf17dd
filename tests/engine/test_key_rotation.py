"""Keys: where from, how sent, what when refused.

Uses private names: key placement and rotation are pure deciders; `test_client_keys` proves them through calls.
"""

import copy
import pickle

import pytest
from tests.examples import each

from pollination_sdk._engine.key_rotation import KeyPlacement, KeyRing
from pollination_sdk._secrets.keys import Key, Keys, resolve_keys
from pollination_sdk.errors import InvalidKeyError, MissingKeyError

HTTPS = "https://host.test"
ONE = "sk_one_1111"
TWO = "sk_two_2222"
THREE = "pk_three_33"


def _ring(*values, base_url=HTTPS, **options):
    return KeyRing(resolve_keys(values or ONE, {}), base_url=base_url, **options)


@each(
    ("argument", "environ", "values", "source"),
    [
        (ONE, {"POLLINATIONS_API_KEY": TWO}, (ONE,), "argument"),
        ([ONE, TWO], {}, (ONE, TWO), "argument"),
        (None, {"POLLINATIONS_API_KEY": ONE, "BEARER_TOKEN": TWO}, (ONE,), "POLLINATIONS_API_KEY"),
        (None, {"POLLINATIONS_API_KEY": "plain"}, ("plain",), "POLLINATIONS_API_KEY"),
        (None, {"POLLINATIONS_API_KEY": " ", "BEARER_TOKEN": TWO}, (TWO,), "BEARER_TOKEN"),
        (None, {"BEARER_TOKEN": f" {THREE}\n"}, (THREE,), "BEARER_TOKEN"),
        (None, {"BEARER_TOKEN": "ghp_of_another_service"}, (), None),
        (None, {}, (), None),
    ],
)
def test_sources_come_in_order(argument, environ, values, source):
    """Argument, POLLINATIONS_API_KEY, then a BEARER_TOKEN that looks like a key of this service."""
    keys = resolve_keys(argument, environ)
    assert (keys.values, keys.source) == (values, source)


@pytest.mark.parametrize("given", [f" {ONE}", f"{ONE}\n", f"\t{ONE}\r\n"])
def test_surrounding_whitespace_is_removed(given):
    """A key pasted with whitespace around it works."""
    assert resolve_keys(given, {}).values == (ONE,)


@pytest.mark.parametrize("name", ["POLLINATIONS_API_KEY", "BEARER_TOKEN"])
def test_a_bad_variable_is_named(name):
    """An ill-formed key from the environment says which variable holds it."""
    with pytest.raises(InvalidKeyError, match=name):
        resolve_keys(None, {name: "sk_ab..."})


def test_no_repr_shows_a_key():
    """Neither the keys, the ring, the walk nor a placement shows a key."""
    ring = _ring(ONE, TWO)
    rotation = ring.rotation()
    shown = f"{ring.keys!r} {ring!r} {rotation!r} {rotation.placement!r} {ring.keys.values!r} {vars(rotation)!r}"
    assert ONE not in shown
    assert repr(Key(ONE)) == "<key>"


def test_an_argument_is_gone_from_a_pickle(monkeypatch):
    """A pickled client's argument key does not travel, and its first use says so."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", TWO)
    ring = _ring(ONE)
    data = pickle.dumps(ring)
    assert ONE.encode() not in data
    twin = pickle.loads(data)
    assert twin.keys == ring.keys
    assert twin.keys.source == "argument"
    assert twin.rotation().placement is None
    with pytest.raises(MissingKeyError, match="pickled client does not carry"):
        twin.keys.require()


def test_the_environment_is_read_again_after_a_pickle(monkeypatch):
    """A key from the environment is looked up where the copy wakes up."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", ONE)
    data = pickle.dumps(resolve_keys(None))
    assert ONE.encode() not in data
    monkeypatch.setenv("POLLINATIONS_API_KEY", TWO)
    assert pickle.loads(data).values == (TWO,)
    monkeypatch.setenv("POLLINATIONS_API_KEY", "sk_ab...")
    with pytest.raises(MissingKeyError, match="ellipsis"):
        pickle.loads(data).require()
    monkeypatch.delenv("POLLINATIONS_API_KEY")
    monkeypatch.delenv("BEARER_TOKEN", raising=False)
    with pytest.raises(MissingKeyError, match="not set in this process"):
        pickle.loads(data).require()


def test_copies_in_the_same_process_keep_their_keys():
    """Only a pickle loses keys: copying an object that holds them does not."""
    keys = resolve_keys(ONE, {})
    assert copy.copy(keys).values == copy.deepcopy(keys).values == (ONE,)
    assert keys != resolve_keys(TWO, {})
    assert keys == Keys([ONE], "argument")


@each(
    ("url", "safe"),
    [
        ("https://host.test", True),
        ("http://host.test", False),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000/v1", True),
        ("http://[::1]:8000", True),
        ("http://10.0.0.1", False),
        ("http://localhost.host.test", False),
        ("http://notlocalhost", False),
    ],
)
def test_the_fallback_to_the_query_needs_https_or_loopback(url, safe):
    """A key does not move into a URL that anyone on the way could read."""
    assert (_ring(base_url=url).rotation().refused(401, missing=True) is not None) is safe


@each("status", [400, 404, 408, 500, 503])
def test_other_answers_do_not_change_the_key(status):
    """Only what concerns the key moves on."""
    assert _ring(ONE, TWO).rotation().refused(status) is None


def test_every_key_is_tried_once():
    """A call that begins in the middle tries the earlier keys too, each once."""
    ring = _ring(ONE, TWO, THREE)
    ring.rotation().refused(402)
    rotation = ring.rotation()
    placements = [rotation.placement, rotation.refused(402), rotation.refused(402), rotation.refused(402)]
    assert placements == [KeyPlacement(1, "header"), KeyPlacement(2, "header"), KeyPlacement(0, "header"), None]


def test_after_a_wait_only_busy_keys_are_tried_again():
    """A further attempt takes the key that is free first, and leaves out those that were refused or empty."""
    rotation = _ring(ONE, TWO, THREE).rotation()
    for seconds in (600, 1):
        rotation.rate_limited(seconds, from_service=True, hold=False)
        rotation.refused(429)
    assert rotation.refused(401) is None
    assert 0 < rotation.least_wait() <= 1
    assert rotation.prepare_retry() == KeyPlacement(1, "header")
    assert rotation.refused(429) is None


def test_calls_side_by_side_move_on_once():
    """Two calls that find the same key empty do not skip the next one."""
    ring = _ring(ONE, TWO, THREE)
    first, second = ring.rotation(), ring.rotation()
    assert first.refused(402) == second.refused(402) == KeyPlacement(1, "header")
    assert ring.rotation().placement == KeyPlacement(1, "header")
