"""A small part of the contract: what is written into it is read and checked ten times as fast as the whole."""

from __future__ import annotations

import json
from pathlib import Path

from tools import contract

ROOT = Path(__file__).parents[2]


def write_small_contract(folder: Path, *paths: str) -> Path:
    """Write a contract that has these paths alone, with the components that they use, and the generator's settings.

    Args:
        folder: Where to write.
        paths: Paths of the contract.
    """
    whole = contract.load(ROOT / "openapi.yaml").data
    kept = {**whole, "paths": {path: whole["paths"][path] for path in paths}}
    for _ in range(3):  # what only a dropped component used goes in the next turn
        for group, name in list(contract.unused_components(kept)):
            kept["components"] = {**kept["components"], group: {**kept["components"][group]}}
            del kept["components"][group][name]
    path = folder / "openapi.yaml"
    path.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    (folder / "generator-config.yml").write_bytes((ROOT / "generator-config.yml").read_bytes())
    return path
