"""Write a first draft for each operation of the contract that no verb sends: `python -m tools.scaffold`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools import contract
from tools.contract.walk import operations
from tools.drift.touched import Project
from tools.examples import Examples
from tools.scaffold import draft

if TYPE_CHECKING:
    from tools.scaffold.draft import Argument, Subject

OVERLAY = Path("overlays/pollination_sdk")
NAMES = Path("tests/unit/test_public_api.py")
"""The test that pins what the clients offer."""


def main() -> int:
    """Write the drafts, and say what was written and what is left."""
    data = contract.load("openapi.yaml").data
    project = Project(Path(), {})
    missing = [one.value for one in operations(data) if not project.verbs_of(one.value["operationId"])]
    written: list[Path] = []
    for value in missing:
        found = draft.subject(value["operationId"], value, data)
        if found is None:
            name = value["operationId"]
            print(f"{name}: its body is no JSON object; write it by hand. client.call({name!r}, ...) sends it.")
        else:
            written += _write(found, data)
    if written:
        _tidy([path for path in written if path.suffix == ".py"])
    print("\n".join(map(str, dict.fromkeys(written))) or "Every operation has its verb, but for what is named above.")
    return 0


def _write(found: Subject, data: dict[str, Any]) -> list[Path]:
    calls, endpoints = OVERLAY / "_operations" / "__init__.py", OVERLAY / "_client/methods.py"
    verb = found.verb(_taken(endpoints))
    module = OVERLAY / "_operations" / f"_{verb}.py"
    made = {
        module: draft.builder(found, verb),
        Path(f"tests/unit/test_{verb}.py"): draft.test(found, verb, _example(found, data)),
        Path(f"docs/{verb}.md"): draft.page(found, verb),
    }
    for path, text in made.items():
        if not path.exists():  # what somebody has written already is theirs
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    checked = "if TYPE_CHECKING:\n"
    _change(calls, checked, f"{checked}    from pollination_sdk._operations._{verb} import {verb}\n")
    _change(calls, "\n__all__ = [\n", f"\n__all__ = [\n    {verb!r},\n")
    _change(calls, "\n_HOMES = {\n", f'\n_HOMES = {{\n    "{verb}": "_{verb}",\n')
    _change(
        endpoints,
        "\n\n\nclass OpenVerbs:",
        f"\n    {verb} = endpoint(lambda: _operations.{verb})\n\n\nclass OpenVerbs:",
    )
    _change(NAMES, "\nVERBS = {\n", f"\nVERBS = {{\n    {verb!r},\n")
    return [*made, calls, endpoints, NAMES]


def _taken(endpoints: Path) -> set[str]:
    """Return the names that a verb cannot have: those of the other verbs, and of what else a client offers."""
    verbs = re.findall(r"^    (\w+) = \w+\(", endpoints.read_text(encoding="utf-8"), re.MULTILINE)
    client = (OVERLAY / "_client.py").read_text(encoding="utf-8") + (OVERLAY / "_client_base.py").read_text("utf-8")
    return {*verbs, *re.findall(r"^    (?:async )?def (\w+)", client, re.MULTILINE)}


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    if after.strip() not in text:
        path.write_text(text.replace(before, after, 1), encoding="utf-8")


def _example(found: Subject, data: dict[str, Any]) -> Any:
    examples = Examples(data)
    schemas = {one["name"]: one.get("schema", {}) for one in map(examples.resolve, found.value.get("parameters", ()))}
    if found.body:
        schemas |= data["components"]["schemas"][found.body].get("properties", {})

    def example(argument: Argument) -> Any:
        return examples.one(schemas[argument.wire])

    return example


def _tidy(paths: list[Path]) -> None:
    names = sorted({str(path) for path in paths})
    for verb in (["check", "--quiet", "--fix", "--select", "I,RUF022"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *verb, *names], check=False)


if __name__ == "__main__":
    sys.exit(main())
