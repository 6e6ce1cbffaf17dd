"""Write `docs/operations.md`: each operation of the contract, how it is reached, and where it is known from."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from pollination_api import contract
from pollination_sdk import _operations
from pollination_sdk._client import methods
from tools.contract.walk import Part, operations

PLACE = Path("docs/operations.md")
_DESCRIBED = {"document": "the service's description", "date": "2026-02-08", "certainty": "certain"}
"""The source of what carries no `x-source`: the description that the contract started from."""
_HEAD = """\
# Operations

The contract describes these operations of the service. `client.call("operation_id", ...)` sends those without a method.
"Since" is the day of the document that tells of the operation; the operation may be older. What is likely has one good
source. Paths that start with `/x-media` and `/x-enter` belong to the hosts media.pollinations.ai and
enter.pollinations.ai.

`nox -s regenerate` writes this page from `openapi.yaml`.

| Operation | Path | Method | Since | Source | Certainty |
| --- | --- | --- | --- | --- | --- |
"""


def text() -> str:
    """Return the text of the page."""
    senders: dict[str, list[str]] = {}
    for method in (*methods.VALUES, *methods.STREAMS, *methods.LINKS):
        senders.setdefault(_operation_of(method), []).append(f"`{method}`")
    rows = [_row(one, senders) for one in operations(contract.load())]
    return _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _operation_of(method: str) -> str:
    """Return the operation of the call that a method builds with as little as it takes."""
    builder = getattr(_operations, method)
    needed = [one for one in inspect.signature(builder).parameters.values() if one.default is one.empty]
    made = builder(*("word" for _ in needed))
    return str(getattr(made, "call", made).operation)


def _row(operation: Part, senders: dict[str, list[str]]) -> Iterator[str]:
    name = str(operation.value["operationId"])
    source = operation.value.get("x-source", _DESCRIBED)
    yield f"`{name}`"
    yield f"`{operation.title}`"
    yield ", ".join(senders.get(name, ["`call` only"]))
    yield source["date"]
    yield source["document"]
    yield source["certainty"]
