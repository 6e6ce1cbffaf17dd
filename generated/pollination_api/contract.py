# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""The contract that this package was generated from."""

import json
from importlib import resources
from typing import Any

VERSION = "0.3.0"
"""The contract's version, `info.version`."""

<<<<<<< HEAD
SHA256 = "5c3a20abdd54824eab1ee1d43107a29cf7fab2ac22fcc6c0cf4f50f403473430"
=======
SHA256 = "860b24ec29c7a8a84a1474d1d51741a64354085aa5c6458f64fc74d7b353997d"
>>>>>>> f013cd4 (Tell drift from recorded deviations, and bring it into the contract, proved or not at all)
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    contract: dict[str, Any] = json.loads(resources.files(__package__).joinpath("openapi.json").read_bytes())
    return contract
