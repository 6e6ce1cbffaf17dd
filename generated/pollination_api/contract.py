# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from importlib import resources
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

SHA256 = "b60153e8c7f291df2c981cc8ec86dccd0dc2e7b53768bb6baee93f435dcd7c06"
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    contract: dict[str, Any] = json.loads(resources.files(__package__).joinpath("openapi.json").read_bytes())
    return contract
