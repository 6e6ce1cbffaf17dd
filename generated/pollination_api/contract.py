# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "976a0faca967a08a7422be8c6ae31d1f668c9a939b1f47a1fa197607d72ae693"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    from .openapi import JSON  # large, and rarely needed

    contract: dict[str, Any] = json.loads(JSON)
    return contract
