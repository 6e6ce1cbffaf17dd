"""The Python SDK for gen.pollinations.ai: text, chat, images, video, models, account and usage.

    from pollination_sdk import Pollinations

    client = Pollinations()  # the key is in POLLINATIONS_API_KEY
    print(client.text("a haiku about moss"))
    client.image("a fox in the snow", width=768).save("fox")

Each name is imported at its first use, so that importing the package is fast. With `POLLINATIONS_EAGER_IMPORT=1` in the
environment, all names are imported at once.
"""

import importlib
import os
from typing import Any

from pollination_sdk._version import __version__ as __version__

_HOMES = {
    "Answer": "_responses.answer",
    "AsyncMediaStream": "_responses.streams.media",
    "AsyncPollinations": "_client.clients",
    "AsyncStream": "_responses.streams.chat",
    "CallRecord": "_client.telemetry.record",
    "Cost": "_costs.cost",
    "Estimate": "_costs.estimate",
    "Media": "_media.media",
    "MediaStream": "_responses.streams.media",
    "Messages": "_operations.names",
    "Pollinations": "_client.clients",
    "Reconciliation": "_costs.reconciliation",
    "Retry": "_engine.retry",
    "SpendLimit": "_costs.spending.limit",
    "Stream": "_responses.streams.chat",
    "Tool": "_typed.tools.tool",
    "ToolRun": "_typed.tools.run",
    "ToolStop": "_typed.tools.run",
    "batch": "",
    "dataframes": "",
    "errors": "",
    "login": "",
    "set_waiting": "_engine.retry",
    "to_jsonable": "_responses.jsonable",
    "types": "",
    "without_waiting": "_engine.retry",
}
"""The module of each public name; empty if the name is a module itself. `__init__.pyi` has the same names."""
_PREDECESSOR = {
    "ApiAttributeError": "compat",
    "ApiClient": "compat",
    "ApiException": "compat",
    "ApiKeyError": "compat",
    "ApiResponse": "compat",
    "ApiTypeError": "compat",
    "ApiValueError": "compat",
    "Configuration": "compat",
    "GenPollinationsAiApi": "compat",
    "GetAccountBalance200Response": "compat",
    "GetAccountKey200Response": "compat",
    "GetAccountProfile200Response": "compat",
    "GetAccountUsage200Response": "compat",
    "GetAccountUsageDaily200Response": "compat",
    "GetGenerateImageModels200ResponseInner": "compat",
    "GetGenerateV1Models200Response": "compat",
    "OpenApiException": "compat",
    "PostGenerateV1ChatCompletions200Response": "compat",
    "PostGenerateV1ChatCompletionsRequest": "compat",
    "api": "",
    "api_client": "",
    "api_response": "",
    "compat": "",
    "configuration": "",
    "exceptions": "",
    "models": "",
    "rest": "",
}
"""The names of the earlier SDK, which can be imported but are not listed."""

__all__ = sorted([*_HOMES, "__version__"])  # noqa: PLE0605 - the stub lists them for type checkers


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name, _PREDECESSOR.get(name))
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{home or name}")
    globals()[name] = value = getattr(module, name) if home else module
    return value


def __dir__() -> list[str]:
    names = {*globals(), *_HOMES} - _PREDECESSOR.keys() - {"Any", "importlib", "os"}
    return sorted(name for name in names if name.startswith("__") or not name.startswith("_"))


if os.environ.get("POLLINATIONS_EAGER_IMPORT", "").strip() not in ("", "0"):
    for _name in (*_HOMES, *_PREDECESSOR):
        __getattr__(_name)
    importlib.import_module(f"{__name__}._engine.retry_state")  # otherwise imported at the first error
