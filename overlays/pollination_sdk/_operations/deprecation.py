"""A warning at the caller's line for what the contract announces to go: operations, options, fields, values.

A warning is given once a place, as Python gives them; where nothing is announced, one look into an empty table is all
that a call pays.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pollination_api.deprecated import DEPRECATED
from pollination_sdk._engine.call import Call
from pollination_sdk.errors import ServiceDeprecationWarning

__all__ = ["DEPRECATED", "Located", "warn_if_deprecated"]

C = TypeVar("C", bound=Call[Any])

_ADVICE = {
    "operation": "Stop calling it",
    "parameter": "Leave it out",
    "field": "Leave it out",
    "value": "Choose another",
}
_MODELS = "; `text_models()` and `image_models()` list what there is"


class Located:
    """Hold a client as it was reached from a line: a task that runs later cannot tell where it was made.

    Args:
        client: The client, or its view in detail.
    """

    def __init__(self, client: Any) -> None:
        from pollination_sdk._support.caller import caller  # noqa: PLC0415 - seldom is anything announced to go

        self._client = client
        self.place = caller()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def warn_if_deprecated(call: C, client: Any = None) -> C:
    """Return a call, having warned of what it uses that is announced to go.

    Args:
        call: What is about to be sent.
        client: A `Located` one says whose line it is; else it is the line outside this package that is running.
    """
    if call.operation in DEPRECATED:
        from pollination_sdk._support.caller import caller, warn_at  # noqa: PLC0415 - as above

        for message in _used(call):
            warn_at(getattr(client, "place", None) or caller(), message, ServiceDeprecationWarning)
    return call


def _used(call: Call[Any]) -> Iterator[str]:
    """Say of each thing that is announced to go, and that a call uses, what to do."""
    sent = {"params": call.params, "body": call.form if call.body is None else call.body}
    for notice in DEPRECATED[call.operation]:
        found = list(_found(sent, notice["path"]))
        if "values" not in notice:
            yield from [_told(call.operation, notice["path"], notice)] if found else ()
        else:
            gone = [one for one in found if isinstance(one, (str, int, float)) and one in notice["values"]]
            for value in dict.fromkeys(gone):
                yield _told(call.operation, notice["path"], notice["values"][value], value)


def _found(value: Any, path: Sequence[Any]) -> Iterator[Any]:
    """Yield what stands at a path; see `pollination_api.deprecated` for its steps."""
    if not path:
        yield value
    elif path[0] == "*":
        for item in value if isinstance(value, (list, tuple)) else ():
            yield from _found(item, path[1:])
    elif not isinstance(value, Mapping):
        return
    elif isinstance(path[0], dict):
        if all(value.get(name) == wanted for name, wanted in path[0].items()):
            yield from _found(value, path[1:])
    elif path[0] in value:
        yield from _found(value[path[0]], path[1:])


def _told(operation: str, path: Sequence[Any], facts: Mapping[str, Any], value: Any = None) -> str:
    """Write what goes, since when and until when, how that is known, and what to do."""
    name = ".".join(step for step in path[1:] if isinstance(step, str) and step != "*")
    kind = "operation" if not path else "value" if value is not None else _KINDS[path[0]]
    what = f"{name}={value!r} of {operation}" if kind == "value" else f"The {kind} {name} of {operation}"
    what = what if path else f"The operation {operation}"
    since = f" since {facts['since']}" if "since" in facts else ""
    known = "the service no longer describes it" if facts["is_gone"] else "the service announces that it goes"
    when = f"ends on {facts['until']}" if "until" in facts else "may be refused any day"
    advice = facts.get("instead") or f"{_ADVICE[kind]}{_MODELS if name == 'model' and kind == 'value' else ''}."
    return f"{what} is deprecated{since}: {known}, and it {when}. {advice}"


_KINDS = {"params": "parameter", "body": "field"}
