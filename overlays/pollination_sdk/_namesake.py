"""Notice the unrelated distribution that is imported by the same name.

`pollination-sdk`, without an s, belongs to another project and brings a package `pollination_sdk` too. Installed
together, the two overwrite each other's files, and what is imported is a mixture.
"""

import os
import sys
import warnings

# The forms that installers give to the name of a distribution's directory.
_NAMES = ("pollination_sdk-", "pollination-sdk-")
_KINDS = (".dist-info", ".egg-info")


def warn_of_namesake() -> None:
    """Warn when that distribution is installed; a look at the names on the import path, nothing is opened."""
    found = _find()
    if found is None:
        return
    warnings.warn(
        f"The distribution pollination-sdk of another project is installed too ({found}). It and pollinations-sdk are "
        "both imported as pollination_sdk and overwrite each other's files, so either may fail. Keep one of them in "
        "an environment: `pip uninstall pollination-sdk pollinations-sdk`, then install the one you want.",
        RuntimeWarning,
        stacklevel=3,
    )


def _find() -> str | None:
    for folder in sys.path:
        for name in _listing(folder or os.curdir):
            if name.startswith(_NAMES) and name.endswith(_KINDS):
                return os.path.join(folder, name)  # noqa: PTH118 - importing pathlib costs more than all of this
    return None


def _listing(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:  # a zip file, or a folder that is not there
        return []
