# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from importlib import resources
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "486e3a06f006af66e2391833fac7aa0bfefbd0881d9d7b50b578a92787fe340c"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    contract: dict[str, Any] = json.loads(resources.files(__package__).joinpath("openapi.json").read_bytes())
    return contract
