"""Write `types.pyi`: an import of each public model and alias from its own module, from the table in `types`.

Type checkers take no name from a module that imports with a star.
"""

from collections import defaultdict
from pathlib import Path

from pollination_sdk import types

PLACE = Path("overlays/pollination_sdk/types.pyi")
HEADER = "# Written from the table in `types.py` by `nox -s regenerate`; do not edit: change that instead.\n"


def text() -> str:
    """Return the text of the stub."""
    homes = vars(types)["_HOME_OF"]
    named = defaultdict(list)
    for name in types.__all__:
        named[homes.get(name, "pollination_api.models")].append(name)
    imports = [f"from {module} import {', '.join(names)}\n" for module, names in named.items()]
    listed = ", ".join(f'"{name}"' for name in types.__all__)
    return f"{HEADER}{''.join(imports)}\n__all__ = [{listed}]\n"
