"""A price list of few models, and calls as their methods build them, for tests of prices without any request."""

import io
import wave

from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.quantities.history import History
from pollination_sdk._engine.catalogue import Catalogue

PLAIN = {"currency": "pollen", "promptTextTokens": "0.000001", "completionTextTokens": "0.000004"}
NO_APP = (1.0, 1.0)
"""The markups of a key that no app has made."""


def entry(name="a/text", category="text", pricing=PLAIN, **more):
    """Describe a model as the public list does."""
    more.setdefault("aliases", [name.partition("/")[2]])
    return {"name": name, "category": category, "pricing": pricing, **more}


def catalogue_of(*entries):
    """Return what a client knows that has read a public list of these models."""
    known = Catalogue()
    known.set_public(list(entries))
    return known


def history_of(model, *usages):
    """Return what a client has learnt from answers with these usages."""
    history = History()
    for usage in usages:
        history.add(model, lambda usage=usage: usage)
    return history


def estimate(call, *entries, history=None, markups=NO_APP):
    """Estimate a call by a list of these models."""
    return estimate_of(call, catalogue_of(*entries), history or History(), markups=markups)


def recording(seconds):
    """Return a WAV of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(1000)
        written.writeframes(bytes(round(1000 * seconds)))
    return file.getvalue()
