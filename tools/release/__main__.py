"""Build and try what would be released: `python -m tools.release --check PYTHON...`; nothing is ever uploaded."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_TRY = """
from pollination_sdk import Pollinations, __version__
from pollination_sdk.sandbox import Sandbox
with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
    print(__version__, client.text("hello"), client.image("a fox", width=64, height=64).save("fox"))
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="nox -s release --", description="Try a release; nothing is uploaded.")
    parser.add_argument("--check", action="store_true", required=True, help="the only thing that this can do")
    parser.add_argument("pythons", nargs="*", default=[sys.executable], help="the Pythons to install into")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        try:
            files = _built_twice(Path(folder))
            _run(sys.executable, "-m", "twine", "check", "--strict", *map(str, files))
            wheel = next(file for file in files if file.suffix == ".whl")
            for python in options.pythons:
                _try(python, wheel, Path(folder))
        except subprocess.CalledProcessError as error:
            print(f"{' '.join(map(str, error.cmd[:6]))} failed:\n{error.stdout}{error.stderr}", file=sys.stderr)
            return 1
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    print("Ready to be uploaded, which is left to a person.")
    return 0


def _built_twice(folder: Path) -> list[Path]:
    """Build wheel and sdist twice.

    Raises:
        ValueError: The two differ in a byte.
    """
    epoch = _run("git", "log", "-1", "--format=%ct").strip()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    sums = []
    for place in ("one", "two"):
        _run(sys.executable, "-m", "build", "--outdir", str(folder / place), environment=environment)
        files = sorted((folder / place).iterdir())
        sums.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files})
    if sums[0] != sums[1]:
        raise ValueError(f"Two builds differ: {sorted(sums[0].items() ^ sums[1].items())}")
    for name, digest in sums[0].items():
        print(f"{digest}  {name}")
    return sorted((folder / "one").iterdir())


def _try(python: str, wheel: Path, folder: Path) -> None:
    """Install the wheel into an empty environment, and call the sandbox with it."""
    environment = folder / f"with-{Path(python).name}"
    _run(python, "-m", "venv", str(environment))
    inside = environment / "bin" / "python"
    _run(str(inside), "-m", "pip", "install", "--quiet", f"{wheel}[sandbox]")
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "POLLINATIONS_API_KEY"}}
    print(f"{Path(python).name}: {_run(str(inside), '-c', _TRY, folder=environment, environment=clean).strip()}")


def _run(*command: str, folder: Path | None = None, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
