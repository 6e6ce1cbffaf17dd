"""Warn at the caller's line of deprecated operations, parameters, fields and values.

Python shows a warning once for each line. If nothing is deprecated, a call costs one look-up in an empty table.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pollination_api.deprecated import DEPRECATED
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import Catalogue, list_for
from pollination_sdk._support.caller import caller, warn_at
from pollination_sdk.errors import ServiceDeprecationWarning

__all__ = ["DEPRECATED", "Located", "warn_if_deprecated"]

C = TypeVar("C", bound=Call[Any])

_ADVICE = {
    "operation": "Stop calling it",
    "parameter": "Leave it out",
    "field": "Leave it out",
    "value": "Choose another",
}
_LONGEST_CHANGE = 300


class Located:
    """A client with the line that called it. A coroutine that runs later cannot find that line.

    Args:
        client: The client, or its `detailed` view.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self.place = caller()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def warn_if_deprecated(call: C, client: Any = None) -> C:
    """Warn of each deprecated thing that a call uses, and return the call.

    Args:
        call: The call to send.
        client: The client; None if there is none yet. A `Located` one holds the caller's line; otherwise the line is
            found in the running stack.
    """
    catalogue = _NO_MODELS if client is None else client._context.catalogue  # noqa: SLF001 - what the client knows
    if call.operation in DEPRECATED or catalogue:
        for message in (*_messages(call, catalogue), *_announced(call, catalogue)):
            place = client.place if isinstance(client, Located) else caller()
            warn_at(place, message, ServiceDeprecationWarning)
    return call


def _announced(call: Call[Any], catalogue: Catalogue) -> Iterator[str]:
    """Yield a message if the service announces a change of the call's model; a list that was read tells it."""
    entry = catalogue.entry(call.model) if call.model else None
    if entry is not None and (change := entry.get("pending_change")):
        text = change if isinstance(change, str) else json.dumps(change, ensure_ascii=False, default=str)
        shown = " ".join(text.split())[:_LONGEST_CHANGE]
        advice = f"Choose another{_models(call.operation)}."
        yield f"The service announces a change of the model {call.model!r}: {shown} {advice}"


def _messages(call: Call[Any], catalogue: Catalogue) -> Iterator[str]:
    """Yield a message for each deprecated thing that a call uses."""
    if call.operation not in DEPRECATED:
        return
    sent = {"params": call.params, "body": call.form if call.body is None else call.body}
    for notice in DEPRECATED[call.operation]:
        found = list(_values_at(sent, notice["path"]))
        if "values" not in notice:
            yield from [_deprecation_message(call.operation, notice["path"], notice)] if found else ()
        else:
            for value in dict.fromkeys(value for value in found if isinstance(value, (str, int, float))):
                names = catalogue.names(value) if isinstance(value, str) else [value]
                if known := next((name for name in names if name in notice["values"]), None):
                    yield _deprecation_message(call.operation, notice["path"], notice["values"][known], value)


def _values_at(value: Any, path: Sequence[Any]) -> Iterator[Any]:
    """Yield the values at a path; see `pollination_api.deprecated` for its steps."""
    if not path:
        yield value
    elif path[0] == "*":
        for item in value if isinstance(value, (list, tuple)) else ():
            yield from _values_at(item, path[1:])
    elif not isinstance(value, Mapping):
        return
    elif isinstance(path[0], dict):
        if all(value.get(name) == wanted for name, wanted in path[0].items()):
            yield from _values_at(value, path[1:])
    elif path[0] in value:
        yield from _values_at(value[path[0]], path[1:])


def _deprecation_message(operation: str, path: Sequence[Any], facts: Mapping[str, Any], value: Any = None) -> str:
    """Return the message for a deprecated thing: its name, the dates, the source, and the advice."""
    name = ".".join(step for step in path[1:] if isinstance(step, str) and step != "*")
    kind = "operation" if not path else "value" if value is not None else _KINDS[path[0]]
    what = f"{name}={value!r} of {operation}" if kind == "value" else f"The {kind} {name} of {operation}"
    what = what if path else f"The operation {operation}"
    since = f" since {facts['since']}" if "since" in facts else ""
    known = "the service no longer describes it" if facts["is_gone"] else "the service announces that it goes"
    when = f"ends on {facts['until']}" if "until" in facts else "may be refused any day"
    advice = (
        facts.get("instead") or f"{_ADVICE[kind]}{_models(operation) if name == 'model' and kind == 'value' else ''}."
    )
    return f"{what} is deprecated{since}: {known}, and it {when}. {advice}"


def _models(operation: str) -> str:
    """Return the advice for an operation's model, to be put behind another."""
    return f"; `{list_for(operation)}()` lists what there is"


_NO_MODELS = Catalogue(lookup=False)
_KINDS = {"params": "parameter", "body": "field"}
