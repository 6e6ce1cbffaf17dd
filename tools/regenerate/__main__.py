"""Regenerate the client package, the stubs and the pages that are made from code, or `--check` them.

`python -m tools.regenerate [--check]`, from the repository's root.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tools import contract
from tools.regenerate.finish import finish
from tools.regenerate.generate import RegenerationError, generate
from tools.regenerate.staleness import differences
from tools.regenerate.summary import summary
from tools.regenerate.swap import swap_in, sweep

CONTRACT = Path("openapi.yaml")
CONFIG = Path("generator-config.yml")
PLACE = Path("generated/pollination_api")
OVERLAY = Path("overlays/pollination_sdk")


def main() -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="nox -s regenerate --", description="Make the client from the contract.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the client is not up to date")
    options = parser.parse_args()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, _stop)  # so that temporary folders are removed, and no traceback is shown
    try:
        return check() if options.check else regenerate()
    except RegenerationError as error:
        print(error, file=sys.stderr)
        print(f"{PLACE} is as it was." if not options.check else "Nothing was checked.", file=sys.stderr)
        return 1


def regenerate() -> int:
    """Make, prove and swap in the package; print what changed."""
    sweep(PLACE)
    with fresh_package() as package:
        print(_prove(package))
        print(summary(package, PLACE, OVERLAY))
        swap_in(package, PLACE)
    print(f"{PLACE} is what {CONTRACT} makes of it.")
    return _written_after()


def check() -> int:
    """Compare the committed package with a fresh one; print each file that differs."""
    with fresh_package() as package:
        wrong = list(differences(package, PLACE))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    is_stale = bool(wrong) | bool(_written_after("--check"))
    print("Run: python -m nox -s regenerate" if is_stale else f"{PLACE} is what {CONTRACT} makes of it.")
    return int(is_stale)


@contextmanager
def proved(contract_path: Path = CONTRACT, config_path: Path = CONFIG) -> Iterator[Path]:
    """Make the package from a contract in a temporary folder, and prove it.

    Raises:
        RegenerationError: The contract, or the package made from it, does not hold.
    """
    with fresh_package(contract_path, config_path) as package:
        _prove(package)
        yield package


@contextmanager
def fresh_package(contract_path: Path = CONTRACT, config_path: Path = CONFIG) -> Iterator[Path]:
    """Make the package from a contract in a temporary folder."""
    described = _checked_contract(contract_path)
    with tempfile.TemporaryDirectory(prefix="pollination-api-") as folder:
        package = Path(folder) / PLACE.name
        generate(described, config_path=config_path, output=package)
        finish(package, contract=described.data, text=described.text)
        yield package


def _checked_contract(path: Path) -> contract.Contract:
    try:
        described = contract.load(path)
    except contract.ContractError as error:
        raise RegenerationError(str(error)) from error
    problems = contract.check(described)
    if problems:
        raise RegenerationError("\n".join(map(str, problems)))
    return described


def _prove(package: Path) -> str:
    """Prove the package; return what it leaves to the overlay."""
    command = (sys.executable, "-B", "-m", "tools.regenerate.prove", str(package.parent), str(OVERLAY))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RegenerationError(f"the new client does not hold:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout.rstrip()


def _written_after(*arguments: str) -> int:
    """Write or check the stubs and the pages in a process of its own, which imports the new client; return its code."""
    return subprocess.run((sys.executable, "-m", "tools.regenerate.texts", *arguments), check=False).returncode


def _stop(*_: object) -> NoReturn:
    raise RegenerationError("stopped")


if __name__ == "__main__":
    sys.exit(main())
