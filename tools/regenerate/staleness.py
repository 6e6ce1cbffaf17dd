"""Tell which files of the committed package are not what the contract makes of them."""

from collections.abc import Iterator
from pathlib import Path

from tools.regenerate.finish import SUMS, contents


def differences(fresh: Path, committed: Path) -> Iterator[str]:
    """Yield a line for each file of `committed` that is not as in `fresh`, with what is wrong with it.

    Args:
        fresh: The package as the contract makes it now.
        committed: The package as it stands in the repository.
    """
    made = contents(committed)
    recorded = _recorded(committed)
    wanted = contents(fresh)
    for name in sorted(made.keys() | wanted.keys()):
        path = committed / name
        if name not in made:
            yield f"{path}: missing"
        elif name in recorded and recorded[name] != made[name]:
            yield f"{path}: edited by hand"
        elif name not in wanted:
            yield f"{path}: {'stale, the contract no longer makes it' if name in recorded else 'not generated'}"
        elif made[name] != wanted[name]:
            yield f"{path}: stale"
    if not recorded:
        yield f"{committed / SUMS}: missing"
    elif recorded != _recorded(fresh):
        yield f"{committed / SUMS}: stale, or edited by hand"


def _recorded(package: Path) -> dict[str, str]:
    sums = package / SUMS
    lines = sums.read_text().splitlines() if sums.exists() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
