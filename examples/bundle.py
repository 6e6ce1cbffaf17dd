"""Packaging: `python bundle.py` puts this program, the SDK and all that it needs into the file `bundle.pyz`.

`python bundle.pyz QUESTION` runs on each Python that is new enough; nothing has to be installed there.
"""

import importlib.util
import shutil
import sys
import tempfile
import zipapp
from pathlib import Path

from pollination_sdk import Pollinations, __version__, errors

PACKAGES = "pollination_sdk pollination_api httpx httpcore h11 anyio attr attrs dateutil certifi idna typing_extensions"


def bundle(target: Path) -> None:
    """Copy this file and the packages into one archive."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(__file__, Path(folder, "__main__.py"))
        for package in PACKAGES.split():
            spec = importlib.util.find_spec(package)
            if spec is None or spec.origin is None:
                continue  # a dependency that this Python does not need
            source = Path(spec.origin)
            if spec.submodule_search_locations is None:
                shutil.copy(source, folder)
            else:
                shutil.copytree(source.parent, Path(folder, package), ignore=shutil.ignore_patterns("__pycache__"))
        zipapp.create_archive(folder, target, interpreter="/usr/bin/env python3", compressed=True)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def main() -> int:
    """Ask one question; return the exit code."""
    try:
        with Pollinations() as client:
            print(client.text(" ".join(sys.argv[1:]) or "What is moss?"))
    except errors.MissingKeyError as error:
        print(error, file=sys.stderr)
        return 2
    except errors.PollinationsError as error:
        print(f"{error.summary}\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    if Path(__file__).name == "__main__.py":
        print(f"pollinations-sdk {__version__}")
        sys.exit(main())
    bundle(Path("bundle.pyz"))
