"""Build and try what would be released: `python -m tools.release --check PYTHON...`; nothing is ever uploaded."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DEMO = Path("tools/demo.py")
_BARE = "import pollination_api; from pollination_sdk import *; print(Pollinations(), __version__)"


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
            wheel, sdist = sorted(files, key=lambda file: file.suffix != ".whl")
            for python in options.pythons:
                _show(python, wheel, Path(folder))
                _import(python, sdist, Path(folder))
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


def _show(python: str, wheel: Path, folder: Path) -> None:
    """Install the wheel into an empty environment, and run the demo with nothing of the checkout in sight."""
    inside = _installed(python, folder / f"wheel-{Path(python).name}", f"{wheel}[sandbox]")
    demo = shutil.copy(DEMO, inside.parents[1])
    said = _run(str(inside), str(demo), folder=inside.parents[1], environment=_clean()).strip().splitlines()
    steps = sum(line.startswith("[") for line in said)
    print(f"{Path(python).name}: the demo from the wheel: {steps} steps. {said[-1]}")


def _import(python: str, sdist: Path, folder: Path) -> None:
    """Install the sdist into an empty environment without an extra, and import all of it."""
    inside = _installed(python, folder / f"sdist-{Path(python).name}", str(sdist))
    _run(str(inside), "-m", "pip", "check")
    said = _run(str(inside), "-I", "-c", _BARE, folder=inside.parents[1], environment=_clean()).strip()
    print(f"{Path(python).name}: the sdist without an extra: {said}")


def _installed(python: str, environment: Path, what: str) -> Path:
    """Make an environment with one thing in it; return its Python."""
    _run(python, "-m", "venv", str(environment))
    inside = environment / "bin" / "python"
    _run(str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", what)
    return inside


def _clean() -> dict[str, str]:
    """Return the environment without a key and without a road to the checkout."""
    hidden = ("PYTHON", "POLLINATIONS_", "BEARER_TOKEN")
    return {key: value for key, value in os.environ.items() if not key.startswith(hidden)}


def _run(*command: str, folder: Path | None = None, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
