"""The contract as plainly as the provider publishes its own description: strings where our enums are open.

Users of the predecessor had a client made of such a description. OpenAPI Generator makes a wrapper that validates twice
of each `anyOf` of known values and any string: made of `openapi.yaml` as it is, the predecessor reads ten times slower
than what users had, and would flatter us.
"""

import json
from pathlib import Path
from typing import Any

from tools.contract import load, resolve


def write(contract: Path, target: Path) -> None:
    """Write the plain form of a contract as JSON."""
    described = load(contract).data
    target.write_text(json.dumps(plain(described, described)))


def plain(value: Any, document: dict[str, Any]) -> Any:
    """Return a part of a document with each open enum as a plain string."""
    if isinstance(value, list):
        return [plain(item, document) for item in value]
    if not isinstance(value, dict):
        return value
    members = value.get("anyOf")
    if isinstance(members, list) and {"type": "string"} in members:
        members = [member for member in members if not _is_known_values(member, document)]
        beside = {key: item for key, item in value.items() if key != "anyOf"}
        value = beside | ({"anyOf": members} if len(members) > 1 else members[0])
    return {key: plain(item, document) for key, item in value.items()}


def _is_known_values(member: Any, document: dict[str, Any]) -> bool:
    return "$ref" in member and "enum" in resolve(document, member["$ref"])
