"""Write `types.pyi`: an import of each public model and alias from its own module, from the table in `types`.

`python -m tools.regenerate.types_stub [--check]`, from the repository's root. Type checkers take no name from a module
that imports with a star.
"""

import sys
from collections import defaultdict
from pathlib import Path

from pollination_sdk import types
from tools.regenerate.text_file import formatted, write_or_check

PLACE = Path("overlays/pollination_sdk/types.pyi")
HEADER = "# Written from the table in `types.py` by `nox -s regenerate`; do not edit: change that instead.\n"


def main(arguments: list[str]) -> int:
    """Write the stub, or with `--check` compare it with what would be written."""
    return write_or_check(PLACE, stub(), arguments)


def stub() -> str:
    """Return the text of the stub, formatted."""
    homes = vars(types)["_HOME_OF"]
    named = defaultdict(list)
    for name in types.__all__:
        named[homes.get(name, "pollination_api.models")].append(name)
    imports = [f"from {module} import {', '.join(names)}\n" for module, names in named.items()]
    listed = ", ".join(f'"{name}"' for name in types.__all__)
    return formatted(f"{HEADER}{''.join(imports)}\n__all__ = [{listed}]\n", PLACE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
