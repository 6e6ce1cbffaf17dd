"""Prove a finished package: every module imports, every model gives back an example, every answer is read.

`python -m tools.regenerate.prove FOLDER OVERLAY`, where FOLDER holds the package. Runs in a process of its own, so that
a broken package can neither hurt its caller nor stay imported there.
"""

import ast
import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx

from tools.examples import Examples
from tools.schemas import followed

PACKAGE = "pollination_api"
Answer = tuple[str, int, str]


def main(folder: str, overlay: str) -> int:
    """Print what is wrong with the package in `folder`, or else what the overlay reads; return the exit code."""
    sys.path.insert(0, folder)
    try:
        modules = import_all()
        contract = modules[f"{PACKAGE}.contract"].load()
        unread, claimed = set(unread_answers(contract, modules)), claims(Path(overlay))
        wrong = [*round_trips(contract, modules), *unclaimed(unread, claimed)]
    except Exception as error:  # noqa: BLE001 - whatever a broken package raises is what we have to tell
        wrong, claimed = [f"{type(error).__name__}: {error}"], {}
    lines = wrong or [
        f"{_named(answer)}: read by {method} of the overlay" for answer, method in sorted(claimed.items())
    ]
    print(*lines, sep="\n")
    return 1 if wrong else 0


def import_all() -> dict[str, ModuleType]:
    """Import every module of the package and return them by name."""
    package = importlib.import_module(PACKAGE)
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{PACKAGE}.")]
    modules: dict[str, ModuleType] = {}
    wrong: list[str] = []
    for name in names:
        try:
            modules[name] = importlib.import_module(name)
        except Exception as error:  # noqa: BLE001 - all that does not import is reported at once
            wrong.append(f"{name}: {type(error).__name__}: {error}")
    if wrong:
        raise ImportError("\n".join(wrong))
    return modules


def round_trips(contract: dict[str, Any], modules: dict[str, ModuleType]) -> Iterator[str]:
    """Yield a line for each model that does not give back an example of its schema."""
    examples = Examples(contract)
    models = modules[f"{PACKAGE}.models"]
    for name, schema in contract["components"]["schemas"].items():
        if schema.get("type") != "object" or _holds_file(contract, schema):
            continue
        model = getattr(models, name, None)
        if model is None:
            yield f"component {name}: there is no model of that name"
            continue
        for example in examples.variants(schema):
            back = _back(model, example)
            if back != example:
                yield f"model {name}: {json.dumps(example)} comes back as {json.dumps(back, default=str)}"


def _back(model: Any, example: Any) -> Any:
    """Return what a model makes of an example, or why it makes nothing of it."""
    try:
        return model.from_dict(example).to_dict()
    except Exception as error:  # noqa: BLE001 - whatever a broken model raises is what we have to tell
        return f"{type(error).__name__}: {error}"


def _holds_file(contract: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Return whether a schema is a form with a file in it: such a form is sent as parts and never decoded."""
    fields = (followed(contract, field) for field in schema.get("properties", {}).values())
    parts = (part for field in fields for part in (field, followed(contract, field.get("items", {}))))
    return any(part.get("format") == "binary" for part in parts)


def unclaimed(unread: set[Answer], claimed: dict[Answer, str]) -> Iterator[str]:
    """Yield a line for each documented answer that neither the generated function nor the overlay reads."""
    for answer in sorted(unread - claimed.keys()):
        yield (
            f"{_named(answer)}: the generated function does not read it. "
            "Let the overlay read it and say so in CLAIMED_ANSWERS of _operations."
        )
    for answer in sorted(claimed.keys() - unread):
        yield f"{_named(answer)}: claimed in _operations, but the generated function reads it."


def _named(answer: Answer) -> str:
    return " ".join(map(str, answer))


def unread_answers(contract: dict[str, Any], modules: dict[str, ModuleType]) -> Iterator[Answer]:
    """Yield each (operation, status, media type) of the contract that the generated function does not read."""
    examples = Examples(contract)
    for path_item in contract["paths"].values():
        for operation in path_item.values():
            ending = f".{operation['operationId']}"
            function = next(module for name, module in modules.items() if name.endswith(ending))
            for status, answer in operation["responses"].items():
                for media_type, content in followed(contract, answer).get("content", {}).items():
                    schema = followed(contract, content.get("schema", {}))
                    if not _reads(function, int(status), media_type, schema, examples.one(schema)):
                        yield operation["operationId"], int(status), media_type


def claims(overlay: Path) -> dict[Answer, str]:
    """Read the overlay's table of answers that it reads itself, without importing it.

    Raises:
        ValueError: A claim names a method that the overlay does not offer.
    """
    table = _constants(overlay / "_operations" / "__init__.py")
    claimed: dict[Answer, str] = table.get("CLAIMED_ANSWERS", {})
    for answer, method in claimed.items():
        if method not in table.get("__all__", ()):
            raise ValueError(f"{_named(answer)}: claimed for {method}, which _operations does not offer")
    return claimed


def _constants(module: Path) -> dict[str, Any]:
    """Read the literal constants of a module that may not exist yet."""
    found = {}
    for node in ast.parse(module.read_text()).body if module.exists() else []:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ) if name in ("CLAIMED_ANSWERS", "__all__"):
                found[name] = ast.literal_eval(value)
    return found


def _reads(function: ModuleType, status: int, media_type: str, schema: dict[str, Any], example: Any) -> bool:
    """Return whether the function makes of the answer what its schema says, not less."""
    is_json = media_type.endswith("json")
    content = json.dumps(example).encode() if is_json else b"some text"
    response = httpx.Response(status, headers={"Content-Type": media_type}, content=content)
    client = importlib.import_module(PACKAGE).Client()
    try:
        parsed = function._parse_response(client=client, response=response)  # noqa: SLF001 - this is what is proved
    except Exception:  # noqa: BLE001 - a function that raises has not read it
        return False
    if schema.get("type") == "object":
        return hasattr(parsed, "to_dict")
    return parsed is not None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
