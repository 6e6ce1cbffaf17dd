"""Run the command with fixed facts of the machine, so that `doctor` says the same everywhere.

`python -m tests.helpers.fixed_facts WORD ...`
"""

import importlib.metadata
import platform
import ssl
import sys

import pollination_sdk
from pollination_api import contract

VERSIONS = {
    "httpx": "0.28.1",
    "httpcore": "1.0.9",
    "anyio": "4.14.0",
    "attrs": "25.4.0",
    "platformdirs": "4.5.0",
    "click": "8.3.0",
    "rich": "14.2.0",
    "prompt-toolkit": "3.0.52",
    "pillow": "12.0.0",
}


def version(name: str) -> str:
    """Return a fixed version; only those of the table are installed."""
    if name not in VERSIONS:
        raise importlib.metadata.PackageNotFoundError(name)
    return VERSIONS[name]


if __name__ == "__main__":
    for module in [pollination_sdk, *sys.modules.values()]:  # a fork has imported those that have it from there
        if module.__name__.startswith("pollination_sdk") and "__version__" in vars(module):
            module.__version__ = "1.0.0"
    contract.VERSION = "1.0.0"
    importlib.metadata.version = version
    platform.platform = lambda: "Linux-6.12-x86_64-with-glibc2.41"
    platform.python_version = lambda: "3.13.9"
    ssl.OPENSSL_VERSION = "OpenSSL 3.5.4 30 Sep 2025"

    from pollination_sdk.cli.entry import main

    sys.exit(main())
