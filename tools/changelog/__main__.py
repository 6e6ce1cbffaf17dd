"""Print a draft of the changelog's next entry: `python -m tools.changelog [--since TAG] [--version]`."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

from tools import compare, contract
from tools.changelog.entry import Entry, newly_announced

CONTRACT = "openapi.yaml"
VERSION = Path("overlays/pollination_sdk/_version.py")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="nox -s changelog --", description="Draft the changelog's next entry.")
    parser.add_argument("--since", metavar="TAG", help="what users have; the last tag where it is left out")
    parser.add_argument("--version", action="store_true", help="print the next version only")
    parser.add_argument("--append", metavar="FILE", help="add the entry to a file too, such as a pull request's text")
    options = parser.parse_args(arguments)
    since = options.since or _git("describe", "--tags", "--abbrev=0")
    then = _git("show", f"{since}:{CONTRACT}") if since else ""
    if since and not then:
        print(f"{since} has no {CONTRACT}.", file=sys.stderr)
        return 1
    entry = _since(since, then) if since else Entry("", [], _commits("HEAD"), first=_version(""))
    if options.version:
        print(entry.version)
        return 0
    text = entry.markdown(dt.datetime.now(dt.UTC).date().isoformat())
    print(text)
    if options.append:
        with Path(options.append).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
    return 0


def _since(since: str, then: str) -> Entry:
    old, new = YAML(typ="safe").load(then), contract.load(CONTRACT).data
    announced = newly_announced(old, new)
    return Entry(_version(since), compare.compare(old, new), _commits(f"{since}..HEAD"), announced)


def _commits(span: str) -> list[str]:
    return _git("log", "--no-merges", "--format=%s", span).splitlines()


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _version(since: str) -> str:
    """Return the version of a tag, or that of the working tree for what is not named for one."""
    found = re.search(r"\d+\.\d+\.\d+", since) or re.search(r"\d+\.\d+\.\d+", VERSION.read_text(encoding="utf-8"))
    return found.group() if found else "0.0.0"


if __name__ == "__main__":
    sys.exit(main())
