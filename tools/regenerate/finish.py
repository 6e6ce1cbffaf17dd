"""Turn the generator's output into the package that is committed: formatted, marked, typed, with its contract."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.regenerate import bounds, deprecated
from tools.regenerate.failure import RegenerationError
from tools.regenerate.generate import TEMPLATES
from tools.regenerate.shapes import shapes

HEADER = "# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.\n"
SUMS = "SHA256SUMS"
_RUFF = (sys.executable, "-m", "ruff")
_RUFF_OPTIONS = ("--isolated", "--quiet", "--no-cache", "--line-length=120", "--target-version=py311")
# I: sorted imports; F401, F811: what the templates import in vain; UP: today's spelling.
_RUFF_FIXES = ("--fix", "--select=I,F401,F811,UP")

_COPIED = ("formats.py", "response_model.py")
"""The modules of `tools/templates` that are the same for each contract."""

_CONTRACT_MODULE = '''"""The contract that this package was generated from."""

import json
from typing import Any

VERSION = {version!r}
"""The contract's version, `info.version`."""

SHA256 = {digest!r}
"""The SHA-256 of `openapi.yaml`."""


def load() -> dict[str, Any]:
    """Return the contract as plain dicts and lists, a fresh copy each time."""
    from .openapi import JSON  # large, and rarely needed

    contract: dict[str, Any] = json.loads(JSON)
    return contract
'''

_KNOWN_IDS_MODULE = '''"""Names of models that were known when the contract was written, for editors; any is allowed."""

from typing import Literal

{aliases}
'''

_DOCUMENT_MODULE = '''"""The contract as JSON text; in a module, which frozen programs and zip files always carry."""

JSON = {text!r}
'''


def finish(package: Path, *, contract: dict[str, Any], text: str) -> None:
    """Format, mark and complete a freshly generated package.

    Args:
        package: The folder that the generator wrote.
        contract: The contract as plain dicts and lists.
        text: The contract as it is written, for its hash.

    Raises:
        RegenerationError: The formatter refused a file, which means that the generated code is not Python.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    version = contract["info"]["version"]
    (package / "bounds.py").write_text(bounds.module(contract))
    (package / "contract.py").write_text(_CONTRACT_MODULE.format(version=version, digest=digest))
    (package / "deprecated.py").write_text(deprecated.module(contract))
    (package / "known_ids.py").write_text(known_ids(contract))
    (package / "shapes.py").write_text(shapes(contract))
    (package / "openapi.py").write_text(_DOCUMENT_MODULE.format(text=machine_form(contract)))
    for name in _COPIED:
        (package / name).write_text((TEMPLATES / f"{name}.jinja").read_text())
    (package / "py.typed").write_text("")
    _run_ruff("check", *_RUFF_FIXES, package=package)
    _run_ruff("format", package=package)
    for module in package.rglob("*.py"):
        module.write_text(HEADER + module.read_text())
    (package / SUMS).write_text(sums(package))


def known_ids(contract: dict[str, Any]) -> str:
    """Write the module with a `Literal` for each component that lists known names."""
    schemas = contract["components"]["schemas"]
    listed = {name: schema["x-known-ids"] for name, schema in schemas.items() if "x-known-ids" in schema}
    aliases = [f"Known{name} = Literal[{', '.join(map(repr, ids))}]" for name, ids in listed.items()]
    return _KNOWN_IDS_MODULE.format(aliases="\n".join(aliases))


def machine_form(contract: dict[str, Any]) -> str:
    """Return the contract as one line of JSON, quick to load where YAML would be slow."""
    return json.dumps(contract, separators=(",", ":"), ensure_ascii=False)


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
