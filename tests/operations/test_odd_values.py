"""Whatever value an argument is given: it is sent, or refused with an error of this package."""

import contextlib
import datetime as dt
import inspect
from pathlib import Path

import numpy as np
import pytest
from tests.examples import AT_NIGHT
from tests.flavours import driven
from tools.silence import silence

from pollination_sdk import AsyncPollinations, Media, Pollinations, Retry, errors

KEY = "sk_odd_values"
METHODS = sorted({name for name in dir(Pollinations) if not name.startswith("_")} - {"close", "detailed", "estimate"})
ODD = [
    object(),
    [None],
    [[]],
    {"a": 1},
    {1, 2},
    np.datetime64("2026-01-01"),
    np.array([1, 2]),
    10**400,
    float("nan"),
    "\ud800",
    "a\0b",
    b"x",
    Path("/nowhere/x"),
    dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    Media(b"\x89PNG\r\n\x1a\n"),
    int,
    [{"role": "user", "content": [{"type": "image_url", "image_url": 5}]}],
    [{"role": ["user"], "tool_calls": "x"}],
]
NEEDED = {
    "file": silence(5),
    "image": "https://files.example/fox.png",
    "operation": "get_models",
    "answer": None,
}
"""What a method needs besides text."""
OWN_ERRORS = {"progress"}
"""Functions of the caller, whose errors are passed on."""


@pytest.fixture(scope="module")
def parameters():
    """Give the names of the parameters of each method."""
    found = {}
    for name in METHODS:
        method = getattr(Pollinations, name)
        if callable(method):
            found[name] = list(inspect.signature(method).parameters.values())[1:]
    return found


@pytest.mark.filterwarnings("ignore::pollination_sdk.errors.ServiceDeprecationWarning")
@pytest.mark.parametrize("name", METHODS)
def test_an_odd_value_is_sent_or_refused_by_name(flavour, name, parameters):
    """No argument of a method lets an error of Python out, such as `AttributeError` for a list that holds None."""
    with driven(flavour, KEY, base_url="http://127.0.0.1:1", retry=Retry.off, model_lookup=False) as client:
        for place, one in enumerate(parameters.get(name, ())):
            needed = {two.name: NEEDED.get(two.name, "x") for two in parameters[name] if two.default is two.empty}
            needed.pop("arguments", None)
            values = ODD if AT_NIGHT else ODD[place % 3 :: 3]
            for value in values if one.kind is not one.VAR_KEYWORD and one.name not in OWN_ERRORS else ():
                with contextlib.suppress(errors.PollinationsError, OSError):
                    use(flavour, getattr(client, name)(**{**needed, one.name: value}))


def use(flavour, found):
    """Read what a method returned, if it is read at all."""
    if hasattr(found, "headers"):
        flavour.items(found)
    elif hasattr(found, "__next__") or hasattr(found, "__anext__"):
        flavour.all_of(found)


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
@pytest.mark.parametrize("name", list(inspect.signature(Pollinations).parameters))
def test_a_client_takes_a_value_or_refuses_it_by_name(cls, name):
    """No argument of a client lets an error of Python out."""
    for value in ODD:
        with contextlib.suppress(errors.PollinationsError):
            cls(**{"api_key": KEY, name: value})
