"""Ask the public model list after an error about an unknown model, and name the nearest one of the right kind.

The list is asked for without a key, as a key hides models. It may take two seconds. Whatever goes wrong, the error of
the call stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import attrs
import httpx

from pollination_sdk._engine.attempt import Attempt, ClientContext, draft
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import KINDS, LONGEST_NAME, list_for
from pollination_sdk._failures.refusal import KEYS_PAGE
from pollination_sdk._secrets.redact import redact
from pollination_sdk._support.strict_json import load_json
from pollination_sdk.errors import BadRequestError

if TYPE_CHECKING:
    from pollination_sdk.errors import APIError

LOOKUP_SECONDS = 2.0
"""The most seconds for the public list."""
LIST: Call[Any] = Call(operation="get_models", method="get", path="/models", read=lambda _: None, needs_key=False)
"""The public list, with everything about each model."""

_ONE_MODEL = "get_v1_model"
_STATUSES = {400, 404, 422}
_ABOUT_MODEL = re.compile(r"(?i)\bmodels?\b")
_UNKNOWN = re.compile(
    r"(?i)unknown|invalid|unsupported|unrecogni[sz]ed|no such|not (?:found|exist|available|supported|valid|an?\b)"
    r"|n't exist|expected one of|is an? [\w-]+ model"
)
_CODES = {"model_not_found", "MODEL_NOT_FOUND"}
_METHODS = {
    "text": "text() and chat() take it",
    "image": "image() takes it",
    "video": "video() takes it",
    "audio": "speech(), transcribe() and other methods for audio take it",
    "embedding": "embed() takes it",
    "3d": "mesh() takes it",
}


def is_about_model(error: APIError, call: Call[Any]) -> bool:
    """Return True if an error may say that the call's model does not exist or is of another kind."""
    if error.status not in _STATUSES or not _asked(call):
        return False
    if error.code in _CODES or (isinstance(error, BadRequestError) and "model" in error.field_errors):
        return True
    return bool(_ABOUT_MODEL.search(error.message) and _UNKNOWN.search(error.message))


def lookup(context: ClientContext) -> Attempt:
    """Build the request for the public list, which carries no key."""
    return attrs.evolve(draft(LIST, context, None), within=LOOKUP_SECONDS)


def receive(outcome: object, context: ClientContext) -> None:
    """Take the outcome of the request for the public list; anything but a list counts as none."""
    listed = None
    if isinstance(outcome, httpx.Response) and outcome.status_code == 200:
        try:
            listed = load_json(outcome.content)
        except (ValueError, RecursionError, httpx.ResponseNotRead):
            listed = None
    context.catalogue.set_public(listed)


def hint(call: Call[Any], context: ClientContext) -> str:
    """Return what the public list says about the call's model; empty if it is not known or says nothing."""
    catalogue, name = context.catalogue, _asked(call)
    if not catalogue.has_public:
        return ""
    kinds, entry = KINDS.get(call.operation, ()), catalogue.entry(name)
    if entry is not None:
        kind = entry.get("category")
        if call.operation == _ONE_MODEL:
            return f"The model exists, but this key may not use it: add it at {KEYS_PAGE}."
        return _other_kind(name, kind) if isinstance(kind, str) and kinds and kind not in kinds else ""
    near = catalogue.nearest(name, kinds)
    advice = f"{list_for(call.operation)}() shows what there is." if near is None else f"is {near!r} meant?"
    return redact(f"The public model list has no {name!r}: {advice}")


def _other_kind(name: str, kind: str) -> str:
    article = "an" if kind[0] in "aeiou" else "a"
    takes = f": {_METHODS[kind]}" if kind in _METHODS else ""
    return redact(f"{name!r} is {article} {kind} model{takes}.")


def _asked(call: Call[Any]) -> str:
    """Return the name of the model that a call asks for; empty if there is none."""
    name = unquote(call.path.rpartition("/")[2]) if call.operation == _ONE_MODEL else call.model
    return name if name and len(name) <= LONGEST_NAME else ""
