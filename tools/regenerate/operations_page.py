"""Write `docs/operations.md`: each operation of the contract, how it is reached, and where it is known from."""

import inspect
from collections import defaultdict
from pathlib import Path

from pollination_api import contract
from pollination_sdk import _operations
from pollination_sdk._client import methods
from tools.contract.walk import operations
from tools.regenerate.finish import rendered
from tools.silence import silence

PLACE = Path("docs/operations.md")
_DESCRIBED = {"document": "the service's description", "date": "2026-02-08", "certainty": "certain"}
"""The source of what carries no `x-source`: the description that the contract started from."""

_OTHER_ROUTES = {
    "post_v1_images_generations": ["`image`", "`stream_image`"],
    "post_v1_images_edits": ["`image`", "`stream_image`"],
    "get_account_usage": ["`iter_usage`"],
    "get_account_key_usage": ["`billed_cost`", "`reconcile`"],
    "get_media_list": ["`uploads`"],
}
"""The methods that send an operation for some of their arguments only, or page by page."""


def text() -> str:
    """Return the text of the page."""
    senders = defaultdict(list)
    for method in (*methods.VALUES, *methods.RUNS, *methods.STREAMS, *methods.LINKS):
        senders[_operation_of(method)].append(f"`{method}`")
    for operation, others in _OTHER_ROUTES.items():
        senders[operation] += others
    values = {"operations": operations(contract.load()), "senders": senders, "described": _DESCRIBED}
    return rendered("operations.md", values)


def _operation_of(method: str) -> str:
    """Return the operation of the call that a method builds with as little as it takes."""
    builder = getattr(_operations, method)
    needed = [one for one in inspect.signature(builder).parameters.values() if one.default is one.empty]
    others = {"file": silence(5), "answer_type": {}, "tools": []}
    by_name = [one.name for one in needed if one.kind is one.KEYWORD_ONLY]
    named = {name: others.get(name, "https://files.example/a") for name in by_name}
    words = [others.get(one.name, "word") for one in needed if one.name not in named]
    made = builder(*words, **named)
    return str(getattr(made, "call", made).operation)
