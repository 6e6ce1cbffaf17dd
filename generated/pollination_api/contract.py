# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "d1ad6bc2e7cc12b6eef8b620e8ca47cca8f7833b3c0294f59df3aa21844a8ab1"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    from .openapi import JSON  # large, and rarely needed

    contract: dict[str, Any] = json.loads(JSON)
    return contract
