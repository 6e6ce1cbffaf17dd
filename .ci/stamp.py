"""Write into the checkout the facts that only a release knows: `python .ci/stamp.py v0.2.0 https://host/owner/name`.

The version goes into `_version.py`, the project's address into pyproject.toml, and the relative links of the README
become absolute ones, which work on PyPI.
"""

import re
import sys
from pathlib import Path

VERSION = Path("overlays/pollination_sdk/_version.py")
VERSION_TAG = re.compile(r"v(\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?)")


def main(tag: str, address: str) -> None:
    """Stamp the checkout that is the current folder.

    Args:
        tag: The tag of the release, `v` and a version.
        address: The URL of the repository.
    """
    if not (found := VERSION_TAG.fullmatch(tag)):
        sys.exit(f"The tag {tag} is no version: name it like v0.2.0 or v0.2.0rc1.")
    rewrite(VERSION, r'(?m)^__version__ = ".*"$', f'__version__ = "{found[1]}"')
    urls = {
        "Documentation": f"{address}/blob/{tag}/docs/index.md",
        "Changelog": f"{address}/blob/{tag}/CHANGELOG.md",
        "Issues": f"{address}/issues",
        "Repository": address,
    }
    table = "".join(f'{name} = "{url}"\n' for name, url in urls.items())
    rewrite(Path("pyproject.toml"), r"(?m)^\[project\.urls\]\n", f"[project.urls]\n{table}")
    rewrite(Path("README.md"), r"\]\((?![a-z]+:|#)", f"]({address}/blob/{tag}/")


def rewrite(path: Path, pattern: str, replacement: str) -> None:
    """Replace each match of a pattern in a file; a file without one is an error."""
    text, count = re.subn(pattern, lambda _: replacement, path.read_text(encoding="utf-8"))
    if not count:
        sys.exit(f"{path} has no match of {pattern}.")
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
