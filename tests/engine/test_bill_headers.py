"""What an answer is billed by is read from its headers, however they are written and wherever they stand."""

import httpx
import pytest
from tests.examples import each

from pollination_sdk._engine.bill_headers import IS_LISTED, bill_headers, listed, listed_by_raw


@pytest.mark.parametrize("others", [[], [("date", "today"), ("x-cache", "HIT")]])
def test_names_are_read_in_any_case_and_order(others):
    """The same header counts at each place."""
    found = [("X-Usage-Prompt-Text-Tokens", "10"), ("x-model-used", "a/model"), ("x-pollen-cost", "0.5")]
    read = {"x-model-used": "a/model", "x-pollen-cost": "0.5"}, {"prompt_text_tokens": 10}
    assert bill_headers(httpx.Headers([*others, *found])) == read
    assert bill_headers(httpx.Headers([*reversed(found), *others])) == read


@each("value", ["", "ten", "nan", "inf", "1" * 5000, "\u0661"])
def test_what_is_no_number_counts_nothing(value):
    """A count that cannot be read is left out."""
    headers = httpx.Headers([(b"x-usage-image", value.encode()), (b"x-usage-prompt-seconds", b"1.5")])
    assert bill_headers(headers) == ({}, {"prompt_seconds": 1.5})


def test_a_header_that_comes_twice_tells_nothing():
    """Nobody knows which of the two is billed."""
    assert bill_headers(httpx.Headers([("x-usage-image", "1"), ("X-Usage-Image", "2")])) == ({}, {})
    assert bill_headers(httpx.Headers()) == ({}, {})


def test_headers_are_read_by_the_list_that_httpx_keeps():
    """The fast way holds for the version of httpx that is installed."""
    assert IS_LISTED, "httpx.Headers has no _list as before: drop it from _engine/bill_headers.py"


def test_headers_are_read_without_that_list_too(monkeypatch):
    """Another version of httpx costs time alone."""
    monkeypatch.setattr("pollination_sdk._engine.bill_headers.listed", listed_by_raw)
    headers = httpx.Headers([("X-Usage-Image", "1"), ("date", "today"), ("X-Model-Used", "a/model")])
    assert bill_headers(headers) == ({"x-model-used": "a/model"}, {"image": 1})
    assert listed_by_raw(headers) == listed(headers)
