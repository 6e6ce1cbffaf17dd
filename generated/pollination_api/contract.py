# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "c7a04b2f0172d34f63c2319e3dea9c3fe639c7f1cef0944e6349403a3f76c036"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    from .openapi import JSON  # large, and rarely needed

    contract: dict[str, Any] = json.loads(JSON)
    return contract
