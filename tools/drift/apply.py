"""Bring a description's changes into the contract: all of them, proved, or nothing at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools import contract
from tools.compare.operation import operations_of
from tools.drift import newcomer
from tools.drift.draft import Draft, put
from tools.drift.edits import Desk, edit, record
from tools.drift.hoist import Hoist
from tools.drift.places import Places
from tools.drift.recorded import unrecorded
from tools.drift.source import UnreadableError
from tools.regenerate.__main__ import proved
from tools.regenerate.failure import RegenerationError

if TYPE_CHECKING:
    from tools.compare import Change
    from tools.contract import Contract

_ROUNDS = 4
_MOST_LEFT_OUT = 8
_NOT_GENERATED = "The generator makes no working function of this operation; how is it to be described?"
_ELSEWHERE = "The description says it in several places, and not the same in all of them."
_BYTES = "application/octet-stream"


def apply(known: Contract, described: dict[str, Any]) -> Contract:
    """Write the contract that says what a description says.

    Args:
        known: The contract as it stands.
        described: The description.

    Returns:
        The contract as it was written.

    Raises:
        UnreadableError: The result would not hold; nothing was written.
    """
    left_out: set[str] = set()
    while True:
        try:
            return _applied(known, described, left_out)
        except RegenerationError as error:
            culprits = _culprits(str(error)) - left_out
            if not culprits or len(left_out) >= _MOST_LEFT_OUT:
                reason = str(error).replace(tempfile.gettempdir(), "")
                raise UnreadableError(f"the result would not hold, nothing was written: {reason}") from error
            left_out |= culprits


def _culprits(reason: str) -> set[str]:
    """Return the operations whose generated functions an error names."""
    return set(re.findall(r"pollination_api\.api\.\w+\.(\w+)", reason))


def _applied(known: Contract, described: dict[str, Any], left_out: set[str]) -> Contract:
    config = known.path.with_name("generator-config.yml")
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        trial = Path(folder) / known.path.name
        settings = Path(shutil.copy(config, folder))
        trial.write_text(known.text, encoding="utf-8")
        current = contract.load(trial)
        changes = unrecorded(current, described)
        for turn in range(_ROUNDS):
            _write(trial, _rewritten(current, described, changes, left_out, is_first=turn == 0))
            current = contract.load(trial)
            changes = unrecorded(current, described)
            if not changes:
                break
        else:
            left = "; ".join(f"{one.place}: {one.event}" for one in changes[:3])
            raise UnreadableError(f"{len(changes)} differences would not go into {known.path}: {left}")
        _settle(current, settings)
        _prove(trial, settings)
        for made, place in ((trial, known.path), (settings, config)):
            _replace(made, place)
    return contract.load(known.path)


def _rewritten(
    current: Contract, described: dict[str, Any], changes: list[Change], left_out: set[str], *, is_first: bool
) -> str:
    draft = Draft(current.text)
    hoist = Hoist(described, dict(current.data["components"]["schemas"]))
    desk = Desk(draft, Places(current.data), hoist, operations_of(described))
    for change in changes:
        if change.event == "operation added" and newcomer.is_called(change.theirs, change.child, left_out):
            record(change, desk, _NOT_GENERATED, kind="x-question")
        elif is_first:
            edit(change, desk)
        else:
            record(change, desk, _ELSEWHERE, exactly=False)
    for name, schema in hoist.made.items():
        put(draft.data["components"]["schemas"], name, schema)
    return draft.text()


def _settle(current: Contract, settings: Path) -> None:
    """Let the generator take media types that it does not know for bytes."""
    config = Draft(settings.read_text(encoding="utf-8"))
    known = config.data["content_type_overrides"]
    for media_type in sorted(_media_types(current.data)):
        family = media_type.partition("/")[0]
        is_known = media_type.endswith("json") or family == "text" or media_type in {_BYTES, *known}
        if not is_known and media_type not in {"multipart/form-data", "application/x-www-form-urlencoded"}:
            put(known, media_type, _BYTES)
    _write(settings, config.text())


def _media_types(node: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(node, dict):
        content = node.get("content")
        if isinstance(content, dict) and all("/" in str(key) for key in content):
            found |= set(content)
        for value in node.values():
            found |= _media_types(value)
    elif isinstance(node, list):
        for value in node:
            found |= _media_types(value)
    return found


def _prove(trial: Path, settings: Path) -> None:
    with proved(trial, settings):
        pass


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _replace(made: Path, place: Path) -> None:
    """Put a file in the place of another in one step."""
    beside = place.with_name(f".{place.name}.new")
    shutil.copyfile(made, beside)
    beside.replace(place)
