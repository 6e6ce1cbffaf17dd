"""A part of the contract: what is written into it is read, checked and generated several times as fast as the whole."""

from __future__ import annotations

from pathlib import Path

from tools.contract import unused_components
from tools.drift.draft import Draft

ROOT = Path(__file__).parents[2]


def write_small_contract(folder: Path, *paths: str) -> Path:
    """Write a contract that has these paths alone, with the components that they use, and the generator's settings.

    Args:
        folder: Where to write.
        paths: Paths of the contract.
    """
    draft = Draft((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
    for path in set(draft.data["paths"]) - set(paths):
        del draft.data["paths"][path]
    for group, name in list(unused_components(draft.plain())):
        del draft.data["components"][group][name]
    written = folder / "openapi.yaml"
    written.write_text(draft.text(), encoding="utf-8")
    (folder / "generator-config.yml").write_bytes((ROOT / "generator-config.yml").read_bytes())
    return written
