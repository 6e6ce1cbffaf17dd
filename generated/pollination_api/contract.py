# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "cd192d46ca6db00d1e47a00e0e3e8f1544c9e65203beae91d3d9b0069e061852"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    from .openapi import JSON  # large, and rarely needed

    contract: dict[str, Any] = json.loads(JSON)
    return contract
