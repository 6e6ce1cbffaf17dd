# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "780563a6fe5b09db9c0130586039116cc4a0921a4529a0424d8389e48b623ed7"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    from .openapi import JSON  # large, and rarely needed

    contract: dict[str, Any] = json.loads(JSON)
    return contract
