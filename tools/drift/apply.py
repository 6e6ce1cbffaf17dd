"""Bring a description's changes into the contract: all of them, proved, or nothing at all."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from tools import contract
from tools.compare import Change
from tools.compare.operation import operations_of
from tools.contract import Contract, unused_components
from tools.contract.walk import mapping, nodes
from tools.drift.desk import Desk, record
from tools.drift.draft import Draft, put
from tools.drift.edits import edit
from tools.drift.hoist import Hoist
from tools.drift.places import Places
from tools.drift.recorded import unrecorded
from tools.drift.set_aside import SetAside
from tools.drift.source import UnreadableError
from tools.regenerate.__main__ import proved
from tools.regenerate.generate import RegenerationError

_ROUNDS = 4
_MOST_RUNS = 12
"""How often a result is made and proved; each time what did not hold is set aside."""

_ELSEWHERE = "The description says it in several places, and not the same in all of them."
_BYTES = "application/octet-stream"


def apply(known: Contract, described: dict[str, Any], changes: list[Change], *, date: str) -> Contract:
    """Write the contract that says what a description says.

    Parts that the generator makes no working code of are set aside with a question. A schema becomes free-form JSON
    first; then whole operations are set aside, and in the end every change that is not decided.

    Args:
        known: The contract as it stands.
        described: The description.
        changes: What it says otherwise, as `unrecorded` found it.
        date: The day that is written beside what goes, as 2026-03-01.

    Returns:
        The contract as it was written.

    Raises:
        UnreadableError: The result would not hold; nothing was written.
    """
    aside = SetAside()
    for run in range(_MOST_RUNS):
        try:
            return _applied(known, described, changes, aside, date)
        except RegenerationError as error:
            reason = str(error).replace(tempfile.gettempdir(), "")
            if run == _MOST_RUNS - 1 or aside.has_everything:
                raise UnreadableError(f"the result would not hold, nothing was written: {reason}") from error
            aside.learn(reason, is_late=run >= _MOST_RUNS - 3)
    raise AssertionError("the last run returns or raises")


def _applied(known: Contract, described: dict[str, Any], changes: list[Change], aside: SetAside, date: str) -> Contract:
    config = known.path.with_name("generator-config.yml")
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        trial = Path(folder) / known.path.name
        settings = Path(shutil.copy(config, folder))
        draft, data = brought(known, described, changes, aside, date=date)
        trial.write_text(draft.text(), encoding="utf-8")
        _settle(data, settings)
        aside.know(contract.load(trial))
        with proved(trial, settings):
            for made, place in ((trial, known.path), (settings, config)):
                _replace(made, place)
    return contract.load(known.path)


def brought(
    known: Contract, described: dict[str, Any], changes: list[Change], aside: SetAside, *, date: str
) -> tuple[Draft, dict[str, Any]]:
    """Return the contract with what a description says, unproved, and the same as plain dicts and lists.

    Args:
        known: The contract as it stands.
        described: The description.
        changes: What it says otherwise.
        aside: What is not to be brought in, only asked.
        date: The day that is written beside what goes.

    Raises:
        UnreadableError: Differences are left that would not go into it.
    """
    draft, data = Draft(known.text), known.data
    operations = operations_of(described)
    for turn in range(_ROUNDS):
        hoist = Hoist(described, dict(data["components"]["schemas"]), aside.schemas)
        desk = Desk(draft, Places(data), hoist, operations, date)
        _rewrite(desk, changes, aside, is_first=turn == 0)
        data = draft.plain()
        changes = unrecorded(data, described, date=date)
        if not changes:
            return draft, data
    left = "; ".join(f"{one.place}: {one.event}" for one in changes[:3])
    raise UnreadableError(f"{len(changes)} differences would not go into {known.path}: {left}")


def _rewrite(desk: Desk, changes: list[Change], aside: SetAside, *, is_first: bool) -> None:
    for change in changes:
        question = aside.question(change)
        if question:
            record(change, desk, question, kind="x-question", exactly=is_first)
        elif is_first:
            edit(change, desk)
        else:
            record(change, desk, _ELSEWHERE, exactly=False)
    schemas = desk.draft.data["components"]["schemas"]
    for name, schema in desk.hoist.made.items():
        put(schemas, name, schema)
    for group, name in list(unused_components(desk.draft.plain())):  # such as those of a schema that was set aside
        if group == "schemas" and name in desk.hoist.made:
            del schemas[name]


def _settle(data: dict[str, Any], settings: Path) -> None:
    """Let the generator take media types that it does not know for bytes."""
    config = Draft(settings.read_text(encoding="utf-8"))
    known = config.data["content_type_overrides"]
    contents = (mapping(node.get("content")) for _, node in nodes(data))
    used = {str(key) for content in contents if all("/" in str(key) for key in content) for key in content}
    for media_type in sorted(used):
        family = media_type.partition("/")[0]
        is_known = media_type.endswith("json") or family == "text" or media_type in {_BYTES, *known}
        if not is_known and media_type not in {"multipart/form-data", "application/x-www-form-urlencoded"}:
            put(known, media_type, _BYTES)
    settings.write_text(config.text(), encoding="utf-8")


def _replace(made: Path, place: Path) -> None:
    """Put a file in the place of another in one step."""
    beside = place.with_name(f".{place.name}.new")
    shutil.copyfile(made, beside)
    beside.replace(place)
