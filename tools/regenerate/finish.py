"""Turn the generator's output into the package that is committed: formatted, marked, typed, with its contract."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jinja2

from tools.regenerate import bounds, deprecated
from tools.regenerate.generate import TEMPLATES, RegenerationError
from tools.regenerate.shapes import shapes

HEADER = "# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.\n"
SUMS = "SHA256SUMS"
_RUFF = (sys.executable, "-m", "ruff")
_RUFF_OPTIONS = ("--isolated", "--quiet", "--no-cache", "--line-length=120", "--target-version=py311")
# I: sorted imports; F401, F811: what the templates import in vain; UP: today's spelling.
_RUFF_FIXES = ("--fix", "--select=I,F401,F811,UP")

_MODULES = (
    "bounds",
    "contract",
    "deprecated",
    "formats",
    "known_ids",
    "notebook",
    "openapi",
    "response_model",
    "shapes",
)
"""The modules that the generator knows nothing of, each with a template of its own."""

_TEMPLATES = jinja2.Environment(  # noqa: S701 - it writes Python, no HTML
    loader=jinja2.FileSystemLoader(TEMPLATES), trim_blocks=True, keep_trailing_newline=True
)
_TEMPLATES.filters["repr"] = repr


def finish(package: Path, *, contract: dict[str, Any], text: str) -> None:
    """Format, mark and complete a freshly generated package.

    Args:
        package: The folder that the generator wrote.
        contract: The contract as plain dicts and lists.
        text: The contract as it is written, for its hash.

    Raises:
        RegenerationError: The formatter refused a file, which means that the generated code is not Python.
    """
    values = {
        "contract": contract,
        "digest": hashlib.sha256(text.encode()).hexdigest(),
        "json": json.dumps(contract, separators=(",", ":"), ensure_ascii=False),  # YAML would be slow to load
        "bounds": bounds.table(contract),
        "deprecated": deprecated.table(contract),
        "shapes": shapes(contract),
    }
    for name in (f"{module}.py" for module in _MODULES):
        (package / name).write_text(rendered(name, values))
    (package / "py.typed").write_text("")
    _run_ruff("check", *_RUFF_FIXES, package=package)
    _run_ruff("format", package=package)
    for path in package.rglob("*.py"):
        path.write_text(HEADER + path.read_text())
    (package / SUMS).write_text(sums(package))


def rendered(name: str, values: dict[str, Any]) -> str:
    """Return the text of a file, made by its template."""
    return _TEMPLATES.get_template(f"{name}.jinja").render(values)


def sums(package: Path) -> str:
    """Return a line with the SHA-256 of each file, as `sha256sum` writes it, so that a later edit shows."""
    found = contents(package)
    return "".join(f"{found[path]}  {path}\n" for path in sorted(found, key=Path))


def contents(package: Path) -> dict[str, str]:
    """Return the files of a package with the SHA-256 of each, without what Python left and the list of sums itself."""
    return {
        path.relative_to(package).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != SUMS
    }


def _run_ruff(subcommand: str, *options: str, package: Path) -> None:
    command = (*_RUFF, subcommand, *_RUFF_OPTIONS, *options, str(package))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RegenerationError(f"ruff {subcommand} refuses the generated code:\n{done.stdout}{done.stderr}")
