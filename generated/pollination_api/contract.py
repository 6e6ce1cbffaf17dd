# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from importlib import resources
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "ba4e846663f70a70c4c937051d913313c267426f35be31cbe86f7b1cd708d18b"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    contract: dict[str, Any] = json.loads(resources.files(__package__).joinpath("openapi.json").read_bytes())
    return contract
